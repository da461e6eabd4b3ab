import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cacheSavingOf, costOf, costOfUsage, knownModels, priceOf } from "../../main/core/price.ts";
import { prices } from "../../main/core/prices.ts";
import type { Usage } from "../../main/core/traffic.ts";
import { exchangeOf } from "../support/exchange.ts";

const november = Date.parse("2026-11-15T12:00:00Z");
const tokens = (more: Partial<Usage> = {}): Usage => ({
  ...{ tokensIn: 0, tokensOut: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
  ...more,
});
const sonnet = priceOf("anthropic", "claude-sonnet-4-6", november);
if (!sonnet) throw new Error("the default model has no price");

describe("the table", () => {
  test("knows the default model as OpenClaw's entry wants it, and OpenAI models", () => {
    expect(knownModels().find(({ model }) => model === "claude-sonnet-4-6")).toEqual({
      provider: "anthropic",
      model: "claude-sonnet-4-6",
      name: "Claude Sonnet 4.6",
      costPerMillionMicroUsd: {
        ...{ input: 3_000_000, output: 15_000_000, cacheRead: 300_000 },
        ...{ cacheWrite: 3_750_000, cacheWrite1h: 6_000_000 },
      },
      ...{ contextWindow: 200_000, maxTokens: 64_000, reasoning: true, input: ["text", "image"] },
    });
    expect(knownModels().some(({ model }) => model === "gpt-5.4")).toBe(true);
  });
});

describe("names", () => {
  test.each([
    ["anthropic", "claude-sonnet-4-6"],
    ["anthropic", "claude-sonnet-4-6-20260217"],
    ["anthropic", "claude-sonnet-4-6-latest"],
    ["anthropic", "claude-sonnet-4.6"],
    ["anthropic", "anthropic/claude-sonnet-4.6"],
    ["compat", "anthropic/claude-sonnet-4-6"],
  ])("%s %s is Sonnet 4.6", (provider, model) => {
    expect(priceOf(provider, model, november)?.model).toBe("claude-sonnet-4-6");
  });

  test.each([
    ["openai", "gpt-5.4-2026-03-05", "gpt-5.4"],
    ["openai", "gpt-5.4-mini-2026-03-17", "gpt-5.4-mini"],
    ["openai", "gpt-4o-2024-11-20", "gpt-4o"],
    ["openai", "openai/gpt-5.6", "gpt-5.6-sol"],
    ["openai", "text-embedding-3-small", "text-embedding-3-small"],
  ])("%s %s is %s", (provider, model, is) => {
    expect(priceOf(provider, model, november)?.model).toBe(is);
  });

  test.each([
    ["anthropic", "claude-sonnet-4-7"],
    ["anthropic", "claude-sonnet-4"],
    ["anthropic", "claude-sonnet-4-20250514"],
    ["anthropic", "claude-sonnet-4-6-fast"],
    ["anthropic", "openai/gpt-5.4"],
    ["anthropic", "gpt-5.4"],
    ["openai", "gpt-4o-2024-05-13"],
    ["openai", "gpt-4o-audio-preview"],
    ["openai", "gpt-5-chat-latest"],
    ["openai", "gpt-5.4-pro"],
    ["openrouter", "anthropic/claude-sonnet-4.6"],
    ["aws-bedrock", "claude-sonnet-4-6"],
    ["aws-bedrock", "us-gov.anthropic.claude-sonnet-4-6"],
    ["aws-bedrock", "global.anthropic.claude-sonnet-5-5"],
    ["compat", "claude-sonnet-4-6"],
    ["universal", "claude-sonnet-4-6"],
    ["unknown", "claude-sonnet-4-6"],
    ["anthropic", "unknown"],
    ["google-vertex-ai", "anthropic/claude-sonnet-4.6"],
    ["compat", "openrouter/anthropic/claude-sonnet-4.6"],
    ["openai", ""],
  ])("%s %s has no price: no version stands in for another", (provider, model) => {
    expect(priceOf(provider, model, november)).toBeNull();
  });
});

describe("dates", () => {
  const cacheRead = (at: string) =>
    priceOf("anthropic", "claude-sonnet-5-5", Date.parse(at))?.rates.cacheRead;

  test("a request is priced by the row of its day", () => {
    expect(cacheRead("2026-10-06T23:59:59.999Z")).toBe(200_000);
    expect(cacheRead("2026-10-07T00:00:00Z")).toBe(100_000);
  });

  test("the first row also holds for the time before it", () => {
    expect(cacheRead("2020-01-01T00:00:00Z")).toBe(200_000);
  });

  test("after the last day a price is known to hold there is none, and the picker leaves it out", () => {
    const at = (day: string) => priceOf("openai", "gpt-5.6-sol", Date.parse(day))?.rates.input;
    expect(at("2026-08-20")).toBe(5_000_000);
    expect(at("2026-11-21T23:59:00Z")).toBe(4_000_000);
    expect(at("2026-11-22T00:00:00Z")).toBeUndefined();
    expect(knownModels().some(({ model }) => model === "gpt-5.6-sol")).toBe(false);
  });
});

describe("arithmetic", () => {
  test("each kind of token has its own rate; an hour's cache write is part of the cache writes", () => {
    const million = 1_000_000;
    const at = (usage: Partial<Usage>) => costOfUsage(tokens(usage), sonnet);
    expect(at({ tokensIn: million })).toBe(3_000_000);
    expect(at({ tokensOut: million })).toBe(15_000_000);
    expect(at({ cacheRead: million })).toBe(300_000);
    expect(at({ cacheWrite: million })).toBe(3_750_000);
    expect(at({ cacheWrite: million, cacheWrite1h: million })).toBe(6_000_000);
    expect(at({ cacheWrite: million, cacheWrite1h: 400_000 })).toBe(600_000 * 3.75 + 400_000 * 6);
    expect(at({ searches: 3 })).toBe(30_000);
  });

  test("the sum is rounded once, half up", () => {
    // One cache read of Sonnet 4.6 is 0.3 micro-dollars: five are 1.5, and 1.5 + 0.3 is below 2.
    expect(costOfUsage(tokens({ cacheRead: 1 }), sonnet)).toBe(0);
    expect(costOfUsage(tokens({ cacheRead: 5 }), sonnet)).toBe(2);
    expect(costOfUsage(tokens({ cacheRead: 6 }), sonnet)).toBe(2);
    expect(costOfUsage(tokens({ cacheRead: 4 }), sonnet)).toBe(1);
  });

  test("a prompt above the threshold is billed at the other rates as a whole, cached tokens included", () => {
    const haiku = priceOf("anthropic", "claude-haiku-5-5", november);
    if (!haiku) throw new Error("no price");
    const at = (cacheRead: number) => costOfUsage(tokens({ tokensIn: 1000, cacheRead }), haiku);
    expect(at(99_000)).toBe(100 + 990);
    expect(at(99_001)).toBe(500 + 4950);
  });

  test("sums are exact: any usage costs what fractions say, and more usage never costs less", () => {
    const count = fc.oneof(fc.nat(1_000_000_000), fc.nat(200_000));
    const given = [fc.constantFrom(...prices), count, count, count, count, fc.nat(1000)] as const;
    fc.assert(
      fc.property(...given, (price, tokensIn, tokensOut, cacheRead, cacheWrite, part) => {
        const cacheWrite1h = Math.floor((cacheWrite * part) / 1000);
        const usage = tokens({ tokensIn, tokensOut, cacheRead, cacheWrite, cacheWrite1h });
        const isLong = price.long && tokensIn + cacheRead + cacheWrite > price.long.above;
        const rates = isLong ? price.long.rates : price.rates;
        const exact =
          BigInt(tokensIn) * BigInt(rates.input) +
          BigInt(tokensOut) * BigInt(rates.output) +
          BigInt(cacheRead) * BigInt(rates.cacheRead) +
          BigInt(cacheWrite - cacheWrite1h) * BigInt(rates.cacheWrite) +
          BigInt(cacheWrite1h) * BigInt(rates.cacheWrite1h);
        const cost = costOfUsage(usage, price);
        expect(Number.isSafeInteger(cost)).toBe(true);
        const off = BigInt(cost) * 1_000_000n - exact;
        expect(off > -500_000n && off <= 500_000n).toBe(true);
        expect(costOfUsage({ ...usage, tokensOut: tokensOut + 1 }, price)).toBeGreaterThanOrEqual(
          cost,
        );
      }),
    );
  });

  test("costs add up: two requests differ from one of both sizes by their rounding only", () => {
    const some = fc.record({
      tokensIn: fc.nat(90_000),
      tokensOut: fc.nat(90_000),
      cacheRead: fc.nat(9000),
    });
    fc.assert(
      fc.property(some, some, (a, b) => {
        const both = tokens({
          tokensIn: a.tokensIn + b.tokensIn,
          tokensOut: a.tokensOut + b.tokensOut,
          cacheRead: a.cacheRead + b.cacheRead,
        });
        const apart = costOfUsage(tokens(a), sonnet) + costOfUsage(tokens(b), sonnet);
        expect(Math.abs(apart - costOfUsage(both, sonnet))).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("one exchange", () => {
  const usage = tokens({ tokensIn: 1_000_000 });
  const priced = { costMicroUsd: 3_000_000, unpriced: null };
  const nothing = { costMicroUsd: 0, unpriced: null };

  test.each([
    ["an answer with its usage", {}, priced],
    ["an answer the client left after the figures had come", { outcome: "aborted" }, priced],
    ["an answer from Cloudflare's store", { cacheHit: true }, nothing],
    ["a request Sluice refused", { outcome: "refused", status: 200, usage: null }, nothing],
    ["an error answer", { status: 529, outcome: "providerError", usage: null }, nothing],
    ["a token count", { path: "/v1/messages/count_tokens", usage: null }, nothing],
    ["a list of models", { method: "GET", path: "/v1/models", usage: null }, nothing],
    [
      "an answer the client left early",
      { outcome: "aborted", usage: null },
      { costMicroUsd: null, unpriced: "usage" },
    ],
    [
      "a request that never got an answer",
      { outcome: "failed", status: null, usage: null },
      { costMicroUsd: null, unpriced: "usage" },
    ],
    [
      "an answer that was blocked after the provider had given it",
      { outcome: "failed", status: 424, refusal: "answerBlocked", usage: null },
      { costMicroUsd: null, unpriced: "usage" },
    ],
    [
      "an endpoint nobody understands",
      { path: "/v1/images/generations", usage: null },
      { costMicroUsd: null, unpriced: "usage" },
    ],
    [
      "a model without a price",
      { model: "claude-next" },
      { costMicroUsd: null, unpriced: "model" },
    ],
    ["a model nobody named", { model: null }, { costMicroUsd: null, unpriced: "model" }],
    [
      "another tier",
      { usage: { ...usage, tier: "fast" } },
      { costMicroUsd: null, unpriced: "model" },
    ],
  ] as const)("%s", (_, more, cost) => {
    expect(costOf(exchangeOf({ startedAt: november, usage, ...more }))).toEqual(cost);
  });
});

describe("the prompt cache", () => {
  test("saves what plain input would have cost beyond what it did, and may cost more than it saves", () => {
    const million = 1_000_000;
    const saved = (usage: Partial<Usage>) => cacheSavingOf(tokens(usage), sonnet);
    expect(saved({ cacheRead: million })).toBe(2_700_000);
    expect(saved({ cacheWrite: million })).toBe(-750_000);
    expect(saved({ cacheWrite: million, cacheWrite1h: million })).toBe(-3_000_000);
    expect(saved({ tokensIn: million, tokensOut: million, searches: 3 })).toBe(0);
    expect(saved({ cacheRead: million, cacheWrite: million, tokensOut: 77 })).toBe(1_950_000);
  });

  test("a long prompt is long with and without it", () => {
    const long = prices.find((one) => one.long !== null && one.long.rates.cacheRead > 0);
    if (!long?.long) throw new Error("no model has a price of its own for long prompts");
    const { above, rates } = long.long;
    const cacheRead = 10 * (above + 1);
    expect(cacheSavingOf(tokens({ cacheRead }), long)).toBe(
      Math.round((cacheRead * rates.input) / 1e6) - Math.round((cacheRead * rates.cacheRead) / 1e6),
    );
  });

  test("the difference is that of the costs, to the micro-dollar", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(10_000_000), fc.nat(10_000_000), (a, b, c) => {
        const usage = tokens({ tokensIn: a, cacheRead: b, cacheWrite: c, cacheWrite1h: c >> 1 });
        const plain = tokens({ tokensIn: a + b + c });
        expect(costOfUsage(usage, sonnet) + cacheSavingOf(usage, sonnet)).toBe(
          costOfUsage(plain, sonnet),
        );
      }),
    );
  });
});
