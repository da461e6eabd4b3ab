/** What Cloudflare is told with a request beside where it goes: the headers of one dial, exactly as they are sent and shown. */
import type { Dial } from "../../preload/contract/dials.ts";

export type { Dial } from "../../preload/contract/dials.ts";

/** Name and value of each header, in the order they are sent. "Off" at the aiGateway is not surely off (facts: cloudflare.md §4): only skipping is. */
export function dialHeaders(dial: Dial): readonly (readonly [name: string, value: string])[] {
  const { attempts, backoff, cache = "skip", retryDelayMs, timeoutMs } = dial;
  const headers: (readonly [string, string])[] = [];
  if (cache === "skip") headers.push(["cf-aig-skip-cache", "true"]);
  else if (cache !== "asSet") headers.push(["cf-aig-cache-ttl", String(cache)]);
  if (attempts !== undefined) headers.push(["cf-aig-max-attempts", String(attempts)]);
  if (retryDelayMs !== undefined) headers.push(["cf-aig-retry-delay", String(retryDelayMs)]);
  if (backoff !== undefined) headers.push(["cf-aig-backoff", backoff]);
  if (timeoutMs !== undefined) headers.push(["cf-aig-request-timeout", String(timeoutMs)]);
  return headers;
}

/** The same as lines of a request's head. */
export const dialLines = (dial: Dial): string =>
  dialHeaders(dial)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
