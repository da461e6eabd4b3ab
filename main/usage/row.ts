/** One exchange as the ledger keeps it: priced, bounded, whole numbers. */
import { cacheSavingOf, costOf, costOfStored, priceOf, type Unpriced } from "../core/price.ts";
import type { Bucket } from "../core/spend.ts";
import type { Exchange } from "../core/traffic.ts";

/** Who was asked, by whom and which way: what rows and sums have in common. */
export type Kind = Pick<Bucket, "provider" | "model" | "route" | "by" | "profile">;

/** How it ended; few different ones, however many requests. */
export type Ending = Pick<Exchange, "status" | "outcome" | "refusal" | "cacheHit"> & {
  readonly tier: string | null;
  readonly unpriced: Unpriced | null;
};

export type Row = Kind &
  Ending & {
    readonly by: Exchange["by"];
    readonly startedAt: number;
    readonly durationMs: number;
    readonly firstByteMs: number | null;
    readonly tokensIn: number;
    readonly tokensOut: number;
    readonly cacheRead: number;
    readonly cacheWrite: number;
    readonly cacheWrite1h: number;
    readonly searches: number;
    /** Sluice's own count and price list. */
    readonly tallyMicroUsd: number | null;
    /** Cloudflare's log's; null until it is known. */
    readonly logMicroUsd: number | null;
    readonly logId: string | null;
    /** What an answer from Cloudflare's store would have cost; null: not known, or not from there. */
    readonly savedMicroUsd: number | null;
  };

export const whole = (value: number): number =>
  Number.isFinite(value) ? Math.min(Math.max(Math.round(value), 0), Number.MAX_SAFE_INTEGER) : 0;
const wholeOrNull = (value: number | null): number | null => (value === null ? null : whole(value));

/** Days beyond have years of five digits: a clock gone mad must not give a day nobody can name. */
export const lastMoment = Date.UTC(9999, 0, 1);

/** Names come from far ends and clients. */
export const providerName = (name: string): string => name.slice(0, 64);
export const modelName = (name: string | null): string | null => name?.slice(0, 128) || null;

/** What Sluice refused before it was sent took no way at all: its line is that of everything that stayed here. */
const wayOf = ({ outcome, route, status }: Exchange): Exchange["route"] =>
  outcome === "refused" && status === null ? "paused" : route;

/** An answer from Cloudflare's store repeats the figures of the one it stored: nothing was used this time. */
export function rowOf(exchange: Exchange): Row {
  const usage = exchange.cacheHit ? null : exchange.usage;
  const { costMicroUsd, unpriced } = costOf(exchange);
  return {
    startedAt: Math.min(whole(exchange.startedAt), lastMoment),
    durationMs: whole(exchange.durationMs),
    firstByteMs: wholeOrNull(exchange.firstByteMs),
    route: wayOf(exchange),
    by: exchange.by,
    profile: exchange.profile?.slice(0, 64) || null,
    provider: providerName(exchange.provider),
    model: modelName(exchange.model),
    status: wholeOrNull(exchange.status),
    outcome: exchange.outcome,
    refusal: exchange.refusal,
    cacheHit: exchange.cacheHit,
    tokensIn: whole(usage?.tokensIn ?? 0),
    tokensOut: whole(usage?.tokensOut ?? 0),
    cacheRead: whole(usage?.cacheRead ?? 0),
    cacheWrite: whole(usage?.cacheWrite ?? 0),
    cacheWrite1h: whole(usage?.cacheWrite1h ?? 0),
    searches: whole(usage?.searches ?? 0),
    tier: usage?.tier?.slice(0, 64) || null,
    tallyMicroUsd: costMicroUsd,
    logMicroUsd: null,
    unpriced,
    logId: exchange.logId?.slice(0, 128) || null,
    savedMicroUsd: exchange.cacheHit ? costOfStored(exchange) : null,
  };
}

/** The best known. */
export const costOfRow = ({ logMicroUsd, tallyMicroUsd }: Row): number | null =>
  logMicroUsd ?? tallyMicroUsd;

/** What the provider's prompt cache saved. Null: it was used at a price nobody knows. Undefined: nobody knows whether it was used. */
export function cacheSavedBy(row: Row): number | null | undefined {
  if (row.unpriced === "usage") return undefined;
  if (row.cacheRead === 0 && row.cacheWrite === 0) return 0;
  const isListed = row.model !== null && row.tier === null;
  const price = isListed ? priceOf(row.provider, row.model, row.startedAt) : null;
  if (price === null) return null;
  const { tokensIn, tokensOut, cacheRead, cacheWrite, cacheWrite1h } = row;
  return cacheSavingOf({ tokensIn, tokensOut, cacheRead, cacheWrite, cacheWrite1h }, price);
}

/** Cloudflare's log will have a row of it. */
export const isAwaited = ({ profile, logId }: Row): boolean => profile !== null && logId !== null;
