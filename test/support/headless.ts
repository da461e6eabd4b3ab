/** Drives the built app without a face as a script would: lines in, lines out, in a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Command, Query, QueryReply, Reply } from "../../preload/contract/command.ts";
import type { AppState } from "../../preload/contract/state.ts";

export type Headless = {
  readonly pid: number;
  /** The latest snapshot it printed. */
  state(): AppState;
  /** The first snapshot that satisfies the predicate, the latest included. @throws with the latest one when time is up */
  until(isReached: (state: AppState) => boolean, withinMs?: number): Promise<AppState>;
  send(command: Command): Promise<Reply>;
  /** @throws when the command is refused */
  must(command: Command): Promise<Extract<Reply, { ok: true }>>;
  query(query: Query): Promise<QueryReply>;
  /** Everything it wrote so far, as it came. */
  printed(): { readonly stdout: string; readonly stderr: string };
  /** `app.quit`; resolves with the exit code. */
  quit(): Promise<number | null>;
  /** Resolves with the exit code when it has ended, however it did. */
  readonly ended: Promise<number | null>;
  kill9(): Promise<void>;
};

export type HeadlessOptions = {
  readonly userDataDir: string;
  /** The whole environment; PATH is added. */
  readonly env: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
};

const script = path.join(import.meta.dirname, "../../dist/main/headless.js");

/** Resolves with the first snapshot. @throws when it ends before that, with what it said */
export async function startHeadless(options: HeadlessOptions): Promise<Headless> {
  if (!existsSync(script)) throw new Error("dist/ is missing: run `npm run build` first");
  const child = spawn(
    process.execPath,
    [script, `--user-data-dir=${options.userDataDir}`, ...(options.args ?? [])],
    {
      env: { PATH: process.env.PATH ?? "", ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  const killOnExit = () => void child.kill("SIGKILL");
  process.once("exit", killOnExit);
  const printed = { stdout: "", stderr: "" };
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed.stderr += text;
  });
  // Writing to one that has ended is answered by `ended`, not by an exception.
  child.stdin.on("error", () => undefined);
  const ended = once(child, "close").then(() => {
    process.off("exit", killOnExit);
    return child.exitCode;
  });

  let latest: AppState | null = null;
  const watching = new Set<(state: AppState) => void>();
  /** Replies come in order per type, so the oldest of a type gets the next. */
  const waiting = new Map<string, ((reply: Reply & QueryReply) => void)[]>();

  createInterface({ input: child.stdout }).on("line", (line) => {
    printed.stdout += `${line}\n`;
    const said = JSON.parse(line) as Line;
    if ("state" in said) {
      latest = said.state;
      for (const look of [...watching]) look(said.state);
    } else {
      const { to, ...reply } = said.reply;
      waiting.get(to ?? "")?.shift()?.(reply);
    }
  });

  function ask<R>(type: string, line: object): Promise<R> {
    const answered = new Promise<R>((resolve) => {
      const queue = waiting.get(type) ?? [];
      waiting.set(type, queue);
      queue.push((reply) => resolve(reply as R));
    });
    child.stdin.write(`${JSON.stringify(line)}\n`);
    return Promise.race([answered, ended.then((code) => lost<R>(type, code))]);
  }
  function lost<R>(what: string, code: number | null): R {
    throw new Error(`Sluice ended with ${code} before it answered ${what}: ${printed.stderr}`);
  }

  function until(isReached: (state: AppState) => boolean, withinMs = 30_000): Promise<AppState> {
    const reached = new Promise<AppState>((resolve, reject) => {
      const timer = setTimeout(() => {
        watching.delete(look);
        reject(new Error(`not reached within ${withinMs} ms: ${isReached}\n${brief(latest)}`));
      }, withinMs);
      function look(state: AppState): void {
        if (!isReached(state)) return;
        clearTimeout(timer);
        watching.delete(look);
        resolve(state);
      }
      watching.add(look);
      if (latest) look(latest);
    });
    return Promise.race([reached, ended.then((code) => lost<AppState>("with that state", code))]);
  }

  const send = (command: Command) => ask<Reply>(command.type, command);
  const headless: Headless = {
    pid: child.pid ?? 0,
    state: () => latest ?? lost("a first state", null),
    until,
    send,
    async must(command) {
      const reply = await send(command);
      if (!reply.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(reply.error)}`);
      return reply;
    },
    query: (query) => ask<QueryReply>(query.type, { query }),
    printed: () => printed,
    async quit() {
      await send({ type: "app.quit" });
      return ended;
    },
    ended,
    async kill9() {
      child.kill("SIGKILL");
      await ended;
    },
  };
  try {
    await until(() => true, 60_000);
  } catch (error) {
    await end(child);
    throw error;
  }
  return headless;
}

type Line =
  | { readonly state: AppState }
  | { readonly reply: { readonly to: string | null } & Reply & QueryReply };

/** Enough of a snapshot to see why something was not reached. */
function brief(state: AppState | null): string {
  if (!state) return "no state at all";
  const { router, route, openclaw, vault, secrets, usage, notice } = state;
  const { today } = usage;
  return JSON.stringify({ router, route, openclaw, vault, secrets, today, notice }, null, 1);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "close");
}
