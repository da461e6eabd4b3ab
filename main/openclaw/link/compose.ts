/** The bytes of a configuration file with a link in it, or why there can be none; pure. */
import { editJson5 } from "../../core/json5-edit.ts";
import { firstConfig, linkOn } from "../../core/link/link.ts";
import { obstacleTo } from "../../core/link/obstacle.ts";
import { type Change, spelledIn } from "../../core/link/places.ts";
import { hasOwnEntries, type LinkPlan } from "../../core/link/plan.ts";
import type { Refusal } from "../config-file.ts";
import { readDocument } from "./without-link.ts";

export type Composed =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly changes: readonly Change[] }
  | Refusal;

/** `base` holds no link of ours. Null: a first file, with what OpenClaw's daemon needs to start. */
export function compose(base: Uint8Array | null, plan: LinkPlan): Composed {
  // A link that only lies over the user's entries has nothing to lie over.
  if (base === null && !hasOwnEntries(plan)) return { ok: false, code: "link.nothingToOverlay" };
  if (base === null)
    return { ok: true, bytes: Buffer.from(firstConfig(plan)), changes: linkOn({}, plan).changes };
  const document = readDocument(base);
  if (!document.ok) return document;
  const obstacle = obstacleTo(document.value, plan);
  if (obstacle) return { ok: false, ...obstacle };
  const { edits, changes } = linkOn(document.value, plan);
  const edited = editJson5(document.text, edits);
  if (!edited.ok) return edited;
  return { ok: true, bytes: Buffer.from(edited.text), changes: spelledIn(document.text, changes) };
}
