/** What Cloudflare says about waiting, in each of the ways it says it. */
import { longestWaitMs } from "./outcome.ts";

type Headers = { header(name: string): string | null };

/** How long Cloudflare blocks who asked too much, when it does not say. */
export const blockedMs = 300_000;

/** `retry-after` in seconds or as a date, as ms from now; null when it is not there or says nothing. */
export function retryAfterMsOf(answer: Headers, nowMs: number): number | null {
  const said = answer.header("retry-after")?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(said)) return bounded(Number(said) * 1000);
  const at = Date.parse(said);
  if (said === "" || Number.isNaN(at)) return null;
  // By Cloudflare's own clock, where it tells the time: this machine's may be wrong.
  const date = Date.parse(answer.header("date") ?? "");
  return bounded(at - (Number.isNaN(date) ? nowMs : date));
}

/** How long nothing may be asked because this answer used the budget up; null: some is left, or nobody said. */
export function closedMs(answer: Headers, nowMs: number): number | null {
  // `ratelimit: "default";r=50;t=30`, the newer form.
  const short = answer.header("ratelimit") ?? "";
  const left = answer.header("x-ratelimit-remaining") ?? /\br=(\d+)/.exec(short)?.[1] ?? "";
  if (!/^\s*0+\s*$/.test(left)) return null;
  const said = Number(answer.header("x-ratelimit-reset") ?? /\bt=(\d+)/.exec(short)?.[1] ?? "");
  if (!(said > 0)) return null;
  // Seconds from now; or the moment itself, in seconds or in milliseconds.
  if (said < 1e9) return bounded(said * 1000);
  return bounded((said < 1e12 ? said * 1000 : said) - nowMs);
}

const bounded = (ms: number) => Math.min(Math.max(ms, 0), longestWaitMs);
