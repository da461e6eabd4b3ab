/** The table of single requests: written in batches, read in pages, told what Cloudflare's log says of each. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from "node:sqlite";
import { type Bucket, quarterMs } from "../core/spend.ts";
import { columns, createRowReader, type FullRow } from "./full-row.ts";
import { packLogId, unpackLogId } from "./log-id.ts";
import type { Names } from "./names.ts";
import { isAwaited, type Row, whole } from "./row.ts";
import { createSearch, type Search } from "./search.ts";
import { changeOf } from "./sums.ts";

export type AwaitedRow = {
  readonly id: number;
  readonly logId: string;
  readonly startedAt: number;
};

export type LogCost = { readonly id: number; readonly costMicroUsd: number | null };

export type PageQuery = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly afterId: number;
};

export type Page = { readonly rows: readonly FullRow[]; readonly next: number | null };

/** What a confirmed row changes in the sum of its kind. */
export type Confirmed = { readonly bucket: Bucket; readonly kind: number };

export type Requests = {
  insert(rows: readonly Row[], firstId: number): void;
  lastId(): number;
  /** Ids below `beforeId`, falling. */
  before(beforeId: number, limit: number): readonly FullRow[];
  /** Rows that began in `[fromMs, toMs)` among the next `limit` ids after one; `next` is null at the end. */
  within(query: PageQuery): Page;
  awaiting(profile: string, sinceMs: number, limit: number): readonly AwaitedRow[];
  /** Null: it is not there any more, or the word changes nothing in any sum. */
  confirm(cost: LogCost): Confirmed | null;
} & Search;

const rowsAtOnce = 250;

export function createRequests(db: DatabaseSync, names: Names): Requests {
  const insert = db.prepare(
    `INSERT INTO request (${columns}) VALUES (${columns.replaceAll(/\w+/g, "?")})`,
  );
  const last = db.prepare("SELECT max(id) AS id FROM request");
  const before = db.prepare(`SELECT ${columns} FROM request WHERE id < ? ORDER BY id DESC LIMIT ?`);
  const spanOf = db.prepare(
    "SELECT min(firstId) AS firstId, max(lastId) AS lastId FROM span WHERE startAt > ? AND startAt < ?",
  );
  const next = db.prepare(
    `SELECT ${columns} FROM request WHERE id > ? AND id <= ? ORDER BY id LIMIT ${rowsAtOnce}`,
  );
  // Spans are by quarter: the first that can hold such a row is the one the moment is in.
  const awaited = db.prepare(`SELECT request.id AS id, startedAt, logId
    FROM request INDEXED BY awaited CROSS JOIN kind ON kind.id = request.kind
    WHERE isAwaited = 1 AND request.id >= ? AND startedAt >= ? AND kind.profile = ?
    ORDER BY request.id DESC LIMIT ?`);
  const one = db.prepare(`SELECT ${columns} FROM request WHERE id = ?`);
  const heard = db.prepare("UPDATE request SET isAwaited = 0 WHERE id = ?");
  const priced = db.prepare("UPDATE request SET isAwaited = 0, logMicroUsd = ? WHERE id = ?");
  before.setReturnArrays(true);
  next.setReturnArrays(true);
  one.setReturnArrays(true);

  const fullRow = createRowReader(names);
  const search = createSearch(db, names);
  const fullRows = (found: unknown) => (found as SQLOutputValue[][]).map(fullRow);

  const valuesOf = (row: Row, id: number): SQLInputValue[] => [
    id,
    row.startedAt,
    row.durationMs,
    row.firstByteMs,
    names.kindId(row),
    names.endingId(row),
    row.tokensIn,
    row.tokensOut,
    row.cacheRead,
    row.cacheWrite,
    row.cacheWrite1h,
    row.searches,
    row.tallyMicroUsd,
    null,
    isAwaited(row) ? 1 : 0,
    packLogId(row.logId),
    row.savedMicroUsd,
  ];

  return {
    ...search,
    insert(rows, firstId) {
      for (const [index, row] of rows.entries()) insert.run(...valuesOf(row, firstId + index));
    },
    lastId: () => Number(last.get()?.id ?? 0),
    before: (beforeId, limit) => fullRows(before.all(beforeId, limit)),
    within({ fromMs, toMs, afterId }) {
      const { firstId, lastId } = spanOf.get(fromMs - quarterMs, toMs) ?? {};
      if (typeof firstId !== "number" || typeof lastId !== "number")
        return { rows: [], next: null };
      const found = fullRows(next.all(Math.max(afterId, firstId - 1), lastId));
      const rows = found.filter(({ startedAt }) => fromMs <= startedAt && startedAt < toMs);
      return { rows, next: found.length < rowsAtOnce ? null : (found.at(-1)?.id ?? null) };
    },
    awaiting(profile, sinceMs, limit) {
      const { firstId } = spanOf.get(sinceMs - quarterMs, Number.MAX_SAFE_INTEGER) ?? {};
      if (typeof firstId !== "number") return [];
      return awaited.all(firstId, sinceMs, profile, limit).map(({ id, startedAt, logId }) => ({
        ...{ id: Number(id), startedAt: Number(startedAt), logId: unpackLogId(logId) ?? "" },
      }));
    },
    confirm({ id, costMicroUsd }) {
      const [values] = one.all(id) as unknown as SQLOutputValue[][];
      if (values === undefined) return null;
      const row = fullRow(values);
      const logMicroUsd = costMicroUsd === null ? 0 : whole(costMicroUsd);
      // Cloudflare says 0 of a model without a price, too.
      if (costMicroUsd === null || (logMicroUsd === 0 && row.tallyMicroUsd !== 0)) {
        heard.run(id);
        return null;
      }
      priced.run(logMicroUsd, id);
      return { bucket: changeOf(row, { ...row, logMicroUsd }), kind: values[4] as number };
    },
  };
}
