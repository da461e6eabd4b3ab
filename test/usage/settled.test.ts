import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { quarterMs } from "../../main/core/spend.ts";
import type { Ledger } from "../../main/usage/ledger.ts";
import { exchangeOf } from "../support/exchange.ts";
import { createManualTimer } from "../support/manual-timer.ts";
import {
  all,
  createScene,
  createSlowClock,
  groupOf,
  million,
  noon,
  profile,
  settledOf,
  sumOf,
} from "./scene.ts";

const scene = createScene();

/** In the middle of its quarter, so that it can be of no other. */
const at = (quarter: number) => noon + quarter * quarterMs + 300_000;
function add(ledger: Ledger, more: Parameters<typeof exchangeOf>[0] = {}): void {
  ledger.add(exchangeOf({ startedAt: at(0), usage: million, ...more }));
  ledger.flush();
}
const elsewhere = (ledger: Ledger) => all(ledger).filter(({ by }) => by === "elsewhere");
const awaitingOf = (ledger: Ledger, more = {}) =>
  ledger.awaiting({ profile, sinceMs: 0, limit: 10, ...more }).map(({ id }) => id);

describe("a row's cost in Cloudflare's log", () => {
  test("takes the place of Sluice's own, which stays beside it", () => {
    const ledger = scene.open();
    add(ledger);
    expect(ledger.requests({ limit: 1 })).toMatchObject([
      { costMicroUsd: 3_000_000, costFrom: "router" },
    ]);
    ledger.confirm([{ id: 1, costMicroUsd: 3_100_000 }]);
    expect(ledger.requests({ limit: 1 })).toMatchObject([
      { costMicroUsd: 3_100_000, costFrom: "log" },
    ]);
    expect(all(ledger)).toMatchObject([
      {
        ...{ requests: 1, priced: 1, confirmed: 1, costMicroUsd: 3_100_000 },
        ...{ logged: 1, loggedMicroUsd: 3_100_000, talliedMicroUsd: 3_000_000 },
      },
    ]);
    expect(ledger.page({ fromMs: 0, toMs: at(9), afterId: 0 })?.rows).toMatchObject([
      { tallyMicroUsd: 3_000_000, logMicroUsd: 3_100_000 },
    ]);
    ledger.confirm([{ id: 1, costMicroUsd: 2_900_000 }]);
    expect(all(ledger)).toMatchObject([
      { confirmed: 1, costMicroUsd: 2_900_000, loggedMicroUsd: 2_900_000 },
    ]);
  });

  test("is the first one where Sluice knows no price", () => {
    const ledger = scene.open();
    add(ledger, { model: "claude-next" });
    expect(all(ledger)).toMatchObject([{ priced: 0, unknownPrice: 1, costMicroUsd: null }]);
    ledger.confirm([{ id: 1, costMicroUsd: 7 }]);
    expect(all(ledger)).toMatchObject([
      { priced: 1, unknownPrice: 0, costMicroUsd: 7, logged: 1, talliedMicroUsd: 0 },
    ]);
  });

  test("that is not known, or 0 where something was used, leaves Sluice's own", () => {
    const ledger = scene.open();
    add(ledger);
    add(ledger, { model: "claude-next" });
    add(ledger, { cacheHit: true });
    ledger.confirm([{ id: 1, costMicroUsd: null }]);
    ledger.confirm([
      { id: 2, costMicroUsd: 0 },
      { id: 3, costMicroUsd: 0 },
      { id: 99, costMicroUsd: 5 },
    ]);
    expect(sumOf(ledger)).toMatchObject({ priced: 2, costMicroUsd: 3_000_000, confirmed: 1 });
    expect(awaitingOf(ledger)).toEqual([]);
  });

  test("is awaited by those that passed that profile's aiGateway, the newest first", () => {
    const ledger = scene.open();
    add(ledger);
    add(ledger, { logId: null });
    add(ledger, { route: "direct", profile: null });
    add(ledger, { profile: "p2" });
    add(ledger, { startedAt: at(4), logId: "0193b2f0-7c1e-7000-8000-00000000beef" });
    expect(ledger.awaiting({ profile, sinceMs: 0, limit: 10 })).toEqual([
      { id: 5, startedAt: at(4), logId: "0193b2f0-7c1e-7000-8000-00000000beef" },
      { id: 1, startedAt: at(0), logId: "01STUB000001" },
    ]);
    expect(awaitingOf(ledger, { profile: "p2" })).toEqual([4]);
    expect(awaitingOf(ledger, { limit: 1 })).toEqual([5]);
    expect(awaitingOf(ledger, { sinceMs: at(0) + 1 })).toEqual([5]);
    ledger.confirm([{ id: 5, costMicroUsd: 1 }]);
    expect(awaitingOf(ledger)).toEqual([1]);
  });

  test("is written some rows at a time, and those not written yet are awaited no more", () => {
    const timer = createManualTimer();
    const ledger = scene.open({ schedule: timer.schedule, clock: createSlowClock() });
    for (let index = 0; index < 120; index++) ledger.add(exchangeOf({ usage: million }));
    ledger.flush();
    timer.run();
    ledger.confirm(Array.from({ length: 120 }, (_, at) => ({ id: at + 1, costMicroUsd: 1_000 })));
    expect(sumOf(ledger).confirmed).toBe(1);
    expect(awaitingOf(ledger)).toEqual([]);
    timer.run();
    expect(sumOf(ledger).confirmed).toBe(2);
    while (timer.waiting().length > 0) timer.run();
    expect(sumOf(ledger)).toMatchObject({ confirmed: 120, costMicroUsd: 120_000 });
    expect(timer.waiting()).toEqual([]);
  });
});

