/** The ledger's file: opens it whatever state it is in, changes rows and the sums of them in one transaction, reads them back. */
import type { DatabaseSync } from "node:sqlite";
import type { Settled } from "../core/analytics.ts";
import type { Bucket } from "../core/spend.ts";
import { type Change, type Corrections, createCorrections } from "./corrections.ts";
import { createDays, type Days } from "./days.ts";
import { failureOf, isOfFile, openDatabase, type StoreFailure } from "./file.ts";
import { createNames } from "./names.ts";
import { createRequests, type LogCost, type Requests } from "./requests.ts";
import { createRetention, type PruneOrder } from "./retention.ts";
import type { Row } from "./row.ts";
import { migrate } from "./schema.ts";
import { createSumTable, type SumTable } from "./sum-table.ts";
import { rollUp } from "./sums.ts";
import { createTotals, type Totals } from "./totals.ts";

export type Done<T> = { readonly ok: true; readonly value: T } | StoreFailure;

export type Store = {
  write(rows: readonly Row[]): Done<null>;
  /** Sums of rows that are not kept. */
  writeSums(sums: readonly Bucket[]): Done<null>;
  confirm(costs: readonly LogCost[]): Done<null>;
  settle(settled: Settled): Done<null>;
  setZone(zone: string): Done<null>;
  /** Makes a day of the roll-up; false when all are made. */
  growDays(): Done<boolean>;
  /** Null when nothing that old is left. */
  prune(order: PruneOrder): Done<{ readonly removed: number } | null>;
  /** Gives some space back; false when there is none to give. */
  shrink(): Done<boolean>;
  /** The id of the newest row there ever was. */
  lastId(): number;
  /** Rows from before then may be missing: they were in a file that was set aside. */
  readonly missingUntil: number | null;
  readonly buckets: Pick<SumTable, "read" | "extent">;
  readonly dayTable: Pick<SumTable, "read">;
  readonly totals: Pick<Totals, "read">;
  readonly days: Pick<Days, "zone" | "builtFrom" | "isBuilt">;
  readonly requests: Pick<Requests, "before" | "within" | "awaiting" | "find">;
  readonly corrections: Pick<Corrections, "near" | "with" | "settledUntil">;
  close(): void;
};

export type OpenedStore = { readonly ok: true; readonly store: Store } | StoreFailure;

export type StoreOptions = {
  /** New ids are above this one. */
  readonly afterId?: number;
  /** When the file that was here was set aside; it is noted, for whoever opens this one later. */
  readonly missingUntil?: number | null;
};

/** Throws nothing: what goes wrong is told, so that the caller can keep its rows and try again. */
export function openStore(path: string, options: StoreOptions = {}): OpenedStore {
  let db: DatabaseSync | null = null;
  try {
    db = openDatabase(path);
    if (!migrate(db)) {
      db.close();
      return { ok: false, code: "ledger.failed", damaged: false, isNewer: true };
    }
    return { ok: true, store: storeOver(db, path, options) };
  } catch (error) {
    const failure = failureOf(error, path);
    if (db?.isOpen) db.close();
    return failure;
  }
}

/** The later one of what is noted and what is known. */
function noteMissing(db: DatabaseSync, knownMs: number | null): number | null {
  const noted = db.prepare("SELECT value FROM note WHERE name = 'missingUntil'").get()?.value;
  const notedMs = typeof noted === "number" ? noted : null;
  if (knownMs === null || (notedMs !== null && notedMs >= knownMs)) return notedMs;
  db.prepare("INSERT OR REPLACE INTO note (name, value) VALUES ('missingUntil', ?)").run(knownMs);
  return knownMs;
}

/** Tells the totals of every change. */
const followed = (buckets: SumTable, totals: Totals): SumTable => ({
  ...buckets,
  add(bucket, kind, startAt = bucket.startAt) {
    buckets.add(bucket, kind, startAt);
    totals.touch(startAt);
  },
  touch(startAt) {
    buckets.touch(startAt);
    totals.touch(startAt);
  },
});

