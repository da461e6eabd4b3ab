/** The ledger's file: opens it whatever state it is in, writes rows with their roll-up in one transaction, reads them back. */
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  statfsSync,
} from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from "node:sqlite";
import type { RequestRow } from "../../preload/contract/state.ts";
import type { Bucket } from "../core/spend.ts";
import { type Row, rollUp } from "./row.ts";
import { migrate } from "./schema.ts";

export type LedgerCode = "ledger.failed" | "disk.full" | "disk.readOnly";

/** `damaged`: the file is no database any more, or not ours; it can be set aside and a new one begun. */
export type StoreFailure = {
  readonly ok: false;
  readonly code: LedgerCode;
  readonly damaged: boolean;
};

export type Store = {
  write(rows: readonly Row[]): { readonly ok: true } | StoreFailure;
  buckets(fromMs: number, toMs: number): readonly Bucket[];
  requests(beforeId: number, limit: number): readonly RequestRow[];
  close(): void;
};

// sqlite.org/rescode.html: the low byte is the kind, the rest says where it was met.
const [readOnlyCode, ioCode, corruptCode, fullCode, notDatabaseCode] = [8, 10, 11, 13, 26];
const fileCodes: Readonly<Record<string, LedgerCode>> = {
  ENOSPC: "disk.full",
  EDQUOT: "disk.full",
  EROFS: "disk.readOnly",
  EACCES: "disk.readOnly",
  EPERM: "disk.readOnly",
};

/** SQLite calls a full disk an I/O error where it cannot grow its shared memory. */
function isFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < 65_536;
  } catch {
    return false;
  }
}

export function failureOf(error: unknown, path: string): StoreFailure {
  const { code, errcode } = error as { code?: string; errcode?: number };
  const kind = typeof errcode === "number" ? errcode & 0xff : 0;
  const damaged = kind === corruptCode || kind === notDatabaseCode;
  if (kind === fullCode || (kind === ioCode && isFull(path))) {
    return { ok: false, code: "disk.full", damaged };
  }
  if (kind === readOnlyCode) return { ok: false, code: "disk.readOnly", damaged };
  return { ok: false, code: fileCodes[code ?? ""] ?? "ledger.failed", damaged };
}

const files = (path: string) => [path, `${path}-wal`, `${path}-shm`];

/** Keeps a damaged file, with the two SQLite keeps beside it, under another name; returns that name, null when it cannot. */
export function setAside(path: string, nowMs: number): string | null {
  const kept = `${path}.damaged-${nowMs}`;
  try {
    for (const [index, file] of files(path).entries()) {
      if (existsSync(file)) renameSync(file, files(kept)[index] ?? kept);
    }
    return kept;
  } catch {
    return null;
  }
}

function openDatabase(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, "a", 0o600));
  // SQLite gives the files beside it the mode of this one.
  chmodSync(path, 0o600);
  // Nobody else writes; a short wait covers a process that is just ending.
  const db = new DatabaseSync(path, { timeout: 250 });
  try {
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

const rowColumns = [
  ...["startedAt", "durationMs", "firstByteMs", "route", "by", "provider", "model", "status"],
  ...["outcome", "refusal", "cacheHit", "tokensIn", "tokensOut", "cacheRead", "cacheWrite"],
  ...["cacheWrite1h", "costMicroUsd", "unpriced", "logId"],
] as const satisfies readonly (keyof Row)[];

/** In the order of `rowColumns`; written out, for this is done with every request. */
function valuesOf(row: Row): SQLInputValue[] {
  return [
    row.startedAt,
    row.durationMs,
    row.firstByteMs,
    row.route,
    row.by,
    row.provider,
    row.model,
    row.status,
    row.outcome,
    row.refusal,
    row.cacheHit ? 1 : 0,
    row.tokensIn,
    row.tokensOut,
    row.cacheRead,
    row.cacheWrite,
    row.cacheWrite1h,
    row.costMicroUsd,
    row.unpriced,
    row.logId,
  ];
}

const keyColumns = ["startAt", "provider", "model", "route", "by"] as const;
const sumColumns = [
  ...["requests", "priced", "unknownPrice", "tokensIn", "tokensOut", "cacheRead", "cacheWrite"],
  "costMicroUsd",
] as const;

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(", ");
const marks = (names: readonly string[]) => names.map(() => "?").join(", ");
// As in addExact: a sum stops at the largest exact integer.
const grown = sumColumns
  .map((name) => `"${name}" = min("${name}" + excluded."${name}", ${Number.MAX_SAFE_INTEGER})`)
  .join(", ");

const insertRow = `INSERT INTO request (${quoted(rowColumns)}) VALUES (${marks(rowColumns)})`;
const bucketColumns = [...keyColumns, ...sumColumns, "lastEndAt"] as const;
const addBucket = `INSERT INTO bucket (${quoted(bucketColumns)}) VALUES (${marks(bucketColumns)})
  ON CONFLICT DO UPDATE SET ${grown}, lastEndAt = max(lastEndAt, excluded.lastEndAt)`;

type Values = Record<string, SQLOutputValue>;

/** A model that is not known is "" in the key: NULLs are never equal to each other. */
function bucketFrom(values: Values): Bucket {
  const costMicroUsd = Number(values.priced) > 0 ? values.costMicroUsd : null;
  return { ...values, model: values.model || null, costMicroUsd } as unknown as Bucket;
}

function requestFrom(values: Values): RequestRow {
  return { ...values, cacheHit: values.cacheHit === 1 } as unknown as RequestRow;
}

/** Throws nothing: what goes wrong is told, so that the caller can keep its rows and try again. */
export function openStore(
  path: string,
): { readonly ok: true; readonly store: Store } | StoreFailure {
  let db: DatabaseSync | null = null;
  try {
    db = openDatabase(path);
    if (!migrate(db)) {
      db.close();
      return { ok: false, code: "ledger.failed", damaged: false };
    }
    return { ok: true, store: storeOver(db, path) };
  } catch (error) {
    const failure = failureOf(error, path);
    if (db?.isOpen) db.close();
    return failure;
  }
}

function storeOver(db: DatabaseSync, path: string): Store {
  const insert = db.prepare(insertRow);
  const add = db.prepare(addBucket);
  const rowNames = rowColumns.filter((name) => name !== "cacheWrite1h" && name !== "unpriced");
  const select = db.prepare(
    `SELECT id, ${quoted(rowNames)} FROM request WHERE id < ? ORDER BY id DESC LIMIT ?`,
  );
  const selectBuckets = db.prepare(
    `SELECT * FROM bucket WHERE startAt >= ? AND startAt < ? ORDER BY startAt`,
  );
  return {
    write(rows) {
      try {
        db.exec("BEGIN IMMEDIATE");
        for (const row of rows) insert.run(...valuesOf(row));
        for (const bucket of rollUp(rows)) {
          const values = {
            ...bucket,
            model: bucket.model ?? "",
            costMicroUsd: bucket.costMicroUsd ?? 0,
          };
          add.run(...bucketColumns.map((name) => values[name]));
        }
        db.exec("COMMIT");
        return { ok: true };
      } catch (error) {
        const failure = failureOf(error, path);
        try {
          if (db.isTransaction) db.exec("ROLLBACK");
        } catch {
          // SQLite has rolled back by itself, as it does on a full disk.
        }
        return failure;
      }
    },
    buckets: (fromMs, toMs) => selectBuckets.all(fromMs, toMs).map(bucketFrom),
    requests: (beforeId, limit) => select.all(beforeId, limit).map(requestFrom),
    close() {
      if (db.isOpen) db.close();
    },
  };
}
