/** One file that OpenClaw is to run or load: as OpenClaw and we insist on it, or put in place anew. */
import { lstat, readFile, rm } from "node:fs/promises";
import { writeFileAtomic } from "../../kit/atomic-file.ts";
import type { Done } from "../config-file.ts";

export type InstalledFile = {
  readonly path: string;
  readonly bytes: Buffer;
  readonly mode: number;
};

/**
 * "right": a regular file of ours alone, with this mode and these bytes. OpenClaw refuses a symbolic link, another owner and
 * (2026.5) what others may even read; that nobody else may write it, and no second name leads to it, is for the keys' sake.
 */
export async function look({
  path,
  bytes,
  mode,
}: InstalledFile): Promise<"right" | "wrong" | "missing"> {
  const entry = await lstat(path).catch(() => null);
  if (!entry) return "missing";
  const isOurs = entry.isFile() && entry.nlink === 1 && entry.uid === process.geteuid?.();
  if (!isOurs || (entry.mode & 0o7777) !== mode || entry.size !== bytes.length) return "wrong";
  const found = await readFile(path).catch(() => null);
  return found?.equals(bytes) ? "right" : "wrong";
}

/** Puts it there in one step, over whatever is there: a symbolic link is replaced, never followed. */
export async function put({ path, bytes, mode }: InstalledFile): Promise<Done> {
  const entry = await lstat(path).catch(() => null);
  // A file cannot be renamed over a folder.
  if (entry?.isDirectory()) await rm(path, { recursive: true }).catch(() => undefined);
  return writeFileAtomic(path, bytes, { mode });
}
