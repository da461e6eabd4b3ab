/** From 15-minute buckets to what people look at: today, its hours, its models. */
import type { RangeFigure } from "../../preload/contract/command.ts";
import type { Figure, ModelFigure, RouteName, UsageState } from "../../preload/contract/state.ts";
import { modelKey } from "./model-name.ts";
import { dayBounds, dayOf, hoursOf, isWithin, lastAtOrBefore } from "./zone.ts";

export const quarterMs = 900_000;

/**
 * Every request that began in one quarter of an hour (UTC) and has the same properties. Its cost is the best known of each request:
 * Cloudflare's log, else Sluice's own tally.
 */
export type Bucket = Figure & {
  readonly startAt: number;
  readonly provider: string;
  readonly model: string | null;
  readonly route: RouteName;
  /** Who asked. elsewhere: it passed Cloudflare and not Sluice · repriced: no requests, only what Cloudflare's analytics add to the router's own. */
  readonly by: "openclaw" | "sluice" | "elsewhere" | "repriced";
  /** The profile whose aiGateway it went through; null on the direct way, and where Sluice answered itself. */
  readonly profile: string | null;
  /** Requests whose usage is known and whose model's price is not. */
  readonly unknownPrice: number;
  /** When the last of them ended. */
  readonly lastEndAt: number;
  /** Of the cost: what is Cloudflare's own figure. */
  readonly confirmedMicroUsd: number;
  /** Requests with a cost from Cloudflare's log. */
  readonly logged: number;
  /** Both of requests that have a tally and a cost of Cloudflare's: how far they lie apart. */
  readonly loggedMicroUsd: number;
  readonly talliedMicroUsd: number;
  /** Sums, of answered requests, and of how many the first byte is known: for averages. */
  readonly durationMs: number;
  readonly firstByteMs: number;
  readonly firstBytes: number;
  /** Of the priced ones: those that cost nothing (refused, answered 400 and above, from Cloudflare's store, free by nature). */
  readonly free: number;
  /** Requests a far end answered with a status: through an aiGateway these surely are in Cloudflare's own numbers. */
  readonly reached: number;
  /** Requests that began so early that Cloudflare may count them in the quarter before (`isEarly`). */
  readonly early: number;
  /** Requests that ended in a later quarter (`isLate`), in which Cloudflare may count them, and of these the same as above. */
  readonly late: number;
  readonly latePriced: number;
  readonly lateFree: number;
  readonly lateMicroUsd: number;
  /** What reading from the provider's prompt cache saved, less what writing to it cost more: below zero where that is more. */
  readonly cacheSavedMicroUsd: number;
  /** Requests of which that is known (it may be nothing), and those that used the cache of a model without a known price. */
  readonly cacheKnown: number;
  readonly cacheUnpriced: number;
  /** What answers from Cloudflare's store would have cost, and of how many of `cacheHits` that is known. */
  readonly hitsSavedMicroUsd: number;
  readonly hitsKnown: number;
};

/** What Sluice knows from Cloudflare's analytics alone; settling a quarter again replaces it. */
export const isCorrection = ({ by }: Pick<Bucket, "by">): boolean =>
  by === "elsewhere" || by === "repriced";

export const quarterOf = (atMs: number): number => atMs - (atMs % quarterMs);

/** Two clocks that are set right may be apart by this much. */
const apartMs = 5_000;
type Span = { readonly startedAt: number; readonly durationMs: number };

/** Cloudflare may say that it began in the quarter before. */
export const isEarly = ({ startedAt }: Span): boolean => startedAt % quarterMs < apartMs;
/** It ended in a later quarter than it began in. */
export const isLate = ({ startedAt, durationMs }: Span): boolean =>
  (startedAt % quarterMs) + durationMs >= quarterMs;

/** Sums stop at the largest exact integer, and at the smallest, rather than drift; no account reaches them. */
export const addExact = (a: number, b: number): number =>
  Math.max(Math.min(a + b, Number.MAX_SAFE_INTEGER), Number.MIN_SAFE_INTEGER);

export const nothing: Figure = {
  ...{ tokensIn: 0, tokensOut: 0, cacheRead: 0, cacheWrite: 0 },
  ...{ costMicroUsd: null, requests: 0, priced: 0 },
  ...{ confirmed: 0, errors: 0, cacheHits: 0 },
};

