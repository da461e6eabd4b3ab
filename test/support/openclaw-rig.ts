/** Starts the real OpenClaw daemon in a home of its own, without a network, and ends it with everything it started. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { connectDaemon, type DaemonClient } from "./openclaw-rig-client.ts";
import { openClawEnv, shareCompiledCode } from "./openclaw-rig-home.ts";
import {
  cacheFolderOf,
  installOpenClaw,
  type OpenClawVersion,
  openClawVersion,
} from "./openclaw-rig-install.ts";

export type Daemon = DaemonClient & {
  readonly pid: number;
  readonly port: number;
  /** From the start of the process until `/readyz` said yes. */
  readonly readyAfterMs: number;
  /** What it wrote to its console so far. */
  output(): string;
  /** SIGTERM, and SIGKILL to the whole group when it has not ended in time: a turn still running holds it for minutes. */
  stop(limitMs?: number): Promise<void>;
};

export type DaemonOptions = {
  /** Holds `.openclaw/openclaw.json`; see `writeConfig` in openclaw-rig-home.ts. */
  readonly home: string;
  readonly port: number;
  readonly token: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Left out: the one this run of the tests is about. */
  readonly version?: OpenClawVersion;
};

/** @throws when it ends before it is ready, or is not ready in time, with the end of what it said */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { home, port, token, version = openClawVersion } = options;
  const script = await installOpenClaw(version);
  shareCompiledCode(home, cacheFolderOf(version));
  const consoleFile = path.join(home, "console.log");
  const sink = openSync(consoleFile, "a");
  const startedAt = Date.now();
  const child = spawn(process.execPath, [script, "gateway", "run"], {
    cwd: home,
    env: openClawEnv(home, options.env),
    stdio: ["ignore", sink, sink],
    // A group of its own, so that its own children can be ended with it.
    detached: true,
  });
  closeSync(sink);
  const killGroup = () => killAll(child);
  process.once("exit", killGroup);
  // Ended by a signal, this process would leave the group behind.
  const leave = () => process.exit(1);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, leave);
  const output = () => readFileSync(consoleFile, "utf8");

  let stopped: Promise<void> | undefined;
  const stop = (limitMs = 10_000): Promise<void> => {
    stopped ??= end(limitMs);
    return stopped;
  };
  async function end(limitMs: number): Promise<void> {
    process.off("exit", killGroup);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, leave);
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    const gone = hasEnded ? Promise.resolve() : once(child, "exit");
    child.kill("SIGTERM");
    await Promise.race([gone, wait(limitMs, undefined, { ref: false })]);
    killAll(child);
    await gone;
  }

  try {
    await untilReady(child, port, 180_000);
    const readyAfterMs = Date.now() - startedAt;
    const client = await connectDaemon({ port, token });
    return {
      ...client,
      pid: child.pid ?? 0,
      port,
      readyAfterMs,
      output,
      stop: async (limitMs) => {
        client.close();
        await stop(limitMs);
      },
    };
  } catch (error) {
    await stop(0);
    throw new Error(`${String(error)}\n${output().slice(-2_000)}`);
  }
}

async function untilReady(child: ChildProcess, port: number, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`OpenClaw ended with ${child.exitCode ?? child.signalCode}`);
    const isReady = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.ok;
      },
      () => false,
    );
    if (isReady) return;
    if (Date.now() > deadline) throw new Error(`OpenClaw was not ready within ${withinMs} ms`);
    await wait(100);
  }
}

function killAll(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // The whole group is gone already.
  }
}
