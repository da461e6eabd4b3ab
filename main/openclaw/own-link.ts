/** Makes, removes and repairs Sluice's own link in one configuration file: whatever kills it leaves the old file or the new one, and a journal that knows which. */
import type { OwnLinkPlan } from "../core/link-entry.ts";
import { findOwnLink } from "../core/link-found.ts";
import { sweepTemps } from "../kit/atomic-file.ts";
import type { Log } from "../kit/log.ts";
import { compose, refusalOf } from "./compose.ts";
import {
  type ConfigFile,
  type Done,
  folderOf,
  hashOf,
  makeFolder,
  missingFolders,
  type Refusal,
  readConfigFile,
  removeFolders,
  swapConfigFile,
  sweepStaged,
} from "./config-file.ts";
import { type Journal, type JournalRecord, type LinkingRecord, settledOf } from "./journal.ts";
import { strangerIn } from "./ownership.ts";
import { recall } from "./recall.ts";
import { type Settled, settle } from "./settle.ts";
import { readDocument, withoutLink } from "./without-link.ts";

/** The moments of a job between which it may be killed, in their order. */
export type Step = "intent" | "before" | "after" | "folder" | "staged" | "swapped" | "proven";

export type Repair = {
  readonly repaired: "none" | Settled;
  readonly code?: Refusal["code"];
};

export type OwnLinkJobs = {
  link(plan: OwnLinkPlan): Promise<Done>;
  unlink(): Promise<Done>;
  repair(): Promise<Repair>;
};

const done: Done = { ok: true };
/** How often a job begins again because somebody else wrote the file meanwhile. */
const maxRetries = 3;

