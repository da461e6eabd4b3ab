/** What the ledger answers: what stands in the file and what waits to be written, as if all of it were written. */
import type { Part } from "../core/range.ts";
import { reconcileReachMs } from "../core/reconcile.ts";
import { type Bucket, counted, isCorrection, quarterMs } from "../core/spend.ts";
import { createCalendar, type DayBounds, dayBounds, dayOf } from "../core/zone.ts";
import { lastMoment } from "./row.ts";
import type { Store } from "./store.ts";
import { fold } from "./sums.ts";

export type DayBucket = Bucket & { readonly day: string };

const isInside = (fromMs: number, toMs: number) => (one: Pick<Bucket, "startAt">) =>
  fromMs <= one.startAt && one.startAt < toMs;

const byStart = (a: Bucket, b: Bucket) => a.startAt - b.startAt;

/** Quarters that begin in `[fromMs, toMs)`, rising. */
export function readBuckets(
  store: Store | null,
  waiting: readonly Bucket[],
  fromMs: number,
  toMs: number,
): readonly Bucket[] {
  let buckets = store?.buckets.read(fromMs, toMs) ?? [];
  if (waiting.length === 0) return buckets;
  // A row that waits in a quarter already settled is no request from elsewhere.
  for (const stretch of store?.corrections.near(waiting) ?? []) {
    const corrected = store?.corrections.with(stretch, waiting);
    if (corrected === undefined) continue;
    const isReplaced = (one: Bucket) =>
      isCorrection(one) &&
      one.profile === stretch.profile &&
      isInside(corrected.fromMs, corrected.toMs)(one);
    buckets = [...buckets.filter((one) => !isReplaced(one)), ...corrected.buckets];
  }
  return [...buckets, ...waiting].filter(isInside(fromMs, toMs)).sort(byStart);
}

/** Quarters that begin in `[fromMs, toMs)` with all their kinds together, but for Sluice's own requests; those of rows that wait are apart. */
export function readTotals(
  store: Store | null,
  waiting: readonly Bucket[],
  fromMs: number,
  toMs: number,
): readonly Part[] {
  const totals = store?.totals.read(fromMs, toMs) ?? [];
  if (waiting.length === 0) return totals;
  // Rows that wait change what Cloudflare's word makes of the quarters around them: those are added up anew from their buckets.
  const starts = waiting.map(({ startAt }) => startAt);
  const first = Math.max(Math.min(...starts) - reconcileReachMs, fromMs);
  const end = Math.min(Math.max(...starts) + quarterMs + reconcileReachMs, toMs);
  if (first >= end) return totals;
  const isAnew = isInside(first, end);
  return [
    ...totals.filter((one) => !isAnew(one)),
    ...counted(readBuckets(store, waiting, first, end)),
  ];
}

/** The days that begin in `[fromMs, toMs)`: where the first begins and the last ends. */
function wholeDays(fromMs: number, toMs: number, zone: string) {
  const from = dayBounds(dayOf(Math.min(fromMs, lastMoment), zone), zone);
  const startAt = from.startAt >= fromMs ? from.startAt : from.endAt;
  const { endAt } = dayBounds(dayOf(Math.min(toMs, lastMoment) - 1, zone), zone);
  return { startAt, endAt };
}

/** Days whose corrections rows that wait may change, each once. */
function daysNear(store: Store | null, waiting: readonly Bucket[], zone: string) {
  const days = new Map<string, DayBounds>();
  for (const { fromMs, toMs } of store?.corrections.near(waiting) ?? []) {
    const last = Math.min(toMs + reconcileReachMs, lastMoment);
    for (let at = Math.max(fromMs - reconcileReachMs, 0); at < last; ) {
      const day = dayOf(at, zone);
      const bounds = dayBounds(day, zone);
      days.set(day, bounds);
      at = bounds.endAt;
    }
  }
  return [...days.values()];
}

/** Local days that begin in `[fromMs, toMs)`, rising. */
export function readDays(
  store: Store | null,
  waiting: readonly Bucket[],
  { fromMs, toMs, zone }: { readonly fromMs: number; readonly toMs: number; readonly zone: string },
): readonly DayBucket[] {
  const { startAt, endAt } = wholeDays(fromMs, toMs, zone);
  const isRolledUp = store !== null && store.days.zone() === zone;
  const builtFrom = isRolledUp ? Math.max(store.days.builtFrom(), startAt) : endAt;
  const calendar = createCalendar(zone);
  const startOf = (atMs: number) => calendar.day(atMs).startAt;
  const unbuilt = readBuckets(store, waiting, startAt, Math.min(builtFrom, endAt));
  const built = builtFrom < endAt ? (store?.dayTable.read(builtFrom, endAt) ?? []) : [];
  // Rows that wait change what Cloudflare's word makes of the days around them: those are added up anew from their quarters.
  const anew = builtFrom < endAt ? daysNear(store, waiting, zone) : [];
  const isAnew = (one: Bucket) => anew.some((day) => isInside(day.startAt, day.endAt)(one));
  const late = waiting.filter((one) => isInside(builtFrom, endAt)(one) && !isAnew(one));
  const again = anew.flatMap((day) => {
    const [from, to] = [Math.max(day.startAt, builtFrom), Math.min(day.endAt, endAt)];
    return from < to ? readBuckets(store, waiting, from, to) : [];
  });
  const other = fold([...unbuilt, ...again, ...late], startOf);
  const kept = anew.length === 0 ? built : built.filter((one) => !isAnew(one));
  const days = other.length === 0 ? kept : [...other, ...kept].sort(byStart);
  return days.map((bucket) => ({ ...bucket, day: calendar.day(bucket.startAt).day }));
}
