import { describe, expect, test } from "vitest";
import type { TrafficConfig } from "../../main/core/traffic.ts";
import { Hub } from "../../main/router/hub.ts";
import { defaultLimits } from "../../main/router/limits.ts";
import { startConnectProxy } from "../support/connect-proxy.ts";
import { answerText, startFarEnd } from "../support/far-end.ts";
import { headerOf } from "../support/framing.reference.ts";
import { startProxyRig, until } from "./proxy-rig.ts";
import { cleanUp, startRig } from "./rig.ts";

/** A name no resolver is asked about: it is longer than any can be. Whoever goes there straight gets nowhere at once. */
const impossible = `${"x".repeat(64)}.sluice.test`;
const none = { https: null, http: null, except: [] };

describe("who goes through a proxy", () => {
  test("loopback never does, whatever the rules say", async () => {
    const proxy = await startConnectProxy();
    cleanUp(proxy.close);
    const rig = await startRig({
      config: { proxies: { https: proxy.url, http: proxy.url, except: [] } },
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    expect((await client.answer()).startLine).toContain("200");
    expect(proxy.requests).toEqual([]);
  });

  test("a far end NO_PROXY names does not", async () => {
    const rig = await startProxyRig({ except: [".sluice.test"] });
    const base = `https://${impossible}:${rig.farEnd.port}`;
    rig.configure({ aiGateway: { base, accountId: "acct", aiGatewayId: "mine", token: null } });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("cloudflareUnreachable");
    expect(rig.proxy.requests).toEqual([]);
  });

  test("each far end has a way of its own", async () => {
    const rig = await startProxyRig({ except: [impossible] });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    expect((await client.answer()).startLine).toContain("200");
    const base = `https://${impossible}:${rig.farEnd.port}`;
    rig.configure({ route: "direct", providers: { anthropic: { base, key: "k" } } });
    client.write(rig.text("/anthropic/v1/messages"));
    expect(headerOf(await client.answer(), "x-sluice-refusal")).toBe("providerUnreachable");
    expect(rig.proxy.requests).toHaveLength(1);
  });

  test("a far end asked by http is reached by CONNECT too", async () => {
    const proxy = await startConnectProxy();
    const farEnd = await startFarEnd();
    cleanUp(proxy.close);
    cleanUp(farEnd.close);
    const silent = { info: () => {}, warn: () => {}, error: () => {} };
    const hub = new Hub({
      limits: defaultLimits,
      log: silent,
      now: Date.now,
      onExchange: () => undefined,
      ca: undefined,
    });
    hub.pool.follow({ https: null, http: proxy.url, except: [] });
    const { port } = farEnd;
    const base = { isTls: false, host: "far.sluice.test", port, authority: "", path: "" };
    const origin = hub.pool.originOf(base);
    hub.pool.warm(origin);
    const [connection] = origin.idle;
    connection?.write(Buffer.from("GET / HTTP/1.1\r\nHost: far\r\n\r\n"));
    await until(() => farEnd.requests.length === 1);
    expect(proxy.requests[0]?.line).toBe(`CONNECT far.sluice.test:${port} HTTP/1.1`);
    connection?.destroy();
  });
});

describe("when the rules change", () => {
  test("connections of the old way are closed, those of the same stay", async () => {
    const rig = await startProxyRig();
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    await client.answer();
    rig.configure({ logPayloads: true });
    client.write(rig.text("/anthropic/v1/messages"));
    await client.answer();
    expect(rig.proxy.requests).toHaveLength(1);
    const other = await startConnectProxy();
    cleanUp(other.close);
    rig.configure({ proxies: { ...none, https: other.url } });
    await until(() => rig.proxy.tunnels.every((tunnel) => tunnel.client.destroyed));
    client.write(rig.text("/anthropic/v1/messages"));
    await client.answer();
    expect(rig.proxy.requests).toHaveLength(1);
    expect(other.requests).toHaveLength(1);
    expect(rig.exchanges.map(({ outcome }) => outcome)).toEqual(["ok", "ok", "ok"]);
  });

  test("what runs goes on as it began, and its connection is not kept", async () => {
    let goOn = () => {};
    const rig = await startProxyRig({
      respond: (_request, socket) => {
        goOn = () => void socket.write(answerText(200, "late"));
      },
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    await until(() => rig.farEnd.requests.length === 1);
    rig.configure({ proxies: none });
    goOn();
    expect((await client.answer()).body.toString()).toBe("late");
    await until(() => rig.proxy.tunnels.every((tunnel) => tunnel.client.destroyed));
    expect(rig.router.stats().upstreamsIdle).toBe(0);
  });

  test("after a sleep a new way is opened ahead", async () => {
    const rig = await startProxyRig();
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    await client.answer();
    rig.router.wake();
    await until(() => rig.proxy.requests.length === 2);
    client.write(rig.text("/anthropic/v1/messages"));
    await client.answer();
    expect(rig.farEnd.requests[1]?.socket).not.toBe(rig.farEnd.requests[0]?.socket);
    expect(rig.proxy.requests).toHaveLength(2);
  });

  test("nonsense in place of a proxy is as good as none", async () => {
    const rig = await startRig();
    const odd: Partial<TrafficConfig> = { proxies: { ...none, https: "socks5://x:1", http: "%%" } };
    rig.configure(odd);
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages"));
    expect((await client.answer()).startLine).toContain("200");
  });
});
