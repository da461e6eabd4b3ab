/** Makes a link, over any other of ours in one step. */
import { holdWrites } from "../../core/link/hold.ts";
import { isHeld, type LinkPlan, linkOf } from "../../core/link/plan.ts";
import {
  type ConfigFile,
  type Done,
  hashOf,
  missingFolders,
  type Staging,
} from "../config-file.ts";
import { commit } from "./commit.ts";
import { compose } from "./compose.ts";
import { type JournalRecord, keyHashOf, settledOf } from "./journal.ts";
import { recordFor } from "./offer.ts";
import { presenceOf, strangerOf } from "./ownership.ts";
import { type Ground, readOwnFile } from "./swap.ts";
import { readDocument, withoutLink } from "./without-link.ts";

/** Composed from the file without any link of ours, whatever stands in it now; once. */
export async function linkOnce(
  ground: Ground,
  plan: LinkPlan,
  validate: Staging["validate"],
): Promise<Done> {
  const { configPath, journal } = ground;
  const file = await readOwnFile(ground);
  if (!file.ok) return file;
  const current = await recordFor(file, journal);
  if (current === "unreadable") return { ok: false, code: "config.unreadable", detail: "journal" };
  const stranger = strangerOf(file, current);
  if (stranger) return { ok: false, code: "link.taken", detail: stranger };
  // OpenClaw may have written it in its own order since: nothing is gained by writing it in ours again.
  if (current && stands(file, current, plan)) return { ok: true };
  const base = await withoutLink(file, current, journal);
  if (!base.ok) return base;
  const linked = compose(base.bytes, plan);
  if (!linked.ok) return linked;
  const previous = current && settledOf(current);
  const folders = [...(previous?.madeFolders ?? []), ...(await missingFolders(configPath))];
  const next = {
    link: linkOf(plan),
    keyHash: keyHashOf(plan),
    original: base.bytes && hashOf(base.bytes),
    mode: base.mode,
    after: hashOf(linked.bytes),
    changes: linked.changes,
    madeFolders: folders,
  };
  // Nobody else needs to read our key; without one in it, the file is as open as it was.
  const mode = next.keyHash === null ? base.mode : 0o600;
  const put = await commit(
    ground,
    file,
    next,
    { previous, original: base.bytes, validate },
    { bytes: linked.bytes, mode },
  );
  if (put.ok) await journal.dropOffer();
  return put;
}

/** True when the file holds exactly this link already, and the journal knows it. */
function stands(file: ConfigFile, record: JournalRecord, plan: LinkPlan): boolean {
  if (file.hash === null || record.step !== "linked" || record.keyHash !== keyHashOf(plan))
    return false;
  // With our key in it the file is for the user alone.
  if (record.keyHash !== null && file.mode !== 0o600) return false;
  const isSame = JSON.stringify(record.link) === JSON.stringify(linkOf(plan));
  const document = isSame ? readDocument(file.bytes) : null;
  if (document?.ok !== true || presenceOf(document.value, record) !== "whole") return false;
  // A fallback somebody has named since is one more to take out.
  return !isHeld(record.link) || holdWrites(document.value).length === 0;
}
