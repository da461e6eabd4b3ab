/** Keeps Sluice's questions to Cloudflare's management side far enough below the limits it shares with the person's own dashboard. */

export type BudgetKind = "rest" | "graphql";

export type Budget = {
  /** Takes one request out of the budget and answers 0, or takes nothing and answers how many ms to wait. */
  take(kind: BudgetKind): number;
  /** How many ms until `take` would answer 0; takes nothing. */
  waitMs(kind: BudgetKind): number;
  /** Cloudflare said too many: nothing of that kind goes out for so long. "rest" closes GraphQL too, which counts into both. */
  close(kind: BudgetKind, forMs: number): void;
};

/** The documented limits are 1200 in all and 300 of GraphQL in 5 minutes, the dashboard's own requests included. */
export const budgetWindowMs = 300_000;
export const budgetLimits: Readonly<Record<BudgetKind, number>> = { rest: 1000, graphql: 240 };
/** What Cloudflare says about waiting is believed up to here. */
const longestCloseMs = 3_600_000;

/** `now` is epoch ms; a clock that is set back keeps nothing closed for longer than it was. One budget for all clients of a token. */
export function createBudget(now: () => number): Budget {
  // A GraphQL request stands in both lists: it counts into the limit of all requests, too.
  const all: Count = { limit: budgetLimits.rest, times: [], closedUntil: 0 };
  const graphql: Count = { limit: budgetLimits.graphql, times: [], closedUntil: 0 };
  let last = now();

  function read(): number {
    const at = now();
    if (at < last)
      for (const count of [all, graphql]) {
        count.times = count.times.map((time) => time - last + at);
        count.closedUntil += at - last;
      }
    last = at;
    return at;
  }

  const counts = (kind: BudgetKind) => (kind === "graphql" ? [all, graphql] : [all]);
  const wait = (kind: BudgetKind, at: number) =>
    Math.max(...counts(kind).map((count) => waitOf(count, at)));

  return {
    take(kind) {
      const at = read();
      const waitMs = wait(kind, at);
      if (waitMs === 0) for (const count of counts(kind)) count.times.push(at);
      return waitMs;
    },
    waitMs: (kind) => wait(kind, read()),
    close(kind, forMs) {
      const until = read() + Math.min(Math.max(forMs, 0), longestCloseMs);
      const count = kind === "graphql" ? graphql : all;
      count.closedUntil = Math.max(count.closedUntil, until);
    },
  };
}

/** When the last requests went out, oldest first. */
type Count = { readonly limit: number; times: number[]; closedUntil: number };

function waitOf(count: Count, at: number): number {
  const firstInside = count.times.findIndex((time) => at - time < budgetWindowMs);
  count.times.splice(0, firstInside < 0 ? count.times.length : firstInside);
  const oldest = count.times[0];
  const isFull = count.times.length >= count.limit && oldest !== undefined;
  return Math.max(0, count.closedUntil - at, isFull ? oldest + budgetWindowMs - at : 0);
}
