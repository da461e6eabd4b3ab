/** What Cloudflare is told with a request, to the letter. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { byModel, dialHeaders, dialLines, dialOf } from "../../main/core/dials.ts";
import { headersTold, planOf } from "../../main/core/route.ts";
import type { TrafficConfig } from "../../main/core/traffic.ts";
import { dialSchema } from "../../preload/contract/dials.ts";

test("says nothing but to skip the response cache, until the person wants more", () => {
  expect(dialLines({})).toBe("cf-aig-skip-cache: true\r\n");
  expect(dialLines({ cache: "asSet" })).toBe("");
});

test("says each thing that is set in the words Cloudflare has for it", () => {
  const dial = {
    cache: 3_600,
    attempts: 3,
    retryDelayMs: 500,
    backoff: "exponential",
    timeoutMs: 20_000,
  } as const;
  expect(dialHeaders(dial)).toEqual([
    ["cf-aig-cache-ttl", "3600"],
    ["cf-aig-max-attempts", "3"],
    ["cf-aig-retry-delay", "500"],
    ["cf-aig-backoff", "exponential"],
    ["cf-aig-request-timeout", "20000"],
  ]);
});

const dial = fc.record(
  {
    cache: fc.oneof(
      fc.constantFrom("skip" as const, "asSet" as const),
      fc.integer({ min: 60, max: 2_592_000 }),
    ),
    attempts: fc.integer({ min: 1, max: 5 }),
    retryDelayMs: fc.integer({ min: 0, max: 60_000 }),
    backoff: fc.constantFrom("constant", "linear", "exponential"),
    timeoutMs: fc.integer({ min: 1_000, max: 600_000 }),
  },
  { requiredKeys: [] },
);

test("never breaks out of a line, names nothing twice, and is within Cloudflare's bounds", () => {
  fc.assert(
    fc.property(dial, (one) => {
      expect(dialSchema.safeParse(one).success).toBe(true);
      const parsed = dialSchema.parse(one);
      const headers = dialHeaders(parsed);
      expect(new Set(headers.map(([name]) => name)).size).toBe(headers.length);
      expect(dialLines(parsed)).toMatch(/^(?:cf-aig-[a-z-]+: [a-z0-9]+\r\n)*$/);
    }),
  );
});

test.each([
  { cache: 59 },
  { cache: 2_592_001 },
  { attempts: 0 },
  { attempts: 6 },
  { retryDelayMs: 60_001 },
  { backoff: "random" },
  { timeoutMs: 0 },
  { cacheKey: "x" },
])("%j is not a dial", (wrong) => {
  expect(dialSchema.safeParse(wrong).success).toBe(false);
});

test("what is shown of it is what is sent, but for the token", () => {
  const config = {
    ...{ route: "cloudflare", refuse: null, stopAtMicroUsd: null, profile: "p" },
    aiGateway: { base: "https://g", accountId: "a", aiGatewayId: "b", token: "tok-1" },
    providers: { anthropic: { base: null, key: null } },
    ...{ localKey: null, checkKey: "c", logPayloads: false },
    proxies: { https: null, http: null, except: [] },
    dials: { all: { attempts: 2 }, models: { "anthropic/m": { cache: 90 } } },
  } as const satisfies TrafficConfig;
  const told = headersTold(config);
  expect(told.map(({ model }) => model)).toEqual([null, "anthropic/m"]);
  expect(JSON.stringify(told)).not.toContain("tok-1");
  const to = planOf(config).destinations.get("anthropic");
  for (const { headers, model } of told) {
    const sent = (model === null ? to?.lines : to?.modelLines?.get("m")) ?? "";
    for (const [name, value] of headers)
      expect(sent).toContain(`${name}: ${value.replace("••••", "tok-1")}\r\n`);
    // Besides, only where it goes and that credits are not to pay.
    expect(sent.split("\r\n").length - 3).toBe(headers.length);
  }
});

test("what is set for a model is found by every spelling of it, and never by another model's", () => {
  const set = byModel("anthropic", [
    ["claude-sonnet-4-5", "bare"],
    ["claude-opus-4-6-20260115", "dated"],
    ["claude-opus-4-6-20260301", "later"],
  ]);
  for (const name of ["claude-sonnet-4-5", "Claude-Sonnet-4.5", "claude-sonnet-4-5-20250929"])
    expect(set.get(name), name).toBe("bare");
  expect(set.get("claude-opus-4-6-20260115")).toBe("dated");
  // Two dates are two models; a name without one may be the newest.
  expect(set.get("claude-opus-4-6-20251111")).toBeUndefined();
  expect(set.get("claude-opus-4-6-latest")).toBe("later");
  expect(set.get("claude-haiku-4-5")).toBeUndefined();
  const dials = { all: { attempts: 2 }, models: { "anthropic/claude-sonnet-4-5": { cache: 90 } } };
  expect(dialOf(dials, "anthropic", "claude-sonnet-4-5-20250929")).toEqual({
    name: "anthropic/claude-sonnet-4-5",
    whole: { attempts: 2, cache: 90 },
  });
  expect(dialOf(dials, "openai", "claude-sonnet-4-5")).toEqual({
    name: "openai/claude-sonnet-4-5",
    whole: { attempts: 2 },
  });
});
