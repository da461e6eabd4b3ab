/** Waits until the daemon runs with what was written to its file. */
import { progressOf, type TakenIn } from "../../core/daemon/taken-in.ts";
import type { Keeper } from "./keeper.ts";

/** An event says when to look again; this is the net under it. */
const askAgainMs = 75;
/** A daemon that is away, starting, or busy. */
const askLaterMs = 250;
/** A version that does not say what it runs with was never seen to take longer from the bytes to their effect. */
const settleMs = 2_000;

/** `mark` was taken before the write; see `progressOf` for what is believed when. */
export async function waitTakenIn(
  keeper: Keeper,
  mark: string | null,
  withinMs: number,
  signal: AbortSignal,
): Promise<TakenIn> {
  const startedAt = performance.now();
  const leftMs = () => startedAt + withinMs - performance.now();
  let wasAsked = mark !== null;
  let silentSince: number | null = null;
  if (!keeper.findings()) await Promise.race([keeper.look(), keeper.untilConfigChanged(withinMs)]);
  for (;;) {
    if (signal.aborted) return "unknown";
    const reply = leftMs() > 0 ? await keeper.readConfig(leftMs()) : null;
    if (reply) {
      wasAsked = true;
      const hasSettled = performance.now() - startedAt > settleMs;
      const progress = progressOf(reply, mark, hasSettled);
      if (progress === "applied" || progress === "rejected") return progress;
      if (progress === "silent") silentSince ??= performance.now();
    } else if (!wasAsked && !isComing(keeper)) return "unknown";
    if (silentSince !== null && performance.now() - silentSince > settleMs) return "unknown";
    if (leftMs() <= 0) return silentSince === null ? "late" : "unknown";
    await keeper.untilConfigChanged(
      Math.min(reply ? askAgainMs : askLaterMs, Math.max(1, leftMs())),
    );
  }
}

/** Nobody can be asked now, but soon: it starts, or the line has just broken. */
function isComing(keeper: Keeper): boolean {
  const { status, access } = keeper.findings() ?? {};
  return status === "starting" || access === "rpc" || access === "cli";
}
