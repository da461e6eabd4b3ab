/** Every file and folder below one, as they are at a moment: to say afterwards which of them have changed in any way. */
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";

/** By path below the folder; "" is the folder itself. Everything but when it was last read. */
export type FolderPicture = ReadonlyMap<string, string>;

export function pictureOf(folder: string): FolderPicture {
  const picture = new Map<string, string>();
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const name of ["", ...names]) {
    try {
      picture.set(name, look(path.join(folder, name)));
    } catch (error) {
      // Gone since it was listed: somebody who may works here.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  return picture;
}

/** The names that are new, gone or different in content, kind, mode, owner or time of change. */
export function changedBetween(before: FolderPicture, after: FolderPicture): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name))
    .toSorted();
}

function look(file: string): string {
  const { mode, uid, gid, size, mtimeNs, ctimeNs } = lstatSync(file, { bigint: true });
  const kind = Number(mode) & 0o170000;
  const content =
    kind === 0o100000
      ? createHash("sha256").update(readFileSync(file)).digest("hex")
      : kind === 0o120000
        ? readlinkSync(file)
        : "";
  // A folder's size says how many names it once held.
  const own = kind === 0o040000 ? 0n : size;
  return [mode.toString(8), uid, gid, own, mtimeNs, ctimeNs, content].join(" ");
}
