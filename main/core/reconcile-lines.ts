/** The router's and Cloudflare's sums of each model side by side, quarter by quarter, as far as they can be compared. */
import type { AnalyticsGroup, Settled } from "./analytics.ts";
import { modelKey } from "./model-name.ts";
import { type Bucket, quarterMs } from "./spend.ts";

/** What Cloudflare takes for the moment of a request; no document says it. */
export type Moment = "start" | "end";

/** paid: may cost something · free: an error answer or one from Cloudflare's store, which costs nothing. */
export type Kind = "paid" | "free";

/** What is left on either side when the requests that are surely the same are taken off. */
export type Rest = {
  /** Cloudflare's beyond the router's. */
  surplus: number;
  /** The router's beyond Cloudflare's: answered ones, which Cloudflare must have seen, and others, which it may not. */
  reached: number;
  maybe: number;
};

/** The router's requests that belong into a quarter by Cloudflare's moment. */
export type Own = {
  readonly requests: number;
  readonly priced: number;
  readonly free: number;
  readonly reached: number;
  readonly knownMicroUsd: number;
  /** Of those without a cost: how many are no checks of Sluice. */
  readonly unpricedAsked: number;
  /** Of these: how many began a quarter earlier. */
  readonly unpricedBefore: number;
};

type Name = { readonly provider: string; readonly model: string | null };

/** One model in one quarter. */
export type Cell = {
  readonly startAt: number;
  /** As the router spells it where it knows it, else as Cloudflare does. */
  readonly name: Name;
  readonly isSettled: boolean;
  readonly router: readonly Bucket[];
  readonly own: Own;
  readonly groups: readonly AnalyticsGroup[];
  readonly paid: Rest;
  readonly free: Rest;
  /** Cells whose requests may have changed places are priced together: this one or, up to the last, the next of them. */
  joined: Cell | null;
};

/** One model over all quarters, and how many of its requests may be counted over each edge to the next quarter. */
export type Line = {
  readonly provider: string;
  readonly isUnknown: boolean;
  readonly cells: readonly Cell[];
  readonly forth: readonly number[];
  readonly back: readonly number[];
  /** How many are, by kind: forth where it is positive. */
  readonly moved: Readonly<Record<Kind, number[]>>;
};

export const total = <T>(from: readonly T[], what: (one: T) => number): number =>
  from.reduce((sum, one) => sum + what(one), 0);

/** No check of Sluice's own. */
export const isAsked = ({ by }: Bucket): boolean => by === "openclaw";

function allOf(buckets: readonly Bucket[]): Own {
  return {
    requests: total(buckets, ({ requests }) => requests),
    priced: total(buckets, ({ priced }) => priced),
    free: total(buckets, ({ free }) => free),
    reached: total(buckets, ({ reached }) => reached),
    knownMicroUsd: total(buckets, ({ costMicroUsd }) => costMicroUsd ?? 0),
    unpricedAsked: total(buckets.filter(isAsked), (one) => one.requests - one.priced),
    unpricedBefore: 0,
  };
}

/** Those that Cloudflare counts a quarter later, if their end is what it counts. */
function lateOf(buckets: readonly Bucket[]): Own {
  return {
    requests: total(buckets, ({ late }) => late),
    priced: total(buckets, ({ latePriced }) => latePriced),
    free: total(buckets, ({ lateFree }) => lateFree),
    reached: total(buckets, (one) => Math.max(one.late - (one.requests - one.reached), 0)),
    knownMicroUsd: total(buckets, ({ lateMicroUsd }) => lateMicroUsd),
    unpricedAsked: total(buckets.filter(isAsked), (one) => one.late - one.latePriced),
    unpricedBefore: 0,
  };
}

const names = [
  ...["requests", "priced", "free", "reached", "knownMicroUsd", "unpricedAsked"],
] as const satisfies readonly (keyof Own)[];

function ownOf(here: readonly Bucket[], before: readonly Bucket[], moment: Moment): Own {
  const all = allOf(here);
  if (moment === "start") return all;
  const [gone, come] = [lateOf(here), lateOf(before)];
  const moved = names.map((name) => [name, all[name] - gone[name] + come[name]]);
  return { ...all, ...Object.fromEntries(moved), unpricedBefore: come.unpricedAsked };
}

