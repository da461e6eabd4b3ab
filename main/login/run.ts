/** Runs one command of the system: no shell, a limit, and nothing of it kept but its code and what it printed. */
import { execFile } from "node:child_process";

/** Null: it could not be run, or did not end in time. */
export type Run = (
  command: string,
  args: readonly string[],
) => Promise<{ readonly code: number; readonly stdout: string } | null>;

const limitMs = 10_000;

export function createRun(env: Readonly<Record<string, string | undefined>>): Run {
  // What an AppImage brings with it is for itself, not for the system's own programs.
  const { LD_LIBRARY_PATH: _, ...clean } = env;
  return (command, args) =>
    new Promise((resolve) => {
      execFile(
        command,
        args,
        { env: clean, timeout: limitMs, killSignal: "SIGKILL", windowsHide: true },
        (error, stdout) => {
          if (!error) resolve({ code: 0, stdout });
          else resolve(typeof error.code === "number" ? { code: error.code, stdout } : null);
        },
      );
    });
}
