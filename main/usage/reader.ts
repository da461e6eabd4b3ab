/** What the ledger answers: what stands in the file and what waits to be written, as if all of it were written. */
import { type Bucket, isCorrection } from "../core/spend.ts";
import { createCalendar, dayBounds, dayOf } from "../core/zone.ts";
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

/** The days that begin in `[fromMs, toMs)`: where the first begins and the last ends. */
function wholeDays(fromMs: number, toMs: number, zone: string) {
  const from = dayBounds(dayOf(Math.min(fromMs, lastMoment), zone), zone);
  const startAt = from.startAt >= fromMs ? from.startAt : from.endAt;
  const { endAt } = dayBounds(dayOf(Math.min(toMs, lastMoment) - 1, zone), zone);
  return { startAt, endAt };
}

/** Local days that begin in `[fromMs, toMs)`, rising. */
export function readDays(
  store: Store | null,
  waiting: readonly Bucket[],
  { fromMs, toMs, zone }: { readonly fromMs: number; readonly toMs: number; readonly zone: string },
): readonly DayBucket[] {
  const { startAt, endAt } = wholeDays(fromMs, toMs, zone);
  const isLate = waiting.length > 0 && (store?.corrections.near(waiting) ?? []).length > 0;
  const isRolledUp = store !== null && store.days.zone() === zone && !isLate;
  const builtFrom = isRolledUp ? Math.max(store.days.builtFrom(), startAt) : endAt;
  const calendar = createCalendar(zone);
  const startOf = (atMs: number) => calendar.day(atMs).startAt;
  const unbuilt = readBuckets(store, waiting, startAt, Math.min(builtFrom, endAt));
  const late = builtFrom < endAt ? waiting.filter(isInside(builtFrom, endAt)) : [];
  const built = builtFrom < endAt ? (store?.dayTable.read(builtFrom, endAt) ?? []) : [];
  const other = fold([...unbuilt, ...late], startOf);
  const days = other.length === 0 ? built : [...other, ...built].sort(byStart);
  return days.map((bucket) => ({ ...bucket, day: calendar.day(bucket.startAt).day }));
}
