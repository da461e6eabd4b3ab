/** The bars of a range: one for each local hour or day of it, with or without requests, and the lines they are read against. */
import type { RangeRow } from "../../preload/contract/command.ts";
import type { Span } from "./span.ts";

/** One bar. */
export type Bar = {
  readonly key: string;
  /** Where an hour begins; null of a day. */
  readonly startAt: number | null;
  /** "2026-11-20"; null of an hour. */
  readonly day: string | null;
  readonly microUsd: number | null;
  readonly requests: number;
  /** Its height against the highest line, 0 to 1. */
  readonly share: number;
  /** Puts the hatched cap on it. */
  readonly unpriced: number;
  /** Puts the hollow one on it: answers from Cloudflare's response cache, which cost nothing. */
  readonly cached: number;
};

export type Chart = {
  readonly bars: readonly Bar[];
  /** From the lowest, above zero, to the highest. */
  readonly lines: readonly number[];
  readonly peak: Bar | null;
};

const hourMs = 3_600_000;
const most = 5;
const cent = 10_000;

/**
 * Round amounts, as few as make bars easy to read: their step is 1, 2 or 5 times a power of ten, a cent at the least, and there are five at most.
 * @param highest micro-dollars.
 */
export function linesOf(highest: number): readonly number[] {
  if (highest <= 0) return [];
  for (let unit = cent; ; unit *= 10)
    for (const step of [unit, 2 * unit, 5 * unit]) {
      const count = Math.ceil(highest / step);
      if (count <= most) return Array.from({ length: count }, (_, index) => (index + 1) * step);
    }
}

/** @param minuteOf the minute of the hour in the person's zone: half-hour zones have their own. */
export function chartOf(
  span: Span,
  rows: readonly RangeRow[],
  minuteOf: (at: number) => number,
): Chart {
  const lines = linesOf(Math.max(...rows.map(({ costMicroUsd }) => costMicroUsd ?? 0), 0));
  const top = lines.at(-1) ?? 1;
  const slots = span.by === "day" ? daySlots(span, rows) : hourSlots(span, rows, minuteOf);
  const bars = slots.map(({ day, key, of, startAt }) => {
    const known = of.flatMap(({ costMicroUsd }) => (costMicroUsd === null ? [] : [costMicroUsd]));
    const sum = (what: (row: RangeRow) => number) => of.reduce((all, row) => all + what(row), 0);
    const microUsd = known.length === 0 ? null : known.reduce((all, cost) => all + cost, 0);
    return {
      ...{ key, startAt, day, microUsd },
      requests: sum(({ requests }) => requests),
      share: Math.min(Math.max(microUsd ?? 0, 0) / top, 1),
      unpriced: sum(({ priced, requests }) => Math.max(requests - priced, 0)),
      cached: sum(({ cacheHits }) => cacheHits),
    };
  });
  const peak = bars.reduce<Bar | null>(
    (best, bar) => ((bar.microUsd ?? 0) > (best?.microUsd ?? 0) ? bar : best),
    null,
  );
  return { bars, lines, peak };
}

type Slot = Pick<Bar, "key" | "startAt" | "day"> & { readonly of: readonly RangeRow[] };

function daySlots({ days }: Span, rows: readonly RangeRow[]): readonly Slot[] {
  const byDay = Map.groupBy(rows, ({ day }) => day);
  return days.map((day) => ({ key: day, startAt: null, day, of: byDay.get(day) ?? [] }));
}

/** Hours as the zone's clock shows them: the first and the last may lie in the range with a part of them only. */
function hourSlots(
  { from, to }: Span,
  rows: readonly RangeRow[],
  minuteOf: (at: number) => number,
): readonly Slot[] {
  const first = from - minuteOf(from) * 60_000;
  const count = Math.ceil((to - first) / hourMs);
  const byHour = Map.groupBy(rows, ({ startAt }) =>
    Math.floor(((startAt ?? first) - first) / hourMs),
  );
  return Array.from({ length: count }, (_, index) => {
    const startAt = first + index * hourMs;
    return { key: String(startAt), startAt, day: null, of: byHour.get(index) ?? [] };
  });
}
