/** Takes a link back. */
import { findLink } from "../../core/link/found.ts";
import { type ConfigFile, type Done, type Refusal, removeFolders } from "../config-file.ts";
import { settledOf } from "./journal.ts";
import { recordFor } from "./offer.ts";
import { recall } from "./recall.ts";
import { type Ground, readOwnFile, replaceFile } from "./swap.ts";
import { readDocument, withoutLink } from "./without-link.ts";

/** The original bytes if the file is still ours, else the file minus exactly our places; once. */
export async function unlinkOnce(ground: Ground): Promise<Done> {
  const { journal, onStep } = ground;
  const file = await readOwnFile(ground);
  if (!file.ok) return file;
  const found = await recordFor(file, journal);
  const missing = found ? null : refusalWithoutRecord(file);
  if (missing) {
    // Shown, and never put into the file: nothing is left to take back.
    if (missing.code === "link.missing") await journal.dropOffer();
    return missing;
  }
  const record = found === "unreadable" ? null : found;
  const recalled = record ? null : await recall(file, journal);
  const base = recalled ?? (await withoutLink(file, record, journal));
  if (!base.ok) return base;

  onStep("intent");
  // Where this cannot be noted the removal may still succeed; a kill in between then leaves a link to remove again.
  if (record) await journal.save({ ...settledOf(record), step: "unlinking" });
  onStep("after");
  const { bytes, mode } = base;
  const removed = await replaceFile(ground, file, bytes && { bytes, mode });
  if (!removed.ok) {
    if (record) await journal.save({ ...settledOf(record), step: "linked" });
    return removed;
  }
  if (bytes === null) await removeFolders(record?.madeFolders ?? []);
  if (recalled?.ok) await journal.setAside(recalled.restored);
  else await journal.drop();
  await journal.dropOffer();
  onStep("proven");
  return { ok: true };
}

/** Null when a link stands in the file although its journal is lost. */
function refusalWithoutRecord(file: ConfigFile): Refusal | null {
  if (file.hash === null) return { ok: false, code: "link.missing" };
  const document = readDocument(file.bytes);
  if (!document.ok) return document;
  return findLink(document.value) ? null : { ok: false, code: "link.missing" };
}
