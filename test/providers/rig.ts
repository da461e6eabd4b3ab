/** The real router between a client and the practice Cloudflare and providers, on wires that may cut what they carry anywhere. */
import { expect } from "vitest";
import type { Exchange, TrafficConfig } from "../../main/core/traffic.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import type { Seen } from "../../main/practice/record.ts";
import type { PracticeSettings } from "../../main/practice/settings.ts";
import { cleanUp, fetchOnce, type Got, localKey, type Rig, startRig } from "../router/rig.ts";
import { readMessage } from "../support/framing.reference.ts";
import { type Splitter, startSplitter } from "./splitter.ts";

export type Route = "cloudflare" | "direct";

export type Wire = {
  readonly practice: Practice;
  readonly rig: Rig;
  configure(more: Partial<TrafficConfig>): void;
  /** How the bytes of answers are cut from now on; null: not at all. */
  split(seed: number | null): void;
  /** One request through the router, and all that is known of it in the end. */
  ask(route: Route, target: string, body: unknown, headers?: object): Promise<Asked>;
};

export type Asked = {
  readonly got: Got;
  readonly exchange: Exchange;
  /** What the far end sent, its transfer coding taken off. */
  readonly sent: Buffer;
  /** As the provider saw it; null when it was not asked. */
  readonly seen: Seen | null;
};

/** The slugs Cloudflare signs for, or whose keys stand there: no key leaves this machine. */
const stored = ["aws-bedrock"];

export const customSlug = "custom-practice";

export async function startWire(settings: Partial<PracticeSettings> = {}): Promise<Wire> {
  const practice = await startPractice({ pauseMs: 0 });
  practice.set({
    storedKeys: Object.fromEntries(
      stored.map((slug) => [slug, { default: practice.keys[slug] ?? "" }]),
    ),
    ...settings,
  });
  const through = await startSplitter(practice.aiGateway);
  const wires = new Map<string, Splitter>();
  for (const base of Object.values(practice.providers)) {
    const { origin } = new URL(base);
    if (!wires.has(origin)) wires.set(origin, await startSplitter(origin));
  }
  const wireTo = (slug: string) =>
    wires.get(new URL(practice.providers[slug] ?? "http://x").origin);
  const direct = (slug: string) => {
    const wire = wireTo(slug);
    if (wire === undefined) return null;
    return wire.url + new URL(practice.providers[slug] ?? "").pathname.replace(/\/$/, "");
  };
  const given = (slug: string) =>
    stored.includes(slug)
      ? { base: null, key: null, pays: "stored" as const }
      : { base: direct(slug), key: practice.keys[slug] ?? null };
  const rig = await startRig({
    config: {
      aiGateway: {
        base: through.url,
        accountId: "practice",
        aiGatewayId: "demo",
        token: practice.secrets.aiGateway,
      },
      providers: Object.fromEntries(Object.keys(practice.keys).map((slug) => [slug, given(slug)])),
    },
  });
  cleanUp(async () => {
    const all = [through, ...wires.values(), practice];
    await Promise.all(all.map((one) => one.close()));
  });
  let route: Route | null = null;
  let more: Partial<TrafficConfig> = {};
  return {
    practice,
    rig,
    configure: (change) => {
      more = { ...more, ...change };
      route = null;
    },
    split: (seed) => {
      for (const wire of [through, ...wires.values()]) wire.split(seed);
    },
    async ask(wanted, target, body, headers = {}) {
      if (route !== wanted) rig.configure({ ...more, route: wanted });
      route = wanted;
      const slug = target.split("/")[1] ?? "";
      const wire = wanted === "direct" ? (wireTo(slug) ?? through) : through;
      wire.said();
      practice.forget();
      const at = rig.exchanges.length;
      const got = await fetchOnce(`http://127.0.0.1:${rig.port}${target}`, {
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      const exchange = await rig.exchange(at);
      const said = wire.said();
      const sent = said.length === 0 ? said : readMessage(said, "answer", true)?.body;
      if (sent === undefined) throw new Error("no whole answer on the wire");
      const seen = practice.seen().findLast(({ which }) => which === "provider") ?? null;
      return { got, exchange, sent, seen };
    },
  };
}

/** Nothing of the local key, and nothing of Cloudflare's own, got as far as the provider. */
export function expectClean({ seen }: Asked): void {
  const text = seen?.rawHeaders.join("\n") ?? "";
  expect(text).not.toContain(localKey);
  expect(text.toLowerCase()).not.toContain("cf-aig-");
}

/** What was metered is what the practice provider says it has answered, to the token. */
export function expectMetered({ exchange, got, sent, seen }: Asked): void {
  expect(got.body.equals(sent)).toBe(true);
  expect(exchange.outcome).toBe("ok");
  expect(seen?.usage).not.toBeNull();
  expect(exchange.usage).toMatchObject(seen?.usage ?? {});
  expect(exchange.usage?.tier).toBeUndefined();
  expect(exchange.cacheHit).toBe(false);
}
