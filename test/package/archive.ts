/** Reads an asar archive by its format, not with the tool that wrote it. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

export type PackedFile = {
  /** With "/", from the archive's top. */
  readonly name: string;
  readonly bytes: Buffer;
  /** Kept beside the archive, in `app.asar.unpacked`. */
  readonly isUnpacked: boolean;
};

export type Archive = {
  readonly files: readonly PackedFile[];
  /** SHA-256 of its table of contents: what Electron compares before it loads anything. */
  readonly hash: string;
};

type Entry = {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly size?: number;
  readonly offset?: string;
  readonly unpacked?: boolean;
};

/** Four lengths (one inside the other), the contents as JSON, then the files one after another. */
export function readArchive(file: string): Archive {
  const bytes = readFileSync(file);
  const header = bytes.toString("utf8", 16, 16 + bytes.readUInt32LE(12));
  const start = 8 + bytes.readUInt32LE(4);
  const files: PackedFile[] = [];
  const walk = (entry: Entry, name: string): void => {
    for (const [part, below] of Object.entries(entry.files ?? {}))
      walk(below, path.posix.join(name, part));
    if (entry.files !== undefined) return;
    // A link has neither: ours has none.
    if (entry.size === undefined) throw new Error(`${name} is no plain file.`);
    const from = start + Number(entry.offset);
    const isUnpacked = entry.unpacked === true;
    files.push({
      name,
      isUnpacked,
      bytes: isUnpacked
        ? readFileSync(path.join(`${file}.unpacked`, name))
        : bytes.subarray(from, from + entry.size),
    });
  };
  walk(JSON.parse(header) as Entry, "");
  return { files, hash: createHash("sha256").update(header).digest("hex") };
}
