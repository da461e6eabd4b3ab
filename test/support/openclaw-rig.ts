/** Starts the real OpenClaw daemon in a home of its own, without a network, and ends it with everything it started. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { connectDaemon, type DaemonClient } from "./openclaw-rig-client.ts";
import { installOpenClaw } from "./openclaw-rig-install.ts";

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
  /** Holds `.openclaw/openclaw.json`; see `writeConfig`. */
  readonly home: string;
  readonly port: number;
  readonly token: string;
  readonly env?: Readonly<Record<string, string>>;
};

/** The environment of OpenClaw's processes: nothing of the caller's but where programs are. */
export function openClawEnv(
  home: string,
  env: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
    HOME: home,
    TMPDIR: path.join(home, "tmp"),
    TERM: "dumb",
    NODE_OPTIONS: `--require=${path.join(import.meta.dirname, "openclaw-rig.offline.cjs")}`,
    OPENCLAW_DISABLE_BONJOUR: "1",
    OPENCLAW_NO_AUTO_UPDATE: "1",
    OPENCLAW_NO_RESPAWN: "1",
    OPENCLAW_OFFLINE: "1",
    ...env,
  };
}

/** What a person's file would hold, with the daemon's own parts; written as JSON5 with a comment, as people do. */
export function writeConfig(options: {
  readonly home: string;
  readonly port: number;
  readonly token: string;
  /** More top-level members, as JSON5 text: `models: { … }, agents: { … }`. */
  readonly more?: string;
}): string {
  const { home, port, token, more } = options;
  const folder = path.join(home, ".openclaw");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, "openclaw.json");
  writeFileSync(
    file,
    `// My own setup.
{
  gateway: {
    mode: "local",
    bind: "loopback", // nobody else's business
    port: ${port},
    auth: { mode: "token", token: "${token}" },
    controlUi: { enabled: false },
  },
  logging: { file: ${JSON.stringify(path.join(home, "openclaw.log"))} },
${more ? `${more.replace(/^\s*\n|\s+$/g, "")}\n` : ""}}
`,
    { mode: 0o600 },
  );
  return file;
}

export const newToken = (): string => randomBytes(24).toString("hex");

/** Free now, and below the range from which the system hands out ports: nobody takes it while the daemon starts. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** @throws when it ends before it is ready, or is not ready in time, with the end of what it said */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { home, port, token } = options;
  const script = await installOpenClaw();
  shareCompiledCode(home, path.dirname(path.dirname(path.dirname(script))));
  const console = path.join(home, "console.log");
  const startedAt = Date.now();
  const child = spawn(process.execPath, [script, "gateway", "run"], {
    cwd: home,
    env: openClawEnv(home, options.env),
    stdio: ["ignore", openSync(console, "a"), openSync(console, "a")],
    // A group of its own, so that its own children can be ended with it.
    detached: true,
  });
  const killGroup = () => killAll(child);
  process.once("exit", killGroup);
  const output = () => (existsSync(console) ? readFileSync(console, "utf8") : "");

  async function stop(limitMs = 10_000): Promise<void> {
    process.off("exit", killGroup);
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    const gone = hasEnded ? Promise.resolve() : once(child, "exit");
    child.kill("SIGTERM");
    await Promise.race([gone, wait(limitMs, undefined, { ref: false })]);
    killAll(child);
    await gone;
  }

  try {
    await untilReady(child, port, 120_000);
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

/** OpenClaw keeps compiled code below the temporary folder; shared, the second start takes half as long as the first. */
function shareCompiledCode(home: string, cacheFolder: string): void {
  const shared = path.join(cacheFolder, "compiled");
  mkdirSync(shared, { recursive: true });
  const temporary = path.join(home, "tmp");
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  const link = path.join(temporary, "node-compile-cache");
  if (!existsSync(link)) symlinkSync(shared, link);
}

function killAll(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // The whole group is gone already.
  }
}
