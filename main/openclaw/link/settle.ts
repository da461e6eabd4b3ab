/** Decides by the file itself whether a link that was begun has been written, and makes the journal say so. */
import { isPartOf } from "../../core/link/found.ts";
import { isHoldIn } from "../../core/link/hold.ts";
import { isHeld } from "../../core/link/plan.ts";
import { type ConfigFile, type Refusal, readConfigFile, removeFolders } from "../config-file.ts";
import { type Journal, type LinkingRecord, settledOf } from "./journal.ts";
import { presenceOf } from "./ownership.ts";
import { readDocument } from "./without-link.ts";

/** completed: what was begun is finished · restored: it is undone · refused: neither could be done yet, the journal is kept */
export type Settled = "completed" | "restored" | "refused";

export async function settle(
  record: LinkingRecord,
  configPath: string,
  journal: Journal,
): Promise<Settled> {
  const isIn = isWritten(record, await readConfigFile(configPath));
  return isIn === null ? "refused" : settleAs(isIn, record, journal);
}

/** The same where it is known. */
export async function settleAs(
  isIn: boolean,
  record: LinkingRecord,
  journal: Journal,
): Promise<Settled> {
  if (isIn) await journal.save({ ...settledOf(record), step: "linked" });
  else if (record.previous) await journal.save({ ...record.previous, step: "linked" });
  else await journal.drop();
  await journal.sweep();
  if (!isIn) await removeFolders(record.madeFolders);
  return isIn ? "completed" : "restored";
}

/** Null when the file cannot say. OpenClaw may have rewritten it since, in its own spelling. */
function isWritten(record: LinkingRecord, file: ConfigFile | Refusal): boolean | null {
  if (!file.ok) return null;
  if (file.hash === record.after) return true;
  if (file.hash === null || file.hash === record.before) return false;
  const document = readDocument(file.bytes);
  if (!document.ok) return null;
  const { previous } = record;
  const presence = presenceOf(document.value, record);
  if (presence === "none") return false;
  if (!previous || presenceOf(document.value, previous) !== "whole") return true;
  // The former link is whole: then this one has been written only if the former is a part of it.
  if (presence !== "whole" || !isPartOf(previous.link, record.link)) return false;
  if (isHeld(record.link) === isHeld(previous.link)) return true;
  const { changes } = isHeld(record.link) ? record : previous;
  return isHoldIn(document.value, changes) === isHeld(record.link);
}
