/** OpenClaw's configuration file on disk: read without a trace, and replaced only if it is still the one that was read. */
import { createHash } from "node:crypto";
import { lstat, mkdir, open, rename, rm, rmdir, stat } from "node:fs/promises";
import path from "node:path";
import type { ErrorCode } from "../../preload/contract/error.ts";
import { readFileBounded, writeFileAtomic } from "../kit/atomic-file.ts";

export type Refusal = { readonly ok: false; readonly code: ErrorCode; readonly detail?: string };
export type Done = { readonly ok: true } | Refusal;

/** `hash` is null when there is no file. */
export type ConfigFile =
  | { readonly ok: true; readonly hash: null }
  | {
      readonly ok: true;
      readonly hash: string;
      readonly bytes: Buffer;
      /** Permission bits. */
      readonly mode: number;
      readonly isSymlink: boolean;
      /** Whether a rename would keep the owner: a daemon of another user could not read a 0600 file of ours. */
      readonly isOwn: boolean;
    };

const done: Done = { ok: true };
const maxBytes = 4 * 1024 * 1024;
/** One fixed name: what a killed run leaves is found again by the next. */
const stagedPath = (file: string) => `${file}.sluice-next`;

export const hashOf = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

export async function readConfigFile(file: string): Promise<ConfigFile | Refusal> {
  const isSymlink = await lstat(file).then(
    (entry) => entry.isSymbolicLink(),
    () => false,
  );
  const read = await readFileBounded(file, maxBytes);
  if (!read.ok) {
    if (read.why === "missing" && !isSymlink) return { ok: true, hash: null };
    if (read.why === "tooLarge") return { ok: false, code: "config.tooLarge" };
    return {
      ok: false,
      code: isSymlink ? "config.symlink" : "config.unreadable",
      detail: read.detail,
    };
  }
  const entry = await stat(file).catch(() => null);
  return {
    ok: true,
    hash: hashOf(read.bytes),
    bytes: read.bytes,
    mode: entry ? entry.mode & 0o777 : 0o600,
    isSymlink,
    isOwn: !entry || !process.geteuid || entry.uid === process.geteuid(),
  };
}

/** What may happen between the new bytes on disk and the rename that puts them in place. */
export type Staging = {
  /** Asked with the path of the staged file, which lies beside the configuration; a refusal leaves everything as it was. */
  readonly validate?: ((stagedPath: string) => Promise<Done>) | undefined;
  readonly onStaged: () => void;
};

/**
 * Replaces the file by `next`, or deletes it when that is null, if its hash is still `was` (null: there was none).
 * The new bytes are on disk beside it before that is asked, so that between the question and the rename nothing else
 * happens; whoever writes in that instant loses, as with OpenClaw's own rename. A file that is read-only or another
 * user's is left alone.
 */
export async function swapConfigFile(
  file: string,
  was: string | null,
  next: { readonly bytes: Uint8Array; readonly mode: number } | null,
  { validate, onStaged }: Staging,
): Promise<Done> {
  const staged = stagedPath(file);
  const ready = next ? await stage(staged, next, validate) : done;
  if (!ready.ok) {
    await sweepStaged(file);
    return ready;
  }
  onStaged();
  const now = await readConfigFile(file);
  const refusal = refusalToReplace(now, was);
  if (refusal) {
    await sweepStaged(file);
    return refusal;
  }
  try {
    await (next ? rename(staged, file) : rm(file));
  } catch (error) {
    await sweepStaged(file);
    return diskRefusal(error);
  }
  await syncFolder(path.dirname(file));
  return done;
}

async function stage(
  staged: string,
  { bytes, mode }: { readonly bytes: Uint8Array; readonly mode: number },
  validate: Staging["validate"],
): Promise<Done> {
  const written = await writeFileAtomic(staged, bytes, { mode });
  if (!written.ok || !validate) return written;
  const valid = await validate(staged);
  if (!valid.ok) return valid;
  // Whoever looked at it may have written it too: what takes the file's place is what was meant.
  const seen = await readFileBounded(staged, maxBytes);
  const isSame = seen.ok && hashOf(seen.bytes) === hashOf(bytes);
  return isSame ? done : writeFileAtomic(staged, bytes, { mode });
}

function refusalToReplace(now: ConfigFile | Refusal, was: string | null): Refusal | null {
  if (!now.ok) return now;
  if (now.hash !== was) return { ok: false, code: "config.changed" };
  if (now.hash === null) return null;
  // OpenClaw itself would rename over a symbolic link, and a rename ignores a file's own write protection.
  if (now.isSymlink) return { ok: false, code: "config.symlink" };
  const isWritable = now.isOwn && (now.mode & 0o200) !== 0;
  return isWritable ? null : { ok: false, code: "disk.readOnly", detail: "EACCES" };
}

/** Removes what a killed swap left beside the file. */
export async function sweepStaged(file: string): Promise<void> {
  await rm(stagedPath(file), { force: true }).catch(() => undefined);
}

export const folderOf = (file: string): string => path.dirname(file);

/** The folders above `file` that do not exist yet, outermost first. */
export async function missingFolders(file: string): Promise<readonly string[]> {
  const missing: string[] = [];
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const isThere = await stat(folder).then(
      () => true,
      () => false,
    );
    if (isThere || folder === path.dirname(folder)) return missing;
    missing.unshift(folder);
  }
}

/** Makes the folder of `file` with those above it, for the user alone. */
export async function makeFolder(file: string): Promise<Done> {
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    return done;
  } catch (error) {
    return diskRefusal(error);
  }
}

/** Removes the folders that are empty, innermost first. */
export async function removeFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders.toReversed()) await rmdir(folder).catch(() => undefined);
}

/** Brings a rename or a removal to disk. Windows cannot open folders and journals them itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  try {
    const handle = await open(folder, "r");
    await handle.sync().finally(() => handle.close());
  } catch {
    // The new file is in place; only whether it outlasts a power cut is unknown, and the journal covers both.
  }
}

function diskRefusal(error: unknown): Refusal {
  const detail = error instanceof Error && "code" in error ? String(error.code) : "UNKNOWN";
  if (["ENOSPC", "EDQUOT"].includes(detail)) return { ok: false, code: "disk.full", detail };
  if (["EROFS", "EACCES", "EPERM"].includes(detail))
    return { ok: false, code: "disk.readOnly", detail };
  return { ok: false, code: "disk.failed", detail };
}
