/** A table of sums, by quarter or by local day: adds to it, and reads buckets from it. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from "node:sqlite";
import type { Bucket } from "../core/spend.ts";
import { createKeptReads } from "./kept-reads.ts";
import type { Names } from "./names.ts";
import { addedNames } from "./sums.ts";

export type SumTable = {
  /** Adds to the sum of its kind that begins at `startAt`; figures below zero take away. */
  add(bucket: Bucket, kind: number, startAt?: number): void;
  /** Those that begin in `[fromMs, toMs)`, rising. */
  read(fromMs: number, toMs: number): readonly Bucket[];
  /** Sums that begin there were changed by somebody else's statement. */
  touch(startAt: number): void;
  /** All of them may have changed. */
  forget(): void;
  /** Where the first and the last of all begin; empty where there are none. */
  extent(): readonly number[];
  /** Rows of a statement that reads `bucketColumns` as arrays. */
  rows(found: unknown): readonly Bucket[];
};

export const sumColumns = [...addedNames, "costMicroUsd", "lastEndAt"] as const;
export const quoted = (names: readonly string[]): string =>
  names.map((name) => `"${name}"`).join(", ");

// As in addExact: a sum stops at the largest exact integer.
const most = Number.MAX_SAFE_INTEGER;
export const exact = (value: string): string => `max(min(${value}, ${most}), ${-most})`;
const grown = addedNames.map((name) => `"${name}" = ${exact(`"${name}" + excluded."${name}"`)}`);
/** Nothing known and nothing known stays nothing known. */
const cost = `costMicroUsd = CASE WHEN costMicroUsd IS NULL THEN excluded.costMicroUsd
  ELSE ${exact("costMicroUsd + coalesce(excluded.costMicroUsd, 0)")} END`;
export const bucketColumns = ["startAt", "kind", ...sumColumns] as const;

/** The sums of many rows of such a table, as one row of it. */
export const summed = [
  ...[...addedNames, "costMicroUsd"].map((name) => exact(`sum(${exact(`"${name}"`)})`)),
  exact("max(lastEndAt)"),
].join(", ");

/** What node:sqlite says of an integer no number can be. */
const tooLarge = "ERR_OUT_OF_RANGE";

const addTo = (table: string) =>
  `INSERT INTO ${table} (${quoted(bucketColumns)}) VALUES (${bucketColumns.map(() => "?").join(", ")})
  ON CONFLICT DO UPDATE SET ${grown.join(", ")}, ${cost}, lastEndAt = ${exact("max(lastEndAt, excluded.lastEndAt)")}`;

function valuesOf(bucket: Bucket, kind: number, startAt: number): SQLInputValue[] {
  const values: SQLInputValue[] = [startAt, kind];
  for (const name of sumColumns) {
    const value = bucket[name];
    values.push(value === null ? null : Math.max(Math.min(value, most), -most));
  }
  return values;
}

/** In the order of `bucketColumns`; written out, for hundreds are read each time the day is shown. */
function bucketFrom(values: readonly SQLOutputValue[], names: Names): Bucket {
  const { provider, model, route, by, profile } = names.kind(values[1] as number);
  return {
    startAt: values[0] as number,
    ...{ provider, model, route, by, profile },
    requests: values[2] as number,
    priced: values[3] as number,
    confirmed: values[4] as number,
    errors: values[5] as number,
    cacheHits: values[6] as number,
    unknownPrice: values[7] as number,
    tokensIn: values[8] as number,
    tokensOut: values[9] as number,
    cacheRead: values[10] as number,
    cacheWrite: values[11] as number,
    confirmedMicroUsd: values[12] as number,
    logged: values[13] as number,
    loggedMicroUsd: values[14] as number,
    talliedMicroUsd: values[15] as number,
    durationMs: values[16] as number,
    firstByteMs: values[17] as number,
    firstBytes: values[18] as number,
    free: values[19] as number,
    reached: values[20] as number,
    early: values[21] as number,
    late: values[22] as number,
    latePriced: values[23] as number,
    lateFree: values[24] as number,
    lateMicroUsd: values[25] as number,
    cacheSavedMicroUsd: values[26] as number,
    cacheKnown: values[27] as number,
    cacheUnpriced: values[28] as number,
    hitsSavedMicroUsd: values[29] as number,
    hitsKnown: values[30] as number,
    costMicroUsd: values[31] as number | null,
    lastEndAt: values[32] as number,
  };
}

export function createSumTable(db: DatabaseSync, table: "bucket" | "day", names: Names): SumTable {
  const add = db.prepare(addTo(table));
  const selected = (columns: string) => {
    const where = "WHERE startAt >= ? AND startAt < ? ORDER BY startAt, kind";
    const statement = db.prepare(`SELECT ${columns} FROM ${table} ${where}`);
    statement.setReturnArrays(true);
    return statement;
  };
  const select = selected(quoted(bucketColumns));
  const exactly = sumColumns.map((name) => exact(`"${name}"`));
  const selectExact = selected(["startAt", "kind", ...exactly].join(", "));
  /** A file in which a sum is beyond exact integers, from before they were bounded, is read all the same. */
  const found = (fromMs: number, toMs: number): unknown => {
    try {
      return select.all(fromMs, toMs);
    } catch (error) {
      const isTooLarge = error instanceof Error && "code" in error && error.code === tooLarge;
      if (isTooLarge) return selectExact.all(fromMs, toMs);
      throw error;
    }
  };
  const first = db.prepare(`SELECT startAt FROM ${table} ORDER BY startAt LIMIT 1`);
  const last = db.prepare(`SELECT startAt FROM ${table} ORDER BY startAt DESC LIMIT 1`);
  const rows = (raw: unknown) =>
    (raw as readonly SQLOutputValue[][]).map((values) => bucketFrom(values, names));
  const kept = createKeptReads((fromMs, toMs) => rows(found(fromMs, toMs)));
  return {
    add: (bucket, kind, startAt = bucket.startAt) => {
      add.run(...valuesOf(bucket, kind, startAt));
      kept.touch(startAt);
    },
    ...{ read: kept.read, touch: kept.touch, forget: kept.forget },
    rows,
    extent: () =>
      [first.get(), last.get()].flatMap((found) => (found ? [Number(found.startAt)] : [])),
  };
}
