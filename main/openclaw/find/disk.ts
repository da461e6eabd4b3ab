/** Looks at the disk without a trace and without end: each look has a limit, and a disk that hangs is not asked again. */
import { readdir, realpath, stat } from "node:fs/promises";
import type { Step } from "../../core/find/trust.ts";
import { readFileBounded } from "../../kit/atomic-file.ts";
import { stepsTo } from "./trust.ts";

export type Look = {
  readonly kind: "file" | "folder";
  /** Changes when the file does. */
  readonly stamp: string;
};

/** Nothing here throws: what is missing, forbidden, too large, endless or too slow is null. */
export type Disk = {
  /** Follows symbolic links. */
  look(path: string): Promise<Look | null>;
  /** The path with every symbolic link in it followed. */
  real(path: string): Promise<string | null>;
  read(path: string, maxBytes: number): Promise<Buffer | null>;
  /** At most `maxNames` names, unsorted; a folder with more is a folder we know nothing of: null. */
  list(path: string, maxNames: number): Promise<readonly string[] | null>;
  /** Who owns and may write each name that leads to the file, through every link. */
  steps(path: string): Promise<readonly Step[] | null>;
};

export type DiskCalls = {
  readonly stat: (
    path: string,
  ) => Promise<{ isFile(): boolean; isDirectory(): boolean; mtimeMs: number; size: number }>;
  readonly realpath: (path: string) => Promise<string>;
  readonly read: typeof readFileBounded;
  readonly readdir: (path: string) => Promise<readonly string[]>;
  readonly steps: typeof stepsTo;
};

/** A disk that has to spin up answers later; the next search asks it again. */
const limitMs = 1_500;
/** A look that hangs keeps one of Node's four threads for good, and everybody's files go through those. */
const maxHung = 2;
/** A mount is rarely deeper than this: `/Volumes/Work`, `/home/ada`, `Z:\`. */
const mountDepth = 2;

/**
 * @param homeDir each folder in it may be another disk, and one that hangs does not speak for the others
 * @param calls for tests: the system's own, or ones that hang
 */
export function createDisk(
  homeDir: string,
  calls: DiskCalls = { stat, realpath, read: readFileBounded, readdir, steps: stepsTo },
): Disk {
  const hung = new Set<string>();
  const partsOf = (path: string) => path.split(/[\\/]/);
  const mountOf = (path: string) => {
    const depth = path.startsWith(homeDir) ? partsOf(homeDir).length : mountDepth;
    return partsOf(path)
      .slice(0, depth + 1)
      .join("/");
  };

  async function limited<T>(path: string, ask: () => Promise<T | null>): Promise<T | null> {
    const mount = mountOf(path);
    if (hung.size >= maxHung || hung.has(mount)) return null;
    const { promise: tooLate, resolve } = Promise.withResolvers<null>();
    const giveUp = () => {
      hung.add(mount);
      resolve(null);
    };
    let grace: NodeJS.Immediate | undefined;
    // After a stall of our own the answer may be waiting already: it is taken in before this is called a hang.
    const timer = setTimeout(() => {
      grace = setImmediate(giveUp);
    }, limitMs);
    try {
      return await Promise.race([ask().catch(() => null), tooLate]);
    } finally {
      clearTimeout(timer);
      clearImmediate(grace);
    }
  }

  return {
    look: (path) =>
      limited(path, async () => {
        const entry = await calls.stat(path);
        const kind = entry.isFile() ? "file" : entry.isDirectory() ? "folder" : null;
        return kind && { kind, stamp: `${entry.mtimeMs}/${entry.size}` };
      }),
    real: (path) => limited(path, () => calls.realpath(path)),
    read: (path, maxBytes) =>
      limited(path, async () => {
        const read = await calls.read(path, maxBytes);
        return read.ok ? read.bytes : null;
      }),
    list: (path, maxNames) =>
      limited(path, async () => {
        const names = await calls.readdir(path);
        return names.length > maxNames ? null : names;
      }),
    steps: (path) => limited(path, () => calls.steps(path)),
  };
}
