/** One exchange as the ledger keeps it: priced, bounded, whole numbers; and what rows add up to in their quarters. */
import type { RequestRow } from "../../preload/contract/state.ts";
import { costOf, type Unpriced } from "../core/price.ts";
import { addExact, type Bucket, nothing, quarterOf } from "../core/spend.ts";
import type { Exchange } from "../core/traffic.ts";

export type Row = Omit<RequestRow, "id"> & {
  readonly cacheWrite1h: number;
  readonly unpriced: Unpriced | null;
};

const whole = (value: number): number =>
  Number.isFinite(value) ? Math.min(Math.max(Math.round(value), 0), Number.MAX_SAFE_INTEGER) : 0;
const wholeOrNull = (value: number | null): number | null => (value === null ? null : whole(value));

/** An answer from Cloudflare's store repeats the figures of the one it stored: nothing was used this time. */
export function rowOf(exchange: Exchange): Row {
  const usage = exchange.cacheHit ? null : exchange.usage;
  return {
    startedAt: whole(exchange.startedAt),
    durationMs: whole(exchange.durationMs),
    firstByteMs: wholeOrNull(exchange.firstByteMs),
    route: exchange.route,
    by: exchange.by,
    provider: exchange.provider.slice(0, 64),
    model: exchange.model?.slice(0, 128) || null,
    status: wholeOrNull(exchange.status),
    outcome: exchange.outcome,
    refusal: exchange.refusal,
    cacheHit: exchange.cacheHit,
    tokensIn: whole(usage?.tokensIn ?? 0),
    tokensOut: whole(usage?.tokensOut ?? 0),
    cacheRead: whole(usage?.cacheRead ?? 0),
    cacheWrite: whole(usage?.cacheWrite ?? 0),
    cacheWrite1h: whole(usage?.cacheWrite1h ?? 0),
    logId: exchange.logId?.slice(0, 128) ?? null,
    ...costOf(exchange),
  };
}

/** A bucket that is still being added to. */
type Sum = { -readonly [K in keyof Bucket]: Bucket[K] };

function emptyOf(row: Row): Sum {
  const { provider, model, route, by } = row;
  return {
    startAt: quarterOf(row.startedAt),
    ...{ provider, model, route, by },
    ...nothing,
    unknownPrice: 0,
    lastEndAt: 0,
  };
}

/** The model comes last: it is the only part that may hold anything. */
const keyOf = (startAt: number, { provider, model, route, by }: Row | Bucket): string =>
  `${startAt} ${route} ${by} ${provider} ${model ?? ""}`;

/** Most rows are of the same kind as the one before: then no key has to be made. */
const belongs = (row: Row, sum: Sum): boolean =>
  quarterOf(row.startedAt) === sum.startAt &&
  row.model === sum.model &&
  row.provider === sum.provider &&
  row.route === sum.route &&
  row.by === sum.by;

/** Changes the sum in place: a batch has hundreds of rows and few sums. */
function addTo(sum: Sum, row: Row): void {
  sum.requests += 1;
  sum.tokensIn = addExact(sum.tokensIn, row.tokensIn);
  sum.tokensOut = addExact(sum.tokensOut, row.tokensOut);
  sum.cacheRead = addExact(sum.cacheRead, row.cacheRead);
  sum.cacheWrite = addExact(sum.cacheWrite, row.cacheWrite);
  if (row.unpriced === "model") sum.unknownPrice += 1;
  if (row.costMicroUsd !== null) {
    sum.priced += 1;
    sum.costMicroUsd = addExact(sum.costMicroUsd ?? 0, row.costMicroUsd);
  }
  sum.lastEndAt = Math.max(sum.lastEndAt, row.startedAt + row.durationMs);
}

/** `onto` are buckets of other rows, that these are added to; they stay as they are. */
export function rollUp(rows: readonly Row[], onto: readonly Bucket[] = []): readonly Bucket[] {
  const sums = new Map<string, Sum>();
  for (const bucket of onto) sums.set(keyOf(bucket.startAt, bucket), { ...bucket });
  let last: Sum | null = null;
  for (const row of rows) {
    if (last === null || !belongs(row, last)) {
      const key = keyOf(quarterOf(row.startedAt), row);
      last = sums.get(key) ?? emptyOf(row);
      sums.set(key, last);
    }
    addTo(last, row);
  }
  return [...sums.values()];
}
