/** The variables the running daemon was started with, and when: as far as the system lets the user see it. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { elapsedMsOf, parseVariables, startedAtOf } from "../../core/environment/process-text.ts";

export type DaemonProcess = {
  /** Null where no system call tells: macOS, Windows, another user's process. */
  readonly variables: ReadonlyMap<string, string> | null;
  /** Epoch ms. */
  readonly startedAt: number | null;
};

/** Null when no process of that id runs. */
export async function readProcess(
  pid: number,
  platform: NodeJS.Platform,
  now: () => number,
): Promise<DaemonProcess | null> {
  if (platform === "linux") return readLinux(pid, now);
  if (platform === "win32") return { variables: null, startedAt: null };
  const elapsedMs = await new Promise<number | null>((resolve) => {
    const options = { timeout: 2_000, env: { LC_ALL: "C", PATH: "/bin:/usr/bin" } };
    execFile("/bin/ps", ["-o", "etime=", "-p", String(pid)], options, (_, stdout) =>
      resolve(elapsedMsOf(stdout)),
    );
  });
  return { variables: null, startedAt: elapsedMs === null ? null : now() - elapsedMs };
}

async function readLinux(pid: number, now: () => number): Promise<DaemonProcess | null> {
  const [stat, uptime, environ] = await Promise.all(
    [`/proc/${pid}/stat`, "/proc/uptime", `/proc/${pid}/environ`].map((file) =>
      readFile(file, "utf8").catch(() => null),
    ),
  );
  if (stat == null) return null;
  return {
    variables: environ == null ? null : parseVariables(environ),
    startedAt: startedAtOf(stat, uptime ?? "", now()),
  };
}
