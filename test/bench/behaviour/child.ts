/** Starts one of the plain scripts beside this file in a process of its own; it says one line of JSON when it is ready. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

export type Child<Said> = {
  readonly pid: number;
  readonly said: Said;
  /** From the call to the line it said. */
  readonly startMs: number;
  close(): Promise<void>;
};

/** @throws when it ends without a word */
export async function startChild<Said = object>(
  name: "bare" | "worker-host" | "undici-relay",
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Child<Said>> {
  const script = path.join(import.meta.dirname, "children", `${name}.mjs`);
  const startedAt = performance.now();
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = once(child, "close");
  const line = once(createInterface({ input: child.stdout }), "line");
  const first = await Promise.race([line, ended.then(() => null)]);
  if (first === null) throw new Error(`${name} ended before it was ready`);
  return {
    pid: child.pid ?? 0,
    said: JSON.parse(String(first[0])) as Said,
    startMs: performance.now() - startedAt,
    async close() {
      process.off("exit", kill);
      kill();
      await ended;
    },
  };
}
