/** What the two caches did in a time, each by itself and by model; nothing of the one is ever added to the other. */
import type { RangeRow } from "../../preload/contract/command.ts";
import { figureOf, promptCacheShare } from "../usage/figure.ts";

/** Of one model, or of all of them. */
export type CacheRow = {
  readonly key: string;
  readonly model: string | null;
  readonly provider: string;
  readonly requests: number;
  /** In percent of all tokens that were read; null: none were. */
  readonly rate: number | null;
  /** Below zero where writing cost more; null: not known. */
  readonly promptMicroUsd: number | null;
  readonly usesPrompt: boolean;
  readonly hits: number;
  /** As far as it is known; null: there were hits, and of none it is known. */
  readonly storedMicroUsd: number | null;
  readonly isAtLeast: boolean;
};

function rowOf(
  rows: readonly RangeRow[],
  name: Pick<CacheRow, "key" | "model" | "provider">,
): CacheRow {
  const figure = figureOf(rows);
  const known = rows.reduce((sum, row) => sum + (row.responseCacheKnown ?? 0), 0);
  const stored = rows.reduce((sum, row) => sum + (row.responseCacheMicroUsd ?? 0), 0);
  const hits = figure.cacheHits;
  return {
    ...name,
    requests: figure.requests,
    rate: promptCacheShare(figure),
    promptMicroUsd: figure.savedMicroUsd,
    usesPrompt: figure.cacheRead + figure.cacheWrite > 0,
    hits,
    storedMicroUsd: hits > 0 && known === 0 ? null : stored,
    isAtLeast: known > 0 && known < hits,
  };
}

export const allOf = (rows: readonly RangeRow[]): CacheRow =>
  rowOf(rows, { key: "", model: null, provider: "" });

/** In the order they came. */
export const byModelOf = (rows: readonly RangeRow[]): readonly CacheRow[] =>
  rows.map((row) => {
    const { model = null, provider = "" } = row;
    return rowOf([row], { key: `${provider} ${model}`, model, provider });
  });
