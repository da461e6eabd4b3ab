/** What the ledger holds, in the words of the snapshot and of the window's questions. */
import { setImmediate } from "node:timers/promises";
import type { Query, RangeFigure, RangeRow } from "../../preload/contract/command.ts";
import type { RequestRow, UsageState } from "../../preload/contract/state.ts";
import { type RangeQuery, rangeOf, timesOf } from "../core/range.ts";
import { type Bucket, figureOf, summarize } from "../core/spend.ts";
import { dayBounds, dayOf } from "../core/zone.ts";
import type { Ledger } from "./ledger.ts";
import { lastMoment } from "./row.ts";
import type { Filter } from "./search.ts";

const recentRequests = 10;

/**
 * The user's day as it stands: read from the roll-up, so it costs the same however many requests there were. `profile`: the active
 * one where Cloudflare is asked about it, else null. OpenClaw's own estimate is added by whoever knows it.
 *
 * Null: the ledger cannot be read, so nobody knows. Where requests of the day may be missing (a damaged file was set aside) it is at
 * least that much: `uncertaintyMicroUsd` is null.
 */
export function usageOf(
  ledger: Ledger,
  nowMs: number,
  zone: string,
  profile: string | null,
): UsageState | null {
  // Early, so that the days of another zone are made before anybody looks at them.
  ledger.setZone(zone);
  const { startAt, endAt } = dayBounds(dayOf(nowMs, zone), zone);
  const buckets = ledger.buckets(startAt, endAt);
  if (!ledger.isReadable()) return null;
  const recent = ledger.requests({ limit: recentRequests });
  const knownUntil = profile === null ? null : ledger.settledUntil(profile, startAt);
  const options = { knownUntil, isAsked: profile !== null };
  const usage = { ...summarize(buckets, nowMs, zone, options), recent };
  if (!ledger.isIncomplete(startAt, profile)) return usage;
  return { ...usage, today: { ...usage.today, uncertaintyMicroUsd: null } };
}

/** Whole local days from their own roll-up, what is over at either end from the quarters. */
function bucketsByDay(ledger: Ledger, { from, to }: RangeQuery, zone: string): readonly Bucket[] {
  const first = dayBounds(dayOf(from, zone), zone);
  const startAt = first.startAt === from ? from : first.endAt;
  const endAt = dayBounds(dayOf(to, zone), zone).startAt;
  if (startAt >= endAt) return ledger.buckets(from, to);
  return [
    ...ledger.buckets(from, startAt),
    ...ledger.days(startAt, endAt, zone),
    ...ledger.buckets(endAt, to),
  ];
}

type FineQuery = RangeQuery & { readonly by: "hour" | "quarter" };
const isFine = (query: RangeQuery): query is FineQuery =>
  query.by === "hour" || query.by === "quarter";

/**
 * To be awaited before `usageRange`: after the zone has changed the days of it are made in pieces, between which streams have the
 * thread. Without it they are made at once.
 */
export async function prepareRange(ledger: Ledger, query: RangeQuery, zone: string): Promise<void> {
  if (isFine(query)) return;
  while (ledger.makeDays(query.from, zone)) await setImmediate();
}

/** Answers the query `usage.range`; `zone` decides where days and hours begin. */
export function usageRange(ledger: Ledger, query: RangeQuery, zone: string): readonly RangeRow[] {
  const [from, to] = [Math.min(query.from, lastMoment), Math.min(query.to, lastMoment)];
  const bounded = { ...query, from, to };
  if (isFine(bounded)) return timesOf(ledger.totals(from, to), bounded, zone);
  return rangeOf(bucketsByDay(ledger, bounded, zone), bounded, zone);
}

/**
 * Answers the query `usage.figure`, as `usageOf` answers for today: what the ledger lost with a damaged file makes it the least of what
 * it was. To be prepared as a range by days.
 */
export function usageFigure(
  ledger: Ledger,
  query: { readonly from: number; readonly to: number },
  zone: string,
  profile: string | null,
): RangeFigure {
  const [from, to] = [Math.min(query.from, lastMoment), Math.min(query.to, lastMoment)];
  const extent = ledger.extent();
  const knownFrom = extent.toMs === 0 ? null : extent.fromMs;
  // Before the first request there was nothing Cloudflare was asked about.
  const since = Math.max(from, knownFrom ?? from);
  const knownUntil = profile === null ? null : ledger.settledUntil(profile, since);
  const buckets = bucketsByDay(ledger, { from, to, by: "day" }, zone);
  const figure = {
    ...figureOf(buckets, {
      knownUntil: knownUntil === null ? null : Math.min(knownUntil, to),
      isAsked: profile !== null,
    }),
    knownFrom,
  };
  return ledger.isIncomplete(from, profile) ? { ...figure, uncertaintyMicroUsd: null } : figure;
}

export type ListQuery = Omit<Extract<Query, { type: "requests.list" }>, "type">;

const filterOf = ({ cacheHit, from, outcome, route, search, to }: ListQuery): Filter => ({
  fromMs: from ?? 0,
  toMs: to ?? Number.MAX_SAFE_INTEGER,
  ...{ route: route ?? null, outcome: outcome ?? null, isHit: cacheHit ?? false },
  words: [...new Set((search ?? "").toLowerCase().match(/\S+/g))],
});

/**
 * Answers the query `requests.list`, the newest first: looks through some thousand ids at a time, between which streams have the
 * thread. What it has found when the ledger cannot be read any more, or nobody waits for it, is all it answers.
 */
export async function listRequests(
  ledger: Ledger,
  query: ListQuery,
  isAwaited: () => boolean = () => true,
): Promise<readonly RequestRow[]> {
  const filter = filterOf(query);
  const rows: RequestRow[] = [];
  let before = query.before ?? Number.MAX_SAFE_INTEGER;
  for (;;) {
    const found = ledger.find({ filter, before, limit: query.limit - rows.length });
    rows.push(...(found?.rows ?? []));
    if (found === null || found.next === null || rows.length >= query.limit) return rows;
    before = found.next;
    await setImmediate();
    if (!isAwaited()) return rows;
  }
}
