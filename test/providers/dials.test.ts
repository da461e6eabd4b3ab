/** What a person sets and what the aiGateway is set to, on the real wire: asked again, given up, refused in Sluice's own words, or found in the cache. */
import { expect, test } from "vitest";
import { startWire } from "./rig.ts";

const body = { model: "m-1", messages: [{ role: "user", content: "hi" }] };
const target = "/groq/chat/completions";
const asked = (wire: Awaited<ReturnType<typeof startWire>>) =>
  wire.practice.seen().filter(({ which }) => which === "provider").length;

test("attempts that were set are made at Cloudflare, and metered once", async () => {
  const wire = await startWire();
  wire.configure({ dials: { all: { attempts: 3, retryDelayMs: 0 }, models: {} } });
  wire.practice.set({ fault: "providerFailed", slug: "groq", times: 2 });
  const { exchange, got, seen } = await wire.ask("cloudflare", target, body);
  expect([got.status, asked(wire)]).toEqual([200, 3]);
  expect(exchange.usage).toMatchObject(seen?.usage ?? {});
  expect(wire.practice.truth()).toHaveLength(1);
});

test("attempts the aiGateway itself is set to are made without a word of ours", async () => {
  const wire = await startWire({ aiGatewayFields: { retry_max_attempts: 2, retry_delay: 0 } });
  wire.practice.set({ fault: "providerFailed", slug: "groq" });
  const { exchange, got, sent } = await wire.ask("cloudflare", target, body);
  expect([got.status, asked(wire), exchange.outcome]).toEqual([500, 2, "providerError"]);
  expect(got.body.equals(sent)).toBe(true);
});

test("a dial of one model is that model's alone", async () => {
  const wire = await startWire({ cacheTtlSeconds: 300 });
  const models = { "groq/m-1": { cache: "skip" as const } };
  wire.configure({ dials: { all: { cache: "asSet" }, models } });
  const hits: boolean[] = [];
  for (const model of ["m-1", "m-1", "m-2", "m-2"]) {
    const { exchange } = await wire.ask("cloudflare", target, { ...body, model });
    hits.push(exchange.cacheHit);
  }
  expect(hits).toEqual([false, false, false, true]);
});

test.each([
  ["rateLimited", { rate_limiting_limit: 1, rate_limiting_interval: 60 }],
  [
    "spendLimit",
    {
      spend_limits: {
        enabled: true,
        rules: [{ id: "r", limit: 0.000_000_1, limitType: "cost", window: 60 }],
      },
    },
  ],
])(
  "%s: what the aiGateway says no to is refused in Sluice's words, and no provider is asked",
  async (reason, fields) => {
    const wire = await startWire({ aiGatewayFields: fields });
    const messages = { ...body, model: "claude-sonnet-4-6", max_tokens: 50 };
    const version = { "anthropic-version": "2023-06-01" };
    const ask = () => wire.ask("cloudflare", "/anthropic/v1/messages", messages, version);
    expect((await ask()).got.status).toBe(200);
    const second = await ask();
    expect([second.seen, second.exchange.outcome]).toEqual([null, "refused"]);
    expect(second.exchange.refusal).toBe(reason);
    expect(second.got.body.equals(second.sent)).toBe(false);
    expect(second.exchange.usage).toBeNull();
  },
);

test("without a key stored at Cloudflare none of its credits is spent: the aiGateway refuses instead", async () => {
  const wire = await startWire({ storedKeys: {}, credits: "some" });
  wire.configure({ providers: { groq: { base: null, key: null, pays: "stored" } } });
  const { exchange, seen } = await wire.ask("cloudflare", target, body);
  expect([seen, exchange.outcome]).toEqual([null, "refused"]);
  wire.configure({ providers: { groq: { base: null, key: null, pays: "credits" } } });
  const paid = await wire.ask("cloudflare", target, body);
  expect([paid.got.status, paid.exchange.outcome]).toEqual([200, "ok"]);
  expect(wire.practice.truth().at(-1)?.isWholesale).toBe(true);
});
