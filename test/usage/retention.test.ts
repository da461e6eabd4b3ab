import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { quarterMs } from "../../main/core/spend.ts";
import type { Ledger } from "../../main/usage/ledger.ts";
import { hasSmallDisk, smallDisk } from "../support/disk.ts";
import { exchangeOf } from "../support/exchange.ts";
import { createManualTimer } from "../support/manual-timer.ts";
import { all, createScene, million, noon, settledOf, sumOf } from "./scene.ts";

const scene = createScene();
const zone = "Asia/Kolkata";
const many = 6000;

/** One a minute, over a hundred hours. */
function fill(ledger: Ledger): void {
  ledger.setZone(zone);
  for (let index = 0; index < many; index++) {
    ledger.add(exchangeOf({ startedAt: noon + index * 60_000, usage: million }));
  }
  while (!ledger.flush());
}
const idsOf = (ledger: Ledger) => ledger.requests({ limit: many }).map(({ id }) => id);

test("rows are given up some at a time, from the oldest on, and what they add up to stays", () => {
  const timer = createManualTimer();
  const ledger = scene.open({ schedule: timer.schedule });
  fill(ledger);
  timer.run();
  const [sums, days] = [all(ledger), ledger.days(0, noon * 2, zone)];
  expect(ledger.prune(noon + 3000 * 60_000 + 1)).toBe(500);
  let turns = 0;
  for (; timer.waiting().length > 0; turns++) timer.run();
  expect(turns).toBeGreaterThan(5);
  expect(idsOf(ledger)).toEqual(Array.from({ length: 3000 }, (_, index) => many - index));
  expect(all(ledger)).toEqual(sums);
  expect(ledger.days(0, noon * 2, zone)).toEqual(days);
  expect(ledger.prune(noon + 3000 * 60_000)).toBe(0);
});