/** `onStep` is for tests, which end the process there. Jobs must not overlap. */
export function createOwnLink({
  configPath,
  journal,
  log,
  onStep = () => undefined,
}: {
  readonly configPath: string;
  readonly journal: Journal;
  readonly log: Log | undefined;
  readonly onStep: ((step: Step) => void) | undefined;
}): OwnLinkJobs {
  async function linkOnce(plan: OwnLinkPlan): Promise<Done> {
    const file = await readOwnFile();
    if (!file.ok) return file;
    const current = await journal.load();
    if (current === "unreadable")
      return { ok: false, code: "config.unreadable", detail: "journal" };
    const stranger = strangerOf(file, current);
    if (stranger) return { ok: false, code: "link.taken", detail: stranger };
    const base = await withoutLink(file, current, journal);
    if (!base.ok) return base;
    const linked = compose(base.bytes, plan);
    if (!linked.ok) return linked;

    onStep("intent");
    const kept = base.bytes ? await journal.keepOriginal(base.bytes) : done;
    if (!kept.ok) return kept;
    onStep("before");
    const previous = current && settledOf(current);
    const record: LinkingRecord = {
      version: 1,
      configPath,
      kind: "own",
      step: "linking",
      link: { port: plan.port, entries: plan.entries, model: plan.model },
      keyHash: hashOf(plan.localKey),
      original: base.bytes && hashOf(base.bytes),
      mode: base.mode,
      before: file.hash,
      after: hashOf(linked.bytes),
      changes: linked.changes,
      madeFolders: [...(previous?.madeFolders ?? []), ...(await missingFolders(configPath))],
      previous,
    };
    const noted = await journal.save(record);
    if (!noted.ok) {
      await journal.sweep();
      return noted;
    }
    onStep("after");
    const put = await replace(file, { bytes: linked.bytes, mode: 0o600 });
    const settled = await settle(record, configPath, journal);
    onStep("proven");
    if (!put.ok) return put;
    return settled === "completed" ? done : { ok: false, code: "config.changed" };
  }

  async function unlinkOnce(): Promise<Done> {
    const file = await readOwnFile();
    if (!file.ok) return file;
    const found = await journal.load();
    const missing = found ? null : refusalWithoutRecord(file);
    if (missing) return missing;
    const record = found === "unreadable" ? null : found;
    const recalled = record ? null : await recall(file, journal);
    const base = recalled ?? (await withoutLink(file, record, journal));
    if (!base.ok) return base;

    onStep("intent");
    // Where this cannot be noted the removal may still succeed; a kill in between then leaves a link to remove again.
    if (record) await journal.save({ ...settledOf(record), step: "unlinking" });
    onStep("after");
    const { bytes, mode } = base;
    const removed = await replace(file, bytes && { bytes, mode });
    if (!removed.ok) {
      if (record) await journal.save({ ...settledOf(record), step: "linked" });
      return removed;
    }
    if (bytes === null) await removeFolders(record?.madeFolders ?? []);
    if (recalled?.ok) await journal.setAside(recalled.restored);
    else await journal.drop();
    onStep("proven");
    return done;
  }

  /** The file as far as it may be replaced: OpenClaw itself renames over a symbolic link. */
  async function readOwnFile(): Promise<ConfigFile | Refusal> {
    const file = await readConfigFile(configPath);
    const isLink = file.ok && file.hash !== null && file.isSymlink;
    return isLink ? { ok: false, code: "config.symlink" } : file;
  }

  async function replace(
    file: ConfigFile,
    next: { readonly bytes: Uint8Array; readonly mode: number } | null,
  ): Promise<Done> {
    if (file.hash === null && next === null) return done;
    if (next && hashOf(next.bytes) === file.hash && next.mode === file.mode) return done;
    const made = file.hash === null ? await makeFolder(configPath) : done;
    if (!made.ok) return made;
    onStep("folder");
    const swapped = await swapConfigFile(configPath, file.hash, next, () => onStep("staged"));
    if (swapped.ok) onStep("swapped");
    return swapped;
  }

  async function readable(): Promise<JournalRecord | null> {
    const loaded = await journal.load();
    return loaded === "unreadable" ? null : loaded;
  }

  async function settleBegun(): Promise<Repair> {
    const record = await readable();
    if (record?.step !== "linking") return { repaired: "none" };
    const repaired = await settle(record, configPath, journal);
    onStep("proven");
    return { repaired };
  }

  async function insist(job: () => Promise<Done>): Promise<Done> {
    for (let retries = 0; ; retries += 1) {
      const result = await job();
      if (result.ok || result.code !== "config.changed" || retries === maxRetries) return result;
      log?.info("openclaw.changedMeanwhile", { retries });
    }
  }

  return {
    async link(plan) {
      const refusal = refusalOf(plan);
      if (refusal) return refusal;
      await settleBegun();
      return insist(() => linkOnce(plan));
    },
    async unlink() {
      await settleBegun();
      return insist(unlinkOnce);
    },
    async repair() {
      await sweepStaged(configPath);
      await sweepTemps(folderOf(configPath));
      await journal.sweep();
      const record = await readable();
      if (record?.step !== "unlinking") return settleBegun();
      const file = await readConfigFile(configPath);
      if (file.ok && strangerOf(file, record)) {
        // Another Sluice links only where no link stands: ours had gone by then.
        await journal.drop();
        return { repaired: "completed" };
      }
      const removed = await insist(unlinkOnce);
      return removed.ok ? { repaired: "completed" } : { repaired: "refused", code: removed.code };
    },
  };
}

/** OpenClaw's id of another Sluice's entry in the file; null too when the file cannot be understood. */
function strangerOf(file: ConfigFile, record: JournalRecord | null): string | null {
  if (file.hash === null || file.hash === record?.after) return null;
  const document = readDocument(file.bytes);
  return document.ok ? strangerIn(document.value, record) : null;
}

/** Null when a link stands in the file although its journal is lost. */
function refusalWithoutRecord(file: ConfigFile): Refusal | null {
  if (file.hash === null) return { ok: false, code: "link.missing" };
  const document = readDocument(file.bytes);
  if (!document.ok) return document;
  return findOwnLink(document.value) ? null : { ok: false, code: "link.missing" };
}
