/** The bytes of a configuration file with Sluice's own link in it, or why there can be none; pure. */
import { editJson5 } from "../core/json5-edit.ts";
import { type Change, firstConfig, ownLink } from "../core/link.ts";
import { type OwnLinkPlan, ownSlugs } from "../core/link-entry.ts";
import { foreignEntry, includeInTheWay } from "../core/link-found.ts";
import type { Refusal } from "./config-file.ts";
import { readDocument } from "./without-link.ts";

export type Composed =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly changes: readonly Change[] }
  | Refusal;

/** `base` holds no link of ours. Null: a first file, with what OpenClaw's daemon needs to start. */
export function compose(base: Uint8Array | null, plan: OwnLinkPlan): Composed {
  if (base === null)
    return { ok: true, bytes: Buffer.from(firstConfig(plan)), changes: ownLink({}, plan).changes };
  const document = readDocument(base);
  if (!document.ok) return document;
  const include = includeInTheWay(document.value);
  if (include) return { ok: false, code: "config.includes", detail: include };
  const taken = foreignEntry(document.value, plan);
  if (taken) return { ok: false, code: "link.taken", detail: taken };
  const { edits, changes } = ownLink(document.value, plan);
  const edited = editJson5(document.text, edits);
  return edited.ok ? { ok: true, bytes: Buffer.from(edited.text), changes } : edited;
}

/** What no file could hold: a provider an own link has no entry for, a default model none of its entries lists. */
export function refusalOf({ entries, model }: OwnLinkPlan): Refusal | null {
  const unknown = entries.find(({ slug }) => !ownSlugs.includes(slug));
  if (unknown) return { ok: false, code: "link.providerUnavailable", detail: unknown.slug };
  const isServed = entries.some(
    ({ slug, models }) => slug === model.provider && models.some(({ id }) => id === model.model),
  );
  return isServed ? null : { ok: false, code: "model.unknown", detail: model.model };
}
