/** The ledger's file on the disk: opened for its owner alone, set aside when it is damaged, and what an error of it means. */
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
import { DatabaseSync } from "node:sqlite";

export type LedgerCode = "ledger.failed" | "disk.full" | "disk.readOnly";

/** `damaged`: the file is no database any more, or not ours; it can be set aside and a new one begun. */
export type StoreFailure = {
  readonly ok: false;
  readonly code: LedgerCode;
  readonly damaged: boolean;
  /** The file is that of a newer Sluice, and is let alone. */
  readonly isNewer?: true;
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

/** An error of SQLite or the system, not of our own making. */
export const isOfFile = (error: unknown): boolean => error instanceof Error && "code" in error;

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

export function openDatabase(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, "a", 0o600));
  // SQLite gives the files beside it the mode of this one.
  chmodSync(path, 0o600);
  // Nobody else writes; a short wait covers a process that is just ending.
  const db = new DatabaseSync(path, { timeout: 250 });
  try {
    // The first of the three holds for a new file alone, and must come first.
    db.exec(
      "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
    );
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
