/** Starts the daemon as a process of its own, which outlives Sluice, and ends the one Sluice started that way. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, open, readFile } from "node:fs/promises";
import path from "node:path";

export type Foreground = {
  readonly pid: number;
  /** Resolves with the exit code, null for a signal, should it end while somebody still looks. */
  readonly ended: Promise<number | null>;
  /** The end of what it wrote. */
  lastWords(): Promise<string>;
  /** From now on nobody here minds whether it ends. */
  leave(): void;
};

const logName = "openclaw.log";
const wordsLength = 8_192;

/**
 * `<node> <entry> gateway run` in a process group of its own, its output in a 0600 file that starts anew each time.
 * Null when it cannot be started at all.
 */
export async function startForeground({
  node,
  entry,
  env,
  homeDir,
  logFolder,
}: {
  readonly node: string;
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly homeDir: string;
  readonly logFolder: string;
}): Promise<Foreground | null> {
  const file = path.join(logFolder, logName);
  await mkdir(logFolder, { recursive: true, mode: 0o700 });
  const sink = await open(file, "w", 0o600);
  let child: ChildProcess;
  try {
    await sink.chmod(0o600);
    child = spawn(node, [entry, "gateway", "run"], {
      cwd: homeDir,
      env,
      stdio: ["ignore", sink.fd, sink.fd],
      detached: true,
      windowsHide: true,
    });
  } finally {
    await sink.close();
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", resolve);
    child.once("error", () => resolve(null));
  });
  if (child.pid === undefined) return null;
  return {
    pid: child.pid,
    ended,
    lastWords: () =>
      readFile(file, "utf8").then(
        (text) => text.slice(-wordsLength),
        () => "",
      ),
    leave: () => child.unref(),
  };
}

const askEveryMs = 100;

/** Asks the process to end, as a person's Ctrl-C would, and waits. False when it has not ended in time: it is never forced. */
export async function endProcess(
  pid: number,
  limitMs: number,
  signal: AbortSignal,
  pause: (afterMs: number) => Promise<void>,
  isGone: () => Promise<boolean>,
): Promise<boolean> {
  try {
    process.kill(pid, "SIGTERM");
  } catch {
    return isGone();
  }
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline && !signal.aborted) {
    if (await isGone()) return true;
    await pause(askEveryMs);
  }
  return isGone();
}
