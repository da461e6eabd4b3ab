/** The live check of a key: what the provider's answer, or none, means for it, and where the key is to be seen. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { realFarEnds } from "../../main/app/far-ends.ts";
import { proveKey } from "../../main/app/key-proof.ts";
import { noProxies } from "../../main/core/proxy-choice.ts";
import { startConnectProxy } from "../support/connect-proxy.ts";

const canary = "sk-ant-api03-canary-3141592653589793";
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Asked = { readonly line: string; readonly headers: NodeJS.Dict<string | string[]> };

/** A provider that answers with a status, or never. */
async function provider(status: number | null, body = "{}") {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    asked.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    if (status !== null) response.writeHead(status, { location: "/elsewhere" }).end(body);
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { asked, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const hidden: string[] = [];
const prove = (base: string, more: Partial<Parameters<typeof proveKey>[0]> = {}) =>
  proveKey({
    ...{ provider: "anthropic", raw: `ANTHROPIC_API_KEY="${canary}"`, proxies: noProxies },
    farEnds: { ...realFarEnds, providers: { anthropic: base } },
    log: {
      hide(secret) {
        hidden.push(secret);
        return () => undefined;
      },
    },
    ...more,
  });

test.each([
  [200, { ok: true, isProven: true }],
  [401, { ok: false, code: "secret.rejected" }],
  [403, { ok: false, code: "secret.rejected" }],
  [302, { ok: false, code: "secret.unproven" }],
  [404, { ok: false, code: "secret.unproven" }],
  [500, { ok: false, code: "secret.unproven" }],
  [529, { ok: false, code: "secret.unproven" }],
])("a provider that answers %s", async (status, expected) => {
  const far = await provider(status);
  expect(await prove(far.base)).toEqual(expected);
  // One request, redirected nowhere; the key in its one header alone, as it is without what was pasted around it.
  expect(far.asked.map(({ line }) => line)).toEqual(["GET /v1/models"]);
  const { "x-api-key": key, ...others } = far.asked[0]?.headers ?? {};
  expect(key).toBe(canary);
  expect(JSON.stringify(others)).not.toContain("canary");
  expect(hidden).toContain(canary);
});

test("a provider that does not answer, or is not there, proves nothing", async () => {
  const far = await provider(null);
  expect(await prove(far.base, { wholeMs: 200 })).toEqual({ ok: false, code: "secret.unproven" });
  expect(far.asked).toHaveLength(1);
  expect(await prove("http://127.0.0.1:9")).toEqual({ ok: false, code: "secret.unproven" });
});

test("over plain http the key goes nowhere but to this computer", async () => {
  expect(await prove("http://provider.sluice.test")).toEqual({
    ...{ ok: false, code: "secret.unproven" },
  });
});

test("a provider without an address, or that nobody knows how to ask, is not asked", async () => {
  const far = await provider(200);
  const raw = "some-key-0123456789";
  for (const slug of ["azure-openai", "perplexity-ai", "constructor"])
    expect(await prove(far.base, { provider: slug, raw })).toEqual({ ok: true, isProven: false });
  expect(far.asked).toEqual([]);
});

test("the way out is the network's proxy, which sees where to and not what", async () => {
  const proxy = await startConnectProxy();
  proxy.judge = () => ({ says: "HTTP/1.1 502 Bad Gateway\r\n\r\n", ends: true });
  try {
    const proxies = { https: proxy.url, http: null, except: [] };
    const proof = await prove("https://provider.sluice.test", { proxies, wholeMs: 5_000 });
    expect(proof).toEqual({ ok: false, code: "secret.unproven" });
    expect(proxy.requests[0]?.line).toBe("CONNECT provider.sluice.test:443 HTTP/1.1");
    expect(proxy.seen().toString("latin1")).not.toContain("canary");
  } finally {
    await proxy.close();
  }
});
