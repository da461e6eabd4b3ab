/** The rows of the list as they come in, newest first: pages at its end, new ones at its top, nothing twice. */
import type { RequestRow } from "../../preload/contract/state.ts";

export type Loaded = {
  readonly rows: readonly RequestRow[];
  /** There are none after the last one. */
  readonly isComplete: boolean;
  /** Newer ones that wait until they are wanted on top. */
  readonly fresh: readonly RequestRow[];
  /** Between the fresh ones and the rows there may be others: wanted, they take the rows' place. */
  readonly hasGap: boolean;
};

export const pageSize = 100;

export const begunWith = (rows: readonly RequestRow[]): Loaded => ({
  rows,
  isComplete: rows.length < pageSize,
  fresh: [],
  hasGap: false,
});

/** @param page what comes after the last row. */
export function withOlder(loaded: Loaded, page: readonly RequestRow[]): Loaded {
  const last = loaded.rows.at(-1)?.id ?? Number.POSITIVE_INFINITY;
  return {
    ...loaded,
    rows: [...loaded.rows, ...page.filter(({ id }) => id < last)],
    isComplete: page.length < pageSize,
  };
}

/**
 * The newest page, read again: rows that are known better by now are renewed where they stand, newer ones wait on top or go there.
 * @param isReading what is being read must not move.
 */
export function withNewest(
  loaded: Loaded,
  page: readonly RequestRow[],
  isReading: boolean,
): Loaded {
  const first = loaded.rows[0];
  if (first === undefined) return begunWith(page);
  const known = new Map(page.map((row) => [row.id, row]));
  const oldest = page.at(-1)?.id ?? Number.POSITIVE_INFINITY;
  const rows = loaded.rows.map((row) => (row.id < oldest ? row : (known.get(row.id) ?? row)));
  const fresh = page.filter(({ id }) => id > first.id);
  const hasGap = fresh.length === page.length && page.length === pageSize;
  const held = { ...loaded, rows, fresh, hasGap };
  return isReading ? held : withFresh(held);
}

/** What waited, on top. */
export function withFresh(loaded: Loaded): Loaded {
  if (loaded.fresh.length === 0) return loaded;
  if (loaded.hasGap) return begunWith(loaded.fresh);
  return { ...loaded, rows: [...loaded.fresh, ...loaded.rows], fresh: [] };
}

/** What the list shows from top to bottom. */
export type Line =
  | { readonly is: "day"; readonly key: string; readonly day: string }
  | { readonly is: "request"; readonly key: string; readonly row: RequestRow };

/**
 * A day stands above its first request. Requests are kept in the order they ended: one that ends after midnight but began before stays
 * under the day it stands in.
 * @param dayOf the local day of a moment · @param startOf when a local day began.
 */
export function linesOf(
  rows: readonly RequestRow[],
  dayOf: (at: number) => string,
  startOf: (day: string) => number,
): readonly Line[] {
  const lines: Line[] = [];
  let begunAt = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (row.startedAt < begunAt) {
      const day = dayOf(row.startedAt);
      begunAt = startOf(day);
      lines.push({ is: "day", key: day, day });
    }
    lines.push({ is: "request", key: String(row.id), row });
  }
  return lines;
}

/** The index of the next request up or down the lines; where there is none, the same. */
export function requestFrom(lines: readonly Line[], index: number, step: number): number {
  const to = Math.sign(step);
  let at = Math.min(Math.max(index + step, 0), lines.length - 1);
  while (lines[at]?.is === "day") at += at === 0 ? 1 : to;
  return lines[at] === undefined ? index : at;
}
