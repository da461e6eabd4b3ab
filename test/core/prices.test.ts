import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modelNameOf } from "../../main/core/model-name.ts";
import { costOfUsage, knownModels, priceOf } from "../../main/core/price.ts";
import type { Rates } from "../../main/core/prices/row.ts";
import { prices, pricesAt } from "../../main/core/prices.ts";

const at = (day: string) => Date.parse(day);
const today = pricesAt;
const rateNames = ["input", "output", "cacheRead", "cacheWrite", "cacheWrite1h"] as const;
const usd = (provider: string, model: string, when = today) => {
  const rates = priceOf(provider, model, when)?.rates;
  return rates ? [rates.input / 1e6, rates.output / 1e6, rates.cacheRead / 1e6] : null;
};

describe("every row", () => {
  const allRates = prices.flatMap(({ rates, long, offPeak }): readonly Rates[] => [
    rates,
    ...(long ? [long.rates] : []),
    ...(offPeak ? [offPeak.rates] : []),
  ]);

  test("is whole numbers of micro-dollars, of which reading a cache never costs more than reading the prompt", () => {
    for (const rates of allRates) {
      for (const name of rateNames) expect(Number.isSafeInteger(rates[name])).toBe(true);
      expect(rates.cacheRead).toBeLessThanOrEqual(rates.input);
      expect(rates.cacheWrite).toBeGreaterThanOrEqual(rates.input);
      expect(rates.cacheWrite1h).toBeGreaterThanOrEqual(rates.cacheWrite);
      expect(Math.min(rates.input, rates.output, rates.cacheRead)).toBeGreaterThanOrEqual(0);
      expect(rates.input).toBeGreaterThan(0);
    }
  });

  test("is never cheaper for a long prompt, and never dearer at night", () => {
    for (const { rates, long, offPeak } of prices) {
      for (const name of rateNames) {
        expect(long?.rates[name] ?? rates[name]).toBeGreaterThanOrEqual(rates[name]);
        expect(offPeak?.rates[name] ?? rates[name]).toBeLessThanOrEqual(rates[name]);
      }
      if (long) expect(long.above).toBeGreaterThanOrEqual(100_000);
    }
  });

  test("holds from a full hour on, its model's rows one after the other, the newest first", () => {
    const last = new Map<string, number>();
    for (const { vendor, model, sinceAt, untilAt } of prices) {
      const key = `${vendor} ${model}`;
      expect(sinceAt % 3_600_000, key).toBe(0);
      expect(sinceAt, key).toBeLessThan(last.get(key) ?? Number.POSITIVE_INFINITY);
      if (untilAt !== null) expect(untilAt, key).toBeGreaterThan(sinceAt);
      last.set(key, sinceAt);
    }
  });

  test("has names nobody else at its provider has", () => {
    const owners = new Map<string, string>();
    for (const { vendor, model, aliases } of prices) {
      for (const alias of [model, ...aliases]) {
        const named = modelNameOf(vendor, alias);
        const key = `${named?.provider} ${named?.reach} ${named?.name}`;
        expect(owners.get(key) ?? model, key).toBe(model);
        owners.set(key, model);
        expect(named?.provider).toBe(vendor);
      }
    }
  });

  test("is found by its own name and by all others, at any moment it holds", () => {
    fc.assert(
      fc.property(fc.constantFrom(...prices), fc.nat(200), (row, days) => {
        const next = prices.findLast(
          (one) =>
            one.vendor === row.vendor && one.model === row.model && one.sinceAt > row.sinceAt,
        );
        const moment = row.sinceAt + days * 86_400_000 + 12 * 3_600_000;
        fc.pre(moment < (row.untilAt ?? next?.sinceAt ?? Number.POSITIVE_INFINITY));
        for (const name of [row.model, ...row.aliases]) {
          const found = priceOf(row.vendor, name, moment);
          expect(found?.model, name).toBe(row.model);
          expect([row.rates, row.offPeak?.rates]).toContainEqual(found?.rates);
        }
      }),
    );
  });
});