export const freeIn = (groups: readonly AnalyticsGroup[]): number =>
  total(groups, ({ requests, errors, cacheHits }) => Math.min(errors + cacheHits, requests));

/** The number Cloudflare has, how many the router has, and how many of those were answered. */
function restOf(seen: number, own: number, reached: number): Rest {
  const same = Math.min(seen, own);
  const left = Math.max(reached - same, 0);
  return { surplus: seen - same, reached: left, maybe: own - same - left };
}

type Given = Pick<Cell, "startAt" | "name" | "isSettled" | "router" | "own" | "groups">;

/** A quarter that is not settled says nothing of Cloudflare; its requests may be what Cloudflare counts in the next one. */
function cellOf(given: Given): Cell {
  const { own, groups } = given;
  const seen = total(groups, (group) => group.requests);
  const seenFree = freeIn(groups);
  const paid = own.requests - own.free;
  const reached = Math.min(Math.max(own.reached - own.free, 0), paid);
  return {
    ...given,
    joined: null,
    paid: restOf(seen - seenFree, paid, reached),
    free: restOf(seenFree, own.free, own.free),
  };
}

/** The spelling most of them have. */
function nameOf(own: readonly Bucket[], theirs: readonly AnalyticsGroup[]): Name {
  const spellings = Map.groupBy<string, Name & { readonly requests: number }>(
    own.length > 0 ? own : theirs,
    ({ provider, model }) => JSON.stringify([provider, model]),
  );
  const counted = [...spellings].map(([name, all]) => ({
    ...{ name, all },
    requests: total(all, ({ requests }) => requests),
  }));
  counted.sort((a, b) => b.requests - a.requests || (a.name < b.name ? -1 : 1));
  const { provider = "", model = null } = counted[0]?.all[0] ?? {};
  return { provider, model: model === "unknown" || model === "" ? null : model };
}

export type Sides = {
  /** Of one profile. */
  readonly router: readonly Bucket[];
  /** Those that are settled. */
  readonly quarters: Settled["quarters"];
};

export type Span = { readonly fromMs: number; readonly toMs: number };

/** One cell for each quarter that begins in the span. */
export function linesOf(
  { router, quarters }: Sides,
  span: Span,
  momentAt: (startAt: number) => Moment,
): readonly Line[] {
  const { fromMs, toMs } = span;
  const inside = ({ startAt }: { readonly startAt: number }) => fromMs <= startAt && startAt < toMs;
  const settled = new Set(quarters.map(({ startAt }) => startAt));
  const seen = quarters.filter(inside).flatMap(({ groups }) => groups);
  const keyOf = ({ provider, model }: Bucket | AnalyticsGroup) => modelKey(provider, model);
  const own = Map.groupBy(router, keyOf);
  const theirs = Map.groupBy(seen, keyOf);
  return [...new Set([...own.keys(), ...theirs.keys()])].sort().map((key) => {
    const buckets = Map.groupBy(own.get(key) ?? [], ({ startAt }) => startAt);
    const groups = Map.groupBy(theirs.get(key) ?? [], ({ startAt }) => startAt);
    const bucketsAt = (startAt: number) => buckets.get(startAt) ?? [];
    const name = nameOf(own.get(key) ?? [], theirs.get(key) ?? []);
    const cells: Cell[] = [];
    const forth: number[] = [];
    const back: number[] = [];
    for (let startAt = fromMs; startAt < toMs; startAt += quarterMs) {
      const [here, next] = [bucketsAt(startAt), bucketsAt(startAt + quarterMs)];
      const moment = momentAt(startAt);
      cells.push(
        cellOf({
          ...{ startAt, name, router: here, isSettled: settled.has(startAt) },
          own: ownOf(here, bucketsAt(startAt - quarterMs), moment),
          groups: groups.get(startAt) ?? [],
        }),
      );
      const isNext = settled.has(startAt + quarterMs);
      const late = total(here, (bucket) => bucket.late);
      const early = isNext ? total(next, (bucket) => bucket.early) : 0;
      forth.push(isNext && moment === "start" ? late : 0);
      back.push(settled.has(startAt) ? early + (moment === "end" ? late : 0) : 0);
    }
    const moved = { paid: cells.map(() => 0), free: cells.map(() => 0) };
    const [provider = "", family] = key.split(" ");
    return { provider, isUnknown: family === "?", cells, forth, back, moved };
  });
}