describe("settled quarters", () => {
  test("show what did not pass Sluice, once", () => {
    const ledger = scene.open();
    add(ledger);
    ledger.settle(settledOf(noon, [{ requests: 3, costMicroUsd: 9_000_000 }]));
    expect(elsewhere(ledger)).toMatchObject([
      {
        ...{ startAt: noon, route: "cloudflare", profile, requests: 2 },
        ...{ costMicroUsd: 6_000_000, confirmed: 2 },
      },
    ]);
    expect(sumOf(ledger)).toMatchObject({ requests: 3, costMicroUsd: 9_000_000 });
  });

  test("take the place of what was settled before, and a quarter without requests takes it away", () => {
    const ledger = scene.open();
    add(ledger);
    ledger.settle(settledOf(noon, [{ requests: 5, costMicroUsd: 15_000_000 }]));
    ledger.settle(settledOf(noon, [{ requests: 2, costMicroUsd: 6_000_000 }]));
    expect(sumOf(ledger)).toMatchObject({ requests: 2, costMicroUsd: 6_000_000 });
    ledger.settle(settledOf(noon, [null]));
    expect(elsewhere(ledger)).toEqual([]);
    expect(sumOf(ledger)).toMatchObject({ requests: 1, costMicroUsd: 3_000_000 });
  });

  test("are corrected again by a row that comes late, also while it waits to be written", () => {
    const ledger = scene.open();
    ledger.settle(settledOf(noon, [{ requests: 2, costMicroUsd: 6_000_000 }]));
    expect(sumOf(ledger)).toMatchObject({ requests: 2, costMicroUsd: 6_000_000 });
    ledger.add(exchangeOf({ startedAt: at(0), usage: million }));
    expect(sumOf(ledger)).toMatchObject({ requests: 2, costMicroUsd: 6_000_000 });
    expect(elsewhere(ledger)).toMatchObject([{ requests: 1 }]);
    const today = ledger.days(noon - 86_400_000, noon + 86_400_000, "UTC");
    expect(today.reduce((sum, { requests }) => sum + requests, 0)).toBe(2);
    ledger.flush();
    expect(elsewhere(ledger)).toMatchObject([{ requests: 1, costMicroUsd: 3_000_000 }]);
    expect(sumOf(ledger)).toMatchObject({ requests: 2, costMicroUsd: 6_000_000 });
  });

  test("are corrected again by the word of a row's log", () => {
    const ledger = scene.open();
    add(ledger);
    ledger.settle(settledOf(noon, [{ requests: 2, costMicroUsd: 6_000_000 }]));
    ledger.confirm([{ id: 1, costMicroUsd: 2_000_000 }]);
    expect(elsewhere(ledger)).toMatchObject([{ requests: 1, costMicroUsd: 4_000_000 }]);
    expect(sumOf(ledger)).toMatchObject({ requests: 2, costMicroUsd: 6_000_000 });
  });

  test("that say the same as before, in whatever order, are not written again", () => {
    const ledger = scene.open();
    add(ledger);
    const [one, other] = [groupOf(noon), groupOf(noon, { model: "claude-haiku-4-5" })];
    const settle = (groups: readonly (typeof one)[]) => {
      ledger.settle({ profile, readAt: noon, quarters: [{ startAt: noon, groups }] });
      return ledger.flush();
    };
    expect(settle([one, other])).toBe(true);
    const db = new DatabaseSync(scene.path);
    db.exec(`CREATE TRIGGER never BEFORE INSERT ON settled BEGIN SELECT RAISE(ABORT, 'never'); END;
      CREATE TRIGGER nor BEFORE DELETE ON bucket BEGIN SELECT RAISE(ABORT, 'never'); END`);
    db.close();
    expect(settle([other, one])).toBe(true);
    expect(settle([one])).toBe(false);
  });

  test("give a cost to requests Sluice has no price for", () => {
    const ledger = scene.open();
    add(ledger, { model: "claude-next" });
    ledger.settle(settledOf(noon, [{ model: "claude-next", costMicroUsd: 500_000 }]));
    expect(sumOf(ledger)).toMatchObject({ requests: 1, priced: 1, costMicroUsd: 500_000 });
  });

  test("of one profile correct that profile's requests alone, and never those of the direct way", () => {
    const ledger = scene.open();
    add(ledger, { profile: "p2" });
    add(ledger, { route: "direct", profile: null });
    ledger.settle(settledOf(noon, [{ requests: 1 }]));
    expect(elsewhere(ledger)).toMatchObject([{ profile, requests: 1, costMicroUsd: 3_000_000 }]);
    ledger.settle(settledOf(noon, [{ requests: 1 }], { profile: "p2" }));
    expect(elsewhere(ledger)).toHaveLength(1);
    expect(sumOf(ledger)).toMatchObject({ requests: 3, costMicroUsd: 9_000_000 });
  });

  test("are known as far as they follow on each other, for each profile", () => {
    const ledger = scene.open();
    expect(ledger.settledUntil(profile, noon)).toBeNull();
    ledger.settle(settledOf(noon, [null, {}, null]));
    ledger.settle(settledOf(noon + 4 * quarterMs, [null]));
    const end = noon + 3 * quarterMs;
    expect(ledger.settledUntil(profile, noon)).toBe(end);
    expect(ledger.settledUntil(profile, noon + quarterMs + 5)).toBe(end);
    expect(ledger.settledUntil(profile, noon - 1)).toBeNull();
    expect(ledger.settledUntil("p2", noon)).toBeNull();
    ledger.settle(settledOf(end, [null]));
    expect(ledger.settledUntil(profile, noon)).toBe(noon + 5 * quarterMs);
  });

  test("are kept over a restart, and many are written some at a time", () => {
    const timer = createManualTimer();
    const ledger = scene.open({ schedule: timer.schedule, clock: createSlowClock() });
    add(ledger);
    timer.run();
    ledger.settle(settledOf(noon, Array(40).fill({ requests: 2, costMicroUsd: 6_000_000 })));
    expect(ledger.settledUntil(profile, noon)).toBe(noon + quarterMs);
    timer.run();
    expect(ledger.settledUntil(profile, noon)).toBe(noon + 2 * quarterMs);
    while (timer.waiting().length > 0) timer.run();
    const sum = sumOf(ledger);
    expect(sum).toMatchObject({ requests: 80, costMicroUsd: 240_000_000 });
    ledger.close();
    const again = scene.open();
    expect(sumOf(again)).toEqual(sum);
    expect(again.settledUntil(profile, noon)).toBe(noon + 40 * quarterMs);
    again.confirm([{ id: 1, costMicroUsd: 1_000_000 }]);
    expect(sumOf(again)).toEqual({ ...sum, confirmed: 80 });
  });
});