/** Unknown and unknown stays unknown; a known cost counts, however much beside it is unknown (`priced` says how much). */
export function plus(a: Figure, b: Figure): Figure {
  const unknown = a.costMicroUsd === null && b.costMicroUsd === null;
  return {
    tokensIn: addExact(a.tokensIn, b.tokensIn),
    tokensOut: addExact(a.tokensOut, b.tokensOut),
    cacheRead: addExact(a.cacheRead, b.cacheRead),
    cacheWrite: addExact(a.cacheWrite, b.cacheWrite),
    costMicroUsd: unknown ? null : addExact(a.costMicroUsd ?? 0, b.costMicroUsd ?? 0),
    requests: addExact(a.requests, b.requests),
    priced: addExact(a.priced, b.priced),
    confirmed: addExact(a.confirmed, b.confirmed),
    errors: addExact(a.errors, b.errors),
    cacheHits: addExact(a.cacheHits, b.cacheHits),
  };
}

/** The same of many, without a new figure for each: it is done with every bucket of the day each time the day is shown. */
export function sum(figures: readonly Figure[]): Figure {
  const all: { -readonly [K in keyof Figure]: Figure[K] } = { ...nothing };
  for (const one of figures) {
    all.tokensIn = addExact(all.tokensIn, one.tokensIn);
    all.tokensOut = addExact(all.tokensOut, one.tokensOut);
    all.cacheRead = addExact(all.cacheRead, one.cacheRead);
    all.cacheWrite = addExact(all.cacheWrite, one.cacheWrite);
    if (one.costMicroUsd !== null) {
      all.costMicroUsd = addExact(all.costMicroUsd ?? 0, one.costMicroUsd);
    }
    all.requests += one.requests;
    all.priced += one.priced;
    all.confirmed += one.confirmed;
    all.errors += one.errors;
    all.cacheHits += one.cacheHits;
  }
  return all;
}

/** What Sluice asks for itself is in the ledger, and in no figure; what passed it by is in both. */
export const counted = (buckets: readonly Bucket[]) => buckets.filter(({ by }) => by !== "sluice");

/** The most expensive first, then the most used; the name decides the rest, so that rows do not jump. */
export function byCost(a: ModelFigure, b: ModelFigure): number {
  const cost = (b.costMicroUsd ?? -1) - (a.costMicroUsd ?? -1);
  const name = `${a.provider} ${a.model}` < `${b.provider} ${b.model}` ? -1 : 1;
  return cost || b.requests - a.requests || name;
}

/** One group for all spellings of a model. */
export const groupsOf = (buckets: readonly Bucket[]): readonly (readonly Bucket[])[] => [
  ...Map.groupBy(buckets, ({ provider, model }) => modelKey(provider, model)).values(),
];

/** The spelling most requests have, the router's before Cloudflare's. */
export function nameOf(group: readonly Bucket[]): Pick<Bucket, "provider" | "model"> {
  const own = group.filter((bucket) => !isCorrection(bucket));
  const names = Map.groupBy(own.length > 0 ? own : group, ({ provider, model }) =>
    model === null ? provider : `${provider} ${model}`,
  );
  const most = [...names].sort(
    ([a, ours], [b, theirs]) => sum(theirs).requests - sum(ours).requests || (a < b ? -1 : 1),
  );
  const { provider = "", model = null } = most[0]?.[1][0] ?? {};
  return { provider, model };
}

const modelsOf = (buckets: readonly Bucket[]): readonly ModelFigure[] =>
  groupsOf(buckets)
    .map((group) => ({ ...sum(group), ...nameOf(group) }))
    .sort(byCost);

const total = (buckets: readonly Bucket[], what: (bucket: Bucket) => number): number =>
  buckets.reduce((before, bucket) => addExact(before, what(bucket)), 0);

/** Models of which a request has no price, as most of their requests name them. */
function unpricedOf(buckets: readonly Bucket[]): readonly string[] {
  if (buckets.every(({ unknownPrice }) => unknownPrice === 0)) return [];
  const names = groupsOf(buckets).flatMap((group) => {
    const { requests, priced } = sum(group);
    const { model } = nameOf(group);
    const isUnpriced = requests > priced && group.some(({ unknownPrice }) => unknownPrice > 0);
    return isUnpriced && model !== null ? [model] : [];
  });
  return [...new Set(names)].sort();
}

