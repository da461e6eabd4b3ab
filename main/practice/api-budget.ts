/** The management API's budget: so many requests in any five minutes, and who asks for more is closed out for five. */

const windowMs = 300_000;

export type Limits = { readonly rest: number; readonly graphql: number };

export type Spent = {
  readonly limit: number;
  readonly remaining: number;
  /** Until the oldest request counts no more, or all is open again. */
  readonly resetSeconds: number;
  /** Null: let in. */
  readonly retryAfterSeconds: number | null;
};

/** Of one person, whatever token is shown: the budget is theirs. */
export type ApiBudget = {
  /** GraphQL counts towards both: its own limit and the general one. */
  spend(what: keyof Limits, limits: Limits): Spent;
  /** As if too much had been asked just now. */
  close(): void;
};

export function createApiBudget(now: () => number): ApiBudget {
  const spent = { rest: [] as number[], graphql: [] as number[] };
  let closedUntil = 0;

  function close(): void {
    closedUntil = now() + windowMs;
    spent.rest.length = 0;
    spent.graphql.length = 0;
  }

  return {
    close,
    spend: (what, limits) => {
      const at = now();
      for (const list of [spent.rest, spent.graphql]) {
        while ((list[0] ?? at) <= at - windowMs) list.shift();
      }
      if (at >= closedUntil) {
        spent.rest.push(at);
        if (what === "graphql") spent.graphql.push(at);
        const isOver = spent.rest.length > limits.rest || spent[what].length > limits[what];
        if (isOver) close();
      }
      const waitMs = closedUntil - at;
      const isClosed = waitMs > 0;
      const oldest = spent[what][0] ?? at;
      return {
        limit: limits[what],
        remaining: isClosed ? 0 : Math.max(0, limits[what] - spent[what].length),
        resetSeconds: Math.ceil((isClosed ? waitMs : oldest + windowMs - at) / 1000),
        retryAfterSeconds: isClosed ? Math.ceil(waitMs / 1000) : null,
      };
    },
  };
}
