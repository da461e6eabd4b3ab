/** The way back when no record can be read: an original that gives exactly the file, linked anew, is the one the link was made on. */
import { editJson5 } from "../../core/json5-edit.ts";
import { leftoverChanges, linkAgain } from "../../core/link/found.ts";
import { type Change, spelledIn } from "../../core/link/places.ts";
import { unlinkEdits } from "../../core/link/unlink.ts";
import type { ConfigFile, Refusal } from "../config-file.ts";
import type { Journal } from "./journal.ts";
import { readDocument, type WithoutLink, withEdits } from "./without-link.ts";

/** `restored`: the hash of the original that proved itself; null where the file is only rid of our places. */
export type Recalled =
  | (Extract<WithoutLink, { ok: true }> & { readonly restored: string | null })
  | Refusal;

export async function recall(
  file: ConfigFile,
  journal: Pick<Journal, "originals">,
): Promise<Recalled> {
  if (file.hash === null) return { ok: true, bytes: null, mode: 0o600, restored: null };
  const { bytes, mode } = file;
  const document = readDocument(bytes);
  if (!document.ok) return document;
  const ways: (readonly Change[])[] = [];
  for (const original of await journal.originals()) {
    const former = readDocument(original.bytes);
    const link = former.ok && linkAgain(former.value, document.value);
    if (!former.ok || !link) continue;
    const again = editJson5(former.text, link.edits);
    if (again.ok && again.text === document.text)
      return { ok: true, bytes: original.bytes, mode, restored: original.hash };
    ways.push(spelledIn(former.text, link.changes));
  }
  // Of two originals, none says which of them this file was.
  const [only] = ways.length === 1 ? ways : [];
  const edits = unlinkEdits(document.value, only ?? leftoverChanges(document.value));
  const rid = withEdits({ ...document, bytes }, edits);
  if (!(rid instanceof Uint8Array)) return rid;
  return { ok: true, bytes: rid, mode, restored: null };
}
