import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addExact,
  type Bucket,
  nothing,
  plus,
  quarterMs,
  rangeOf,
  summarize,
} from "../../main/core/spend.ts";
import { dayBounds, dayOf, neighbourDay } from "../../main/core/zone.ts";

const noon = Date.UTC(2026, 10, 21, 12, 0);

function bucket(more: Partial<Bucket> = {}): Bucket {
  return {
    startAt: noon,
    ...{ provider: "anthropic", model: "claude-sonnet-4-6", route: "cloudflare", by: "openclaw" },
    ...{ requests: 1, priced: 1, unknownPrice: 0, costMicroUsd: 1000, lastEndAt: noon + 5000 },
    ...{ tokensIn: 100, tokensOut: 10, cacheRead: 5, cacheWrite: 1 },
    ...more,
  };
}

describe("today", () => {
  test("with nothing in it the cost is unknown, not zero", () => {
    const { today, hours, byModel } = summarize([], noon, "Europe/Amsterdam");
    expect(today).toEqual({
      ...nothing,
      ...{ day: "2026-11-21", zone: "Europe/Amsterdam", source: "router", asOf: null },
      coverage: { requests: 0, priced: 0, unpriced: [] },
    });
    expect(today.costMicroUsd).toBeNull();
    expect(hours).toHaveLength(24);
    expect(byModel).toEqual([]);
  });

  test("holds the user's day only, and nothing Sluice asked for itself", () => {
    const zone = "Asia/Kolkata";
    const { startAt, endAt } = dayBounds("2026-11-21", zone);
    const buckets = [
      bucket({ startAt: startAt - quarterMs, costMicroUsd: 1 }),
      bucket({ startAt, costMicroUsd: 10 }),
      bucket({ startAt: endAt - quarterMs, costMicroUsd: 100, lastEndAt: endAt + 7 }),
      bucket({ startAt: endAt, costMicroUsd: 1000 }),
      bucket({ by: "sluice", costMicroUsd: 10_000 }),
    ];
    const { today, hours, byModel } = summarize(buckets, noon, zone);
    expect(today).toMatchObject({ costMicroUsd: 110, requests: 2, asOf: endAt + 7 });
    expect(hours.at(0)).toMatchObject({ startAt, costMicroUsd: 10 });
    expect(hours.at(-1)).toMatchObject({ startAt: endAt - 4 * quarterMs, costMicroUsd: 100 });
    expect(byModel).toHaveLength(1);
  });

  test("says what it does not know: unpriced models by name, unknown usage by number", () => {
    const buckets = [
      bucket({ requests: 5, priced: 3 }),
      bucket({ model: "claude-next", priced: 0, costMicroUsd: null, requests: 2, unknownPrice: 2 }),
      bucket({ model: "another", priced: 0, costMicroUsd: null, unknownPrice: 1, route: "direct" }),
      bucket({ model: null, priced: 0, costMicroUsd: null, unknownPrice: 1 }),
    ];
    const { today } = summarize(buckets, noon, "UTC");
    expect(today).toMatchObject({ costMicroUsd: 1000, requests: 9, priced: 3 });
    expect(today.coverage).toEqual({
      requests: 9,
      priced: 3,
      unpriced: ["another", "claude-next"],
    });
  });

  test("models are sorted by cost, then by use; one model over two routes is one row", () => {
    const buckets = [
      bucket({ model: "a", costMicroUsd: null, priced: 0, requests: 1 }),
      bucket({ model: "b", costMicroUsd: null, priced: 0, requests: 9 }),
      bucket({ model: "c", costMicroUsd: 0, requests: 2 }),
      bucket({ model: "d", costMicroUsd: 70 }),
      bucket({ model: "e", costMicroUsd: 40 }),
      bucket({ model: "e", costMicroUsd: 40, route: "direct" }),
    ];
    const { byModel } = summarize(buckets, noon, "UTC");
    expect(byModel.map(({ model, costMicroUsd }) => [model, costMicroUsd])).toEqual([
      ...[
        ["e", 80],
        ["d", 70],
        ["c", 0],
      ],
      ...[
        ["b", null],
        ["a", null],
      ],
    ]);
  });
});