function sourceOf(buckets: readonly Bucket[], { priced, confirmed }: Figure) {
  const logged = Math.min(
    total(buckets, (bucket) => bucket.logged),
    confirmed,
  );
  const counts = { log: logged, analytics: confirmed - logged, router: priced - confirmed };
  const sources = (["router", "log", "analytics"] as const).filter((name) => counts[name] > 0);
  return sources.length > 1 ? "mixed" : (sources[0] ?? "router");
}

/** Tallies are trusted to this part of them, also while nothing shows them wrong. */
const leastDoubt = 0.02;

/** How far Sluice's tallies lie from Cloudflare's costs of the same requests; `doubt` is a part of the tally, `percent` of the cost. */
function driftOf(buckets: readonly Bucket[]): { doubt: number; percent: number | null } {
  const logged = total(buckets, ({ loggedMicroUsd }) => loggedMicroUsd);
  const tallied = total(buckets, ({ talliedMicroUsd }) => talliedMicroUsd);
  if (logged === 0 || tallied === 0) return { doubt: leastDoubt, percent: null };
  const percent = Math.round((tallied / logged - 1) * 1000) / 10;
  return {
    doubt: Math.max(leastDoubt, Math.abs(logged / tallied - 1)),
    percent: Math.abs(percent) > leastDoubt * 100 ? percent : null,
  };
}

/** What is known to the micro-dollar is certain, a tally alone is not; with a cost unknown nobody can say how far it is off. */
function uncertaintyOf(buckets: readonly Bucket[], { priced, requests, costMicroUsd }: Figure) {
  if (priced < requests) return null;
  const confirmed = total(buckets, ({ confirmedMicroUsd }) => confirmedMicroUsd);
  const alone = Math.max((costMicroUsd ?? 0) - confirmed, 0);
  return Math.min(Math.ceil(alone * driftOf(buckets).doubt), Number.MAX_SAFE_INTEGER);
}

type Coverage = UsageState["today"]["coverage"];

/** What passed Sluice by. Nothing is known of it, not even that it is nothing, before a quarter is settled. */
function elsewhereOf(buckets: readonly Bucket[], knownUntil: number | null): Coverage["elsewhere"] {
  const { requests, costMicroUsd } = sum(buckets.filter(({ by }) => by === "elsewhere"));
  const nothingThere = knownUntil === null ? null : 0;
  return { requests, costMicroUsd: requests === 0 ? nothingThere : costMicroUsd, knownUntil };
}

export type Asked = {
  /** The end of the last quarter that is settled without a gap since the day began; null: none. */
  readonly knownUntil: number | null;
  /** Whether Cloudflare is asked at all. */
  readonly isAsked: boolean;
};

/** One figure of these, and what it rests on; nothing of it is Sluice's own asking. */
export function figureOf(
  buckets: readonly Bucket[],
  { isAsked, knownUntil }: Asked,
): Omit<RangeFigure, "knownFrom"> {
  const all = counted(buckets);
  const figure = sum(all);
  return {
    ...figure,
    source: sourceOf(all, figure),
    asOf: Math.max(...all.map(({ lastEndAt }) => lastEndAt), 0) || null,
    uncertaintyMicroUsd: uncertaintyOf(all, figure),
    coverage: {
      requests: figure.requests,
      priced: figure.priced,
      unpriced: unpricedOf(all),
      elsewhere: isAsked ? elsewhereOf(all, knownUntil) : null,
    },
    driftPercent: driftOf(all).percent,
  };
}

/** `buckets` may hold more than the day; what begins outside it is left out. OpenClaw's own estimate is added by whoever has it. */
export function summarize(
  buckets: readonly Bucket[],
  nowMs: number,
  zone: string,
  asked: Asked,
): Omit<UsageState, "recent"> {
  const day = dayOf(nowMs, zone);
  const bounds = dayBounds(day, zone);
  const today = counted(buckets).filter(({ startAt }) => isWithin(startAt, bounds));
  const hours = hoursOf(bounds, zone);
  const byHour = Map.groupBy(today, ({ startAt }) => lastAtOrBefore(hours, startAt));
  return {
    today: { ...figureOf(today, asked), day, zone, openclaw: null },
    hours: hours.map((startAt) => ({ startAt, ...sum(byHour.get(startAt) ?? []) })),
    byModel: modelsOf(today),
  };
}
