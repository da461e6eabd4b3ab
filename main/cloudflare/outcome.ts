/** What asking Cloudflare came to: a value, or a code with a sentence and a time after which asking again makes sense. */
import type { CloudflareCode } from "../../preload/contract/cloudflare.ts";

export type Failure = {
  readonly ok: false;
  readonly code: CloudflareCode;
  /** Asking again sooner is of no use; null: nobody said. */
  readonly retryAfterMs: number | null;
  /** For the log: words and numbers of ours only ("http 502", "code 7003", "cut"), never Cloudflare's text. */
  readonly detail?: string;
};

export type Outcome<T> = { readonly ok: true; readonly value: T } | Failure;

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed(
  code: CloudflareCode,
  detail: string,
  retryAfterMs?: number | null,
): Failure {
  return { ok: false, code, retryAfterMs: retryAfterMs ?? null, detail };
}
