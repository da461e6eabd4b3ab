/** When Cloudflare is asked: soon while looked at, seldom while idle, and never more than it allows. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AnalyticsPace,
  analyticsDueAt,
  rowDueAfterMs,
  rowRoundEveryMs,
  rowsAtOnce,
} from "../../main/core/cadence.ts";

const minute = 60_000;
const now = Date.parse("2026-11-21T12:00:00Z");
const pace: AnalyticsPace = {
  now,
  askedAt: now,
  trafficAt: now,
  failures: 0,
  notBefore: 0,
  isRefused: false,
  attention: { isSeen: true, isOnBattery: false, isOnline: true },
};
const due = (change: Partial<AnalyticsPace>) =>
  (analyticsDueAt({ ...pace, ...change }) - now) / minute;
const hidden = { isSeen: false, isOnBattery: false, isOnline: true };

describe("the analytics are asked", () => {
  test("at once the first time", () => expect(due({ askedAt: null })).toBe(0));
  test("every minute and a half while somebody looks", () => expect(due({})).toBe(1.5));
  test("every five minutes while hidden, until the last request has settled", () => {
    expect(due({ attention: hidden })).toBe(5);
    expect(due({ attention: hidden, trafficAt: now - 44 * minute })).toBe(5);
  });
  test("every half an hour while nothing happens", () => {
    expect(due({ attention: hidden, trafficAt: now - 46 * minute })).toBe(30);
    expect(due({ attention: hidden, trafficAt: null })).toBe(30);
  });
  test("a third as often on battery, but as ever while somebody looks", () => {
    expect(due({ attention: { ...hidden, isOnBattery: true } })).toBe(15);
    expect(due({ attention: { ...pace.attention, isOnBattery: true } })).toBe(1.5);
  });
  test("not at all without a network", () => {
    expect(due({ attention: { ...hidden, isOnline: false } })).toBe(Number.POSITIVE_INFINITY);
  });
  test("later with every failure, at most half an hour", () => {
    expect([1, 2, 3, 4, 20].map((failures) => due({ failures }))).toEqual([1.5, 2, 4, 8, 30]);
  });
  test("seldom with a token that may not", () => expect(due({ isRefused: true })).toBe(60));
  test("never before Cloudflare said", () => expect(due({ notBefore: now + 7 * minute })).toBe(7));
  test("within the hour when the clock was set back from a time to wait for", () => {
    expect(due({ notBefore: now + 1_440 * minute })).toBe(60);
  });
  test("soon again when the clock was set back by a day", () => {
    expect(due({ askedAt: now + 1_440 * minute })).toBe(1.5);
  });
});

test("a request's row is looked for five times, and then left to the analytics", () => {
  expect([0, 1, 2, 3, 4, 5].map(rowDueAfterMs)).toEqual([
    1_500,
    3_000,
    10_000,
    60_000,
    300_000,
    null,
  ]);
});

test("a day of steady traffic, looked at all the while, stays within a third of what Cloudflare allows", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.boolean(), (gapMs, isSeen) => {
      const asked = askedInADay(gapMs, isSeen);
      expect(mostIn(asked.analytics, 5 * minute)).toBeLessThanOrEqual(100);
      expect(mostIn(asked.rows, 5 * minute)).toBeLessThanOrEqual(400);
    }),
    { numRuns: 5 },
  );
});

/** A day of one request every `gapMs`: when each question would be put. */
function askedInADay(gapMs: number, isSeen: boolean) {
  const end = now + 1_440 * minute;
  const analytics: number[] = [];
  let askedAt: number | null = null;
  const attention = { ...pace.attention, isSeen };
  for (let at = now; at < end; ) {
    at = analyticsDueAt({ ...pace, now: at, askedAt, trafficAt: at - (at % gapMs), attention });
    analytics.push(at);
    askedAt = at;
  }
  const rows: number[] = [];
  let waiting = 0;
  for (let at = now; at < end; at += rowRoundEveryMs) {
    waiting = Math.min(waiting + Math.ceil(rowRoundEveryMs / gapMs), 1_000);
    for (let asked = 0; asked < Math.min(waiting, rowsAtOnce); asked++) rows.push(at);
    waiting = Math.max(0, waiting - rowsAtOnce);
  }
  return { analytics, rows };
}

function mostIn(times: readonly number[], windowMs: number): number {
  let first = 0;
  let most = 0;
  for (const [index, at] of times.entries()) {
    while ((times[first] ?? at) <= at - windowMs) first++;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
