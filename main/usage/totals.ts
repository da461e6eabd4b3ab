/** Quarters with all their kinds together, but for Sluice's own requests: follows every change of the buckets, and is read at a third of their cost. */
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Part } from "../core/range.ts";
import { exact, quoted } from "./sum-table.ts";

export type Totals = {
  /** Buckets that begin there have changed. */
  touch(startAt: number): void;
  /** Makes those anew that were touched; within the transaction that touched them. */
  refresh(): void;
  /** After a transaction that did not come to its end. */
  forget(): void;
  /** Those that begin in `[fromMs, toMs)`, rising. */
  read(fromMs: number, toMs: number): readonly Part[];
};

const summed = [
  ...["requests", "priced", "confirmed", "errors", "cacheHits"],
  ...["tokensIn", "tokensOut", "cacheRead", "cacheWrite"],
  ...["durationMs", "firstByteMs", "firstBytes"],
  ...["cacheSavedMicroUsd", "cacheKnown", "cacheUnpriced"],
  ...["hitsSavedMicroUsd", "hitsKnown", "costMicroUsd"],
] as const satisfies readonly (keyof Part)[];

/** In the order of the columns; written out, for thousands are read at once. */
const partFrom = (values: readonly SQLOutputValue[]): Part => ({
  startAt: values[0] as number,
  requests: values[1] as number,
  priced: values[2] as number,
  confirmed: values[3] as number,
  errors: values[4] as number,
  cacheHits: values[5] as number,
  tokensIn: values[6] as number,
  tokensOut: values[7] as number,
  cacheRead: values[8] as number,
  cacheWrite: values[9] as number,
  durationMs: values[10] as number,
  firstByteMs: values[11] as number,
  firstBytes: values[12] as number,
  cacheSavedMicroUsd: values[13] as number,
  cacheKnown: values[14] as number,
  cacheUnpriced: values[15] as number,
  hitsSavedMicroUsd: values[16] as number,
  hitsKnown: values[17] as number,
  costMicroUsd: values[18] as number | null,
});

export function createTotals(db: DatabaseSync): Totals {
  const columns = `startAt, ${quoted(summed)}`;
  const sums = summed.map((name) => exact(`sum(${exact(`"${name}"`)})`)).join(", ");
  const make = db.prepare(`INSERT INTO total (${columns}) SELECT startAt, ${sums}
    FROM bucket CROSS JOIN kind ON kind.id = bucket.kind WHERE startAt = ? AND "by" <> 'sluice' GROUP BY startAt`);
  const remove = db.prepare("DELETE FROM total WHERE startAt = ?");
  const select = db.prepare(
    `SELECT ${columns} FROM total WHERE startAt >= ? AND startAt < ? ORDER BY startAt`,
  );
  select.setReturnArrays(true);
  const touched = new Set<number>();
  return {
    touch(startAt) {
      touched.add(startAt);
    },
    refresh() {
      for (const startAt of touched) {
        remove.run(startAt);
        make.run(startAt);
      }
      touched.clear();
    },
    forget() {
      touched.clear();
    },
    read: (fromMs, toMs) =>
      (select.all(fromMs, toMs) as unknown as readonly SQLOutputValue[][]).map(partFrom),
  };
}
