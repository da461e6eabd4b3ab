/** Keys of sign-ins that were moved into the keychain: where they are asked for from there. */
import { idIn } from "../../core/environment/moved-ref.ts";
import { isObject, parseJson5 } from "../../core/json5-edit.ts";
import { readFileBounded } from "../../kit/atomic-file.ts";
import { profileFiles } from "./readable-keys.ts";

export type MovedProfile = {
  readonly file: string;
  readonly profile: string;
  /** The resolver's. */
  readonly id: string;
};

const maxBytes = 4 * 1024 * 1024;

/** @param stateFolder OpenClaw's */
export async function movedProfiles(stateFolder: string): Promise<readonly MovedProfile[]> {
  const found: MovedProfile[] = [];
  for (const file of await profileFiles(stateFolder)) {
    const read = await readFileBounded(file, maxBytes);
    const { profiles } = (read.ok && parseJson5(read.bytes.toString("utf8"))) || {};
    if (!isObject(profiles)) continue;
    for (const [profile, entry] of Object.entries(profiles)) {
      const id = isObject(entry) ? idIn(entry.keyRef) : null;
      if (id !== null) found.push({ file, profile, id });
    }
  }
  return found;
}
