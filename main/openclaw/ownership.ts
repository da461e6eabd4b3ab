/** Whose link stands in a configuration: every Sluice writes the same shape, and only its journal knows its key. */
import type { JsonObject } from "../core/json5-edit.ts";
import { idOf, ownEntry, ownSlugs } from "../core/link-entry.ts";
import { hashOf } from "./config-file.ts";
import type { JournalRecord } from "./journal.ts";

/** Keys of any Sluice are 64 characters; a shorter one was put there by a person or by OpenClaw. */
const minKeyLength = 40;

/** While a link is being written anew, the former key is as good as the new one. */
export function isKeyOf(record: JournalRecord, key: string): boolean {
  const hash = hashOf(key);
  return (
    hash === record.keyHash || (record.step === "linking" && hash === record.previous?.keyHash)
  );
}

/** OpenClaw's id of an entry of our shape that this journal did not make; null when there is none. */
export function strangerIn(config: JsonObject, record: JournalRecord | null): string | null {
  const stranger = ownSlugs.find((slug) => {
    const key = ownEntry(config, slug)?.key;
    if (key === undefined) return false;
    return !record || (key.length >= minKeyLength && !isKeyOf(record, key));
  });
  return stranger === undefined ? null : idOf(stranger);
}