describe("names, as each provider answers them", () => {
  test.each([
    ["google-ai-studio", "gemini-3.8-flash", [0.75, 3.75, 0.075]],
    ["google-ai-studio", "models/gemini-2.5-pro", [1.25, 10, 0.125]],
    ["google-ai-studio", "gemini-3-flash-preview", [0.5, 3, 0.05]],
    ["google-ai-studio", "gemini-3-flash", [0.5, 3, 0.05]],
    ["compat", "google-ai-studio/gemini-2.5-flash", [0.3, 2.5, 0.03]],
    ["azure-openai", "gpt-5.4-2026-03-05", [2.5, 15, 0.25]],
    ["azure-openai", "gpt-6-sol-2026-09-22", [2, 10, 0.2]],
    ["aws-bedrock", "global.anthropic.claude-sonnet-4-5-20250929-v1:0", [3, 15, 0.3]],
    ["aws-bedrock", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0", [3.3, 16.5, 0.33]],
    ["aws-bedrock", "anthropic.claude-opus-5", [5.5, 27.5, 0.55]],
    ["compat", "aws-bedrock/us.anthropic.claude-opus-4-6-v1", [5.5, 27.5, 0.55]],
    ["workers-ai", "@cf/meta/llama-3.3-70b-instruct-fp8-fast", [0.293, 2.253, 0.293]],
    ["compat", "workers-ai/@cf/zai-org/glm-5.3", [1.4, 4.4, 0.26]],
    ["groq", "openai/gpt-oss-120b", [0.15, 0.6, 0.075]],
    ["groq", "llama-3.3-70b-versatile", [0.59, 0.79, 0.59]],
    ["compat", "groq/openai/gpt-oss-20b", [0.075, 0.3, 0.0375]],
    ["mistral", "mistral-large-latest", [0.5, 1.5, 0.05]],
    ["mistral", "mistral-medium-2604", [1.5, 7.5, 0.15]],
    ["grok", "grok-4.7", [2, 6, 0.5]],
    ["xai", "grok-4.3-latest", [1.25, 2.5, 0.2]],
    ["cerebras", "gpt-oss-120b", [0.35, 0.75, 0.35]],
    ["cohere", "command-a-03-2025", [2.5, 10, 2.5]],
    ["fireworks", "accounts/fireworks/models/kimi-k2p6", [0.95, 4, 0.16]],
  ] as const)("%s %s", (provider, model, is) => {
    expect(usd(provider, model)).toEqual(is);
  });

  test.each([
    ["google-ai-studio", "gemini-3.9-flash"],
    ["google-ai-studio", "gemini-2.5-flash-image"],
    ["google-vertex-ai", "google/gemini-2.5-flash"],
    ["azure-openai", "gpt-6.1-sol"],
    ["azure-openai", "my-deployment"],
    ["workers-ai", "@cf/qwen/qwen3.8-27b"],
    ["groq", "gpt-oss-120b"],
    ["mistral", "mistral-large-2411"],
    ["mistral", "mistral-large-4-0"],
    ["cohere", "command-a-plus-05-2026"],
    ["fireworks", "accounts/fireworks/routers/glm-5p3-fast"],
    ["openrouter", "z-ai/glm-5.3"],
    ["perplexity-ai", "sonar"],
    ["deepseek", "deepseek-chat"],
    ["custom-mine", "gpt-5.4"],
  ])("%s %s has no price: it is not established, or no longer sold", (provider, model) => {
    expect(priceOf(provider, model, today)).toBeNull();
  });
});

describe("dates and hours", () => {
  test("a price that is announced to rise does so on its day, and until then the picker shows the lower one", () => {
    expect(usd("google-ai-studio", "gemini-3.8-flash", at("2026-12-31T23:59:59.999Z"))?.[0]).toBe(
      0.75,
    );
    expect(usd("google-ai-studio", "gemini-3.8-flash", at("2027-01-01"))?.[0]).toBe(1.5);
    const shown = knownModels().filter(({ model }) => model === "gemini-3.8-flash");
    expect(shown.map(({ costPerMillionMicroUsd }) => costPerMillionMicroUsd.input)).toEqual([
      750_000,
    ]);
  });

  // 2026-11-23 is a Monday.
  test.each([
    ["2026-11-23T00:59:59Z", 0.15],
    ["2026-11-23T01:00:00Z", 0.3],
    ["2026-11-23T03:59:59Z", 0.3],
    ["2026-11-23T04:00:00Z", 0.15],
    ["2026-11-27T06:00:00Z", 0.3],
    ["2026-11-27T10:00:00Z", 0.15],
    ["2026-11-28T07:00:00Z", 0.15],
    ["2026-11-29T07:00:00Z", 0.15],
    ["2026-10-01T07:00:00Z", 0.15],
    ["2026-10-08T07:00:00Z", 0.3],
  ])("DeepSeek at %s: %d USD", (when, input) => {
    expect(usd("deepseek", "deepseek-flash", at(when))?.[0]).toBe(input);
    expect(usd("deepseek", "deepseek-v4-flash", at(when))?.[0]).toBe(input);
  });

  test("where a working day may turn out to be a holiday, nobody knows; at night it is one price anyhow", () => {
    // A Monday.
    expect(usd("deepseek", "deepseek-flash", at("2027-01-04T07:00:00Z"))).toBeNull();
    expect(usd("deepseek", "deepseek-flash", at("2027-01-04T12:00:00Z"))?.[0]).toBe(0.15);
    expect(usd("deepseek", "deepseek-flash", at("2027-01-03T07:00:00Z"))?.[0]).toBe(0.15);
  });

  test("before it knew hours DeepSeek had one price", () => {
    expect(usd("deepseek", "deepseek-v4-pro", at("2026-08-16T15:59:59Z"))?.[0]).toBe(0.435);
    expect(usd("deepseek", "deepseek-v4-pro", at("2026-08-16T16:00:00Z"))?.[0]).toBe(0.66);
    expect(usd("deepseek", "deepseek-reasoner", at("2026-07-01T03:00:00Z"))?.[0]).toBe(0.14);
  });
});

test("a long prompt to Gemini Pro is billed at the other rates as a whole, thoughts included", () => {
  const pro = priceOf("google-ai-studio", "gemini-2.5-pro", today);
  if (!pro) throw new Error("no price");
  const cost = (tokensIn: number) =>
    costOfUsage({ tokensIn, tokensOut: 1000, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 }, pro);
  expect(cost(200_000)).toBe(250_000 + 10_000);
  expect(cost(200_001)).toBe(500_003 + 15_000);
});

describe("the models to pick from", () => {
  test("are few for each provider, each once, with what OpenClaw must know of them", () => {
    const names = knownModels().map(({ provider, model }) => `${provider} ${model}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(knownModels().map(({ name }) => name)).size).toBe(names.length);
    const counts = Object.groupBy(knownModels(), ({ provider }) => provider);
    for (const [vendor, models = []] of Object.entries(counts)) {
      const most = vendor === "openai" || vendor === "anthropic" ? 25 : 9;
      expect(models.length, vendor).toBeLessThanOrEqual(most);
    }
    expect(Object.keys(counts).sort()).toEqual([...new Set(prices.map((p) => p.vendor))].sort());
    for (const { model, contextWindow, maxTokens, input } of knownModels()) {
      expect(maxTokens, model).toBeLessThan(contextWindow);
      expect(contextWindow, model).toBeGreaterThanOrEqual(16_000);
      expect(input[0], model).toBe("text");
    }
  });

  test("begin with one that costs no more than Opus, for who has chosen none", () => {
    const firsts = Object.values(Object.groupBy(knownModels(), ({ provider }) => provider));
    for (const [first] of firsts)
      expect(first?.costPerMillionMicroUsd.output, first?.model).toBeLessThanOrEqual(20_000_000);
  });

  test("cost what the meter says of them", () => {
    for (const { provider, model, costPerMillionMicroUsd } of knownModels()) {
      const price = priceOf(provider, model, at("2026-11-23T07:00:00Z"));
      expect(price?.rates, `${provider} ${model}`).toEqual(costPerMillionMicroUsd);
    }
  });
});
