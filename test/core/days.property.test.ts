import fc from "fast-check";
import { expect, test } from "vitest";
import { rangeOf } from "../../main/core/range.ts";
import { nothing, plus, summarize } from "../../main/core/spend.ts";
import { bucketOf } from "./reconcile-world.ts";

/** More with FUZZ_RUNS; the suite's share keeps within some seconds. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 600);

const dayMs = 86_400_000;

/** Zones that are not whole hours off, or whose clocks move in odd ways, and moments at which they did. */
const awkward: readonly (readonly [zone: string, ...moments: string[]])[] = [
  ["Asia/Kolkata", "2026-11-20T18:30:00Z"],
  ["Asia/Kathmandu", "2026-11-20T18:15:00Z"],
  ["Pacific/Marquesas", "2026-11-21T09:30:00Z"],
  ["Pacific/Chatham", "2026-09-26T14:00:00Z", "2026-04-04T14:00:00Z"],
  ["Australia/Lord_Howe", "2026-10-03T15:30:00Z", "2026-04-04T15:00:00Z"],
  ["Australia/Eucla", "2026-11-20T15:15:00Z"],
  ["America/St_Johns", "2026-03-08T05:30:00Z", "2026-11-01T04:30:00Z"],
  ["America/New_York", "2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"],
  ["Europe/Amsterdam", "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"],
  ["Asia/Beirut", "2026-03-28T22:00:00Z", "2026-10-24T21:00:00Z"],
  ["Africa/Cairo", "2026-04-23T22:00:00Z", "2026-10-29T21:00:00Z"],
  ["America/Havana", "2026-03-08T05:00:00Z", "2026-11-01T05:00:00Z"],
  ["Africa/Casablanca", "2026-02-15T02:00:00Z", "2026-03-22T02:00:00Z"],
  ["Antarctica/Troll", "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"],
  ["Pacific/Apia", "2011-12-30T10:00:00Z"],
  ["Pacific/Kiritimati", "2026-11-20T10:00:00Z"],
  ["Asia/Pyongyang", "2015-08-14T15:00:00Z", "2018-05-04T15:00:00Z"],
  ["America/Caracas", "2016-05-01T07:00:00Z"],
  ["Europe/Volgograd", "2018-10-27T23:00:00Z", "2020-12-26T22:00:00Z"],
];
const moments = awkward.flatMap(([zone, ...all]) =>
  all.map((at) => [zone, Date.parse(at)] as const),
);

/** A zone and a moment around which requests are made. */
const places = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...moments) },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constantFrom(...Intl.supportedValuesOf("timeZone")),
      fc.integer({ min: Date.UTC(2013, 0, 1), max: Date.UTC(2037, 0, 1) }),
    ),
  },
);

const requests = fc.array(
  fc.record({
    after: fc.oneof(
      fc.integer({ min: -3 * dayMs, max: 3 * dayMs }),
      fc.integer({ min: -7_200_000, max: 7_200_000 }),
    ),
    costMicroUsd: fc.option(fc.nat(1_000_000_000), { nil: null, freq: 6 }),
  }),
  { minLength: 1, maxLength: 12 },
);

type Sum = { readonly requests: number; readonly costMicroUsd: number | null };

/** The slow way: each request by itself is asked for its date on the zone's calendar, with nothing of ours in between. */
const calendars = new Map<string, Intl.DateTimeFormat>();
function dateOf(atMs: number, zone: string): string {
  const asked = calendars.get(zone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone: zone });
  calendars.set(zone, asked);
  return asked.format(new Date(atMs));
}

function slowDays(
  all: readonly { readonly at: number; readonly costMicroUsd: number | null }[],
  zone: string,
): readonly (readonly [string, Sum])[] {
  const days = new Map<string, Sum>();
  for (const { at, costMicroUsd } of all) {
    const day = dateOf(at, zone);
    const { requests, costMicroUsd: before } = days.get(day) ?? { requests: 0, costMicroUsd: null };
    const cost = costMicroUsd === null ? before : (before ?? 0) + costMicroUsd;
    days.set(day, { requests: requests + 1, costMicroUsd: cost });
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Quarters begin at :00, :15, :30 and :45 of UTC. */
function quarterStart(at: number): number {
  const moment = new Date(at);
  return moment.setUTCMinutes(Math.floor(moment.getUTCMinutes() / 15) * 15, 0, 0);
}

test("local days are what each request's own date says, also after the zone has changed, and add up to everything", () => {
  fc.assert(
    fc.property(places, places, requests, ([zone, around], [otherZone], given) => {
      const all = given.map(({ after, costMicroUsd }) => ({ at: around + after, costMicroUsd }));
      const buckets = all.map(({ at, costMicroUsd }) =>
        bucketOf({
          ...{ startAt: quarterStart(at), requests: 1, costMicroUsd, lastEndAt: at },
          priced: costMicroUsd === null ? 0 : 1,
        }),
      );
      const total = buckets.reduce(plus, nothing);
      for (const where of [zone, otherZone]) {
        const rows = rangeOf(buckets, { from: 0, to: 1e13, by: "day" }, where);
        const days = rows.map(({ day, requests, costMicroUsd }) => [
          day,
          { requests, costMicroUsd },
        ]);
        const slow = slowDays(all, where);
        expect(days).toEqual(slow);
        expect(rows.reduce(plus, nothing)).toEqual(total);
        const [{ at } = { at: around }] = all;
        const { today } = summarize(buckets, at, where, { knownUntil: null, isAsked: false });
        const { requests, costMicroUsd } = today;
        expect([today.day, { requests, costMicroUsd }]).toEqual(
          slow.find(([day]) => day === dateOf(at, where)),
        );
      }
    }),
    { numRuns },
  );
}, 7_200_000);
