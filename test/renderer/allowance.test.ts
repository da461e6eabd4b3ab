/** The allowance: what is left, what it takes to fill one in, and which days suggest one. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RangeRow } from "../../preload/contract/command.ts";
import { allowanceViewOf } from "../../renderer/home/allowance.ts";
import { noticeOf } from "../../renderer/home/notice.ts";
import { readAllowance, weekOf } from "../../renderer/settings/allowance-form.ts";
import { daysBetween, startOfDay } from "../../renderer/settings/days.ts";
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

  test.each(["a lot", "-5", "€5", "1e3", "∞"])(
    "%j is not taken for something it may not mean",
    (text) => {
      expect(readAllowance(text)).toEqual({ is: "wrong" });
    },
  );

  test.each(["1,234", "5.005", "5..0", "5 00", "5 0", "1 000 00"])(
    "%j is a number to everybody, and not the same: that is told apart",
    (text) => {
      expect(readAllowance(text)).toEqual({ is: "unclear" });
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
    expect(weekOf({ ok: true, rows }, 4)).toMatchObject({
      ...{ mostMicroUsd: 3_400_000, suggestedMicroUsd: 4_000_000 },
    });
    expect(weekOf({ ok: true, rows: [day(31_000_000)] }, 1)?.suggestedMicroUsd).toBe(35_000_000);
  });

  test("are divided by all days Sluice was there to count, and not only by those with a cost", () => {
    const rows = [day(3_000_000), day(4_000_000)];
    expect(weekOf({ ok: true, rows }, 7)).toMatchObject({ days: 7, averageMicroUsd: 1_000_000 });
    expect(weekOf({ ok: true, rows }, 2)).toMatchObject({ days: 2, averageMicroUsd: 3_500_000 });
    // Whatever is said of the beginning, a day with requests was counted.
    expect(weekOf({ ok: true, rows }, 0)).toMatchObject({ days: 2 });
  });

  test("are at least that much where a cost among them is not known", () => {
    const priced = { ...day(1_000_000), requests: 3, priced: 3 };
    expect(weekOf({ ok: true, rows: [priced] }, 7)?.isAtLeast).toBe(false);
    expect(weekOf({ ok: true, rows: [{ ...priced, priced: 2 }] }, 7)?.isAtLeast).toBe(true);
  });

  test("suggest nothing while nothing of them is known", () => {
    expect(weekOf({ ok: true, rows: [] }, 7)).toBeNull();
    expect(weekOf({ ok: true, rows: [day(null), day(0)] }, 7)).toBeNull();
    expect(weekOf({ ok: false, error: { code: "ledger.failed" } }, 7)).toBeNull();
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

test("days between two moments are counted by the calendar, whatever the clocks did there", () => {
  const zone = "Europe/Copenhagen";
  // 25 hours, on the day summer time ended.
  expect(
    daysBetween(startOfDay("2026-10-25", 0, zone), startOfDay("2026-10-26", 0, zone), zone),
  ).toBe(1);
  expect(
    daysBetween(startOfDay("2026-11-20", 7, zone), startOfDay("2026-11-20", 0, zone), zone),
  ).toBe(7);
  expect(daysBetween(Date.UTC(2026, 10, 16, 8), startOfDay("2026-11-20", 0, zone), zone)).toBe(4);
  expect(daysBetween(5, 5, zone)).toBe(0);
});
