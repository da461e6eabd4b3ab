/** Replaces a file so that any reader, at any moment and after a crash, finds the whole old or the whole new bytes. */
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ErrorCode } from "../../preload/contract/error.ts";

export type DiskCode = Extract<ErrorCode, `disk.${string}`>;

/** `detail` is the system's own short code: "ENOSPC", "EROFS" … */
export type WriteResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: DiskCode; readonly detail: string };

export type ReadResult =
  | { readonly ok: true; readonly bytes: Buffer }
  | {
      readonly ok: false;
      readonly why: "missing" | "tooLarge" | "notFile" | "unreadable";
      readonly detail: string;
    };

const tempName = /^\.sluice-(\d+)-[0-9a-f]{16}\.tmp$/;
/** A write takes milliseconds: a temp this old is left over even if its pid lives again as somebody else. */
const staleAfterMs = 60 * 60 * 1000;
/** The temps this process is writing now: its own pid does not make them stale. */
const writing = new Set<string>();

/**
 * Writes a temp in the same folder (born 0600), brings it to disk and renames it over `path`. The folder must exist.
 * A symbolic link at `path` is replaced, not followed. After a failure the old file is untouched and the temp is gone,
 * with one exception: if only bringing the folder itself to disk fails, the new bytes are already in place.
 */
export async function writeFileAtomic(
  path: string,
  bytes: Uint8Array | string,
  { mode }: { readonly mode: number },
): Promise<WriteResult> {
  const folder = dirname(path);
  const name = `.sluice-${process.pid}-${randomBytes(8).toString("hex")}.tmp`;
  const temp = join(folder, name);
  writing.add(name);
  try {
    const file = await open(temp, "wx", 0o600);
    try {
      await file.chmod(mode);
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temp, path);
    await syncFolder(folder);
    return { ok: true };
  } catch (error) {
    await rm(temp, { force: true }).catch(() => undefined);
    const detail = systemCode(error);
    return { ok: false, code: diskCode(detail), detail };
  } finally {
    writing.delete(name);
  }
}

/** Reads a regular file of at most `maxBytes`. Follows symbolic links; never hangs on a pipe or a device. */
export async function readFileBounded(path: string, maxBytes: number): Promise<ReadResult> {
  let file: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe waits for a writer that may never come. Windows has neither.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const { size, isRegular } = await sizeOf(file);
    if (!isRegular) return { ok: false, why: "notFile", detail: "" };
    if (size > maxBytes) return { ok: false, why: "tooLarge", detail: String(size) };
    // The file may grow while it is read: one byte more than allowed is asked for, and the end is what read says it is.
    const buffer = Buffer.alloc(Math.min(maxBytes, Math.max(size, 65_536)) + 1);
    const chunks: Buffer[] = [];
    let total = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return { ok: true, bytes: Buffer.concat(chunks, total) };
      total += bytesRead;
      if (total > maxBytes) return { ok: false, why: "tooLarge", detail: String(total) };
      chunks.push(Buffer.from(buffer.subarray(0, bytesRead)));
    }
  } catch (error) {
    const detail = systemCode(error);
    const why =
      detail === "ENOENT" ? "missing" : detail === "EISDIR" ? "notFile" : ("unreadable" as const);
    return { ok: false, why, detail };
  } finally {
    await file?.close().catch(() => undefined);
  }
}

/** Removes the temps that killed runs left in a folder; those of a living process stay. Returns how many went. */
export async function sweepTemps(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let removed = 0;
  for (const name of names) {
    const pid = Number(tempName.exec(name)?.[1]);
    if (Number.isNaN(pid) || writing.has(name)) continue;
    const temp = join(folder, name);
    const isStale = pid === process.pid || !isAlive(pid) || (await isOld(temp));
    if (isStale && (await rm(temp, { force: true }).then(yes, no))) removed += 1;
  }
  return removed;
}

const yes = () => true;
const no = () => false;

async function sizeOf(file: FileHandle): Promise<{ size: number; isRegular: boolean }> {
  const stats = await file.stat();
  return { size: stats.size, isRegular: stats.isFile() };
}

/** Without this the rename itself may be lost with the power. Windows cannot open folders and journals renames itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}

async function isOld(temp: string): Promise<boolean> {
  const age = await stat(temp).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  return age > staleAfterMs;
}

function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "UNKNOWN";
}

function diskCode(code: string): DiskCode {
  if (code === "ENOSPC" || code === "EDQUOT") return "disk.full";
  if (code === "EROFS" || code === "EACCES" || code === "EPERM") return "disk.readOnly";
  return "disk.failed";
}
