import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Part } from "../../main/core/range.ts";
import { nothing, plus, quarterMs } from "../../main/core/spend.ts";
import type { Exchange } from "../../main/core/traffic.ts";
import type { Ledger } from "../../main/usage/ledger.ts";
import type { Figure } from "../../preload/contract/state.ts";
import { exchangeOf } from "../support/exchange.ts";
import { createManualTimer } from "../support/manual-timer.ts";
import { createReference, tableOf } from "./ledger.reference.ts";
import { createScene, createSlowClock, groupOf } from "./scene.ts";

const scene = createScene();
const runs = Number(process.env.SLUICE_RUNS ?? 60);
const zones = [
  "UTC",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Pacific/Marquesas",
  "America/New_York",
  "Australia/Lord_Howe",
];
/** Clocks go back in New York on 2026-11-01; two days around it. */
const from = Date.UTC(2026, 9, 31, 12, 0);
const quarters = 192;
const whole = [from - 40 * 86_400_000, from + 40 * 86_400_000] as const;

const models = ["claude-sonnet-4-6", "claude-sonnet-4.6", "claude-haiku-4-5", "claude-next", null];
const exchanges: fc.Arbitrary<Exchange> = fc
  .record({
    startedAt: fc.integer({ min: from, max: from + quarters * quarterMs - 1 }),
    durationMs: fc.oneof(
      fc.integer({ min: 0, max: 60_000 }),
      fc.integer({ min: 0, max: 2_000_000 }),
    ),
    firstByteMs: fc.option(fc.integer({ min: 0, max: 5000 })),
    way: fc.constantFrom("p1", "p1", "p1", "p2", "direct", "refused"),
    by: fc.constantFrom("openclaw", "openclaw", "openclaw", "sluice"),
    model: fc.constantFrom(...models),
    end: fc.constantFrom("ok", "ok", "ok", "error", "failed"),
    cacheHit: fc.boolean().map((yes) => yes),
    usage: fc.option(
      fc.record({
        ...{ tokensIn: fc.nat(100_000), tokensOut: fc.nat(10_000), cacheRead: fc.nat(100_000) },
        ...{ cacheWrite: fc.constant(300), cacheWrite1h: fc.nat(300) },
      }),
      { freq: 6 },
    ),
    logId: fc.option(fc.uuid(), { freq: 6 }),
  })
  .map(({ way, end, by, cacheHit, ...more }) => {
    const profile = way === "p1" || way === "p2" ? way : null;
    return exchangeOf({
      ...{ ...more, profile, by: by as Exchange["by"], cacheHit: cacheHit && end === "ok" },
      route: way === "direct" ? "direct" : "cloudflare",
      outcome:
        way === "refused"
          ? "refused"
          : end === "ok"
            ? "ok"
            : end === "error"
              ? "providerError"
              : "failed",
      status: way === "refused" || end === "failed" ? null : end === "ok" ? 200 : 529,
      logId: profile === null ? null : more.logId,
    });
  });

const readings = fc.record({
  profile: fc.constantFrom("p1", "p1", "p2"),
  at: fc.integer({ min: 0, max: quarters - 1 }),
  groups: fc.array(
    fc.array(
      fc.record({
        model: fc.constantFrom(
          "claude-sonnet-4-6",
          "anthropic/claude-haiku-4.5",
          "claude-next",
          "unknown",
        ),
        provider: fc.constantFrom("anthropic", "compat"),
        requests: fc.integer({ min: 1, max: 6 }),
        costMicroUsd: fc.oneof(fc.constant(0), fc.nat(1_000_000)),
        errors: fc.constantFrom(0, 0, 1),
      }),
      { maxLength: 3 },
    ),
    { minLength: 1, maxLength: 12 },
  ),
});

const steps = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("add" as const),
      rows: fc.array(exchanges, { maxLength: 12 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("settle" as const), reading: readings }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("confirm" as const),
      costs: fc.array(
        fc.record({
          id: fc.integer({ min: 1, max: 60 }),
          costMicroUsd: fc.option(fc.nat(500_000)),
        }),
        { maxLength: 8 },
      ),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ do: "flush" as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("zone" as const), zone: fc.constantFrom(...zones) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("prune" as const), at: fc.nat(quarters) }) },
  { weight: 1, arbitrary: fc.constant({ do: "reopen" as const }) },
  { weight: 2, arbitrary: fc.constant({ do: "turn" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "fault" as const }) },
);

