/** Processes of the rig: started with little memory, asked one thing at a time, ended with their parent. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

export type Child = {
  readonly pid: number;
  /** @throws when the process ends before it answers, with what it said */
  ask<A>(question: object): Promise<A>;
  close(): Promise<void>;
};

/** A small young generation for the rig's own processes: a collection is short, and nobody measures theirs. */
export const rigArguments = ["--max-semi-space-size=2"];

/** Starts a script of this folder, by default with Node's own settings. */
export function startChild(
  script: string,
  options: {
    readonly nodeArguments?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Child {
  const file = path.join(import.meta.dirname, script);
  const child = spawn(process.execPath, [...(options.nodeArguments ?? []), file], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...options.env },
  });
  const end = endWithParent(child);
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-2_000);
  });
  const ended = once(child, "close").then(([code]) => {
    throw new Error(`${script} ended with ${code}: ${said}`);
  });
  ended.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    async ask<A>(question: object) {
      const answered = once(child, "message");
      child.send(question);
      const [given] = await Promise.race([answered, ended]);
      if ("error" in given) throw new Error(`${script}: ${given.error}`);
      return given.answer as A;
    },
    close: end,
  };
}

/** The child's end of it. */
export function serveParent<Q>(answerTo: (question: Q) => Promise<unknown>): void {
  process.on("message", (question: Q) => {
    void answerTo(question).then(
      (answer) => process.send?.({ answer }),
      (error: Error) => process.send?.({ error: error.stack ?? String(error) }),
    );
  });
  process.on("disconnect", () => process.exit());
}

/** What must not outlive this process. */
const alive = new Set<() => void>();
process.once("exit", () => {
  for (const kill of alive) kill();
});

/** Ends it when this process ends, and when the returned function is called. */
export function endWithParent(
  child: ChildProcess,
  signal: "SIGKILL" | "SIGTERM" = "SIGKILL",
): () => Promise<void> {
  const kill = () => void child.kill(signal);
  alive.add(kill);
  return async () => {
    alive.delete(kill);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, "close");
    kill();
    await closed;
  };
}
