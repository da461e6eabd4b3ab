/** What Cloudflare is told with a request, to the letter. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { dialHeaders, dialLines } from "../../main/core/dials.ts";
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
