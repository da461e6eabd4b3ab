/** The last lines of the log: of this run from memory, of those before it from the files they left. */
import { open } from "node:fs/promises";
import path from "node:path";

export type RecentLog = {
  add(line: string): void;
  /** The newest last. Never rejects. */
  read(): Promise<readonly string[]>;
};

const keep = 200;
/** A line is at most 8 kB, and most have two hundred characters. */
const tailBytes = 256 * 1024;

/** @param folder where a Sluice with a face writes its log */
export function createRecentLog(folder: string): RecentLog {
  const lines: string[] = [];
  return {
    add(line) {
      lines.push(line);
      if (lines.length > keep) lines.shift();
    },
    async read() {
      if (lines.length === keep) return [...lines];
      const written = [
        ...(await tailOf(path.join(folder, "sluice.1.log"))),
        ...(await tailOf(path.join(folder, "sluice.log"))),
      ];
      // What this run wrote into the file is known already.
      const [first] = lines;
      const known = first === undefined ? -1 : written.lastIndexOf(first);
      const before = known < 0 ? written : written.slice(0, known);
      return [...before, ...lines].slice(-keep);
    },
  };
}

async function tailOf(file: string): Promise<readonly string[]> {
  try {
    const handle = await open(file, "r");
    try {
      const { size } = await handle.stat();
      const start = Math.max(0, size - tailBytes);
      const buffer = Buffer.alloc(size - start);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
      const all = buffer.toString("utf8", 0, bytesRead).split("\n");
      // The first may have been cut: half a secret is recognised by nobody.
      return (start > 0 ? all.slice(1) : all).filter((line) => line !== "");
    } finally {
      await handle.close();
    }
  } catch {
    return [];
  }
}
