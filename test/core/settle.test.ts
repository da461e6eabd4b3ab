import { describe, expect, test } from "vitest";
import type { AnalyticsGroup, AnalyticsReading } from "../../main/core/analytics.ts";
import { createSettling } from "../../main/core/settle.ts";
import { quarterMs } from "../../main/core/spend.ts";

const minute = 60_000;
const start = Date.UTC(2026, 10, 21, 12, 0);
const end = start + quarterMs;

const group = (more: Partial<AnalyticsGroup> = {}): AnalyticsGroup => ({
  ...{ startAt: start, provider: "anthropic", model: "claude-sonnet-4-6", requests: 3 },
  ...{ costMicroUsd: 3000, tokensIn: 100, tokensOut: 10, errors: 0, cacheHits: 0 },
  ...more,
});

const reading = (afterEnd: number, groups: readonly AnalyticsGroup[] = [group()]) => {
  const readAt = end + afterEnd * minute;
  return { profile: "p1", readAt, fromMs: start, toMs: end, groups } satisfies AnalyticsReading;
};

/** The minutes after the quarter's end at which it was settled, and on how many requests. */
function settledAt(readings: readonly AnalyticsReading[], settling = createSettling()) {
  return readings.flatMap((each) =>
    settling
      .add(each, each.readAt)
      .quarters.map(({ groups }) => [
        (each.readAt - end) / minute,
        groups.reduce((sum, { requests }) => sum + requests, 0),
      ]),
  );
}

describe("a quarter is settled", () => {
  test("when it has rested for 15 minutes and then said the same for 4, and only once", () => {
    const every = Array.from({ length: 30 }, (_, at) => reading(at));
    expect(settledAt(every)).toEqual([[19, 3]]);
    expect(settledAt([reading(20), reading(23.9), reading(24), reading(90)])).toEqual([[24, 3]]);
  });

  test("without a group, too: nothing happened then", () => {
    expect(settledAt([reading(15, []), reading(19, [])])).toEqual([[19, 0]]);
  });

  test("later when late rows come in or an overcount is taken back", () => {
    const over = [group({ requests: 4, costMicroUsd: 3600 })];
    expect(settledAt([reading(15, over), reading(18, over), reading(19), reading(23)])).toEqual([
      [23, 3],
    ]);
  });

  test("anew, and in the same way, when it says something else afterwards", () => {
    const more = [group({ requests: 5 })];
    expect(
      settledAt([
        ...[reading(15), reading(19), reading(30, more), reading(33, more), reading(34, more)],
        ...[reading(60, more), reading(70), reading(71, more), reading(76, more)],
      ]),
    ).toEqual([
      [19, 3],
      [34, 5],
    ]);
  });

  test("never on what a reading does not cover, and not while it has not ended", () => {
    const settling = createSettling();
    const wide = { ...reading(15), toMs: end + 8 * quarterMs };
    settling.add(wide, wide.readAt);
    const next = { ...wide, readAt: wide.readAt + 5 * minute };
    expect(settling.add(next, next.readAt).quarters).toEqual([
      { startAt: start, groups: [group()] },
    ]);
    const elsewhere = { ...next, fromMs: end, readAt: next.readAt + minute };
    expect(settling.add(elsewhere, elsewhere.readAt).quarters).toEqual([]);
  });

  test("whatever order its groups come in and however their models are spelled", () => {
    const other = group({ model: "claude-opus-4-8", requests: 1 });
    const spelled = group({ model: "anthropic/claude-sonnet-4.6" });
    expect(settledAt([reading(15, [group(), other]), reading(19, [other, spelled])])).toEqual([
      [19, 4],
    ]);
  });
});

describe("settling", () => {
  test("knows each profile by itself and forgets when told", () => {
    const settling = createSettling();
    const other = { ...reading(19), profile: "p2" };
    expect(settledAt([reading(15), other, reading(19)], settling)).toEqual([[19, 3]]);
    settling.forget();
    expect(settledAt([reading(30), reading(34)], settling)).toEqual([[34, 3]]);
  });

  test("waits anew when the clock was set back", () => {
    expect(settledAt([reading(40), reading(16), reading(19), reading(20)])).toEqual([[20, 3]]);
  });

  test("waits as long as it is told", () => {
    const settling = createSettling({ restMs: 30 * minute, agreeMs: minute });
    expect(settledAt([reading(29), reading(30), reading(31)], settling)).toEqual([[31, 3]]);
  });
});
