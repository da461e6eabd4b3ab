/** Gives up the rows of old requests, a few hundred at a time, and gives their space back to the disk. What they add up to stays. */
import type { DatabaseSync } from "node:sqlite";
import { quarterOf } from "../core/spend.ts";
import { lastMoment } from "./row.ts";

export type Retention = {
  /** Removes some of the rows the order bears upon; null when none is left. `highestId`: of all rows there ever were. */
  prune(order: PruneOrder, highestId: number): { readonly removed: number } | null;
  /** The highest id when rows were last given up: none is given twice. */
  lastId(): number;
  /** Hands some free pages back; false when there are none. Not within a transaction. */
  shrink(): boolean;
  reload(): void;
};

/**
 * Rows of quarters that begin before `beforeMs`, but none within `keepMs` of the newest row: rows come by the same clock, and one that
 * is a year ahead must not take all of them.
 */
export type PruneOrder = { readonly beforeMs: number; readonly keepMs: number };

/** About a millisecond's work each. */
const rowsAtOnce = 500;
const pagesAtOnce = 64;

export function createRetention(db: DatabaseSync): Retention {
  // Where a clock was wrong, rows of another time lie between: ids give the place to look in, the time decides.
  const last = db.prepare("SELECT max(lastId) AS id FROM span WHERE startAt < ?");
  const page = db.prepare(
    "SELECT max(id) AS id FROM (SELECT id FROM request WHERE id > ? ORDER BY id LIMIT ?)",
  );
  const remove = db.prepare("DELETE FROM request WHERE id > ? AND id <= ? AND startedAt < ?");
  const forget = db.prepare("DELETE FROM span WHERE startAt < ?");
  const free = db.prepare("PRAGMA freelist_count");
  const highest = db.prepare("SELECT value FROM note WHERE name = 'lastId'");
  const keepHighest = db.prepare("INSERT OR REPLACE INTO note (name, value) VALUES ('lastId', ?)");
  const newest = db.prepare("SELECT startedAt FROM request ORDER BY id DESC LIMIT 1");
  let cursor = 0;
  /** Found once for an order: spans are given up by it. */
  let found: { readonly order: PruneOrder; readonly beforeMs: number } | null = null;

  const boundOf = (order: PruneOrder): number => {
    if (found?.order === order) return found.beforeMs;
    const { beforeMs, keepMs } = order;
    const startedAt = Number(newest.get()?.startedAt ?? lastMoment);
    const bound = quarterOf(Math.max(Math.min(beforeMs, startedAt - keepMs, lastMoment), 0));
    found = { order, beforeMs: bound };
    cursor = 0;
    return bound;
  };

  return {
    lastId: () => Number(highest.get()?.value ?? 0),
    prune(order, highestId) {
      const beforeMs = boundOf(order);
      const lastId = last.get(beforeMs)?.id;
      if (typeof lastId !== "number") return null;
      // With the last row its number would be forgotten.
      keepHighest.run(highestId);
      const pageEnd = page.get(cursor, rowsAtOnce)?.id;
      const toId = typeof pageEnd === "number" ? Math.min(pageEnd, lastId) : lastId;
      const removed = Number(remove.run(cursor, toId, beforeMs).changes);
      cursor = toId;
      if (toId >= lastId) {
        forget.run(beforeMs);
        cursor = 0;
      }
      return { removed };
    },
    shrink() {
      const pages = Number(free.get()?.freelist_count ?? 0);
      if (pages === 0) return false;
      db.exec(`PRAGMA incremental_vacuum(${pagesAtOnce})`);
      return pages > pagesAtOnce && Number(free.get()?.freelist_count ?? 0) < pages;
    },
    reload() {
      cursor = 0;
    },
  };
}
