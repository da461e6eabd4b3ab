import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMeter, type Endpoint } from "../../main/core/meter.ts";
import { costOf } from "../../main/core/price.ts";
import { exchangeOf } from "../support/exchange.ts";

/** As a provider writes it: the figure stands in the text, not in a number of ours. */
function usageIn(counts: string, endpoint: Endpoint = "chat") {
  const names = endpoint === "responses" ? ["input", "output"] : ["prompt", "completion"];
  const tokens = `"${names[0]}_tokens":194,"${names[1]}_tokens":2,"total_tokens":196`;
  const meter = createMeter(endpoint, "application/json");
  meter?.push(Buffer.from(`{"model":"m","usage":{${tokens},${counts}}}`));
  return meter?.end().usage ?? null;
}

const stated = (counts: string, endpoint?: Endpoint) => usageIn(counts, endpoint)?.statedMicroUsd;
const byok = (cost: string, upstream: string, isByok: string) =>
  `"cost":${cost},"is_byok":${isByok},"cost_details":{"upstream_inference_cost":${upstream}}`;

describe("what an answer says it cost", () => {
  test.each([
    ["OpenRouter's credits are dollars", '"cost":0.00014', 140],
    ["nothing was charged", '"cost":0', 0],
    ["as small as JSON writes it", '"cost":2.85e-7', 0],
    ["half up", '"cost":0.0000285', 29],
    ["just below the half", '"cost":0.000028499999', 28],
    ["what no product of fractions gives", '"cost":1.1', 1_100_000],
    ["the upstream part of the same charge", byok("0.00000285", "0.00000285", "false"), 3],
    ["the provider's own bill on top of the fee", byok("0.0001", "0.0019705", "true"), 2071],
    ["the provider's own bill alone", byok("0", "0.0360795", "true"), 36_080],
    [
      "Perplexity, its searches included",
      '"cost":{"request_cost":0.006,"total_cost":0.0061}',
      6100,
    ],
    ["xAI's ticks", '"cost_in_usd_ticks":37756000', 3776],
    ["no ticks", '"cost_in_usd_ticks":0', 0],
  ])("%s", (_, counts, microUsd) => {
    expect(stated(counts)).toBe(microUsd);
  });

  test.each([
    ["the own key's bill is not known", byok("0.0001", "null", "true")],
    [
      "an old answer with more upstream than was charged",
      '"cost":0.95,"cost_details":{"upstream_inference_cost":19}',
    ],
    ["no number", '"cost":"0.95"'],
    ["a null", '"cost":null'],
    ["less than nothing", '"cost":-1'],
    ["more than anybody pays", '"cost":1e6'],
    ["parts without a sum", '"cost":{"input_tokens_cost":0.1}'],
    ["ticks that are none", '"cost_in_usd_ticks":1.5e300'],
    ["a text for ticks", '"cost_in_usd_ticks":"many"'],
    ["nothing of the kind", '"other":1'],
  ])("is not stated: %s", (_, counts) => {
    expect(usageIn(counts)).toMatchObject({ tokensIn: 194, tokensOut: 2 });
    expect(stated(counts)).toBeUndefined();
  });

  test("is read from Perplexity's Responses as well, and from the last word of a stream", () => {
    expect(stated('"cost":{"currency":"USD","total_cost":0.00123}', "responses")).toBe(1230);
    const meter = createMeter("chat", "text/event-stream");
    const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5, cost: 0.00025 };
    meter?.push(Buffer.from(`data: ${JSON.stringify({ model: "m", choices: [], usage })}\n\n`));
    expect(meter?.end().usage?.statedMicroUsd).toBe(250);
  });

  test("any amount up to a thousand dollars comes out to the micro-dollar, half up", () => {
    const nano = fc.oneof(
      fc.nat(999_999_999),
      fc.nat(999_999).map((micro) => micro * 1000 + 500),
    );
    fc.assert(
      fc.property(fc.nat(1_000), nano, (whole, rest) => {
        const text = `${whole}.${String(rest).padStart(9, "0")}`;
        const micro = BigInt(whole) * 1_000_000n + (BigInt(rest) + 500n) / 1000n;
        expect(stated(`"cost":${text}`)).toBe(Number(micro));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a stated cost", () => {
  const usage = {
    ...{ tokensIn: 1_000_000, tokensOut: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
    statedMicroUsd: 123,
  };
  const cost = (provider: string, more: object = {}) =>
    costOf(
      exchangeOf({ provider, model: "grok-4.7", path: "/v1/chat/completions", usage, ...more }),
    );
  const unknown = { costMicroUsd: null, unpriced: "model" };

  test.each(["openrouter", "perplexity-ai", "grok", "xai", "compat"])(
    "is what %s charged, whatever a table says, and whatever tier",
    (provider) => {
      expect(cost(provider)).toEqual({ costMicroUsd: 123, unpriced: null });
      expect(cost(provider, { usage: { ...usage, tier: "priority" } }).costMicroUsd).toBe(123);
      expect(cost(provider, { model: null }).costMicroUsd).toBe(123);
      expect(cost(provider, { cacheHit: true }).costMicroUsd).toBe(0);
    },
  );

  test("counts for nobody who has not said in what money", () => {
    expect(cost("custom-mine")).toEqual(unknown);
    expect(cost("fireworks")).toEqual(unknown);
    expect(cost("openai", { model: "gpt-5.4", startedAt: Date.parse("2026-11-15") })).toEqual({
      ...{ costMicroUsd: 5_000_000, unpriced: null },
    });
  });

  test("that is missing leaves the table, and where there is none the unknown", () => {
    const { statedMicroUsd: _, ...untold } = usage;
    const startedAt = Date.parse("2026-11-15");
    expect(cost("grok", { usage: untold, startedAt }).costMicroUsd).toBe(4_000_000);
    expect(cost("openrouter", { usage: untold })).toEqual(unknown);
    expect(cost("perplexity-ai", { usage: untold })).toEqual(unknown);
  });
});
