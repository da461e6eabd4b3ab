/** The way out of the network as the person chose it: for OpenClaw's requests and for Sluice's own questions to Cloudflare, at once and at every start. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ProxyRules } from "../../main/core/traffic.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import { type ConnectProxy, refusal, startConnectProxy } from "../support/connect-proxy.ts";
import { type Sluice, type SluiceOptions, startSluice } from "../support/sluice.ts";

/** A name nobody resolves: only through a proxy can it be reached, and the proxy of these tests leads every name here. */
const away = "far-end.test";
const straight: ProxyRules = { https: null, http: null, except: [] };

let practice: Practice;
let proxy: ConnectProxy;
let sluice: Sluice | null = null;
beforeEach(async () => {
  practice = await startPractice({ pauseMs: 0 });
  proxy = await startConnectProxy();
  // The router takes the aiGateway over TLS alone: that the proxy is asked, and what it says, tells the way.
  proxy.judge = ({ line }) => (line.includes(":443 ") ? refusal(403, "Forbidden") : "open");
});
afterEach(async () => {
  await sluice?.close();
  sluice = null;
  await proxy.close();
  await practice.close();
});

/** With the far ends at that host, and what the system says of proxies. */
async function start(
  host: string,
  proxies: () => Promise<ProxyRules> = async () => straight,
  options: SluiceOptions = {},
): Promise<Sluice> {
  const at = (url: string) => url.replace("127.0.0.1", host);
  sluice = await startSluice({
    ...options,
    more: { proxies },
    env: {
      SLUICE_FAR_ENDS: JSON.stringify({
        aiGateway: host === away ? `https://${away}` : practice.aiGateway,
        cloudflareApi: at(practice.cloudflareApi),
        providers: Object.fromEntries(
          Object.entries(practice.providers).map(([slug, url]) => [slug, at(url)]),
        ),
      }),
    },
  });
  const { anthropic, aiGateway } = practice.secrets;
  await sluice.must({
    ...{ type: "profile.save", name: "Test", accountId: "practice", aiGatewayId: "demo" },
  });
  await sluice.must({
    ...{ type: "secret.save", kind: "provider", provider: "anthropic", secret: anthropic },
  });
  await sluice.must({ type: "secret.save", kind: "aiGateway", secret: aiGateway });
  return sluice;
}

const choose = (choice: string) => sluice?.app.send({ type: "settings.save", proxy: choice });
/** How a request to the aiGateway fared. */
async function check(): Promise<string | undefined> {
  const reply = await sluice?.app.send({ type: "check.run", name: "route" });
  return reply?.ok ? "answered" : reply?.error.detail;
}
const byProxy = "proxyRefused";
const noWay = "cloudflareUnreachable";
const look = async () =>
  (await sluice?.app.send({ type: "cloudflare.look", token: practice.secrets.analytics }))?.ok;
const tunnels = () => proxy.requests.map(({ line }) => line.split(" ").slice(0, 2).join(" "));
const portOf = (url: string) => new URL(url).port;

describe("a proxy of the person's own", () => {
  test("carries OpenClaw's requests and Sluice's questions from the moment it is chosen", async () => {
    await start(away);
    expect([await check(), await look()]).toEqual([noWay, false]);
    expect(await choose(proxy.url)).toEqual({ ok: true });
    expect([await check(), await look()]).toEqual([byProxy, true]);
    const ports = ["443", portOf(practice.cloudflareApi)];
    expect(new Set(tunnels())).toEqual(new Set(ports.map((port) => `CONNECT ${away}:${port}`)));
    expect(sluice?.app.state().settings.proxy).toBe(proxy.url);
  });

  test("is gone through after a start as well", async () => {
    const begun = await start(away);
    await choose(proxy.url);
    await begun.restart();
    const { anthropic, aiGateway } = practice.secrets;
    await begun.must({
      ...{ type: "secret.save", kind: "provider", provider: "anthropic", secret: anthropic },
    });
    await begun.must({ type: "secret.save", kind: "aiGateway", secret: aiGateway });
    expect([await check(), await look()]).toEqual([byProxy, true]);
  });

  test("never sees what goes to this machine itself", async () => {
    await start("127.0.0.1");
    await choose(proxy.url);
    expect([await check(), await look()]).toEqual(["answered", true]);
    expect(proxy.requests).toEqual([]);
  });

  test("goes before the system's and before what the system leaves out of it", async () => {
    await start(away, async () => ({ https: null, http: null, except: ["*"] }));
    await choose(proxy.url);
    expect(await check()).toBe(byProxy);
  });

  test.each(["http://10.0.0.1:0", "http://10.0.0.1:99999", "http://a..b..:80"])(
    "nobody can be, %s for one, is refused, and the one before it stays",
    async (url) => {
      await start(away);
      await choose(proxy.url);
      expect(await choose(url)).toMatchObject({ ok: false, error: { code: "command.invalid" } });
      expect(sluice?.app.state().settings.proxy).toBe(proxy.url);
      expect(await check()).toBe(byProxy);
    },
  );
});

describe("the system's proxy", () => {
  const system = async (): Promise<ProxyRules> => ({
    ...{ https: proxy.url, http: proxy.url, except: [] },
  });

  test("is used until the person wants none, and again when it is wanted", async () => {
    await start(away, system);
    expect(await check()).toBe(byProxy);
    await choose("none");
    const count = proxy.requests.length;
    expect([await check(), await look()]).toEqual([noWay, false]);
    expect(proxy.requests).toHaveLength(count);
    await choose("system");
    expect(await check()).toBe(byProxy);
  });

  test("that is told late does not take the place of what was chosen meanwhile", async () => {
    const late = Promise.withResolvers<ProxyRules>();
    let isLate = false;
    const begun = await start(away, () => (isLate ? late.promise : system()));
    isLate = true;
    begun.app.wake();
    await choose("none");
    late.resolve(await system());
    // Another turn through everything that was under way.
    await begun.must({ type: "usage.refresh" });
    expect(await check()).toBe(noWay);
  });
});
