/** Answers from Cloudflare's store among others: they add no token and no cost to any sum, and what they saved adds up. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { quarterMs } from "../../main/core/spend.ts";
import type { Exchange } from "../../main/core/traffic.ts";
import { listRequests, usageRange } from "../../main/usage/collector.ts";
import { exchangeOf } from "../support/exchange.ts";
import { createScene, noon } from "./scene.ts";

const scene = createScene();

const exchanges: fc.Arbitrary<Exchange> = fc
  .record({
    startedAt: fc.integer({ min: noon, max: noon + 8 * quarterMs - 1 }),
    model: fc.constantFrom("claude-sonnet-4-6", "claude-haiku-4-5", "claude-next", null),
    status: fc.constantFrom(200, 200, 200, 400),
    by: fc.constantFrom("openclaw", "openclaw", "sluice"),
    cacheHit: fc.boolean(),
    usage: fc.option(
      fc.record({
        ...{ tokensIn: fc.nat(100_000), tokensOut: fc.nat(10_000), cacheRead: fc.nat(100_000) },
        ...{ cacheWrite: fc.constant(300), cacheWrite1h: fc.nat(300) },
      }),
      { freq: 5 },
    ),
  })
  .map((more) =>
    exchangeOf({
      ...more,
      by: more.by as Exchange["by"],
      outcome: more.status === 200 ? "ok" : "providerError",
    }),
  );

const spans = ["quarter", "hour", "day", "model", "provider", "route"] as const;
const query = { from: noon - 4 * quarterMs, to: noon + 96 * quarterMs };
let run = 0;

function written(all: readonly Exchange[]) {
  scene.path = `${scene.folder}/run-${++run}/ledger.sqlite`;
  const ledger = scene.open();
  for (const one of all) ledger.add(one);
  ledger.flush();
  return ledger;
}

test("what a hit adds is a request, and what it saved", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(exchanges, { minLength: 1, maxLength: 30 }), async (all) => {
      const ledger = written(all);
      const without = written(all.filter(({ cacheHit }) => !cacheHit));
      // The same requests, had each been asked of the provider.
      const asked = written(
        all.flatMap((one) => (one.cacheHit ? [{ ...one, cacheHit: false }] : [])),
      );
      const hits = all.filter(({ by, cacheHit }) => cacheHit && by === "openclaw").length;
      const total = (from: typeof ledger, by: (typeof spans)[number]) =>
        usageRange(from, { ...query, by }, "Asia/Kolkata").reduce(
          (sum, row) => ({
            tokens: sum.tokens + row.tokensIn + row.tokensOut + row.cacheRead + row.cacheWrite,
            cost: sum.cost + (row.costMicroUsd ?? 0),
            hits: sum.hits + row.cacheHits,
            saved: sum.saved + (row.responseCacheMicroUsd ?? 0),
            known: sum.known + (row.responseCacheKnown ?? 0),
            priced: sum.priced + row.priced,
          }),
          { tokens: 0, cost: 0, hits: 0, saved: 0, known: 0, priced: 0 },
        );
      for (const by of spans) {
        const [got, others, twins] = [ledger, without, asked].map((from) => total(from, by));
        expect(got).toMatchObject({ tokens: others?.tokens, cost: others?.cost, hits });
        expect([got?.saved, got?.known]).toEqual([twins?.cost, twins?.priced]);
      }
      const listed = await listRequests(ledger, { limit: 100, cacheHit: true });
      const costs = await listRequests(asked, { limit: 100 });
      expect(listed.map((row) => [row.costMicroUsd, row.tokensIn, row.savedMicroUsd])).toEqual(
        costs.map(({ costMicroUsd }) => [0, 0, costMicroUsd]),
      );
      scene.closeAll();
    }),
    { numRuns: Number(process.env.SLUICE_RUNS ?? 40) },
  );
});
