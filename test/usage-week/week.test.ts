import { expect, test } from "vitest";
import type { WeekPlan } from "./traffic.ts";
import { live } from "./week.ts";

/** More with WEEKS: each with other traffic. */
const seeds = Array.from({ length: Number(process.env.WEEKS ?? 1) }, (_, index) => 5 + 97 * index);

const at = (text: string) => Date.parse(text);
const zoneAt = (atMs: number) =>
  atMs < at("2026-11-03T12:00:00Z") ? "America/St_Johns" : "Asia/Kathmandu";

/** From local midnight in St. John's, where clocks go back by an hour on 1 November. */
const week: WeekPlan = {
  ...{ fromMs: at("2026-10-29T02:30:00Z"), toMs: at("2026-11-05T03:30:00Z") },
  ...{ seed: 5, sessionsADay: 12, hasLogs: true, overcountMs: 4 * 60_000 },
  closed: [
    { fromMs: at("2026-10-30T20:00:00Z"), toMs: at("2026-10-30T21:10:00Z") },
    { fromMs: at("2026-11-02T13:05:00Z"), toMs: at("2026-11-02T13:40:00Z") },
  ],
  asleep: { fromMs: at("2026-11-02T23:00:00Z"), toMs: at("2026-11-03T07:00:00Z") },
  uuidAt: at("2026-10-31T12:00:00Z"),
  renamedAt: at("2026-11-01T09:00:00Z"),
  homeMadeAt: at("2026-11-04T00:00:00Z"),
};
/** As accounts made since September have it; from before the first restart until after the renaming. */
const withoutLog: WeekPlan = {
  ...week,
  ...{ fromMs: week.fromMs + 86_400_000, toMs: week.fromMs + 4 * 86_400_000 },
  ...{ hasLogs: false, homeMadeAt: null },
};

const plans: readonly (readonly [string, WeekPlan])[] = [
  ...seeds.map((seed) => ["with Cloudflare's log", { ...week, seed }] as const),
  ...seeds.map((seed) => ["by its analytics alone", { ...withoutLog, seed }] as const),
];

test.each(plans)(
  "over a week %s the figure is never wrong by more than it says, never nothing for unknown, and right in the end",
  async (_how, plan) => {
    const lived = await live(plan, zoneAt);
    const { atLeast, certain, end, looks, passed, requests, unpriced, wrong } = lived;
    expect(wrong.slice(0, 20)).toEqual([]);
    for (const { day, shown, truth } of end) expect([day, shown]).toEqual([day, truth]);
    expect(requests).toBe(lived.happened);
    expect(unpriced > 0).toBe(plan.homeMadeAt !== null);
    // It is no proof if nothing was ever in doubt, certain, or elsewhere.
    for (const some of [atLeast, certain, passed]) expect(some / looks).toBeGreaterThan(0.01);
  },
  600_000,
);

test("an overcount that lasts longer than a quarter rests is believed for a while, and taken back", async () => {
  const day = { ...withoutLog, toMs: withoutLog.fromMs + 86_400_000, overcountMs: 40 * 60_000 };
  const { end, happened, requests, wrong } = await live(day, zoneAt);
  expect(wrong.length).toBeGreaterThan(0);
  expect(requests).toBe(happened);
  for (const { day, shown, truth } of end) expect([day, shown]).toEqual([day, truth]);
}, 600_000);
