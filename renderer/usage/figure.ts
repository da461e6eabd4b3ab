/** What the rows of a range add up to: its cost and how much of it is known, what both caches did, what went wrong. */
import type { RangeRow } from "../../preload/contract/command.ts";
import type { Figure } from "../../preload/contract/state.ts";
import type { SourceName } from "../home/day.ts";

export type RangeFigure = Figure & {
  readonly source: SourceName;
  /** What reading from the provider's prompt cache saved, less what writing to it cost; null: not known. */
  readonly savedMicroUsd: number | null;
};

const summed = [
  ...["requests", "priced", "confirmed", "errors", "cacheHits"],
  ...["tokensIn", "tokensOut", "cacheRead", "cacheWrite"],
] as const satisfies readonly (keyof Figure)[];

export function figureOf(rows: readonly RangeRow[]): RangeFigure {
  const sum = Object.fromEntries(
    summed.map((name) => [name, rows.reduce((all, row) => all + row[name], 0)]),
  ) as Readonly<Record<(typeof summed)[number], number>>;
  return {
    ...sum,
    costMicroUsd: sumOfKnown(rows.map(({ costMicroUsd }) => costMicroUsd)),
    savedMicroUsd: savedOf(rows),
    source: sourceOf(sum),
  };
}

/** A part of it would be no figure: reading and writing may stand in different rows. */
function savedOf(rows: readonly RangeRow[]): number | null {
  const using = rows.filter(({ cacheRead, cacheWrite }) => cacheRead + cacheWrite > 0);
  const saved = using.map(({ promptCacheMicroUsd }) => promptCacheMicroUsd ?? null);
  return saved.includes(null) ? null : sumOfKnown(saved);
}

function sumOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

function sourceOf({ confirmed, priced }: Pick<Figure, "confirmed" | "priced">): SourceName {
  if (confirmed === 0) return "own";
  return confirmed < priced ? "both" : "cloudflare";
}

/** In percent of all that was read; null: nothing was. */
export function promptCacheShare({
  cacheRead,
  cacheWrite,
  tokensIn,
}: Pick<Figure, "cacheRead" | "cacheWrite" | "tokensIn">): number | null {
  const all = tokensIn + cacheRead + cacheWrite;
  return all === 0 ? null : (cacheRead / all) * 100;
}
