/** Which process listens on the daemon's port, and whether it is this user's: read from the system, asked of nobody. */
import { readdir, readFile, readlink } from "node:fs/promises";
import { type Listener, listenersIn } from "../../core/daemon/socket-table.ts";

/**
 * Whether the shared secret may be said to that port: on Linux, only if everything that could answer belongs to this
 * user or to root. Other systems do not tell without a program of their own, and there it is taken on trust. What
 * this cannot prove is which program of the same user it is; one of those could read the secret from OpenClaw's file
 * as well.
 */
export async function isOwnListener(port: number): Promise<boolean> {
  const listeners = await listenersOf(port);
  if (listeners === null || !process.geteuid) return true;
  const own = process.geteuid();
  return listeners.length > 0 && listeners.every(({ uid }) => uid === own || uid === 0);
}

/** Null where the system does not tell, or not to us. */
export async function listenerPid(port: number): Promise<number | null> {
  const listeners = (await listenersOf(port)) ?? [];
  const sockets = new Set(listeners.map(({ inode }) => `socket:[${inode}]`));
  if (sockets.size === 0) return null;
  for (const pid of (await namesIn("/proc")).filter((name) => /^\d+$/.test(name)))
    for (const descriptor of await namesIn(`/proc/${pid}/fd`)) {
      const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => "");
      if (sockets.has(target)) return Number(pid);
    }
  return null;
}

/** What the system calls a process; null where it does not say. */
export const nameOf = (pid: number): Promise<string | null> =>
  readFile(`/proc/${pid}/comm`, "utf8").then(
    (name) => name.trim(),
    () => null,
  );

/** The process group a process belongs to: what was started together has one number. Null where the system does not say. */
export const groupOf = async (pid: number): Promise<number | null> => {
  const [, , group] = (await fieldsOf(pid)) ?? [];
  return group === undefined ? null : Number(group);
};

/**
 * Tells a process from a later one with the same number: when it was born, in ticks of this boot. Null where the system
 * does not say, or the process is gone.
 */
export async function birthOf(pid: number): Promise<string | null> {
  const fields = await fieldsOf(pid);
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => null);
  const [state, born] = [fields?.[0], fields?.[19]];
  return boot === null || born === undefined || state === "Z" ? null : `${boot.trim()}:${born}`;
}

/** The fields of /proc/PID/stat from the third on. The name before them, in parentheses, may hold anything. */
const fieldsOf = (pid: number): Promise<readonly string[] | null> =>
  readFile(`/proc/${pid}/stat`, "utf8").then(
    (stat) => stat.slice(stat.lastIndexOf(")") + 2).split(" "),
    () => null,
  );

async function listenersOf(port: number): Promise<readonly Listener[] | null> {
  const tables = await Promise.all(
    ["/proc/net/tcp", "/proc/net/tcp6"].map((file) => readFile(file, "utf8").catch(() => null)),
  );
  if (tables[0] === null) return null;
  return tables.flatMap((table) => (table ? listenersIn(table, port) : []));
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
