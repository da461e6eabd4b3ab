/** One exchange as the ledger keeps it: priced, bounded, whole numbers; and what rows add up to in their quarters. */
import type { RequestRow } from "../../preload/contract/state.ts";
import { costOf, type Unpriced } from "../core/price.ts";
import { type Bucket, plus, quarterOf } from "../core/spend.ts";
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

function bucketOf(row: Row): Bucket {
  const { provider, model, route, by, tokensIn, tokensOut, cacheRead, cacheWrite } = row;
  return {
    startAt: quarterOf(row.startedAt),
    ...{ provider, model, route, by, tokensIn, tokensOut, cacheRead, cacheWrite },
    costMicroUsd: row.costMicroUsd,
    requests: 1,
    priced: row.costMicroUsd === null ? 0 : 1,
    unknownPrice: row.unpriced === "model" ? 1 : 0,
    lastEndAt: row.startedAt + row.durationMs,
  };
}

/** The model comes last: it is the only part that may hold anything. */
const keyOf = ({ startAt, provider, model, route, by }: Bucket): string =>
  `${startAt} ${route} ${by} ${provider} ${model ?? ""}`;

/** `onto` are buckets of other rows, that these are added to. */
export function rollUp(rows: readonly Row[], onto: readonly Bucket[] = []): readonly Bucket[] {
  const buckets = new Map(onto.map((bucket) => [keyOf(bucket), bucket]));
  for (const row of rows) {
    const one = bucketOf(row);
    const key = keyOf(one);
    const had = buckets.get(key);
    const unknownPrice = one.unknownPrice + (had?.unknownPrice ?? 0);
    const lastEndAt = Math.max(one.lastEndAt, had?.lastEndAt ?? 0);
    buckets.set(key, had ? { ...had, ...plus(had, one), unknownPrice, lastEndAt } : one);
  }
  return [...buckets.values()];
}
