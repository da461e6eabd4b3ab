/** The file as it would be had Sluice never linked it: the user's own bytes wherever they are still known. */
import { type Edit, editJson5, type JsonObject, parseJson5 } from "../../core/json5-edit.ts";
import { leftoverChanges } from "../../core/link/found.ts";
import { unlinkEdits } from "../../core/link/unlink.ts";
import type { ConfigFile, Refusal } from "../config-file.ts";
import type { Journal, LinkRecord } from "./journal.ts";

/** `bytes` null: there would be no file. `mode` is that of the file without the link. */
export type WithoutLink =
  | { readonly ok: true; readonly bytes: Uint8Array | null; readonly mode: number }
  | Refusal;

export type Document = { readonly ok: true; readonly text: string; readonly value: JsonObject };

/** The file as linked → the original bytes. Changed since by anybody → the file minus exactly our places. */
export async function withoutLink(
  file: ConfigFile,
  record: LinkRecord | null,
  journal: Pick<Journal, "original">,
): Promise<WithoutLink> {
  if (file.hash === null) return { ok: true, bytes: null, mode: 0o600 };
  // Somebody who changed the mode since knows why; only a link with a key in it changes it itself.
  const isOurs = record !== null && record.keyHash !== null && file.mode === 0o600;
  const mode = isOurs ? record.mode : file.mode;
  if (record && file.hash === record.after) {
    if (record.original === null) return { ok: true, bytes: null, mode };
    const bytes = await journal.original(record.original);
    if (bytes) return { ok: true, bytes, mode };
  }
  const document = readDocument(file.bytes);
  if (!document.ok) return document;
  const edits = unlinkEdits(document.value, record?.changes ?? leftoverChanges(document.value));
  const bytes = withEdits({ ...document, bytes: file.bytes }, edits);
  return bytes instanceof Uint8Array ? { ok: true, bytes, mode } : bytes;
}

/** The document's bytes after these edits; its very own where there is nothing to edit. */
export function withEdits(
  { text, bytes }: Pick<Document, "text"> & { readonly bytes: Uint8Array },
  edits: readonly Edit[],
): Uint8Array | Refusal {
  if (edits.length === 0) return bytes;
  const edited = editJson5(text, edits);
  return edited.ok ? Buffer.from(edited.text, "utf8") : edited;
}

/** The bytes as text and value; a byte order mark stays part of the text. */
export function readDocument(bytes: Uint8Array): Document | Refusal {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { ok: false, code: "config.unreadable", detail: "not UTF-8" };
  }
  const value = parseJson5(text);
  return value ? { ok: true, text, value } : { ok: false, code: "config.broken" };
}
