/** How often, how long and with which pauses the aiGateway asks a provider before it gives up. */
import type { IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { AiGateway } from "./ai-gateways.ts";
import type { Leg } from "./forward.ts";
import { type Json, text } from "./json.ts";

export type Attempts = {
  /** 1 to 5, the first one included. */
  readonly most: number;
  readonly delayMs: number;
  readonly backoff: string;
  /** To the first byte; null: however long it takes. */
  readonly timeoutMs: number | null;
};

function count(value: unknown, least: number, most: number): number | null {
  const given = typeof value === "number" ? value : Number(text(value) ?? Number.NaN);
  return Number.isInteger(given) && given >= least && given <= most ? given : null;
}

/** "Universal element config > request header > gateway setting"; what is out of bounds is as if not said. */
export function attemptsOf(
  headers: Leg["headers"],
  aiGateway: AiGateway,
  config: Json = {},
): Attempts {
  const first = (least: number, most: number, ...given: readonly unknown[]) =>
    given.map((value) => count(value, least, most)).find((value) => value !== null) ?? null;
  const { maxAttempts, requestTimeout, retryDelay } = config;
  const names = headers["cf-aig-max-attempts"];
  const delay = headers["cf-aig-retry-delay"];
  const backoff = [config.backoff, headers["cf-aig-backoff"], aiGateway.retry_backoff]
    .map(text)
    .find((name) => name === "constant" || name === "linear" || name === "exponential");
  return {
    most: first(1, 5, maxAttempts, names, aiGateway.retry_max_attempts) ?? 1,
    delayMs: first(0, 60_000, retryDelay, delay, aiGateway.retry_delay) ?? 0,
    backoff: backoff ?? "constant",
    timeoutMs: first(1, 600_000, requestTimeout, headers["cf-aig-request-timeout"]),
  };
}

/** Before the next attempt, when `failed` have failed. */
export function delayAfter(failed: number, { backoff, delayMs }: Attempts): number {
  if (backoff === "linear") return delayMs * failed;
  return backoff === "exponential" ? delayMs * 2 ** (failed - 1) : delayMs;
}

/** The last answer, be it a failure; null when none came. On the final retry it is waited for "regardless of how long it takes". */
export async function askOften(
  ask: (gone: AbortSignal) => Promise<IncomingMessage>,
  attempts: Attempts,
  gone: AbortSignal,
): Promise<IncomingMessage | null> {
  let last: IncomingMessage | null = null;
  for (let attempt = 1; attempt <= attempts.most && !gone.aborted; attempt++) {
    last?.destroy();
    const isLast = attempt === attempts.most;
    const isWaiting = attempts.timeoutMs === null || (isLast && attempt > 1);
    last = await (isWaiting ? ask(gone) : inTime(ask, attempts.timeoutMs ?? 0, gone)).catch(
      () => null,
    );
    if ((last?.statusCode ?? 500) < 500 || isLast) break;
    await pause(delayAfter(attempt, attempts), undefined, { signal: gone }).catch(() => undefined);
  }
  return last;
}

/** Rejects when no first byte has come in time; the answer then goes on as long as it takes. */
async function inTime(
  ask: (gone: AbortSignal) => Promise<IncomingMessage>,
  timeoutMs: number,
  gone: AbortSignal,
): Promise<IncomingMessage> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  try {
    return await ask(AbortSignal.any([gone, late.signal]));
  } finally {
    clearTimeout(timer);
  }
}
