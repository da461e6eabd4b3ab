/** Runs the resolver exactly as OpenClaw does: no shell, nothing in the environment but HOME, one request, bounded in time and length. */
import { spawn } from "node:child_process";
import { lstat } from "node:fs/promises";
import path from "node:path";
import { type Answers, readAnswer, requestText } from "../../core/resolver/protocol.ts";
import type { Refusal } from "../config-file.ts";

/** The values are secrets: for comparing, never for showing. */
export type Answered = { readonly ok: true } & Answers;

/** OpenClaw's own bound. */
const maxOutputBytes = 1024 * 1024;

const failed = (detail: string): Refusal => ({ ok: false, code: "resolver.failed", detail });

export async function askResolver(
  command: string,
  ids: readonly string[],
  { homeDir, limitMs }: { readonly homeDir: string; readonly limitMs: number },
): Promise<Answered | Refusal> {
  if (!(await wouldOpenClawRun(command))) return failed("insecure");
  const { promise, resolve } = Promise.withResolvers<Answered | Refusal>();
  const child = spawn(command, [], {
    cwd: path.dirname(command),
    env: { HOME: homeDir, OPENCLAW_CLI: "1" },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const chunks: Buffer[] = [];
  let length = 0;
  const stop = (detail: string): void => {
    child.kill("SIGKILL");
    resolve(failed(detail));
  };
  const timer = setTimeout(stop, limitMs, "timeout");
  child.stdout.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxOutputBytes) stop("tooLong");
  });
  child.on("error", (error) => resolve(failed("code" in error ? String(error.code) : "spawn")));
  child.on("close", (code, signal) => {
    if (code !== 0) return resolve(failed(`exit ${code ?? signal}`));
    const answers = readAnswer(Buffer.concat(chunks).toString("utf8"));
    resolve(answers ? { ok: true, ...answers } : failed("malformed"));
  });
  // It may have ended without reading: "close" tells how.
  child.stdin.on("error", () => undefined);
  child.stdin.end(requestText(ids));
  const answer = await promise;
  clearTimeout(timer);
  return answer;
}

/** OpenClaw's rules for a command, as 2026.5.28 (the stricter) and 2026.9.6 have them. */
async function wouldOpenClawRun(command: string): Promise<boolean> {
  const entry = await lstat(command).catch(() => null);
  return entry?.isFile() === true && (entry.mode & 0o077) === 0 && entry.uid === process.getuid?.();
}
