import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rangeOf } from "../../main/core/range.ts";
import {
  type Asked,
  addExact,
  type Bucket,
  nothing,
  plus,
  quarterMs,
  summarize,
} from "../../main/core/spend.ts";
import { dayBounds, dayOf, neighbourDay } from "../../main/core/zone.ts";
import { bucketOf } from "./reconcile-world.ts";

const noon = Date.UTC(2026, 10, 21, 12, 0);

const bucket = (more: Partial<Bucket> = {}): Bucket =>
  bucketOf({
    ...{ startAt: noon, requests: 1, priced: 1, costMicroUsd: 1000, lastEndAt: noon + 5000 },
    ...{ tokensIn: 100, tokensOut: 10, cacheRead: 5, cacheWrite: 1, reached: 1 },
    ...more,
  });

const notAsked = { knownUntil: null, isAsked: false };
const summed = (buckets: readonly Bucket[], at = noon, zone = "UTC", asked: Asked = notAsked) =>
  summarize(buckets, at, zone, asked);

describe("today", () => {
  test("with nothing in it the cost is unknown, not zero", () => {
    const { today, hours, byModel } = summed([], noon, "Europe/Amsterdam");
    expect(today).toEqual({
      ...nothing,
      ...{ day: "2026-11-21", zone: "Europe/Amsterdam", source: "router", asOf: null },
      ...{ uncertaintyMicroUsd: 0, driftPercent: null, openclaw: null },
      coverage: { requests: 0, priced: 0, unpriced: [], elsewhere: null },
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
    const { today, hours, byModel } = summed(buckets, noon, zone);
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
    const { today } = summed(buckets);
    expect(today).toMatchObject({ costMicroUsd: 1000, requests: 9, priced: 3 });
    expect(today.coverage).toEqual({
      requests: 9,
      priced: 3,
      unpriced: ["another", "claude-next"],
      elsewhere: null,
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
    const { byModel } = summed(buckets);
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

describe("what a figure rests on", () => {
  const logged = { logged: 1, confirmed: 1, confirmedMicroUsd: 1000 };
  const elsewhere = bucket({ by: "elsewhere", confirmed: 1, confirmedMicroUsd: 1000 });
  const [sayingOne, hearsay] = [bucket(logged), bucket()];

  test("is certain where it is Cloudflare's word, and within 2 % where it is Sluice's own tally", () => {
    expect(summed([sayingOne]).today).toMatchObject({ uncertaintyMicroUsd: 0, source: "log" });
    expect(summed([hearsay]).today).toMatchObject({ uncertaintyMicroUsd: 20, source: "router" });
    const both = summed([sayingOne, hearsay, bucket({ costMicroUsd: 1 })]).today;
    expect(both).toMatchObject({ uncertaintyMicroUsd: 21, source: "mixed", confirmed: 1 });
    expect(summed([elsewhere]).today).toMatchObject({ source: "analytics" });
  });

  test("is doubted by as much as the two were apart today, and that is told from 2 % on", () => {
    const seen = (talliedMicroUsd: number) => {
      const compared = bucket({ ...logged, loggedMicroUsd: 1000, talliedMicroUsd });
      const { uncertaintyMicroUsd, driftPercent } = summed([compared, hearsay]).today;
      return [uncertaintyMicroUsd, driftPercent];
    };
    expect(seen(1000)).toEqual([20, null]);
    expect(seen(1020)).toEqual([20, null]);
    expect(seen(1100)).toEqual([91, 10]);
    // Half of what it costs: the other tallies may be half of it, too.
    expect(seen(500)).toEqual([1000, -50]);
    expect(seen(0)).toEqual([20, null]);
  });

  test("is at least the figure while a cost is not known: nobody can say by how much it is off", () => {
    const unknown = bucket({ priced: 0, costMicroUsd: null });
    expect(summed([sayingOne, unknown]).today.uncertaintyMicroUsd).toBeNull();
    const found = bucket({ by: "repriced", requests: 0, ...logged, costMicroUsd: 700 });
    const mended = summed([sayingOne, bucket({ ...unknown, unknownPrice: 1 }), found]).today;
    expect(mended).toMatchObject({ costMicroUsd: 1700, requests: 2, priced: 2 });
    expect(mended).toMatchObject({ uncertaintyMicroUsd: 0, coverage: { unpriced: [] } });
  });
});

describe("what passed Sluice by", () => {
  const passed = bucket({ by: "elsewhere", requests: 3, priced: 3, costMicroUsd: 500 });
  const asked = { knownUntil: noon, isAsked: true };
  const elsewhere = (buckets: readonly Bucket[], by = asked) =>
    summed(buckets, noon, "UTC", by).today.coverage.elsewhere;

  test("is in the figure and named", () => {
    const { today, byModel } = summed([bucket(), passed], noon, "UTC", asked);
    expect(today).toMatchObject({ costMicroUsd: 1500, requests: 4 });
    expect(today.coverage.elsewhere).toEqual({ requests: 3, costMicroUsd: 500, knownUntil: noon });
    expect(byModel).toHaveLength(1);
  });

  test("is nothing only where that is known", () => {
    expect(elsewhere([bucket()])).toEqual({ requests: 0, costMicroUsd: 0, knownUntil: noon });
    expect(summed([bucket()]).today.coverage.elsewhere).toBeNull();
    const early = summed([bucket()], noon, "UTC", { knownUntil: null, isAsked: true });
    expect(early.today.coverage.elsewhere).toMatchObject({ requests: 0, costMicroUsd: null });
    const unpriced = bucket({ by: "elsewhere", priced: 0, costMicroUsd: null });
    expect(elsewhere([unpriced])).toMatchObject({ requests: 1, costMicroUsd: null });
  });

  test("does not count what only prices the router's own", () => {
    const own = bucket({ by: "repriced", requests: 0, costMicroUsd: 9 });
    expect(elsewhere([passed, own])).toMatchObject({ requests: 3, costMicroUsd: 500 });
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
        for (const by of ["day", "hour", "quarter", "model", "provider", "route"] as const) {
          const rows = rangeOf(buckets, { ...range, by }, zone);
          expect(rows.reduce(plus, nothing)).toEqual(total);
        }
        // The same again by the days themselves, asked one by one.
        let day = neighbourDay(dayOf(from * quarterMs, zone), -1);
        let days = nothing;
        for (let index = 0; index < 44; index++) {
          const { startAt, endAt } = dayBounds(day, zone);
          if (startAt < endAt) {
            const { today, hours } = summed(buckets, startAt, zone);
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

  test("by provider and by route; what passed Sluice by is a route of its own", () => {
    const mixed = [
      bucket({ costMicroUsd: 1 }),
      bucket({ costMicroUsd: 2, route: "direct", provider: "openai" }),
      bucket({ costMicroUsd: 4, by: "elsewhere" }),
      bucket({ costMicroUsd: 8, by: "repriced", requests: 0 }),
      bucket({ costMicroUsd: 16, by: "sluice" }),
    ];
    const by = (name: "provider" | "route") =>
      rangeOf(mixed, { from: 0, to: noon + 1, by: name }, zone);
    expect(by("provider").map((row) => [row.provider, row.costMicroUsd])).toEqual([
      ["anthropic", 13],
      ["openai", 2],
    ]);
    expect(by("route").map((row) => [row.route, row.costMicroUsd, row.requests])).toEqual([
      ["cloudflare", 9, 1],
      ["elsewhere", 4, 1],
      ["direct", 2, 1],
    ]);
  });

  test("has one row for all spellings of a model, under the one the router saw most", () => {
    const spelled = [
      bucket({ model: "claude-sonnet-4-6-20260217", requests: 2, priced: 2 }),
      bucket(),
      bucket({ model: "anthropic/claude-sonnet-4.6", by: "elsewhere", requests: 9, priced: 9 }),
      bucket({ provider: "compat", model: "anthropic/claude-sonnet-4.6" }),
    ];
    expect(rangeOf(spelled, { from: 0, to: noon + 1, by: "model" }, zone)).toEqual([
      expect.objectContaining({ model: "claude-sonnet-4-6-20260217", requests: 13 }),
    ]);
  });
});
