/** Why a data folder cannot be used, found by trying: so that a disk is not taken for another Sluice. */
import { existsSync, mkdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** `code` is the system's own, as ENOTDIR. */
export type FolderFault = {
  readonly is: "readOnly" | "full" | "unusable";
  readonly code: string;
};

const faults: Readonly<Record<string, FolderFault["is"]>> = {
  ...{ EROFS: "readOnly", EACCES: "readOnly", EPERM: "readOnly" },
  ...{ ENOSPC: "full", EDQUOT: "full" },
};
/** More than a file system keeps beside a file's name. */
const tried = "x".repeat(4_096);

/** Node's own way of making a whole path says of a read-only disk that there is no such folder. @throws {Error} with the system's code */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Somebody else has made it meanwhile.
    if (!existsSync(folder)) throw error;
  }
}

/** Makes the folder where it is missing, and writes a file in it that is gone again. Null: it can be used. */
export function folderFault(folder: string): FolderFault | null {
  const file = path.join(folder, `.sluice-${process.pid}-${"0".repeat(16)}.tmp`);
  try {
    makeFolder(folder);
    writeFileSync(file, tried, { mode: 0o600 });
    return null;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "UNKNOWN";
    return { is: faults[code] ?? "unusable", code };
  } finally {
    remove(file);
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where nothing can be written there is nothing to remove.
  }
}

/** Whether the process that Chromium has noted as the folder's own is there; on Windows it notes none. */
export function hasOwner(folder: string): boolean {
  try {
    const pid = Number(/-(\d+)$/.exec(readlinkSync(path.join(folder, "SingletonLock")))?.[1]);
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
