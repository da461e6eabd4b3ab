/** The rows of Home's two lists: models of the day and last requests, with every unknown kept unknown. */
import type { HourFigure, ModelFigure, RequestRow } from "../../preload/contract/state.ts";

export type ModelRow = {
  readonly key: string;
  readonly model: string | null;
  readonly requests: number;
  /** Null when nothing in the row has a price. */
  readonly microUsd: number | null;
  readonly unpriced: number;
};

/** Dearest first; what has no price comes last. */
export function modelRowsOf(models: readonly ModelFigure[]): ModelRow[] {
  const sorted = models.toSorted(
    (a, b) => (b.costMicroUsd ?? -1) - (a.costMicroUsd ?? -1) || b.requests - a.requests,
  );
  return sorted.map(({ costMicroUsd, model, priced, provider, requests }) => ({
    key: `${provider}/${model}`,
    model,
    requests,
    microUsd: costMicroUsd,
    unpriced: requests - priced,
  }));
}

/** What became of a request, in a word or as the time to its first byte. */
export type Outcome =
  | { readonly is: "took"; readonly ms: number }
  | { readonly is: "status"; readonly status: number }
  | { readonly is: "error" | "refused" | "aborted" | "failed" | "cached" | "none" };

export function outcomeOf(row: RequestRow): Outcome {
  if (row.outcome === "refused" || row.outcome === "aborted" || row.outcome === "failed")
    return { is: row.outcome };
  if (row.outcome === "providerError")
    return row.status === null ? { is: "error" } : { is: "status", status: row.status };
  if (row.cacheHit) return { is: "cached" };
  return row.firstByteMs === null ? { is: "none" } : { is: "took", ms: row.firstByteMs };
}

/** One bar of the day. */
export type Bar = {
  readonly startAt: number;
  /** Which of the day's columns it stands in. */
  readonly column: number;
  /** What the clock showed at its beginning, 0 to 23. */
  readonly hour: number;
  readonly microUsd: number | null;
  readonly requests: number;
  /** Its height against the dearest hour, 0 to 1. */
  readonly share: number;
  /** Puts the hatched cap on it. */
  readonly hasUnpriced: boolean;
};

export type Bars = {
  readonly bars: readonly Bar[];
  /** 24, but 23 or 25 on the days the clock is changed. */
  readonly columns: number;
  /** Midnight of the bars' day; null without bars. */
  readonly startAt: number | null;
};

const hourMs = 3_600_000;

/** @param hourOf the hour of the day in the person's zone. */
export function barsOf(hours: readonly HourFigure[], hourOf: (at: number) => number): Bars {
  const first = hours[0];
  if (!first) return { bars: [], columns: 24, startAt: null };
  const startAt = first.startAt - hourOf(first.startAt) * hourMs;
  const highest = Math.max(...hours.map(({ costMicroUsd }) => costMicroUsd ?? 0), 1);
  const bars = hours.map((hour) => ({
    startAt: hour.startAt,
    column: Math.round((hour.startAt - startAt) / hourMs),
    hour: hourOf(hour.startAt),
    microUsd: hour.costMicroUsd,
    requests: hour.requests,
    share: (hour.costMicroUsd ?? 0) / highest,
    hasUnpriced: hour.requests > hour.priced,
  }));
  const last = bars.at(-1)?.column ?? 0;
  // A list of the whole day says itself how long the day is.
  return { bars, columns: bars.length >= 23 ? last + 1 : Math.max(24, last + 1), startAt };
}
