/** Three starts in ten minutes: never a fourth, and never a lock that stays. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  recentStarts,
  startLimit,
  startsLeftOf,
  startWindowMs,
} from "../../../main/core/daemon/start-budget.ts";

const minute = 60_000;

test("three starts are allowed, the fourth is not, and ten minutes later the first no longer counts", () => {
  const starts = [0, minute, 2 * minute];
  expect(startsLeftOf([], 0)).toBe(3);
  expect(startsLeftOf(starts.slice(0, 2), 2 * minute)).toBe(1);
  expect(startsLeftOf(starts, 3 * minute)).toBe(0);
  expect(startsLeftOf(starts, 10 * minute - 1)).toBe(0);
  expect(startsLeftOf(starts, 10 * minute)).toBe(1);
});

test("whenever starts are asked for, no window of ten minutes holds more than three", () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 12 * minute }), { maxLength: 60 });
  fc.assert(
    fc.property(gaps, (all) => {
      let now = 1_700_000_000_000;
      let kept: readonly number[] = [];
      const done: number[] = [];
      for (const gap of all) {
        now += gap;
        if (startsLeftOf(kept, now) === 0) continue;
        kept = [...recentStarts(kept, now), now];
        done.push(now);
        expect(kept.length).toBeLessThanOrEqual(startLimit);
      }
      for (const at of done)
        expect(
          done.filter((one) => one >= at && one < at + startWindowMs).length,
        ).toBeLessThanOrEqual(startLimit);
    }),
  );
});

test("wherever the clock jumps, everything is allowed again ten quiet minutes after it", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (starts, now) => {
      const left = startsLeftOf(starts, now);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left).toBeLessThanOrEqual(startLimit);
      const latest = Math.max(now, ...recentStarts(starts, now));
      expect(startsLeftOf(recentStarts(starts, now), latest + startWindowMs)).toBe(startLimit);
    }),
  );
});
