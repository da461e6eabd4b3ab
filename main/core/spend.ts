/** From 15-minute buckets to what people ask for: today, its hours, its models, a range of days. */
import type { Query, RangeRow } from "../../preload/contract/command.ts";
import type { Figure, ModelFigure, RouteName, UsageState } from "../../preload/contract/state.ts";
import { type DayBounds, dayBounds, dayOf, hoursOf } from "./zone.ts";

export const quarterMs = 900_000;

/** Every request that began in one quarter of an hour (UTC) and has the same four properties. */
export type Bucket = Figure & {
  readonly startAt: number;
  readonly provider: string;
  readonly model: string | null;
  readonly route: RouteName;
  readonly by: "openclaw" | "sluice";
  /** Requests whose usage is known and whose model's price is not. */
  readonly unknownPrice: number;
  /** When the last of them ended. */
  readonly lastEndAt: number;
};

export type RangeQuery = Omit<Extract<Query, { type: "usage.range" }>, "type">;

export const quarterOf = (atMs: number): number => atMs - (atMs % quarterMs);

/** Sums stop at the largest exact integer rather than drift; no account reaches it. */
export const addExact = (a: number, b: number): number => Math.min(a + b, Number.MAX_SAFE_INTEGER);

export const nothing: Figure = {
  ...{ tokensIn: 0, tokensOut: 0, cacheRead: 0, cacheWrite: 0 },
  ...{ costMicroUsd: null, requests: 0, priced: 0 },
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
    requests: a.requests + b.requests,
    priced: a.priced + b.priced,
  };
}

const sum = (figures: readonly Figure[]): Figure => figures.reduce(plus, nothing);

/** What Sluice asks for itself is in the ledger, and in no figure. */
const counted = (buckets: readonly Bucket[]) => buckets.filter(({ by }) => by === "openclaw");

/** The most expensive first, then the most used; the name decides the rest, so that rows do not jump. */
function byCost(a: ModelFigure, b: ModelFigure): number {
  const cost = (b.costMicroUsd ?? -1) - (a.costMicroUsd ?? -1);
  const name = `${a.provider} ${a.model}` < `${b.provider} ${b.model}` ? -1 : 1;
  return cost || b.requests - a.requests || name;
}

function modelsOf(buckets: readonly Bucket[]): readonly ModelFigure[] {
  const groups = Map.groupBy(buckets, ({ provider, model }) => JSON.stringify([provider, model]));
  const figures = [...groups.values()].map((group) => {
    const { provider = "", model = null } = group[0] ?? {};
    return { ...sum(group), provider, model };
  });
  return figures.sort(byCost);
}

/** `buckets` may hold more than the day; what begins outside it is left out. */
export function summarize(
  buckets: readonly Bucket[],
  nowMs: number,
  zone: string,
): Omit<UsageState, "recent"> {
  const day = dayOf(nowMs, zone);
  const bounds = dayBounds(day, zone);
  const today = counted(buckets).filter(({ startAt }) => isWithin(startAt, bounds));
  const hours = hoursOf(bounds, zone);
  const byHour = Map.groupBy(today, ({ startAt }) => lastAtOrBefore(hours, startAt));
  const total = sum(today);
  const unnamed = today.filter(({ unknownPrice, model }) => unknownPrice > 0 && model !== null);
  return {
    today: {
      ...total,
      day,
      zone,
      source: "router",
      asOf: today.length === 0 ? null : Math.max(...today.map(({ lastEndAt }) => lastEndAt)),
      coverage: {
        requests: total.requests,
        priced: total.priced,
        unpriced: [...new Set(unnamed.map(({ model }) => String(model)))].sort(),
      },
    },
    hours: hours.map((startAt) => ({ startAt, ...sum(byHour.get(startAt) ?? []) })),
    byModel: modelsOf(today),
  };
}

const isWithin = (atMs: number, { startAt, endAt }: DayBounds) => startAt <= atMs && atMs < endAt;

function lastAtOrBefore(sorted: readonly number[], atMs: number): number {
  return sorted.findLast((one) => one <= atMs) ?? atMs;
}

/** Says for each moment which local day or hour it is in; moments are asked in rising order, so one day is kept at hand. */
function createCalendar(zone: string) {
  let day = "";
  let bounds: DayBounds = { startAt: 0, endAt: 0 };
  let hours: readonly number[] = [];
  const turnTo = (atMs: number) => {
    if (isWithin(atMs, bounds)) return;
    day = dayOf(atMs, zone);
    bounds = dayBounds(day, zone);
    hours = [];
  };
  return {
    day(atMs: number) {
      turnTo(atMs);
      return { day, startAt: bounds.startAt };
    },
    hour(atMs: number) {
      turnTo(atMs);
      if (hours.length === 0) hours = hoursOf(bounds, zone);
      return { startAt: lastAtOrBefore(hours, atMs) };
    },
  };
}

/**
 * Rows of the buckets that begin in `[from, to)`: the quarters as they are, local hours and local days in rising order, or the
 * models by cost. Only those in which there was a request.
 */
export function rangeOf(
  buckets: readonly Bucket[],
  { from, to, by }: RangeQuery,
  zone: string,
): readonly RangeRow[] {
  const inside = counted(buckets).filter(({ startAt }) => from <= startAt && startAt < to);
  if (by === "model") return modelsOf(inside);
  const rising = inside.sort((a, b) => a.startAt - b.startAt);
  const calendar = createCalendar(zone);
  const placeOf = {
    day: calendar.day,
    hour: calendar.hour,
    quarter: (startAt: number) => ({ startAt }),
  };
  const places = new Map<number, RangeRow>();
  for (const bucket of rising) {
    const place = placeOf[by](bucket.startAt);
    places.set(place.startAt, { ...place, ...plus(places.get(place.startAt) ?? nothing, bucket) });
  }
  return [...places.values()];
}