test("whatever happens to it, a ledger adds up to what was put in", { timeout: 300_000 }, () => {
  let run = 0;
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: 30 }), (story) => {
      const timer = createManualTimer();
      scene.path = `${scene.folder}/run-${++run}/ledger.sqlite`;
      // Cloudflare's words are written one by one; and no newest row keeps others from being given up.
      const options = { schedule: timer.schedule, clock: createSlowClock(), now: () => 0 };
      let ledger = scene.open(options);
      let zone = "Asia/Kolkata";
      ledger.setZone(zone);
      const expected = createReference();
      const written = () => {
        for (let left = 99; left > 0 && !ledger.flush(); left--);
        expected.flush();
      };
      const settle = (turns: number) => {
        written();
        for (let turn = 0; turn < turns && timer.waiting().length > 0; turn++) timer.run();
      };
      for (const step of story) {
        if (step.do === "add") {
          for (const row of step.rows) {
            ledger.add(row);
            expected.add(row);
          }
        } else if (step.do === "flush") written();
        else if (step.do === "zone") {
          zone = step.zone;
          ledger.setZone(zone);
        } else if (step.do === "settle") {
          const { profile, at, groups } = step.reading;
          const settled = {
            ...{ profile, readAt: from },
            quarters: groups.map((some, index) => {
              const startAt = from + (at + index) * quarterMs;
              return { startAt, groups: some.map((group) => groupOf(startAt, group)) };
            }),
          };
          written();
          ledger.settle(settled);
          expected.settle(settled);
          written();
        } else if (step.do === "confirm") {
          written();
          const costs = [...new Map(step.costs.map((cost) => [cost.id, cost])).values()];
          ledger.confirm(costs);
          expected.confirm(costs);
          written();
        } else if (step.do === "prune") {
          const beforeMs = from + step.at * quarterMs + 77;
          written();
          ledger.prune(beforeMs);
          expected.prune(beforeMs);
          settle(1000);
        } else if (step.do === "reopen") {
          written();
          ledger.close();
          ledger = scene.open(options);
        } else if (step.do === "turn") settle(1);
        else {
          fault(ledger, timer);
          compare(ledger, expected, zone);
          for (let turn = 0; turn < 3; turn++) timer.run();
          written();
        }
        compare(ledger, expected, zone);
      }
      ledger.close();
    }),
    { numRuns: runs },
  );
});

/** For a moment nothing can be written, nor read. */
function fault(ledger: Ledger, timer: ReturnType<typeof createManualTimer>): void {
  const other = new DatabaseSync(scene.path);
  other.exec("ALTER TABLE bucket RENAME TO away");
  ledger.flush();
  timer.run();
  other.exec("ALTER TABLE away RENAME TO bucket");
  other.close();
}

const added = (parts: readonly Part[]) => ({
  ...parts.reduce<Figure>(plus, nothing),
  means: (
    [
      "durationMs",
      "firstByteMs",
      "firstBytes",
      "cacheSavedMicroUsd",
      "cacheKnown",
      "cacheUnpriced",
      "hitsSavedMicroUsd",
      "hitsKnown",
    ] as const
  ).map((name) => parts.reduce((sum, part) => sum + part[name], 0)),
});

function compare(ledger: Ledger, expected: ReturnType<typeof createReference>, zone: string): void {
  const wanted = expected.buckets();
  const buckets = ledger.buckets(...whole);
  expect(tableOf(buckets, ({ startAt }) => startAt)).toEqual(
    tableOf(wanted, ({ startAt }) => startAt),
  );
  const totals = ledger.totals(...whole);
  for (const [startAt, parts] of Map.groupBy(totals, (part) => part.startAt)) {
    const same = wanted.filter((one) => one.startAt === startAt && one.by !== "sluice");
    expect(added(parts)).toEqual(added(same));
  }
  expect(new Set(totals.map(({ startAt }) => startAt))).toEqual(
    new Set(wanted.filter(({ by }) => by !== "sluice").map(({ startAt }) => startAt)),
  );
  const days = ledger.days(...whole, zone);
  expect(tableOf(days, ({ day }) => day)).toEqual(expected.days(wanted, zone));
  expect(days.reduce(plus, nothing)).toEqual(buckets.reduce(plus, nothing));
  for (const profile of ["p1", "p2"]) {
    const ids = ledger.awaiting({ profile, sinceMs: 0, limit: 1000 }).map(({ id }) => id);
    expect(ids.reverse()).toEqual(expected.awaiting(profile));
    expect(ledger.settledUntil(profile, from + 50 * quarterMs)).toBe(
      expected.settledUntil(profile, from + 50 * quarterMs),
    );
  }
  const shown = ledger.requests({ limit: 1000 }).map(({ id }) => id);
  expect(shown.reverse()).toEqual(expected.shown().map(({ id }) => id));
}
