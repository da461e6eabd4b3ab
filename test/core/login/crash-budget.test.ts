/** The crash budget: three bad ends in ten minutes spend it, and nothing else does. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCrashBudgetSpent, type Start } from "../../../main/core/login/crash-budget.ts";

const minute = 60_000;
const now = Date.UTC(2026, 10, 21, 12);
const bad = (minutesAgo: number): Start => ({ at: now - minutesAgo * minute, endedWell: false });
const well = (minutesAgo: number): Start => ({ at: now - minutesAgo * minute, endedWell: true });

const start: fc.Arbitrary<Start> = fc.record({
  at: fc.integer({ min: now - 20 * minute, max: now + 20 * minute }),
  endedWell: fc.boolean(),
});
const starts = fc.array(start, { maxLength: 12 });

describe("the crash budget", () => {
  test.each([
    ["nothing ran before", [], false],
    ["two ended badly", [bad(1), bad(2)], false],
    ["three ended badly", [bad(1), bad(2), bad(9)], true],
    ["three ended badly, one of them ten minutes ago", [bad(1), bad(2), bad(10)], false],
    ["many ended well", [well(1), well(1), well(2), well(3)], false],
    ["three ended badly with good ones between", [bad(1), well(2), bad(3), well(4), bad(5)], true],
    [
      "three ended badly in a future the clock was set back from",
      [bad(-1), bad(-2), bad(-600)],
      false,
    ],
  ] as const)("%s", (_, before, isSpent) => {
    expect(isCrashBudgetSpent(before, now)).toBe(isSpent);
  });

  test("is spent by three bad ends in any order, at any time of the clock", () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: -1e12, max: 1e12 }), (before, shift) => {
        const isSpent = isCrashBudgetSpent(before, now);
        expect(isCrashBudgetSpent(before.toReversed(), now)).toBe(isSpent);
        const shifted = before.map(({ at, endedWell }) => ({ at: at + shift, endedWell }));
        expect(isCrashBudgetSpent(shifted, now + shift)).toBe(isSpent);
      }),
      { numRuns: 2_000 },
    );
  });

  test("is never spent by good ends, nor given back by them", () => {
    fc.assert(
      fc.property(starts, starts, (before, more) => {
        const good = more.map(({ at }) => ({ at, endedWell: true }));
        expect(isCrashBudgetSpent([...before, ...good], now)).toBe(isCrashBudgetSpent(before, now));
      }),
      { numRuns: 2_000 },
    );
  });

  test("comes back by waiting ten minutes, whatever happened before", () => {
    fc.assert(
      fc.property(starts, (before) => {
        const latest = Math.max(now, ...before.map(({ at }) => at));
        expect(isCrashBudgetSpent(before, latest + 10 * minute)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
