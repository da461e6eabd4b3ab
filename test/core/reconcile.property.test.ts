import fc from "fast-check";
import { expect, test } from "vitest";
import { correctionsOf } from "../../main/core/reconcile.ts";
import { type Bucket, quarterMs } from "../../main/core/spend.ts";
import { bucketsOf, quartersOf, type Request, requestOf, start } from "./reconcile-world.ts";

/** More with FUZZ_RUNS; the suite's share keeps within some seconds. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 500);

const quarters = 8;
const end = start + quarters * quarterMs;

/** As the router and as Cloudflare name it, and whether Sluice has a price for it. */
const models = [
  ["anthropic", "claude-sonnet-4-6", "anthropic", "anthropic/claude-sonnet-4.6", true],
  ["anthropic", "claude-opus-4-8", "anthropic", "claude-opus-4-8", true],
  ["openai", "gpt-5.4-2026-03-05", "compat", "openai/gpt-5.4", true],
  ["google-ai-studio", "gemini-2.5-flash", "google-ai-studio", "gemini-2.5-flash", false],
] as const;

const one = fc.record({
  after: fc.integer({ min: 0, max: quarters * 900 - 1 }),
  durationMs: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 500, max: 60_000 }) },
    { weight: 2, arbitrary: fc.integer({ min: 60_000, max: 800_000 }) },
  ),
  by: fc.constantFrom("openclaw", "openclaw", "openclaw", "elsewhere", "sluice"),
  model: fc.nat(models.length - 1),
  kind: fc.constantFrom("ok", "ok", "ok", "ok", "error", "hit"),
  costMicroUsd: fc.integer({ min: 1000, max: 900_000 }),
  isLogged: fc.boolean(),
  isUnnamed: fc.boolean(),
});

type Of<A> = A extends fc.Arbitrary<infer T> ? T : never;

const worlds = fc.record({
  moment: fc.constantFrom("start", "end"),
  skewMs: fc.constantFrom(0, 0, -1500, 1500),
  hasLogs: fc.boolean(),
  /** Few models: then many requests are alike. */
  models: fc.integer({ min: 1, max: models.length }),
  isUnpriced: fc.boolean(),
});

function requestsOf(
  given: readonly Of<typeof one>[],
  world: Of<typeof worlds>,
): readonly Request[] {
  return given.map(({ after, model, by, kind, ...rest }) => {
    const [provider, name, seenProvider, seenAs, isPriced] =
      models[(model % world.models) + (world.isUnpriced ? models.length - world.models : 0)] ??
      models[0];
    const at = start + after * 1000;
    const costMicroUsd = kind === "ok" ? rest.costMicroUsd : 0;
    // Sluice's own checks use a model it knows the price of.
    const tally = kind !== "ok" || isPriced || by === "sluice" ? costMicroUsd : null;
    const isUnnamed = kind === "error" && rest.isUnnamed;
    return requestOf({
      ...{ at, by, provider, model: name, seenProvider, kind, costMicroUsd },
      seenAs: isUnnamed ? "unknown" : seenAs,
      durationMs: rest.durationMs,
      seenAt: at + world.skewMs + (world.moment === "end" ? rest.durationMs : 0),
      tallyMicroUsd: tally,
      isLogged: world.hasLogs && rest.isLogged,
    });
  });
}

const sumOf = (buckets: readonly Bucket[]) =>
  buckets.reduce((sum, { costMicroUsd }) => sum + (costMicroUsd ?? 0), 0);
const requestsIn = (buckets: readonly Bucket[]) =>
  buckets.reduce((sum, { requests }) => sum + requests, 0);
/**
 * Where both count alike the sum is exact. Where Cloudflare's quarters are of the end of requests, or its clock is another, two
 * readings may fit what was counted equally well: then it may be off by what one request cost.
 */
function expectTruth(shown: number, requests: readonly Request[], world: Of<typeof worlds>): void {
  const dearest = Math.max(0, ...requests.map(({ costMicroUsd }) => costMicroUsd));
  expect(Math.abs(shown - truthOf(requests))).toBeLessThanOrEqual(isPlain(world) ? 0 : dearest);
}

const isPlain = ({ moment, skewMs }: Of<typeof worlds>) => moment === "start" && skewMs === 0;

const truthOf = (requests: readonly Request[]) =>
  requests.reduce((sum, { by, costMicroUsd }) => sum + (by === "sluice" ? 0 : costMicroUsd), 0);

/** The ledger's part, quarter by quarter in an order of its own. */
function settleAll(requests: readonly Request[], order: readonly number[]) {
  const router = bucketsOf(requests);
  const all = quartersOf(requests, start - quarterMs, end + 2 * quarterMs);
  const settled = new Set<number>();
  let corrections: readonly Bucket[] = [];
  const before: (readonly Bucket[])[] = [];
  for (const index of order) {
    const startAt = start + (index - 1) * quarterMs;
    settled.add(startAt);
    const found = correctionsOf({
      ...{ profile: "p1", router, fromMs: startAt, toMs: startAt + quarterMs },
      quarters: all.filter((quarter) => settled.has(quarter.startAt)),
    });
    const kept = corrections.filter(
      (one) => one.startAt < found.fromMs || found.toMs <= one.startAt,
    );
    corrections = [...kept, ...found.buckets];
    before.push(corrections);
  }
  return { router, corrections, before };
}

const rising = Array.from({ length: quarters + 3 }, (_, index) => index);

test("settled quarter by quarter, router and corrections add up to what happened, whatever was seen by whom", () => {
  fc.assert(
    fc.property(fc.array(one, { maxLength: 70 }), worlds, (given, world) => {
      const requests = requestsOf(given, world);
      const { router, corrections, before } = settleAll(requests, rising);
      const asked = router.filter(({ by }) => by !== "sluice");
      expectTruth(sumOf(asked) + sumOf(corrections), requests, world);
      for (const each of corrections) {
        expect(
          Math.min(each.costMicroUsd ?? 0, each.requests, each.priced, each.confirmed),
        ).toBeGreaterThanOrEqual(0);
      }
      const passed = requests.filter(({ by }) => by === "elsewhere").length;
      const doubt = isPlain(world) ? 0 : 1;
      expect(Math.abs(requestsIn(corrections) - passed)).toBeLessThanOrEqual(doubt);
      // On the way there may be fewer, never more, as long as no clock is ahead of Cloudflare's.
      if (world.skewMs < 0) return;
      for (const each of before) expect(requestsIn(each)).toBeLessThanOrEqual(passed + doubt);
    }),
    { numRuns },
  );
}, 7_200_000);

test("the order in which quarters settle makes no difference", () => {
  const shuffled = fc.shuffledSubarray([...rising], { minLength: rising.length });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 40 }), worlds, shuffled, (given, world, order) => {
      const requests = requestsOf(given, world);
      const { router, corrections } = settleAll(requests, [...order, ...order]);
      const asked = router.filter(({ by }) => by !== "sluice");
      expectTruth(sumOf(asked) + sumOf(corrections), requests, world);
    }),
    { numRuns: Math.ceil(numRuns / 5) },
  );
}, 7_200_000);
