/** OpenClaw's `.env` on disk: changed line by line, for the user alone while a line of ours is in it, and as it was when the last one is gone. */
import { chmod, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { editAllInDotEnv, parseDotEnv } from "../../core/environment/dotenv.ts";
import { readFileBounded, sweepTemps, writeFileAtomic } from "../../kit/atomic-file.ts";
import {
  type ConfigFile,
  type Done,
  hashOf,
  makeFolder,
  missingFolders,
  type Refusal,
  readConfigFile,
  removeFolders,
  swapConfigFile,
  sweepStaged,
} from "../config-file.ts";

/** The moments of a change between which it may be killed, in their order. */
export type Step = "intent" | "staged" | "swapped" | "proven";

export type DotEnvFile = {
  /** Null: there is none, it cannot be read, or it is too large. */
  read(): Promise<ReadonlyMap<string, string> | null>;
  /** Null removes. */
  set(entries: Readonly<Record<string, string | null>>): Promise<Done>;
  /** Removes what a killed change left, and forgets lines that are not there any more. */
  repair(): Promise<void>;
};

/** Names only: what a line held is nobody's business here. */
const record = z.object({
  version: z.literal(1),
  file: z.string(),
  /** The variables Sluice put there that were not there before. */
  names: z.array(z.string()),
  /** How the file was before the first of them. */
  hadFile: z.boolean(),
  mode: z.number(),
  madeFolders: z.array(z.string()),
});
type LineRecord = z.infer<typeof record>;

/** OpenClaw reads four times as much; nobody's is that long, and every look reads the whole of it. */
export const maxDotEnvBytes = 256 * 1024;
const maxRecordBytes = 1024 * 1024;
const maxRetries = 3;
const privateMode = 0o600;
const done: Done = { ok: true };

/** `onStep` is for tests, which end the process there. Jobs must not overlap. */
export function createDotEnvFile({
  file,
  journalFolder,
  onStep = () => undefined,
}: {
  readonly file: string;
  readonly journalFolder: string;
  readonly onStep?: ((step: Step) => void) | undefined;
}): DotEnvFile {
  const recordPath = path.join(journalFolder, `dotenv-${hashOf(file).slice(0, 16)}.json`);

  async function load(): Promise<LineRecord | null> {
    const read = await readFileBounded(recordPath, maxRecordBytes);
    if (!read.ok) return null;
    try {
      return record.parse(JSON.parse(read.bytes.toString("utf8")));
    } catch {
      return null;
    }
  }

  async function save(next: LineRecord): Promise<Done> {
    if (next.names.length === 0) {
      await rm(recordPath, { force: true }).catch(() => undefined);
      return done;
    }
    try {
      await mkdir(journalFolder, { recursive: true, mode: 0o700 });
      await chmod(journalFolder, 0o700);
    } catch {
      // The write below says why.
    }
    return writeFileAtomic(recordPath, `${JSON.stringify(next)}\n`, { mode: privateMode });
  }

  async function setOnce(entries: Readonly<Record<string, string | null>>): Promise<Done> {
    const before = await readConfigFile(file);
    if (!before.ok) return before;
    if (before.hash !== null && before.isSymlink) return { ok: false, code: "config.symlink" };
    const text = textOf(before);
    if (typeof text !== "string") return text;
    const edited = editAllInDotEnv(text, entries);
    if (!edited.ok) return edited;
    if (edited.text === text) return done;
    if (Buffer.byteLength(edited.text) > maxDotEnvBytes)
      return { ok: false, code: "config.tooLarge" };

    const known = (await load()) ?? {
      version: 1 as const,
      file,
      names: [],
      hadFile: before.hash !== null,
      mode: before.hash === null ? privateMode : before.mode,
      madeFolders: [...(await missingFolders(file))],
    };
    const names = ownNames(known.names, text, entries);
    // While the change is under way both what goes and what comes may stand there.
    const kept = await save({ ...known, names: [...new Set([...known.names, ...names])] });
    if (!kept.ok) return kept;
    onStep("intent");
    const isSecret = Object.values(entries).some((value) => value !== null) || names.length > 0;
    const mode = isSecret ? privateMode : known.names.length > 0 ? known.mode : modeOf(before);
    const isOver = names.length === 0 && !known.hadFile && edited.text === "";
    const swapped = await swap(before, isOver ? null : { text: edited.text, mode });
    if (!swapped.ok) {
      await save(known);
      return swapped;
    }
    onStep("swapped");
    if (isOver) await removeFolders(known.madeFolders);
    await save({ ...known, names });
    onStep("proven");
    return done;
  }

  async function swap(
    before: ConfigFile & { readonly ok: true },
    next: { readonly text: string; readonly mode: number } | null,
  ): Promise<Done> {
    const made = before.hash === null ? await makeFolder(file) : done;
    if (!made.ok) return made;
    const wanted = next && { bytes: Buffer.from(next.text, "utf8"), mode: next.mode };
    return swapConfigFile(file, before.hash, wanted, { onStaged: () => onStep("staged") });
  }

  /** A kill between the change and its note leaves a mode or an empty file that no line needs any more. */
  async function settle(
    known: LineRecord,
    before: ConfigFile & { readonly ok: true },
  ): Promise<void> {
    if (before.hash === null) await removeFolders(known.madeFolders);
    else if (!known.hadFile && before.bytes.length === 0) {
      const removed = await swap(before, null);
      if (removed.ok) await removeFolders(known.madeFolders);
    } else if (known.hadFile && before.mode === privateMode && known.mode !== privateMode)
      await swap(before, { text: before.bytes.toString("utf8"), mode: known.mode });
  }

  return {
    async read() {
      const read = await readFileBounded(file, maxDotEnvBytes);
      return read.ok ? parseDotEnv(read.bytes.toString("utf8")) : null;
    },
    async set(entries) {
      for (let retries = 0; ; retries += 1) {
        const result = await setOnce(entries);
        if (result.ok || result.code !== "config.changed" || retries === maxRetries) return result;
      }
    },
    async repair() {
      await sweepStaged(file);
      await sweepTemps(path.dirname(file));
      const known = await load();
      const now = known && (await readConfigFile(file));
      const text = now?.ok ? textOf(now) : null;
      if (!known || !now?.ok || typeof text !== "string") return;
      const there = parseDotEnv(text);
      const names = known.names.filter((name) => there.has(name));
      if (names.length === 0) await settle(known, now);
      await save({ ...known, names });
    },
  };
}

/** Those of ours that stay, and those that come to a file that did not have them. */
function ownNames(
  known: readonly string[],
  text: string,
  entries: Readonly<Record<string, string | null>>,
): string[] {
  const there = parseDotEnv(text);
  const comes = Object.keys(entries).filter((name) => entries[name] !== null && !there.has(name));
  return [...new Set([...known.filter((name) => entries[name] !== null), ...comes])];
}

/** A text that would not come back as the same bytes is left alone. */
function textOf(read: ConfigFile & { readonly ok: true }): string | Refusal {
  if (read.hash === null) return "";
  if (read.bytes.length > maxDotEnvBytes) return { ok: false, code: "config.tooLarge" };
  const text = read.bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(read.bytes)
    ? text
    : { ok: false, code: "config.cannotEdit" };
}

const modeOf = (read: ConfigFile & { readonly ok: true }): number =>
  read.hash === null ? privateMode : read.mode;
