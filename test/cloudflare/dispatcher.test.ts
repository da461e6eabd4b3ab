/** Requests to the API as a network lets them out: through a real proxy on loopback, which alone knows the far end's name. */
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { type Dispatcher, request } from "undici";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { createDispatcher } from "../../main/cloudflare/dispatcher.ts";
import type { ProxyRules } from "../../main/core/traffic.ts";
import {
  type ConnectProxy,
  refusal,
  startConnectProxy,
  withPassword,
} from "../support/connect-proxy.ts";
import { farEndTls } from "../support/far-end.tls.ts";
import { answerText, type FarEnd, startFarEnd } from "../support/far-end.ts";
import { farSluiceTls, privateCa } from "../support/private-ca.ts";

const token = "analytics-token-1";
const cleanups: (() => Promise<unknown>)[] = [];

// As if the system had them; what is trusted beside them is another test's matter.
beforeAll(() => {
  setDefaultCACertificates([...getCACertificates("default"), privateCa, farEndTls.cert]);
});

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

type Scene = {
  readonly farEnd: FarEnd;
  readonly proxy: ConnectProxy;
  /** Status and text, or the error's code. */
  ask(dispatcher: Dispatcher): Promise<string>;
  dispatcher(more?: Partial<ProxyRules>, connectMs?: number): Promise<Dispatcher>;
};

async function setUp(
  options: { readonly isTls?: boolean; readonly judge?: ConnectProxy["judge"] } = {},
): Promise<Scene> {
  const farEnd = await startFarEnd(undefined, farSluiceTls);
  const proxy = await startConnectProxy(options.isTls ? farEndTls : undefined);
  if (options.judge) proxy.judge = options.judge;
  cleanups.push(farEnd.close, proxy.close);
  return {
    farEnd,
    proxy,
    async dispatcher(more = {}, connectMs) {
      const rules = { https: proxy.url, http: proxy.url, except: [], ...more };
      const dispatcher = await createDispatcher(rules, connectMs);
      cleanups.push(() => dispatcher.destroy());
      return dispatcher;
    },
    async ask(dispatcher) {
      try {
        const answer = await request(`https://far.sluice.test:${farEnd.port}/client/v4/x`, {
          dispatcher,
          headers: { authorization: `Bearer ${token}` },
        });
        return `${answer.statusCode} ${await answer.body.text()}`;
      } catch (error) {
        return codeOf(error);
      }
    },
  };
}

function codeOf(error: unknown): string {
  const text = JSON.stringify(error, Object.getOwnPropertyNames(error));
  expect(text).not.toMatch(/jane|secret/);
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

describe("a request to the API", () => {
  test.each([
    ["http", false],
    ["https", true],
  ])("goes through an %s proxy, which learns a host and a port", async (_scheme, isTls) => {
    const scene = await setUp({ isTls });
    const dispatcher = await scene.dispatcher();
    for (let times = 0; times < 3; times++) {
      expect(await scene.ask(dispatcher)).toBe('200 {"ok":true}');
      // A connection counts as busy until its answer has been put away.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const line = `CONNECT far.sluice.test:${scene.farEnd.port} HTTP/1.1`;
    expect(scene.proxy.requests.map((one) => one.line)).toEqual([line]);
    expect(scene.farEnd.requests).toHaveLength(3);
    const seen = scene.proxy.seen().toString("latin1");
    for (const hidden of [token, "client/v4"]) expect(seen).not.toContain(hidden);
  });

  test("brings the proxy's password to the proxy alone", async () => {
    const scene = await setUp({ judge: withPassword("jane", "secret") });
    const https = scene.proxy.url.replace("//", "//jane:secret@");
    expect(await scene.ask(await scene.dispatcher({ https }))).toBe('200 {"ok":true}');
    const raw = scene.farEnd.requests[0]?.raw.toString("latin1");
    expect(raw).not.toMatch(/proxy-|jane|secret/i);
  });

  test("says what the proxy said, and never its password", async () => {
    const scene = await setUp({ judge: withPassword("jane", "right") });
    const https = scene.proxy.url.replace("//", "//jane:secret@");
    const dispatcher = await scene.dispatcher({ https });
    expect(await scene.ask(dispatcher)).toBe("PROXY_407");
    scene.proxy.judge = () => refusal(502, "Bad Gateway");
    expect(await scene.ask(dispatcher)).toBe("PROXY_502");
    scene.proxy.judge = () => ({ says: "", ends: true });
    expect(await scene.ask(dispatcher)).toBe("PROXY_CLOSED");
    scene.proxy.judge = () => "open";
    expect(await scene.ask(dispatcher)).toBe('200 {"ok":true}');
  });

  test("waits for a silent proxy no longer than it may", async () => {
    const scene = await setUp({ judge: () => null });
    expect(await scene.ask(await scene.dispatcher({}, 200))).toBe("PROXY_TIMEOUT");
  });

  test("ends with its dispatcher, whatever the proxy does", async () => {
    const scene = await setUp({ judge: () => null });
    const dispatcher = await scene.dispatcher({}, 5_000);
    const asked = scene.ask(dispatcher);
    while (scene.proxy.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await dispatcher.destroy();
    expect(await asked).toBe("UND_ERR_DESTROYED");
  });

  test("fails when its proxy dies under it", async () => {
    const scene = await setUp();
    scene.farEnd.respond = (_request, socket) => {
      socket.write(answerText(200, "x".repeat(100)).subarray(0, -50));
      for (const { client } of scene.proxy.tunnels) client.destroy();
    };
    expect(await scene.ask(await scene.dispatcher())).toBe("UND_ERR_SOCKET");
  });

  test("does not go through it where NO_PROXY names the far end", async () => {
    const scene = await setUp();
    // Longer than a name can be: no resolver is asked.
    const host = `${"x".repeat(64)}.sluice.test`;
    const dispatcher = await scene.dispatcher({ except: [".sluice.test"] });
    await expect(request(`https://${host}/`, { dispatcher })).rejects.toThrow(host);
    expect(scene.proxy.requests).toEqual([]);
  });

  test("never goes through it to this machine", async () => {
    const scene = await setUp();
    const plain = await startFarEnd();
    cleanups.push(plain.close);
    const dispatcher = await scene.dispatcher();
    const answer = await request(`${plain.base}/client/v4`, { dispatcher });
    expect(await answer.body.text()).toBe('{"ok":true}');
    expect(scene.proxy.requests).toEqual([]);
  });

  test("reaches a far end asked by http by CONNECT too", async () => {
    const scene = await setUp();
    const plain = await startFarEnd();
    cleanups.push(plain.close);
    const url = `http://far.sluice.test:${plain.port}/`;
    const answer = await request(url, { dispatcher: await scene.dispatcher() });
    expect(await answer.body.text()).toBe('{"ok":true}');
    expect(scene.proxy.requests[0]?.line).toContain("CONNECT far.sluice.test:");
  });
});
