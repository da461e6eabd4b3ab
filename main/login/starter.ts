/** What each way of being started with the system offers, and the few file operations they share. */
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { LoginState } from "../../preload/contract/openclaw.ts";
import { writeFileAtomic } from "../kit/atomic-file.ts";

export type Done =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: ErrorCode; readonly detail?: string };

export type Starter = {
  readonly supervisor: NonNullable<LoginState["supervisor"]>;
  /** False too for an entry of ours that was turned off in the system's own list. */
  isOn(): Promise<boolean>;
  /** Whether the entry is what this Sluice would write. */
  isCurrent(): Promise<boolean>;
  /** After a failure nothing of it is left. */
  turnOn(): Promise<Done>;
  /** Fine too when there is nothing; then nothing is touched. */
  turnOff(): Promise<Done>;
};

export const failed = (detail: string): Done => ({ ok: false, code: "login.failed", detail });

/** Null when there is none that can be read. */
export const textOf = (file: string): Promise<string | null> =>
  readFile(file, "utf8").catch(() => null);

/** Whoever starts programs must be able to read it, whatever the person's umask. */
export async function writeEntry(file: string, text: string): Promise<Done> {
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o755 });
  } catch (error) {
    return failed(codeOf(error));
  }
  return writeFileAtomic(file, text, { mode: 0o644 });
}

export async function removeEntry(file: string): Promise<Done> {
  try {
    await rm(file, { force: true });
    return { ok: true };
  } catch (error) {
    return failed(codeOf(error));
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "UNKNOWN";
