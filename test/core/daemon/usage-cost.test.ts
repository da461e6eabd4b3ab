/** What OpenClaw's estimate of a day says, and what it only seems to say. */
import { expect, test } from "vitest";
import { usageCostIn, usageCostParams } from "../../../main/core/daemon/usage-cost.ts";

/** As 2026.9.6 answered for a day with one turn, shortened. */
const answer = (more: object = {}, totals: object = {}) => ({
  updatedAt: 1_795_297_962_888,
  days: 1,
  totals: { totalTokens: 16_577, totalCost: 0.06252150000000001, missingCostEntries: 0, ...totals },
  cacheStatus: { status: "fresh", cachedFiles: 1, pendingFiles: 0, staleFiles: 0 },
  ...more,
});

test.each([
  ["2026-11-21", "UTC", "UTC+0:00"],
  ["2026-11-21", "Asia/Kathmandu", "UTC+5:45"],
  ["2026-11-21", "Pacific/Marquesas", "UTC-9:30"],
  ["2026-11-21", "America/New_York", "UTC-5:00"],
  ["2026-07-01", "America/New_York", "UTC-4:00"],
  ["2026-11-21", "Pacific/Kiritimati", "UTC+14:00"],
])(
  "%s in %s is asked for by the zone, and by %s where that is all it knows",
  (day, zone, utcOffset) => {
    expect(usageCostParams(day, zone)).toEqual({
      mode: "specific",
      startDate: day,
      endDate: day,
      timeZone: zone,
      utcOffset,
      agentScope: "all",
    });
  },
);

test("dollars become micro-dollars, of the moment it counted", () => {
  expect(usageCostIn(answer())).toEqual({ costMicroUsd: 62_522, asOf: 1_795_297_962_888 });
});

test.each(["refreshing", "partial", "stale", undefined])(
  "while it counts (%s) its zero is none",
  (status) => {
    const counting = answer({ cacheStatus: { status } }, { totalCost: 0 });
    expect(usageCostIn(counting)).toBe("later");
  },
);

test("a version that counts while one waits has no such status", () => {
  const { cacheStatus: _, ...rest } = answer();
  expect(usageCostIn(rest)).toMatchObject({ costMicroUsd: 62_522 });
});

test("turns of which none has a price cost it knows not what, not nothing", () => {
  expect(usageCostIn(answer({}, { totalCost: 0, missingCostEntries: 3 }))).toBeNull();
  expect(usageCostIn(answer({}, { missingCostEntries: 3 }))).toMatchObject({
    costMicroUsd: 62_522,
  });
  expect(usageCostIn(answer({}, { totalCost: 0 }))).toMatchObject({ costMicroUsd: 0 });
});

test.each([
  undefined,
  null,
  [],
  {},
  { totals: {} },
  answer({ updatedAt: 0 }),
  answer({}, { totalCost: "1" }),
  answer({}, { totalCost: -1 }),
])("anything else is no figure: %j", (other) => {
  expect(usageCostIn(other as never)).toBeNull();
});
