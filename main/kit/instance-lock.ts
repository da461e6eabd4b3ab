/** One process per data folder: an operating-system lock that ends with its holder, however it ends. */
import { chmodSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

export type InstanceLock = { release(): void };

/** Null when another process holds the folder. SQLite's file lock is the one lock Node has on every system that a crash cannot leave behind. */
export function takeInstanceLock(folder: string): InstanceLock | null {
  const file = path.join(folder, "instance.lock");
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    chmodSync(file, 0o600);
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
    const held = database;
    return { release: () => held.close() };
  } catch (error) {
    database?.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

/** SQLITE_BUSY is 5; extended codes keep it in the low byte. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && (Number(error.errcode) & 0xff) === 5;
}
