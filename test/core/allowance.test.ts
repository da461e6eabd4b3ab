/** The allowance of a local day: its steps, what is added to it, and what it means to ignore it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allowanceOf, dayIn, freshDay, raisedBy } from "../../main/core/allowance.ts";

const wish = { microUsdPerDay: 2_000_000, then: "pause" } as const;
const day = freshDay("2026-11-21");
const endsAt = 1;
const at = (spent: number | null, of = day) => allowanceOf(wish, of, spent, endsAt);

describe("an allowance of $2", () => {
  test.each([
    [null, 0, false],
    [0, 0, false],
    [999_999, 0, false],
    [1_000_000, 50, false],
    [1_599_999, 50, false],
    [1_600_000, 80, false],
    [1_999_999, 80, false],
    [2_000_000, 100, true],
    [9_000_000, 100, true],
  ] as const)("with %s micro-dollars spent is at step %s", (spent, level, reached) => {
    expect(at(spent)).toMatchObject({ level, reached });
  });

  test("+ $1 leaves a whole dollar to go on with, however far it went over", () => {
    const raised = raisedBy(wish, day, 2_400_000, 1_000_000);
    expect(at(2_400_000, raised)).toMatchObject({ extraMicroUsd: 1_400_000, reached: false });
    expect(at(3_399_999, raised).reached).toBe(false);
    expect(at(3_400_000, raised).reached).toBe(true);
  });

  test("ignored, it is passed and stops nothing; + $1 ends the ignoring", () => {
    const ignored = { ...day, isIgnored: true };
    expect(at(5_000_000, ignored)).toMatchObject({ level: 100, reached: false });
    expect(raisedBy(wish, ignored, 5_000_000, 1_000_000).isIgnored).toBe(false);
  });

  test("what was said about yesterday counts no more", () => {
    const kept = { ...day, extraMicroUsd: 5, isIgnored: true, told: 80 } as const;
    expect(dayIn(kept, "2026-11-22")).toEqual(freshDay("2026-11-22"));
    expect(dayIn(kept, "2026-11-21")).toBe(kept);
    expect(dayIn(null, "2026-11-21")).toEqual(day);
  });
});

test("an allowance of nothing is used up from the first moment", () => {
  const none = { microUsdPerDay: 0, then: "pause" } as const;
  expect(allowanceOf(none, day, null, endsAt)).toMatchObject({ level: 100, reached: true });
});

test("without an allowance nothing is ever reached", () => {
  const none = { microUsdPerDay: null, then: "pause" } as const;
  expect(allowanceOf(none, day, 10 ** 12, endsAt)).toMatchObject({ level: 0, reached: false });
});

test("the step never falls while spending grows, and + $1 always opens for exactly that much", () => {
  const money = fc.integer({ min: 0, max: 10 ** 12 });
  fc.assert(
    fc.property(money, money, money, fc.integer({ min: 1, max: 10 ** 9 }), (limit, a, b, more) => {
      const of = { microUsdPerDay: limit, then: "pause" } as const;
      const [less, most] = a < b ? [a, b] : [b, a];
      const levelAt = (spent: number) => allowanceOf(of, day, spent, endsAt).level;
      expect(levelAt(less)).toBeLessThanOrEqual(levelAt(most));
      const raised = raisedBy(of, day, most, more);
      const reachedAt = (spent: number) => allowanceOf(of, raised, spent, endsAt).reached;
      expect(reachedAt(Math.max(most, limit) + more - 1)).toBe(false);
      expect(reachedAt(Math.max(most, limit) + more)).toBe(true);
    }),
  );
});
