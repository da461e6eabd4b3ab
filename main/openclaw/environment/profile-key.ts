/** One key in an agent's `auth-profiles.json`, as OpenClaw kept them up to 2026.5: in its place or a reference instead of it. */
import { movedRef } from "../../core/environment/moved-ref.ts";
import { type Edit, editJson5, parseJson5, valueAt } from "../../core/json5-edit.ts";
import { type Done, readConfigFile, swapConfigFile, sweepStaged } from "../config-file.ts";

/** Either the key itself, or the id by which Sluice's resolver answers it. */
export type ProfileKey = { readonly key: string } | { readonly id: string };

const maxRetries = 3;

/** Everything else in the file stays as it is. "key.unknown": the profile is not there any more. */
export async function setProfileKey(file: string, profile: string, to: ProfileKey): Promise<Done> {
  for (let retries = 0; ; retries += 1) {
    const result = await setOnce(file, profile, to);
    if (result.ok || result.code !== "config.changed" || retries === maxRetries) return result;
  }
}

async function setOnce(file: string, profile: string, to: ProfileKey): Promise<Done> {
  await sweepStaged(file);
  const before = await readConfigFile(file);
  if (!before.ok) return before;
  if (before.hash === null) return { ok: false, code: "key.unknown" };
  const text = before.bytes.toString("utf8");
  const value = parseJson5(text);
  if (!value) return { ok: false, code: "config.broken" };
  const at = ["profiles", profile];
  if (valueAt(value, at) === undefined) return { ok: false, code: "key.unknown" };
  const ref = "id" in to ? movedRef(to.id) : null;
  const edits: Edit[] = ref
    ? [{ path: [...at, "key"] }, { path: [...at, "keyRef"], value: ref }]
    : [{ path: [...at, "keyRef"] }, { path: [...at, "key"], value: "key" in to ? to.key : "" }];
  const edited = editJson5(text, edits);
  if (!edited.ok) return edited;
  if (edited.text === text) return { ok: true };
  const next = { bytes: Buffer.from(edited.text, "utf8"), mode: before.mode };
  return swapConfigFile(file, before.hash, next, { onStaged: () => undefined });
}
