/** What rows add up to: by quarter of an hour and kind, and from quarters by local day. */
import { addExact, type Bucket, isEarly, isLate, nothing, quarterOf } from "../core/spend.ts";
import { cacheSavedBy, costOfRow, type Kind, type Row } from "./row.ts";

/** A bucket that is still being added to. */
export type Sum = { -readonly [K in keyof Bucket]: Bucket[K] };

/** Simply added up, as far as exact integers go; the cost apart (it may be unknown) and the end (the last one counts). */
export const addedNames = [
  ...["requests", "priced", "confirmed", "errors", "cacheHits", "unknownPrice"],
  ...["tokensIn", "tokensOut", "cacheRead", "cacheWrite"],
  ...["confirmedMicroUsd", "logged", "loggedMicroUsd", "talliedMicroUsd"],
  ...["durationMs", "firstByteMs", "firstBytes", "free", "reached", "early"],
  ...["late", "latePriced", "lateFree", "lateMicroUsd"],
  ...["cacheSavedMicroUsd", "cacheKnown", "cacheUnpriced", "hitsSavedMicroUsd", "hitsKnown"],
] as const satisfies readonly (keyof Bucket)[];

export function emptySum(startAt: number, kind: Kind): Sum {
  const { provider, model, route, by, profile } = kind;
  return {
    startAt,
    ...{ provider, model, route, by, profile },
    ...nothing,
    ...{ unknownPrice: 0, lastEndAt: 0, confirmedMicroUsd: 0 },
    ...{ logged: 0, loggedMicroUsd: 0, talliedMicroUsd: 0 },
    ...{ durationMs: 0, firstByteMs: 0, firstBytes: 0 },
    ...{ free: 0, reached: 0, early: 0 },
    ...{ late: 0, latePriced: 0, lateFree: 0, lateMicroUsd: 0 },
    ...{ cacheSavedMicroUsd: 0, cacheKnown: 0, cacheUnpriced: 0 },
    ...{ hitsSavedMicroUsd: 0, hitsKnown: 0 },
  };
}

/** Names may hold anything: a model comes last, and no slug of a provider has a NUL. */
const keyOf = (startAt: number, { provider, model, route, by, profile }: Kind): string =>
  `${startAt} ${route} ${by} ${profile ?? ""} ${provider}\0${model ?? ""}`;

/** Most rows are of the same kind as the one before: then no key has to be made. */
const belongs = (row: Row, sum: Sum): boolean =>
  quarterOf(row.startedAt) === sum.startAt &&
  row.model === sum.model &&
  row.provider === sum.provider &&
  row.route === sum.route &&
  row.by === sum.by &&
  row.profile === sum.profile;

/** Changes the sum in place: a batch has hundreds of rows and few sums. */
function addRow(sum: Sum, row: Row): void {
  const cost = costOfRow(row);
  sum.requests += 1;
  if (row.outcome === "providerError" || row.outcome === "failed") sum.errors += 1;
  if (row.cacheHit) sum.cacheHits += 1;
  if (row.status !== null) sum.reached += 1;
  sum.tokensIn = addExact(sum.tokensIn, row.tokensIn);
  sum.tokensOut = addExact(sum.tokensOut, row.tokensOut);
  sum.cacheRead = addExact(sum.cacheRead, row.cacheRead);
  sum.cacheWrite = addExact(sum.cacheWrite, row.cacheWrite);
  if (row.unpriced === "model" && cost === null) sum.unknownPrice += 1;
  if (cost !== null) {
    sum.priced += 1;
    if (cost === 0) sum.free += 1;
    sum.costMicroUsd = addExact(sum.costMicroUsd ?? 0, cost);
  }
  if (row.logMicroUsd !== null) addLogged(sum, row, row.logMicroUsd);
  if (isEarly(row)) sum.early += 1;
  if (isLate(row)) addLate(sum, cost);
  addCacheSaved(sum, row);
  if (row.savedMicroUsd !== null) {
    sum.hitsKnown += 1;
    sum.hitsSavedMicroUsd = addExact(sum.hitsSavedMicroUsd, row.savedMicroUsd);
  }
  if (row.status !== null && row.firstByteMs !== null) {
    sum.firstBytes += 1;
    sum.firstByteMs = addExact(sum.firstByteMs, row.firstByteMs);
    sum.durationMs = addExact(sum.durationMs, row.durationMs);
  }
  sum.lastEndAt = Math.max(sum.lastEndAt, addExact(row.startedAt, row.durationMs));
}