function storeOver(
  db: DatabaseSync,
  path: string,
  { afterId = 0, missingUntil = null }: StoreOptions,
): Store {
  const missing = noteMissing(db, missingUntil);
  const names = createNames(db);
  const requests = createRequests(db, names);
  const totals = createTotals(db);
  const buckets = followed(createSumTable(db, "bucket", names), totals);
  const dayTable = createSumTable(db, "day", names);
  const days = createDays(db, dayTable);
  const corrections = createCorrections({ db, names, buckets, days });
  const retention = createRetention(db);
  const span = db.prepare(`INSERT INTO span (startAt, firstId, lastId) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET firstId = min(firstId, excluded.firstId), lastId = max(lastId, excluded.lastId)`);
  let lastId = Math.max(requests.lastId(), retention.lastId(), afterId);

  const failed = (error: unknown): StoreFailure => {
    const failure = failureOf(error, path);
    try {
      if (db.isTransaction) db.exec("ROLLBACK");
      for (const part of [days, corrections, retention]) part.reload();
    } catch {
      // SQLite has rolled back by itself, as it does on a full disk; or the file cannot even be read.
    }
    for (const part of [names, buckets, dayTable, totals, requests]) part.forget();
    return failure;
  };

  const attempt = <T>(work: () => T): Done<T> => {
    try {
      return { ok: true, value: work() };
    } catch (error) {
      return failed(error);
    }
  };

  const transaction = <T>(work: () => T): Done<T> =>
    attempt(() => {
      db.exec("BEGIN IMMEDIATE");
      const value = work();
      totals.refresh();
      db.exec("COMMIT");
      return value;
    });

  const addTo = (bucket: Bucket, kind: number) => {
    buckets.add(bucket, kind);
    days.add(bucket, kind);
  };

  /** A defect in working out corrections must not keep rows from the file: those of before stay. */
  const followSums = (sums: readonly Bucket[]) => {
    try {
      corrections.follow(sums);
    } catch (error) {
      if (isOfFile(error)) throw error;
    }
  };

  return {
    write(rows) {
      const firstId = lastId + 1;
      const end = lastId + rows.length;
      const done = transaction(() => {
        requests.insert(rows, firstId);
        const sums = rollUp(rows);
        for (const bucket of sums) addTo(bucket, names.kindId(bucket));
        for (const startAt of new Set(sums.map((bucket) => bucket.startAt))) {
          span.run(startAt, firstId, end);
        }
        followSums(sums);
        return null;
      });
      if (done.ok) lastId = end;
      return done;
    },
    writeSums: (sums) =>
      transaction(() => {
        for (const bucket of sums) addTo(bucket, names.kindId(bucket));
        followSums(sums);
        return null;
      }),
    confirm: (costs) =>
      transaction(() => {
        const changes: Change[] = [];
        for (const cost of costs) {
          const confirmed = requests.confirm(cost);
          if (confirmed === null) continue;
          addTo(confirmed.bucket, confirmed.kind);
          changes.push(confirmed.bucket);
        }
        corrections.follow(changes);
        return null;
      }),
    settle: ({ profile, readAt, quarters }) =>
      transaction(() => {
        const changed = corrections.keep(profile, readAt, quarters);
        corrections.follow(changed.map(({ startAt }) => ({ profile, startAt })));
        return null;
      }),
    setZone(zone) {
      if (days.zone() === zone) return { ok: true, value: null };
      return transaction(() => {
        days.turnTo(zone);
        return null;
      });
    },
    growDays: () => (days.isBuilt() ? { ok: true, value: false } : transaction(days.grow)),
    prune: (order) => transaction(() => retention.prune(order, lastId)),
    shrink: () => attempt(retention.shrink),
    lastId: () => lastId,
    missingUntil: missing,
    ...{ buckets, dayTable, totals, days, requests, corrections },
    close() {
      if (db.isOpen) db.close();
    },
  };
}