test("the space is given back to the disk", () => {
  const timer = createManualTimer();
  const ledger = scene.open({ schedule: timer.schedule });
  fill(ledger);
  ledger.close();
  const before = statSync(scene.path).size;
  const again = scene.open({ schedule: timer.schedule });
  again.prune(Number.MAX_SAFE_INTEGER);
  while (timer.waiting().length > 0) timer.run();
  expect(again.requests({ limit: 1 })).toEqual([]);
  again.close();
  expect(statSync(scene.path).size).toBeLessThan(before / 2);
  const db = new DatabaseSync(scene.path);
  expect(db.prepare("PRAGMA freelist_count").get()).toEqual({ freelist_count: 0 });
  expect(db.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
  db.close();
  expect(sumOf(scene.open()).requests).toBe(many);
});

test("a clock that was wrong for a while keeps no row too long and loses none too early", () => {
  const timer = createManualTimer();
  const ledger = scene.open({ schedule: timer.schedule });
  const hours = [0, 1, 900, 2, 3, -900, 40, 41, 5, 42];
  for (const hour of hours) ledger.add(exchangeOf({ startedAt: noon + hour * 3_600_000 }));
  ledger.flush();
  ledger.prune(noon + 10 * 3_600_000);
  while (timer.waiting().length > 0) timer.run();
  expect(idsOf(ledger)).toEqual([10, 8, 7, 3]);
  expect(sumOf(ledger).requests).toBe(hours.length);
});

test("a clock that is a year ahead takes no more than is given up by the time of the newest row", () => {
  const timer = createManualTimer();
  const days = (many: number) => many * 86_400_000;
  const ahead = noon + days(365);
  const ledger = scene.open({ schedule: timer.schedule, now: () => ahead });
  for (const day of [-40, -31, -29, -1, 0]) {
    ledger.add(exchangeOf({ startedAt: noon + days(day), usage: million }));
  }
  ledger.flush();
  ledger.prune(ahead - days(30));
  while (timer.waiting().length > 0) timer.run();
  expect(idsOf(ledger)).toEqual([5, 4, 3]);
  // Asked again, it is by the newest row still; and a right clock gives up what it would have.
  ledger.prune(ahead - days(10));
  while (timer.waiting().length > 0) timer.run();
  expect(idsOf(ledger)).toEqual([5, 4]);
  ledger.prune(noon - days(30));
  while (timer.waiting().length > 0) timer.run();
  expect(idsOf(ledger)).toEqual([5, 4]);
  expect(sumOf(ledger).requests).toBe(5);
});

test("a row that is given up leaves its number to nobody, and no word of it does harm", () => {
  const timer = createManualTimer();
  const ledger = scene.open({ schedule: timer.schedule });
  ledger.add(exchangeOf({ startedAt: noon, usage: million }));
  ledger.flush();
  ledger.prune(Number.MAX_SAFE_INTEGER);
  while (timer.waiting().length > 0) timer.run();
  ledger.add(exchangeOf({ startedAt: noon, usage: million }));
  ledger.flush();
  expect(idsOf(ledger)).toEqual([2]);
  ledger.confirm([{ id: 1, costMicroUsd: 5 }]);
  expect(sumOf(ledger)).toMatchObject({ requests: 2, costMicroUsd: 6_000_000, confirmed: 0 });
});

test("quarters are corrected as before when their rows are gone", () => {
  const ledger = scene.open();
  ledger.add(exchangeOf({ startedAt: noon + 300_000, usage: million }));
  ledger.flush();
  ledger.prune(noon + quarterMs);
  expect(ledger.requests({ limit: 1 })).toEqual([]);
  ledger.settle(settledOf(noon, [{ requests: 2, costMicroUsd: 6_000_000 }]));
  expect(sumOf(ledger)).toMatchObject({ requests: 2, costMicroUsd: 6_000_000 });
});

describe.skipIf(!hasSmallDisk())("a full disk", () => {
  test("loses no word of Cloudflare's: it waits, and is written when there is room", async () => {
    const disk = await smallDisk(16_000_000);
    try {
      scene.path = join(disk.path, "ledger.sqlite");
      const timer = createManualTimer();
      const ledger = scene.open({ schedule: timer.schedule });
      const troubles: (string | null)[] = [];
      ledger.onTrouble((trouble) => troubles.push(trouble?.code ?? null));
      fill(ledger);
      while (timer.waiting().length > 0) timer.run();
      const filler = join(disk.path, "filler");
      for (let left = 16_000_000; left > 512; left /= 2) {
        try {
          writeFileSync(filler, Buffer.alloc(left), { flag: "a" });
        } catch {
          // Full, as wanted.
        }
      }
      const quarters = Array(200).fill({ requests: 20, costMicroUsd: 60_000_000 });
      ledger.settle(settledOf(noon, quarters));
      ledger.confirm(idsOf(ledger).map((id) => ({ id, costMicroUsd: 2_900_000 })));
      ledger.prune(noon + 50 * 3_600_000);
      for (let turn = 0; turn < 40; turn++) timer.run();
      expect(troubles).toEqual(["disk.full"]);
      ledger.add(exchangeOf({ startedAt: noon, usage: million }));
      expect(ledger.flush()).toBe(false);
      expect(sumOf(ledger).requests).toBeGreaterThan(many);
      rmSync(filler);
      while (timer.waiting().length > 0) timer.run();
      expect(troubles).toEqual(["disk.full", null]);
      expect(ledger.settledUntil("p1", noon)).toBe(noon + 200 * quarterMs);
      expect(idsOf(ledger)).toHaveLength(3000);
      ledger.close();
      const after = scene.open();
      // Every quarter of the first fifty hours has 20 requests by Cloudflare's word, the rest is Sluice's alone.
      expect(sumOf(after).requests).toBe(200 * 20 + many - 3000);
      expect(after.days(0, noon * 2, zone).reduce((sum, { requests }) => sum + requests, 0)).toBe(
        sumOf(after).requests,
      );
    } finally {
      scene.closeAll();
      await disk.close();
    }
  });
});
