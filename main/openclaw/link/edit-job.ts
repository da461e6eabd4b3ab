/** A person's lasting edit through Sluice, in the file as it is and in what unlink will restore. */
import { applyEdit, type Edit, type JsonObject } from "../../core/json5-edit.ts";
import { includeInTheWay } from "../../core/link/found.ts";
import { holdWrites } from "../../core/link/hold.ts";
import { lastingEdits } from "../../core/link/lasting.ts";
import { linkOn } from "../../core/link/link.ts";
import { spelledIn } from "../../core/link/places.ts";
import { isHeld, keyless } from "../../core/link/plan.ts";
import { unlinkEdits } from "../../core/link/unlink.ts";
import { type ConfigFile, type Done, hashOf, type Refusal } from "../config-file.ts";
import { commit } from "./commit.ts";
import { type Journal, type LinkRecord, settledOf } from "./journal.ts";
import { recordFor } from "./offer.ts";
import { strangerOf } from "./ownership.ts";
import { type Ground, readOwnFile, replaceFile } from "./swap.ts";
import { readDocument, withEdits, withoutLink } from "./without-link.ts";

type Present = Exclude<ConfigFile, { hash: null }>;
/** Asked for the file as it is and as it is without the link. */
export type Change = (config: JsonObject) => readonly Edit[];

/** In one step with what unlink will restore, where a link of ours stands; once. */
export async function editOnce(ground: Ground, change: Change): Promise<Done> {
  const { journal, onStep } = ground;
  const file = await readOwnFile(ground);
  if (!file.ok) return file;
  if (file.hash === null) return { ok: false, code: "openclaw.notFound" };
  const loaded = await recordFor(file, journal);
  // What cannot be read, and what another Sluice made, has no way back of ours that could be led on.
  const record = loaded === "unreadable" || strangerOf(file, loaded) ? null : loaded;
  if (!record) {
    const edited = editFile(file, change);
    if (!edited.ok) return edited;
    onStep("intent");
    return replaceFile(ground, file, { bytes: edited.bytes, mode: file.mode });
  }
  const previous = settledOf(record);
  const edited = await editBoth(file, previous, journal, change);
  if (!edited.ok) return edited;
  const { bytes, next, original } = edited;
  if (next.after === file.hash && next.original === previous.original) return { ok: true };
  const mode = next.keyHash === null ? file.mode : 0o600;
  return commit(ground, file, next, { previous, original }, { bytes, mode });
}

type Edited = { readonly ok: true; readonly bytes: Uint8Array };
/** What the journal must know from then on, and the bytes to keep as the original. */
type Rebased = Edited & { readonly next: LinkRecord; readonly original: Uint8Array };

function editFile({ bytes }: Present, change: Change): Edited | Refusal {
  const document = readDocument(bytes);
  if (!document.ok) return document;
  const edits = change(document.value);
  const include = includeInTheWay(
    document.value,
    edits.map(({ path }) => path),
  );
  if (include) return { ok: false, code: "config.includes", detail: include };
  const edited = withEdits({ ...document, bytes }, edits);
  return edited instanceof Uint8Array ? { ok: true, bytes: edited } : edited;
}

async function editBoth(
  file: Present,
  record: LinkRecord,
  journal: Journal,
  change: Change,
): Promise<Rebased | Refusal> {
  const linked = editFile(file, (config) => [
    ...change(config),
    ...(isHeld(record.link) ? holdsOver(config, change) : []),
  ]);
  if (!linked.ok) return linked;
  const original = await originalOf(file, record, journal);
  if (!(original instanceof Uint8Array)) return original;
  const document = readDocument(original);
  if (!document.ok) return document;
  const wishes = lastingEdits(change(document.value), record.link);
  const edited = withEdits({ ...document, bytes: original }, wishes);
  // Where the edit has no place without the link, it goes with the link.
  const kept = edited instanceof Uint8Array ? edited : original;
  const base = readDocument(kept);
  if (!base.ok) return base;
  return {
    ok: true,
    bytes: linked.bytes,
    original: kept,
    next: {
      ...record,
      original: hashOf(kept),
      after: hashOf(linked.bytes),
      changes: spelledIn(base.text, linkOn(base.value, keyless(record.link)).changes),
    },
  };
}

/** What takes out the fallbacks an edit names while they are held; they are remembered with the original. */
const holdsOver = (config: JsonObject, change: Change): readonly Edit[] =>
  holdWrites(change(config).reduce((rest, edit) => applyEdit(rest, edit) ?? rest, config)).map(
    ({ path, value }) => ({ path, value }),
  );

/** A file Sluice had made is the person's from now on: what stays is all but our places. */
async function originalOf(
  file: Present,
  record: LinkRecord,
  journal: Journal,
): Promise<Uint8Array | Refusal> {
  const base = await withoutLink(file, record, journal);
  if (!base.ok) return base;
  if (base.bytes) return base.bytes;
  const document = readDocument(file.bytes);
  if (!document.ok) return document;
  const edits = unlinkEdits(document.value, record.changes);
  return withEdits({ ...document, bytes: file.bytes }, edits);
}
