/** OpenClaw's own program, run for one answer: by absolute paths, without a shell, within a time limit, no secret on its command line. */
import { type ChildProcess, spawn } from "node:child_process";
import type { OpenClawInstall } from "../../../preload/contract/openclaw.ts";
import { jsonIn, refusalIn } from "../../core/daemon/program-reply.ts";
import { createQueue } from "../../kit/queue.ts";
import type { Refusal } from "../config-file.ts";
import type { Answer } from "./socket.ts";

export type Ran =
  | {
      readonly ok: true;
      readonly stdout: string;
      /** The end of it. */
      readonly stderr: string;
      /** Its exit code. */
      readonly code: number;
    }
  | Refusal;

export type Program = {
  /** Refused without an install, or when it has not ended in time: it is then ended, with whatever it has started. */
  run(
    args: readonly string[],
    limitMs: number,
    more?: Readonly<Record<string, string>>,
  ): Promise<Ran>;
  /** `gateway call`, one at a time. It finds its own way to the daemon and proves itself to it. */
  ask(method: string, params: object, limitMs: number): Promise<Answer>;
};

const maxOutput = 32 * 1024 * 1024;
const maxWords = 8_192;
const graceMs = 2_000;

/**
 * What may be asked this way. The parameters stand on a command line that every user of the machine can read, so only
 * calls that never carry a secret: reads, what a session is pinned to, and the word to read the secrets again.
 */
const isPublic = (method: string): boolean =>
  /^[a-z][A-Za-z.]*\.(list|get|status|authStatus)$/.test(method) ||
  ["status", "health", "sessions.patch", "secrets.reload"].includes(method);

export function createProgram({
  env,
  homeDir,
  install,
  signal,
}: {
  /** The person's own. */
  readonly env: Readonly<Record<string, string>>;
  readonly homeDir: string;
  readonly install: () => OpenClawInstall | null;
  readonly signal: AbortSignal;
}): Program {
  const calls = createQueue();

  async function run(
    args: readonly string[],
    limitMs: number,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Ran> {
    const program = install();
    if (!program?.node) return { ok: false, code: "openclaw.notInstalled" };
    if (signal.aborted) return { ok: false, code: "app.quitting" };
    const child = spawn(program.node, [program.entry, ...args], {
      cwd: homeDir,
      env: { ...env, ...more, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own, to be ended as one.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    return new Promise((resolve) => {
      const pieces: Buffer[] = [];
      let size = 0;
      let stderr = "";
      let isSettled = false;
      let grace: NodeJS.Timeout | null = null;
      const stop = () => {
        if (grace) return;
        end(child, "SIGTERM");
        // "close" would wait for everybody who holds its output.
        grace = setTimeout(() => settle(late()), graceMs);
      };
      const limit = setTimeout(stop, limitMs);
      signal.addEventListener("abort", stop);
      const late = (): Ran => ({
        ok: false,
        code: signal.aborted ? "app.quitting" : "openclaw.noAnswer",
      });
      const settle = (ran: Ran) => {
        if (isSettled) return;
        isSettled = true;
        clearTimeout(limit);
        signal.removeEventListener("abort", stop);
        if (grace) {
          clearTimeout(grace);
          end(child, "SIGKILL");
          child.stdout.destroy();
          child.stderr.destroy();
        }
        resolve(ran);
      };
      child.stdout.on("data", (piece: Buffer) => {
        size += piece.length;
        if (size > maxOutput) stop();
        else pieces.push(piece);
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr = (stderr + text).slice(-maxWords);
      });
      child.once("error", () => settle({ ok: false, code: "openclaw.notInstalled" }));
      child.once("close", (code) =>
        settle(
          grace || code === null
            ? late()
            : { ok: true, stdout: Buffer.concat(pieces).toString("utf8"), stderr, code },
        ),
      );
    });
  }

  return {
    run,
    ask: (method, params, limitMs) =>
      calls.run(async (): Promise<Answer> => {
        if (!isPublic(method)) return { ...refused, code: "NOT_OVER_CLI" };
        const text = JSON.stringify(params);
        const ran = await run(["gateway", "call", method, "--params", text, "--json"], limitMs);
        if (!ran.ok)
          return { ok: false, why: ran.code === "openclaw.noAnswer" ? "silent" : "lost" };
        const value = jsonIn(ran.stdout);
        if (ran.code === 0 && value !== undefined) return { ok: true, value };
        const code = refusalIn(ran.stdout);
        return code === null ? { ok: false, why: "lost" } : { ...refused, code };
      }),
  };
}

/** With it goes everything of its process group; Windows has none. */
function end(child: ChildProcess, kind: "SIGTERM" | "SIGKILL"): void {
  if (process.platform === "win32" || child.pid === undefined) {
    child.kill(kind);
    return;
  }
  try {
    process.kill(-child.pid, kind);
  } catch {
    // Nobody of them is left.
  }
}

const refused = { ok: false, why: "refused", isRetryable: false, retryAfterMs: 0 } as const;
