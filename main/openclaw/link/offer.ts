/** A link that was only shown to the person, for files that cannot be edited in place: known again once it stands there. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { JsonObject } from "../../core/json5-edit.ts";
import { linkOn, snippetOf } from "../../core/link/link.ts";
import { type LinkPlan, linkOf } from "../../core/link/plan.ts";
import { withoutChanges } from "../../core/link/unlink.ts";
import { writeFileAtomic } from "../../kit/atomic-file.ts";
import type { ConfigFile, Refusal } from "../config-file.ts";
import { type Journal, type JournalRecord, keyHashOf, type Loaded, type Offer } from "./journal.ts";
import { presenceOf } from "./ownership.ts";
import type { Ground } from "./swap.ts";
import { readDocument } from "./without-link.ts";

const snippetName = "openclaw-link.json5";
/** Of no file at all. */
const noHash = "0".repeat(64);

/** What the journal knows of the link in this file, one a person put there included. */
export async function recordFor(file: ConfigFile | Refusal, journal: Journal): Promise<Loaded> {
  const loaded = await journal.load();
  if (loaded === "unreadable" || !file.ok || file.hash === null) return loaded;
  if (file.hash === loaded?.after) return loaded;
  const offer = await journal.offer();
  if (!offer) return loaded;
  const document = readDocument(file.bytes);
  if (!document.ok) return loaded;
  const rank = (known: Pick<Offer, "link" | "keyHash"> | null) =>
    known ? ranks[presenceOf(document.value, known)] : 0;
  return rank(offer) > rank(loaded) ? adopted(offer, file.mode) : loaded;
}

const ranks = { none: 0, part: 1, whole: 2 };

function adopted({ path: _, ...offer }: Offer, mode: number): JournalRecord {
  return { ...offer, step: "linked", original: null, mode, after: noHash, madeFolders: [] };
}

/** Writes what to paste, 0600, and notes it, so that it is known as ours once it stands in the file. */
export async function writeOffer(
  { configPath, journal }: Ground,
  file: ConfigFile | Refusal,
  plan: LinkPlan,
  folder: string,
): Promise<{ readonly ok: true; readonly path: string } | Refusal> {
  const loaded = await journal.load();
  const changes = loaded && loaded !== "unreadable" ? loaded.changes : [];
  const { edits, changes: wrote } = linkOn(withoutChanges(configIn(file), changes), plan);
  const snippet = path.join(folder, snippetName);
  const noted = await journal.saveOffer({
    version: 2,
    configPath,
    link: linkOf(plan),
    keyHash: keyHashOf(plan),
    changes: wrote,
    path: snippet,
  });
  if (!noted.ok) return noted;
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
  const written = await writeFileAtomic(snippet, snippetOf(edits), { mode: 0o600 });
  return written.ok ? { ok: true, path: snippet } : written;
}

function configIn(file: ConfigFile | Refusal): JsonObject {
  const document = file.ok && file.hash !== null ? readDocument(file.bytes) : null;
  return document?.ok ? document.value : {};
}
