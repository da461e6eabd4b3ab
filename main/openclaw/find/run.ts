/** Starts one program for what it prints, and ends it with all its children when it takes too long. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";

export type RunOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly limitMs: number;
  /** True for what is all that was asked for: the answer is given at once, the program is left to end within the limit. */
  readonly isEnough?: (printed: Uint8Array) => boolean;
};

/** What it printed; null when it could not start, failed, printed too much or took too long. Never throws. */
export type Run = (
  program: string,
  args: readonly string[],
  options: RunOptions,
) => Promise<Uint8Array | null>;

const maxBytes = 256 * 1024;
const isWindows = process.platform === "win32";

/** @param program absolute: a bare name would be whatever `PATH` says. */
export const run: Run = (program, args, { env, limitMs, isEnough }) =>
  new Promise((resolve) => {
    let child: ChildProcessByStdio<null, Readable, null>;
    try {
      child = spawn(program, [...args], {
        env: { ...env },
        // No input, and no complaint of a shell that finds no terminal.
        stdio: ["ignore", "pipe", "ignore"],
        // A group of its own: what an rc file started is ended with it. On Windows that would open a console.
        detached: !isWindows,
        windowsHide: true,
      });
    } catch {
      // A zero byte in a path, an environment that is too large.
      return resolve(null);
    }
    let printed = Buffer.alloc(0);
    let isGiven = false;
    const give = (answer: Uint8Array | null) => {
      isGiven = true;
      child.stdout.destroy();
      resolve(answer);
    };
    const end = () => {
      endGroup(child.pid);
      give(null);
    };
    const timer = setTimeout(end, limitMs);
    child.on("error", end);
    // A child of its own may outlive it and hold the pipe: until the answer is there the limit stays.
    child.on("exit", () => isGiven && clearTimeout(timer));
    child.on("close", (code) => {
      clearTimeout(timer);
      give(code === 0 ? printed : null);
    });
    child.stdout.on("data", (piece: Buffer) => {
      printed = Buffer.concat([printed, piece]);
      if (printed.length > maxBytes) return end();
      if (!isEnough?.(printed)) return;
      timer.unref();
      child.unref();
      give(printed);
    });
  });

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(isWindows ? pid : -pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