function addLogged(sum: Sum, { tallyMicroUsd }: Row, logMicroUsd: number): void {
  sum.confirmed += 1;
  sum.logged += 1;
  sum.confirmedMicroUsd = addExact(sum.confirmedMicroUsd, logMicroUsd);
  if (tallyMicroUsd === null) return;
  sum.loggedMicroUsd = addExact(sum.loggedMicroUsd, logMicroUsd);
  sum.talliedMicroUsd = addExact(sum.talliedMicroUsd, tallyMicroUsd);
}

function addLate(sum: Sum, cost: number | null): void {
  sum.late += 1;
  if (cost === null) return;
  sum.latePriced += 1;
  if (cost === 0) sum.lateFree += 1;
  sum.lateMicroUsd = addExact(sum.lateMicroUsd, cost);
}

function addCacheSaved(sum: Sum, row: Row): void {
  const saved = cacheSavedBy(row);
  if (saved === undefined) return;
  if (saved === null) sum.cacheUnpriced += 1;
  else {
    sum.cacheKnown += 1;
    sum.cacheSavedMicroUsd = addExact(sum.cacheSavedMicroUsd, saved);
  }
}

/** What it changes in the sum of its kind when a row becomes another: figures below zero take away. */
export function changeOf(before: Row, after: Row): Bucket {
  const old = emptySum(quarterOf(before.startedAt), before);
  const sum = emptySum(old.startAt, before);
  addRow(old, before);
  addRow(sum, after);
  for (const name of addedNames) sum[name] -= old[name];
  if (sum.costMicroUsd !== null) sum.costMicroUsd -= old.costMicroUsd ?? 0;
  return sum;
}

function addSum(sum: Sum, more: Bucket): void {
  for (const name of addedNames) sum[name] = addExact(sum[name], more[name]);
  if (more.costMicroUsd !== null) {
    sum.costMicroUsd = addExact(sum.costMicroUsd ?? 0, more.costMicroUsd);
  }
  sum.lastEndAt = Math.max(sum.lastEndAt, more.lastEndAt);
}

/** What is left of sums without these rows; sums of which no request is left are left out. */
export function lessRows(buckets: readonly Bucket[], rows: readonly Row[]): readonly Bucket[] {
  const sums = new Map(rollUp(rows).map((sum) => [keyOf(sum.startAt, sum), sum]));
  return buckets.flatMap((bucket) => {
    const gone = sums.get(keyOf(bucket.startAt, bucket));
    if (gone === undefined) return [bucket];
    if (bucket.requests <= gone.requests) return [];
    const left: Sum = { ...bucket };
    for (const name of addedNames) left[name] -= gone[name];
    if (left.priced === 0) left.costMicroUsd = null;
    else left.costMicroUsd = (bucket.costMicroUsd ?? 0) - (gone.costMicroUsd ?? 0);
    return [left];
  });
}

/** `onto` are buckets of other rows, that these are added to; they stay as they are. */
export function rollUp(rows: readonly Row[], onto: readonly Bucket[] = []): readonly Bucket[] {
  const sums = new Map<string, Sum>();
  for (const bucket of onto) sums.set(keyOf(bucket.startAt, bucket), { ...bucket });
  let last: Sum | null = null;
  for (const row of rows) {
    if (last === null || !belongs(row, last)) {
      const startAt = quarterOf(row.startedAt);
      const key = keyOf(startAt, row);
      last = sums.get(key) ?? emptySum(startAt, row);
      sums.set(key, last);
    }
    addRow(last, row);
  }
  return [...sums.values()];
}

/** Buckets of one kind that begin at the same moment by `startOf` become one. */
export function fold(
  buckets: readonly Bucket[],
  startOf: (startAt: number) => number,
): readonly Bucket[] {
  const sums = new Map<string, Sum>();
  for (const bucket of buckets) {
    const startAt = startOf(bucket.startAt);
    const key = keyOf(startAt, bucket);
    const sum = sums.get(key) ?? emptySum(startAt, bucket);
    addSum(sum, bucket);
    sums.set(key, sum);
  }
  return [...sums.values()];
}
