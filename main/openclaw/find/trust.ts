/** What may be run: only what nobody but this user and root could replace, and on Windows only what is on this machine. */
import { lstat, readlink } from "node:fs/promises";
import path from "node:path";
import { isOutOfReach, isRemoteOnWindows, type Step, selfOn } from "../../core/find/trust.ts";
import type { Disk } from "./disk.ts";

/** As the system's own limit for one path. */
const maxLinks = 40;

/**
 * Every name from `/` to the file, each link with all that leads to what it names: whoever can turn a link on the way can
 * replace the file. @throws where the way ends
 */
export async function stepsTo(file: string): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const lookAt = async (at: string) => {
    const entry = await lstat(at);
    steps.push({ path: at, uid: entry.uid, gid: entry.gid, mode: entry.mode });
    return entry;
  };
  await lookAt("/");
  let at = "/";
  let links = 0;
  const rest = file.split("/");
  for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
    const next = path.posix.join(at, part);
    if (part === "" || part === "." || part === "..") {
      at = next;
      continue;
    }
    if (!(await lookAt(next)).isSymbolicLink()) {
      at = next;
      continue;
    }
    links += 1;
    if (links > maxLinks) throw new Error("There are too many links.");
    const target = await readlink(next);
    rest.unshift(...target.split("/"));
    if (target.startsWith("/")) at = "/";
  }
  return steps;
}

/** Windows' permissions are not in what Node tells of a file: there only `localDisk` keeps to this machine. */
export async function isTrusted(
  file: string,
  platform: NodeJS.Platform,
  disk: Pick<Disk, "steps"> = { steps: (one) => stepsTo(one).catch(() => null) },
): Promise<boolean> {
  if (platform === "win32") return true;
  const [uid, group] = [process.geteuid?.(), process.getegid?.()];
  if (uid === undefined || group === undefined) return false;
  return isOutOfReach((await disk.steps(file)) ?? [], selfOn(platform, uid, group));
}

/** A disk for Windows on which nothing of another machine is, whatever links, shims and variables name; it is never asked for it. */
export function localDisk(disk: Disk): Disk {
  const local = async <T>(one: string, ask: () => Promise<T | null>) =>
    isRemoteOnWindows(one) ? null : ask();
  return {
    look: (one) => local(one, () => disk.look(one)),
    real: (one) => local(one, () => disk.real(one)),
    read: (one, maxBytes) => local(one, () => disk.read(one, maxBytes)),
    list: (one, maxNames) => local(one, () => disk.list(one, maxNames)),
    steps: (one) => local(one, () => disk.steps(one)),
  };
}
