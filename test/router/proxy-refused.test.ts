import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { type ConnectProxy, refusal, withPassword } from "../support/connect-proxy.ts";
import { answerText } from "../support/far-end.ts";
import { headerOf } from "../support/framing.reference.ts";
import { secrets, startProxyRig, until } from "./proxy-rig.ts";

const turn = JSON.stringify({
  model: "claude-x",
  stream: true,
  tools: [{ name: "t" }],
  messages: ["What is secret here"],
});

type Judge = ConnectProxy["judge"];
const says =
  (text: string, ends = false): Judge =>
  () => ({ says: text, ends });

describe("a proxy that does not let through", () => {
  test.each<[string, Judge, string]>([
    ["wants a password", () => refusal(407, "Authenticate"), "PROXY_407"],
    ["forbids it", () => refusal(403, "Forbidden"), "PROXY_403"],
    ["cannot reach it", () => refusal(502, "Bad Gateway"), "PROXY_502"],
    ["redirects", () => refusal(302, "Found"), "PROXY_302"],
    ["is no proxy", says("SSH-2.0-OpenSSH_9.9\r\n"), "PROXY_MALFORMED"],
    ["speaks of another version", says("HTTP/2.0 200 OK\r\n\r\n"), "PROXY_MALFORMED"],
    ["says yes and more", says("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n"), "PROXY_MALFORMED"],
    ["never ends its head", says(`HTTP/1.1 200 OK\r\nX: ${"x".repeat(70_000)}`), "PROXY_MALFORMED"],
    ["closes", says("", true), "PROXY_CLOSED"],
    ["closes within its head", says("HTTP/1.1 200 O", true), "PROXY_CLOSED"],
    ["hangs", () => null, "ETIMEDOUT"],
  ])("%s: the turn is refused, and nothing was shown", async (_what, judge, code) => {
    const rig = await startProxyRig({ judge, limits: { connectMs: 300 } });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    const answer = await client.answer();
    expect(answer.startLine).toBe("HTTP/1.1 200 OK");
    expect(headerOf(answer, "x-sluice-refusal")).toBe("proxyRefused");
    expect(answer.body.toString()).toContain('"stop_reason":"refusal"');
    expect(rig.farEnd.sockets).toEqual([]);
    expect(await rig.exchange()).toMatchObject({
      outcome: "refused",
      refusal: "proxyRefused",
      status: null,
      profile: null,
      model: "claude-x",
      usage: null,
    });
    expect(rig.logs.at(-1)).toMatchObject({ event: "router.upstreamFailed", fields: { code } });
    const seen = rig.proxy.seen().toString("latin1");
    for (const secret of secrets) expect(seen).not.toContain(secret);
  });

  test("says it to the direct route as well", async () => {
    const rig = await startProxyRig({
      judge: () => refusal(403, "Forbidden"),
      config: { route: "direct" },
    });
    const client = await rig.connect();
    client.write(rig.text("/openai/chat/completions", { body: turn }));
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("proxyRefused");
  });

  test("gives no password away: a wrong one is refused, and the right one goes on", async () => {
    const rig = await startProxyRig({ user: "jane:wrong", judge: withPassword("jane", "right") });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("proxyRefused");
    const url = rig.proxy.url.replace("//", "//jane:right@");
    rig.configure({ proxies: { https: url, http: null, except: [] } });
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    expect((await client.answer()).body.toString()).toBe('{"ok":true}');
    expect(JSON.stringify(rig.logs)).not.toContain("wrong");
    expect(rig.exchanges.map(({ outcome }) => outcome)).toEqual(["refused", "ok"]);
  });

  test("is one that is not there", async () => {
    const rig = await startProxyRig();
    const gone = createServer();
    gone.listen(0, "127.0.0.1");
    await until(() => gone.listening);
    const address = gone.address();
    const port = typeof address === "object" ? address?.port : 0;
    await new Promise((resolve) => gone.close(resolve));
    rig.configure({ proxies: { https: `http://127.0.0.1:${port}`, http: null, except: [] } });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("proxyRefused");
    expect(rig.logs.at(-1)).toMatchObject({ fields: { code: "PROXY_ECONNREFUSED" } });
  });

  test("is one nobody vouches for: it does not even learn where to", async () => {
    const rig = await startProxyRig({ isTls: true });
    const url = `https://user:secret@[::ffff:127.0.0.1]:${rig.proxy.port}`;
    rig.configure({ proxies: { https: url, http: null, except: [] } });
    await until(() => rig.router.stats().upstreamsIdle === 0);
    const asked = rig.proxy.requests.length;
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("proxyRefused");
    expect(rig.logs.at(-1)).toMatchObject({
      fields: { code: "PROXY_ERR_TLS_CERT_ALTNAME_INVALID" },
    });
    expect(rig.proxy.requests).toHaveLength(asked);
  });

  test("reads the whole of a large request before it is refused, so that its client reads the answer", async () => {
    const rig = await startProxyRig({ judge: () => refusal(403, "Forbidden") });
    const client = await rig.connect();
    const body = turn.replace("{", `{"pad":"${"x".repeat(2_000_000)}",`);
    client.write(rig.text("/anthropic/v1/messages", { body }));
    expect((await client.answer()).body.toString()).toContain('"stop_reason":"refusal"');
    rig.proxy.judge = () => "open";
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    expect((await client.answer()).body.toString()).toBe('{"ok":true}');
  });
});

describe("behind an open way", () => {
  test("a far end nobody vouches for gets nothing, and it is not the proxy's fault", async () => {
    const rig = await startProxyRig();
    const base = `https://unknown.sluice.test:${rig.farEnd.port}`;
    rig.configure({ aiGateway: { base, accountId: "acct", aiGatewayId: "mine", token: "t" } });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("cloudflareUnreachable");
    expect(rig.farEnd.requests).toEqual([]);
  });

  test("a far end that breaks off after the request may bill for it: it went through", async () => {
    const rig = await startProxyRig({ respond: (_request, socket) => void socket.destroy() });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("cloudflareUnreachable");
    expect(await rig.exchange()).toMatchObject({ outcome: "failed", profile: "profile-1" });
  });

  test("what Cloudflare says no to went through its aiGateway all the same", async () => {
    const body =
      '{"success":false,"result":[],"messages":[],"error":[{"code":2003,"message":"x"}]}';
    const rig = await startProxyRig({
      respond: (_request, socket) => void socket.write(answerText(429, body)),
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { body: turn }));
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("rateLimited");
    expect(await rig.exchange()).toMatchObject({ outcome: "refused", profile: "profile-1" });
  });
});
