/** From sums to the rows of a range: its quarters, hours, days, models, providers or ways, with means and what the prompt cache saved. */
import type { Query, RangeRow } from "../../preload/contract/command.ts";
import type { Figure } from "../../preload/contract/state.ts";
import { addExact, type Bucket, byCost, counted, groupsOf, nameOf, sum } from "./spend.ts";
import { createCalendar } from "./zone.ts";

export type RangeQuery = Omit<Extract<Query, { type: "usage.range" }>, "type">;
export type TimeQuery = RangeQuery & { readonly by: "quarter" | "hour" | "day" };

/** What a row is made of; of whatever kinds. */
export type Part = Figure &
  Pick<
    Bucket,
    | "startAt"
    | "durationMs"
    | "firstByteMs"
    | "firstBytes"
    | "cacheSavedMicroUsd"
    | "cacheKnown"
    | "cacheUnpriced"
    | "hitsSavedMicroUsd"
    | "hitsKnown"
  >;

type Extra = Required<
  Pick<
    RangeRow,
    | "firstByteMs"
    | "durationMs"
    | "promptCacheMicroUsd"
    | "responseCacheMicroUsd"
    | "responseCacheKnown"
  >
>;

export const isOverTime = (query: RangeQuery): query is TimeQuery =>
  query.by === "quarter" || query.by === "hour" || query.by === "day";

/** Whole milliseconds over the answered requests; the prompt cache only where every request that used it has a price. */
function extraOf(parts: readonly Part[]): Extra {
  let [durationMs, firstByteMs, firstBytes] = [0, 0, 0];
  let [saved, known, unpriced] = [0, 0, 0];
  let [hits, hitsKnown, hitsSaved] = [0, 0, 0];
  for (const part of parts) {
    durationMs = addExact(durationMs, part.durationMs);
    firstByteMs = addExact(firstByteMs, part.firstByteMs);
    firstBytes = addExact(firstBytes, part.firstBytes);
    saved = addExact(saved, part.cacheSavedMicroUsd);
    known = addExact(known, part.cacheKnown);
    unpriced = addExact(unpriced, part.cacheUnpriced);
    hits = addExact(hits, part.cacheHits);
    hitsKnown = addExact(hitsKnown, part.hitsKnown);
    hitsSaved = addExact(hitsSaved, part.hitsSavedMicroUsd);
  }
  return {
    firstByteMs: firstBytes > 0 ? Math.round(firstByteMs / firstBytes) : null,
    durationMs: firstBytes > 0 ? Math.round(durationMs / firstBytes) : null,
    promptCacheMicroUsd: known > 0 && unpriced === 0 ? saved : null,
    responseCacheMicroUsd: hits > 0 && hitsKnown === 0 ? null : hitsSaved,
    responseCacheKnown: hitsKnown,
  };
}

/** Sums of an earlier time kept what Sluice refused under the way it was to take: none of it had a profile, and nothing was reached. */
function routeOf({ by, profile, reached, requests, route }: Bucket): RangeRow["route"] {
  if (by === "elsewhere") return by;
  const isRefused = route === "cloudflare" && profile === null && reached === 0 && requests > 0;
  return isRefused ? "paused" : route;
}

/** Quarters as they are, local hours or local days, in rising order; only those in which there was a request. */
export function timesOf(
  parts: readonly Part[],
  { from, to, by }: TimeQuery,
  zone: string,
): readonly RangeRow[] {
  const inside = parts.filter(({ startAt }) => from <= startAt && startAt < to);
  const rising = inside.sort((a, b) => a.startAt - b.startAt);
  const calendar = createCalendar(zone);
  const placeOf = {
    day: calendar.day,
    hour: calendar.hour,
    quarter: (startAt: number) => ({ startAt }),
  }[by];
  const places = new Map<number, { readonly place: RangePlace; readonly parts: Part[] }>();
  for (const part of rising) {
    const place = placeOf(part.startAt);
    const known = places.get(place.startAt);
    if (known) known.parts.push(part);
    else places.set(place.startAt, { place, parts: [part] });
  }
  return [...places.values()].map(({ place, parts: some }) => ({
    ...place,
    ...sum(some),
    ...extraOf(some),
  }));
}

type RangePlace = { readonly startAt: number; readonly day?: string };

/**
 * Rows of the buckets that begin in `[from, to)`: those over time in rising order, models, providers and routes by cost. Only those in
 * which there was a request.
 */
export function rangeOf(
  buckets: readonly Bucket[],
  query: RangeQuery,
  zone: string,
): readonly RangeRow[] {
  if (isOverTime(query)) return timesOf(counted(buckets), query, zone);
  const { from, to, by } = query;
  const inside = counted(buckets).filter(({ startAt }) => from <= startAt && startAt < to);
  if (by === "model") {
    return groupsOf(inside)
      .map((group) => ({ ...sum(group), ...extraOf(group), ...nameOf(group) }))
      .sort(byCost);
  }
  const names = Map.groupBy(inside, (bucket) =>
    by === "route" ? routeOf(bucket) : bucket.provider,
  );
  return [...names]
    .map(([name, group]) => ({ [by]: name, ...sum(group), ...extraOf(group) }))
    .sort((a, b) => (b.costMicroUsd ?? -1) - (a.costMicroUsd ?? -1) || b.requests - a.requests);
}
