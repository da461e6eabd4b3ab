/** Decides by the file itself whether a link that was begun has been written, and makes the journal say so. */
import { findOwnLink } from "../core/link-found.ts";
import {
  type ConfigFile,
  hashOf,
  type Refusal,
  readConfigFile,
  removeFolders,
} from "./config-file.ts";
import { type Journal, type LinkingRecord, settledOf } from "./journal.ts";
import { readDocument } from "./without-link.ts";

/** completed: what was begun is finished · restored: it is undone · refused: neither could be done yet, the journal is kept */
export type Settled = "completed" | "restored" | "refused";

export async function settle(
  record: LinkingRecord,
  configPath: string,
  journal: Journal,
): Promise<Settled> {
  const isIn = isWritten(record, await readConfigFile(configPath));
  if (isIn === null) return "refused";
  if (isIn) await journal.save({ ...settledOf(record), step: "linked" });
  else if (record.previous) await journal.save({ ...record.previous, step: "linked" });
  else await journal.drop();
  await journal.sweep();
  if (!isIn) await removeFolders(record.madeFolders);
  return isIn ? "completed" : "restored";
}

/** Null when the file cannot say. OpenClaw may have rewritten it since, in its own spelling. */
function isWritten(
  { after, before, keyHash }: LinkingRecord,
  file: ConfigFile | Refusal,
): boolean | null {
  if (!file.ok) return null;
  if (file.hash === after) return true;
  if (file.hash === null || file.hash === before) return false;
  const document = readDocument(file.bytes);
  if (!document.ok) return null;
  const key = findOwnLink(document.value)?.localKey;
  return typeof key === "string" && hashOf(key) === keyHash;
}
