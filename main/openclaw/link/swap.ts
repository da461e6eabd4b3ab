/** The one way a configuration file is replaced: as it was read, with its folder, in steps a test can stop at. */

import {
  type ConfigFile,
  type Done,
  hashOf,
  makeFolder,
  type Refusal,
  readConfigFile,
  type Staging,
  swapConfigFile,
} from "../config-file.ts";
import type { Journal } from "./journal.ts";
import type { Pace } from "./pace.ts";

/** The moments of a job between which it may be killed, in their order. */
export type Step = "intent" | "before" | "after" | "folder" | "staged" | "swapped" | "proven";

/** What every job works on. `onStep` is for tests, which end the process there. */
export type Ground = {
  readonly configPath: string;
  readonly journal: Journal;
  readonly pace: Pace;
  readonly onStep: (step: Step) => void;
};

export type Next = { readonly bytes: Uint8Array; readonly mode: number } | null;

/** The file as far as it may be replaced: OpenClaw itself renames over a symbolic link. */
export async function readOwnFile({ configPath }: Ground): Promise<ConfigFile | Refusal> {
  const file = await readConfigFile(configPath);
  const isLink = file.ok && file.hash !== null && file.isSymlink;
  return isLink ? { ok: false, code: "config.symlink" } : file;
}

/** Writes nothing where the file is already what it is to be. */
export async function replaceFile(
  { configPath, pace, onStep }: Ground,
  file: ConfigFile,
  next: Next,
  validate?: Staging["validate"],
): Promise<Done> {
  const done: Done = { ok: true };
  if (file.hash === null && next === null) return done;
  if (next && hashOf(next.bytes) === file.hash && next.mode === file.mode) return done;
  const made = file.hash === null ? await makeFolder(configPath) : done;
  if (!made.ok) return made;
  onStep("folder");
  await pace.ready();
  const onStaged = () => onStep("staged");
  const swapped = await swapConfigFile(configPath, file.hash, next, { validate, onStaged });
  if (!swapped.ok) return swapped;
  pace.replaced();
  onStep("swapped");
  return swapped;
}
