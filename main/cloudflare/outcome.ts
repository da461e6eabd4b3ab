/** What asking Cloudflare came to: a value, or a code with a sentence and a time after which asking again makes sense. */
import type { CloudflareCode } from "../../preload/contract/cloudflare.ts";

export type Failure = {
  readonly ok: false;
  readonly code: CloudflareCode;
  /** Asking again sooner is of no use; an hour at most. Null: nobody said. */
  readonly retryAfterMs: number | null;
  /** For the log: words and numbers of ours only ("http 502", "code 7003", "cut"), never Cloudflare's text. */
  readonly detail?: string;
};

/** What Cloudflare says about waiting is believed up to here: a clock may be wrong, and a timer that is too long fires at once. */
export const longestWaitMs = 3_600_000;

export type Outcome<T> = { readonly ok: true; readonly value: T } | Failure;

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed(
  code: CloudflareCode,
  detail: string,
  retryAfterMs?: number | null,
): Failure {
  const waitMs = retryAfterMs == null ? null : Math.min(Math.max(retryAfterMs, 0), longestWaitMs);
  return { ok: false, code, retryAfterMs: waitMs, detail };
}
