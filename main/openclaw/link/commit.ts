/** Writes a link so that file and journal agree at every instant, and after a kill at any of them. */
import type { ConfigFile, Done, Staging } from "../config-file.ts";
import type { LinkingRecord, LinkRecord } from "./journal.ts";
import { settle, settleAs } from "./settle.ts";
import { type Ground, replaceFile } from "./swap.ts";

const done: Done = { ok: true };

/** One step for the journal and the file: the link that stands in `put` takes the place of `previous`. */
export async function commit(
  ground: Ground,
  file: ConfigFile,
  next: Omit<LinkRecord, "version" | "configPath">,
  from: {
    readonly previous: LinkRecord | null;
    readonly original: Uint8Array | null;
    readonly validate?: Staging["validate"];
  },
  put: { readonly bytes: Uint8Array; readonly mode: number },
): Promise<Done> {
  const { configPath, journal, onStep } = ground;
  onStep("intent");
  const kept = from.original ? await journal.keepOriginal(from.original) : done;
  if (!kept.ok) return kept;
  onStep("before");
  const record: LinkingRecord = {
    ...next,
    version: 2,
    configPath,
    step: "linking",
    before: file.hash,
    previous: from.previous,
  };
  const noted = await journal.save(record);
  if (!noted.ok) {
    await journal.sweep();
    return noted;
  }
  onStep("after");
  const replaced = await replaceFile(ground, file, put, from.validate);
  const settled = replaced.ok
    ? await settle(record, configPath, journal)
    : await settleAs(false, record, journal);
  onStep("proven");
  if (!replaced.ok) return replaced;
  return settled === "completed" ? done : { ok: false, code: "config.changed" };
}
