/** The allowance: what is left, what it takes to fill one in, and which days suggest one. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RangeRow } from "../../preload/contract/command.ts";
import { allowanceViewOf } from "../../renderer/home/allowance.ts";
import { noticeOf } from "../../renderer/home/notice.ts";
import { readAllowance, weekOf } from "../../renderer/settings/allowance-form.ts";
import { startOfDay } from "../../renderer/settings/days.ts";
import { meterScenes, withToday } from "./meter-scenes.ts";
import { byModel, snapshot, verified } from "./snapshots.ts";

describe("the bar", () => {
  const bar = (microUsdPerDay: number | null, costMicroUsd: number | null, extraMicroUsd = 0) =>
    allowanceViewOf(
      snapshot({ allowance: { microUsdPerDay, extraMicroUsd } }, withToday({ costMicroUsd })),
    );

  test("says what is left, or by how much the day went over", () => {
    expect(bar(5_000_000, 1_840_000)).toMatchObject({
      ...{ ofMicroUsd: 5_000_000, leftMicroUsd: 3_160_000, share: 0.368 },
    });
    expect(bar(5_000_000, 5_030_000)).toMatchObject({ leftMicroUsd: -30_000, share: 1 });
    expect(bar(0, 0)).toMatchObject({ leftMicroUsd: 0, share: 1 });
  });

  test("is as long as what is allowed today, the extra with it", () => {
    expect(bar(5_000_000, 5_030_000, 1_000_000)).toMatchObject({
      ...{ ofMicroUsd: 6_000_000, leftMicroUsd: 970_000, extraMicroUsd: 1_000_000 },
    });
  });

  test("promises no more than is certain: of a lower bound at most that much is left", () => {
    expect(allowanceViewOf(withToday({ uncertaintyMicroUsd: null }))?.isAtMost).toBe(true);
    expect(allowanceViewOf(withToday({}))?.isAtMost).toBe(false);
  });

  test("is absent without an allowance, and while the cost is not known", () => {
    expect(bar(null, 1)).toBeNull();
    expect(bar(5_000_000, null)).toBeNull();
  });
});

test("a used-up allowance is told even where the app has said nothing, an ignored one is not", () => {
  const told = snapshot({ notice: null }, meterScenes.allowanceTold ?? verified);
  expect(noticeOf(told)).toMatchObject({ code: "allowance.reached" });
  expect(noticeOf(meterScenes.allowanceIgnored ?? verified)).toBeNull();
});

describe("an amount a person types", () => {
  test.each([
    ["", null],
    ["  ", null],
    ["5", 5_000_000],
    ["7,50", 7_500_000],
    ["$ 1,234.50", 1_234_500_000],
    ["1.234,50 USD", 1_234_500_000],
    ["0", 0],
  ])("%j is understood", (text, microUsd) => {
    expect(readAllowance(text)).toEqual({ is: "amount", microUsd });
  });

  test.each(["a lot", "-5", "1,234", "5.005", "5..0", "€5", "1e3", "∞"])(
    "%j is not taken for something it may not mean",
    (text) => {
      expect(readAllowance(text)).toEqual({ is: "wrong" });
    },
  );

  test("too much is told apart, before the app refuses it", () => {
    expect(readAllowance("1000000")).toEqual({ is: "tooMuch" });
    expect(readAllowance("999999,99")).toMatchObject({ is: "amount" });
  });
});

describe("the last days", () => {
  const day = (costMicroUsd: number | null): RangeRow => ({
    ...(byModel[0] ?? verified.usage.today),
    costMicroUsd,
  });

  test("suggest a round amount that would have covered the dearest of them", () => {
    const rows = [day(800_000), day(3_400_000), day(null), day(1_800_000)];
    expect(weekOf({ ok: true, rows })).toEqual({
      ...{ averageMicroUsd: 2_000_000, mostMicroUsd: 3_400_000, suggestedMicroUsd: 4_000_000 },
    });
    expect(weekOf({ ok: true, rows: [day(31_000_000)] })?.suggestedMicroUsd).toBe(35_000_000);
  });

  test("suggest nothing while nothing of them is known", () => {
    expect(weekOf({ ok: true, rows: [] })).toBeNull();
    expect(weekOf({ ok: true, rows: [day(null), day(0)] })).toBeNull();
    expect(weekOf({ ok: false, error: { code: "ledger.failed" } })).toBeNull();
  });
});

describe("a local day", () => {
  test.each([
    ["2026-11-20", 0, "Europe/Copenhagen", "2026-11-19T23:00:00Z"],
    ["2026-11-20", 29, "Europe/Copenhagen", "2026-10-21T22:00:00Z"],
    ["2026-11-20", 0, "Asia/Kathmandu", "2026-11-19T18:15:00Z"],
    ["2026-11-20", 0, "Pacific/Marquesas", "2026-11-20T09:30:00Z"],
    ["2026-11-20", 0, "Pacific/Kiritimati", "2026-11-19T10:00:00Z"],
    // Midnight is left out there: the day begins at one.
    ["2026-04-24", 0, "Africa/Cairo", "2026-04-23T22:00:00Z"],
    ["2011-12-31", 0, "Pacific/Apia", "2011-12-30T10:00:00Z"],
  ])("%s, %i days back, begins in %s", (local, back, zone, begin) => {
    expect(new Date(startOfDay(local, back, zone)).toISOString()).toBe(begin.replace("Z", ".000Z"));
  });

  test("begins where the one before ends, in any zone", () => {
    const zones = ["America/St_Johns", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 1, max: 400 }), (zone, back) => {
        const length =
          startOfDay("2026-11-20", back - 1, zone) - startOfDay("2026-11-20", back, zone);
        expect(Math.abs(length - 86_400_000)).toBeLessThanOrEqual(3_600_000);
      }),
      { numRuns: 40 },
    );
  });
});