describe("sums", () => {
  test("stop at the largest exact integer", () => {
    expect(addExact(Number.MAX_SAFE_INTEGER, 5)).toBe(Number.MAX_SAFE_INTEGER);
    const huge = bucket({ costMicroUsd: Number.MAX_SAFE_INTEGER });
    expect(plus(huge, huge).costMicroUsd).toBe(Number.MAX_SAFE_INTEGER);
  });

  const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
  const start = fc.integer({
    min: Date.UTC(2024, 0, 1) / quarterMs,
    max: Date.UTC(2032, 0, 1) / quarterMs,
  });
  const cost = fc.option(fc.nat(1_000_000_000), { nil: null });
  const span = 40 * 96;
  const some = fc.array(fc.tuple(fc.nat(span), cost), { maxLength: 60 });

  test("days add up to their buckets in every zone, and each bucket is in exactly one", () => {
    fc.assert(
      fc.property(zones, start, some, (zone, from, parts) => {
        const buckets = parts.map(([after, costMicroUsd]) =>
          bucket({
            startAt: (from + after) * quarterMs,
            costMicroUsd,
            priced: costMicroUsd === null ? 0 : 1,
          }),
        );
        const total = buckets.reduce(plus, nothing);
        const range = { from: 0, to: Date.UTC(2040, 0, 1) };
        for (const by of ["day", "hour", "quarter", "model"] as const) {
          const rows = rangeOf(buckets, { ...range, by }, zone);
          expect(rows.reduce(plus, nothing)).toEqual(total);
        }
        // The same again by the days themselves, asked one by one.
        let day = neighbourDay(dayOf(from * quarterMs, zone), -1);
        let days = nothing;
        for (let index = 0; index < 44; index++) {
          const { startAt, endAt } = dayBounds(day, zone);
          if (startAt < endAt) {
            const { today, hours } = summarize(buckets, startAt, zone);
            expect(hours.reduce(plus, nothing).requests).toBe(today.requests);
            days = plus(days, today);
          }
          day = neighbourDay(day, 1);
        }
        expect(days).toEqual(total);
      }),
      { numRuns: 120 },
    );
  });
});

describe("a range", () => {
  const zone = "Asia/Kathmandu";
  const { startAt } = dayBounds("2026-11-21", zone);
  const buckets = [
    bucket({ startAt: startAt + 5 * quarterMs, costMicroUsd: 1 }),
    bucket({ startAt: startAt + 4 * quarterMs, costMicroUsd: 2 }),
    bucket({ startAt: startAt - quarterMs, costMicroUsd: 4, model: "x" }),
    bucket({ startAt, costMicroUsd: 8, by: "sluice" }),
    bucket({ startAt: startAt + 96 * quarterMs, costMicroUsd: 16 }),
  ];
  const rows = (
    by: "quarter" | "hour" | "day" | "model",
    from = 0,
    to = startAt + 97 * quarterMs,
  ) =>
    rangeOf(buckets, { from, to, by }, zone).map(({ startAt: at, day, model, costMicroUsd }) => [
      at === undefined ? model : (at - startAt) / quarterMs,
      day,
      costMicroUsd,
    ]);

  test("in quarters, hours and days, rising, without empty ones", () => {
    expect(rows("quarter")).toEqual([
      [-1, undefined, 4],
      [4, undefined, 2],
      [5, undefined, 1],
      [96, undefined, 16],
    ]);
    expect(rows("hour")).toEqual([
      [-4, undefined, 4],
      [4, undefined, 3],
      [96, undefined, 16],
    ]);
    expect(rows("day")).toEqual([
      [-96, "2026-11-20", 4],
      [0, "2026-11-21", 3],
      [96, "2026-11-22", 16],
    ]);
  });

  test("by model, the most expensive first; the end is not part of it", () => {
    expect(rows("model")).toEqual([
      ["claude-sonnet-4-6", undefined, 19],
      ["x", undefined, 4],
    ]);
    expect(rows("model", startAt, startAt + 96 * quarterMs)).toEqual([
      ["claude-sonnet-4-6", undefined, 3],
    ]);
  });
});
