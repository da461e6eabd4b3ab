/** What a ledger must say, kept in plain lists and added up anew for every question: slow, and of another making than the ledger. */
import type { AnalyticsGroup, Settled } from "../../main/core/analytics.ts";
import { costOf, priceOf } from "../../main/core/price.ts";
import { correctionsOf, reconcileReachMs } from "../../main/core/reconcile.ts";
import type { Bucket } from "../../main/core/spend.ts";
import { isCorrection, isEarly, isLate, quarterMs } from "../../main/core/spend.ts";
import type { Exchange } from "../../main/core/traffic.ts";
import { dayOf } from "../../main/core/zone.ts";

type Kept = {
  readonly exchange: Exchange;
  log: number | null;
  isAwaited: boolean;
  isPruned: boolean;
};

const floor = (atMs: number) => Math.floor(atMs / quarterMs) * quarterMs;
const keyOf = (bucket: Bucket, place: string | number) =>
  JSON.stringify([place, bucket.provider, bucket.model, bucket.route, bucket.by, bucket.profile]);
const count = <T>(from: readonly T[], is: (one: T) => boolean) => from.filter(is).length;
const total = <T>(from: readonly T[], of: (one: T) => number) =>
  from.reduce((sum, one) => sum + of(one), 0);

/** Many buckets as one table: by place and kind, with `startAt` left out. */
export function tableOf<T extends Bucket>(
  buckets: readonly T[],
  placeOf: (bucket: T) => string | number,
): Readonly<Record<string, Readonly<Record<string, number | null>>>> {
  const groups = Map.groupBy(buckets, (bucket) => keyOf(bucket, placeOf(bucket)));
  const entries = [...groups].map(([key, group]) => {
    const names = Object.keys(group[0] ?? {}) as (keyof Bucket)[];
    const figures = names
      .filter((name) => typeof group[0]?.[name] === "number" && name !== "startAt")
      .filter((name) => name !== "costMicroUsd")
      .map((name) => {
        const values = group.map((bucket) => Number(bucket[name]));
        return [name, name === "lastEndAt" ? Math.max(...values) : total(values, (one) => one)];
      });
    const costs = group.flatMap(({ costMicroUsd }) =>
      costMicroUsd === null ? [] : [costMicroUsd],
    );
    const costMicroUsd = costs.length === 0 ? null : total(costs, (one) => one);
    return [key, { ...Object.fromEntries(figures), costMicroUsd }];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

/**
 * What the prompt cache saved of one request: rounded, as costs are, with and without it. Null: no price; undefined: no usage is known.
 */
export function savedBy(exchange: Exchange): number | null | undefined {
  const usage = exchange.cacheHit ? null : exchange.usage;
  if (costOf(exchange).unpriced === "usage") return undefined;
  if (usage === null || usage.cacheRead + usage.cacheWrite === 0) return 0;
  const { provider, model, startedAt } = exchange;
  const price = model === null ? null : priceOf(provider, model, startedAt);
  if (price === null || usage.tier !== undefined) return null;
  const prompt = usage.tokensIn + usage.cacheRead + usage.cacheWrite;
  const { rates } = price.long !== null && prompt > price.long.above ? price.long : price;
  const rounded = (...parts: readonly (readonly [number, number])[]) => {
    const sum = parts.reduce((before, [many, rate]) => before + BigInt(many) * BigInt(rate), 0n);
    return Number((sum + 500_000n) / 1_000_000n);
  };
  const output = [usage.tokensOut, rates.output] as const;
  return (
    rounded([prompt, rates.input], output) -
    rounded(
      ...[[usage.tokensIn, rates.input] as const, output],
      [usage.cacheRead, rates.cacheRead],
      [usage.cacheWrite - usage.cacheWrite1h, rates.cacheWrite],
      [usage.cacheWrite1h, rates.cacheWrite1h],
    )
  );
}

/** What a stored answer would have cost: as much as the same answer that came from the provider. */
export const storedBy = (exchange: Exchange): number | null =>
  exchange.cacheHit ? costOf({ ...exchange, cacheHit: false }).costMicroUsd : null;

function bucketsOf(rows: readonly Kept[]): readonly Bucket[] {
  const groups = Map.groupBy(
    rows,
    ({ exchange: { startedAt, provider, model, route, by, profile } }) =>
      JSON.stringify([floor(startedAt), provider, model, route, by, profile]),
  );
  return [...groups.values()].map((group) => {
    const first = group[0]?.exchange;
    if (first === undefined) throw new Error("an empty group");
    const all = group.map(({ exchange, log }) => {
      const usage = exchange.cacheHit ? null : exchange.usage;
      const cost = costOf(exchange);
      const tally = cost.costMicroUsd;
      return { ...exchange, usage, tally, log, cost: log ?? tally, unpriced: cost.unpriced };
    });
    const costs = all.flatMap(({ cost }) => (cost === null ? [] : [cost]));
    const late = all.filter(isLate);
    const known = all.filter(({ status, firstByteMs }) => status !== null && firstByteMs !== null);
    const both = all.filter(({ tally, log }) => tally !== null && log !== null);
    const { provider, model, route, by, profile } = first;
    return {
      ...{ startAt: floor(first.startedAt), provider, model, route, by, profile },
      requests: all.length,
      priced: costs.length,
      confirmed: count(all, ({ log }) => log !== null),
      errors: count(all, ({ outcome }) => outcome === "providerError" || outcome === "failed"),
      cacheHits: count(all, ({ cacheHit }) => cacheHit),
      unknownPrice: count(all, ({ cost, unpriced }) => cost === null && unpriced === "model"),
      tokensIn: total(all, ({ usage }) => usage?.tokensIn ?? 0),
      tokensOut: total(all, ({ usage }) => usage?.tokensOut ?? 0),
      cacheRead: total(all, ({ usage }) => usage?.cacheRead ?? 0),
      cacheWrite: total(all, ({ usage }) => usage?.cacheWrite ?? 0),
      costMicroUsd: costs.length === 0 ? null : total(costs, (cost) => cost),
      confirmedMicroUsd: total(all, ({ log }) => log ?? 0),
      logged: count(all, ({ log }) => log !== null),
      loggedMicroUsd: total(both, ({ log }) => log ?? 0),
      talliedMicroUsd: total(both, ({ tally }) => tally ?? 0),
      durationMs: total(known, ({ durationMs }) => durationMs),
      firstByteMs: total(known, ({ firstByteMs }) => firstByteMs ?? 0),
      firstBytes: known.length,
      free: count(costs, (cost) => cost === 0),
      reached: count(all, ({ status }) => status !== null),
      early: count(all, isEarly),
      late: late.length,
      latePriced: count(late, ({ cost }) => cost !== null),
      lateFree: count(late, ({ cost }) => cost === 0),
      lateMicroUsd: total(late, ({ cost }) => cost ?? 0),
      cacheSavedMicroUsd: total(group, ({ exchange }) => savedBy(exchange) ?? 0),
      cacheKnown: count(group, ({ exchange }) => typeof savedBy(exchange) === "number"),
      cacheUnpriced: count(group, ({ exchange }) => savedBy(exchange) === null),
      hitsSavedMicroUsd: total(group, ({ exchange }) => storedBy(exchange) ?? 0),
      hitsKnown: count(group, ({ exchange }) => storedBy(exchange) !== null),
      lastEndAt: Math.max(...all.map(({ startedAt, durationMs }) => startedAt + durationMs)),
    };
  });
}

/** In whatever order. */
const isSame = (before: readonly AnalyticsGroup[] | undefined, after: readonly AnalyticsGroup[]) =>
  before?.length === after.length &&
  JSON.stringify(before.map((one) => JSON.stringify(one)).sort()) ===
    JSON.stringify(after.map((one) => JSON.stringify(one)).sort());

type Changed = { readonly profile: string | null; readonly startAt: number };

export function createReference() {
  const rows: Kept[] = [];
  let waiting: Kept[] = [];
  const settled = new Map<string, Map<number, readonly AnalyticsGroup[]>>();
  let corrections: readonly Bucket[] = [];

  const quartersOf = (profile: string) => settled.get(profile) ?? new Map();
  const nearby = ({ profile, startAt }: Changed) =>
    profile !== null &&
    [-1, 0, 1].some((step) => quartersOf(profile).has(startAt + step * quarterMs));

  /** Corrections as they are after these changes, if the router's buckets are those. */
  const corrected = (router: readonly Bucket[], changes: readonly Changed[]): readonly Bucket[] => {
    let result = corrections;
    for (const profile of settled.keys()) {
      const starts = changes
        .filter((change) => change.profile === profile && nearby(change))
        .map(({ startAt }) => startAt)
        .sort((a, b) => a - b);
      while (starts.length > 0) {
        const fromMs = starts.shift() ?? 0;
        let toMs = fromMs + quarterMs;
        while (starts[0] !== undefined && starts[0] - toMs <= reconcileReachMs) {
          toMs = (starts.shift() ?? 0) + quarterMs;
        }
        const isNear = (startAt: number) =>
          startAt >= fromMs - reconcileReachMs && startAt < toMs + reconcileReachMs;
        const found = correctionsOf({
          ...{ profile, fromMs, toMs },
          router: router.filter((one) => one.profile === profile && isNear(one.startAt)),
          quarters: [...quartersOf(profile)]
            .filter(([startAt]) => isNear(startAt))
            .sort(([a], [b]) => a - b)
            .map(([startAt, groups]) => ({ startAt, groups })),
        });
        const isReplaced = (one: Bucket) =>
          one.profile === profile && found.fromMs <= one.startAt && one.startAt < found.toMs;
        result = [...result.filter((one) => !isReplaced(one)), ...found.buckets];
      }
    }
    return result;
  };

  const follow = (changes: readonly Changed[]) => {
    corrections = corrected(bucketsOf(rows), changes);
  };

  return {
    add(asked: Exchange) {
      const isKeptBack = asked.outcome === "refused" && asked.status === null;
      const exchange: Exchange = isKeptBack ? { ...asked, route: "paused" } : asked;
      const isAwaited = exchange.profile !== null && exchange.logId !== null;
      waiting.push({ exchange, log: null, isAwaited, isPruned: false });
    },
    flush() {
      const batch = bucketsOf(waiting);
      rows.push(...waiting);
      waiting = [];
      follow(batch);
    },
    ids: () => rows.map((_, index) => index + 1),
    confirm(costs: readonly { readonly id: number; readonly costMicroUsd: number | null }[]) {
      for (const { id, costMicroUsd } of costs) {
        const row = rows[id - 1];
        if (row === undefined || row.isPruned) continue;
        row.isAwaited = false;
        const isNothing = costMicroUsd === 0 && costOf(row.exchange).costMicroUsd !== 0;
        if (costMicroUsd === null || isNothing) continue;
        row.log = costMicroUsd;
        follow(bucketsOf([row]));
      }
    },
    settle({ profile, quarters }: Settled) {
      const known = settled.get(profile) ?? new Map<number, readonly AnalyticsGroup[]>();
      settled.set(profile, known);
      for (const { startAt, groups } of quarters) {
        if (isSame(known.get(startAt), groups)) continue;
        known.set(startAt, groups);
        follow([{ profile, startAt }]);
      }
    },
    settledUntil(profile: string, fromMs: number): number | null {
      let at = floor(fromMs);
      while (quartersOf(profile).has(at)) at += quarterMs;
      return at === floor(fromMs) ? null : at;
    },
    prune(beforeMs: number) {
      for (const row of rows) if (row.exchange.startedAt < floor(beforeMs)) row.isPruned = true;
    },
    shown: () =>
      rows.flatMap(({ isPruned, log }, index) => (isPruned ? [] : [{ id: index + 1, log }])),
    awaiting: (profile: string) =>
      rows.flatMap((row, index) =>
        row.isAwaited && !row.isPruned && row.exchange.profile === profile ? [index + 1] : [],
      ),
    buckets(): readonly Bucket[] {
      const router = bucketsOf([...rows, ...waiting]);
      return [...router, ...corrected(router, bucketsOf(waiting)).filter(isCorrection)];
    },
    days: (buckets: readonly Bucket[], zone: string) =>
      tableOf(buckets, ({ startAt }) => dayOf(startAt, zone)),
  };
}
