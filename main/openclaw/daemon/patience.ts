/** Asks again when the daemon asks for that: while a configuration is being swapped (some 100 ms) and in the crush of a start. */
import type { Answer } from "./socket.ts";
import type { Timers } from "./timers.ts";

const shortestMs = 75;
const longestMs = 1_000;

/** `once` gets the milliseconds that are left. The last answer counts when the time is over. */
export async function askPatiently(
  once: (limitMs: number) => Promise<Answer>,
  limitMs: number,
  timers: Timers,
): Promise<Answer> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const answer = await once(Math.max(1, deadline - performance.now()));
    if (answer.ok || answer.why !== "refused" || !answer.isRetryable) return answer;
    const pauseMs = Math.min(Math.max(answer.retryAfterMs, shortestMs), longestMs);
    if (performance.now() + pauseMs >= deadline) return answer;
    await timers.pause(pauseMs);
  }
}
