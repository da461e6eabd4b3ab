/** After a request went through the aiGateway, fetches what Cloudflare's log says it cost; gives up in time, for the analytics tell too. */
import type { Cloudflare } from "../cloudflare/cloudflare.ts";
import { rowDueAfterMs, rowRoundEveryMs, rowsAtOnce } from "../core/cadence.ts";
import type { Traffic } from "./traffic.ts";
import type { Awaited, LogCost } from "./traffic-messages.ts";

export type LogRows = {
  /** A request went through the aiGateway. */
  expect(): void;
  /** Another profile or token: what is under way is nobody's any more. */
  forget(): void;
  stop(): void;
};

/** Whom to ask, and about which aiGateway; null: nobody may be asked now. */
export type Source = {
  readonly cloudflare: Cloudflare;
  readonly accountId: string;
  readonly aiGatewayId: string;
};

/** Older ones were looked for before, or are settled by the analytics. */
const lookBackMs = 10 * 60_000;
const mostAwaited = 200;
/** After Cloudflare said that it has no such log, or that the token may not read it. */
const refusedForMs = 60 * 60_000;

type Pending = Awaited & { readonly tries: number; readonly dueAt: number };

export function createLogRows(options: {
  readonly traffic: Pick<Traffic, "awaiting" | "confirm">;
  readonly source: () => Source | null;
  readonly now: () => number;
  /** Costs have come in: the figures are others now. */
  readonly onConfirmed: () => void;
}): LogRows {
  const { now, onConfirmed, source, traffic } = options;
  const pending = new Map<number, Pending>();
  /** Given up, or known: not to be taken up again when the ledger is asked next. */
  let done = new Set<number>();
  let era = 0;
  let notBefore = 0;
  let isExpected = false;
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;

  function arm(afterMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void round(), afterMs);
    timer.unref();
  }

  async function round(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    try {
      await work();
    } finally {
      isRunning = false;
    }
    const next = Math.min(...[...pending.values()].map(({ dueAt }) => dueAt));
    if (isExpected || Number.isFinite(next))
      arm(Math.max(rowRoundEveryMs, notBefore - now(), isExpected ? 0 : next - now()));
  }

  async function work(): Promise<void> {
    const begun = era;
    const from = source();
    if (from === null || now() < notBefore) return;
    if (isExpected) {
      isExpected = false;
      for (const row of await traffic.awaiting(now() - lookBackMs, mostAwaited))
        if (!pending.has(row.id) && !done.has(row.id))
          pending.set(row.id, { ...row, tries: 0, dueAt: now() });
    }
    const due = [...pending.values()].filter(({ dueAt }) => dueAt <= now()).slice(0, rowsAtOnce);
    const told = await Promise.all(due.map((row) => ask(from, row)));
    if (begun !== era) return;
    const costs = told.filter((cost) => cost !== null);
    if (costs.length === 0) return;
    await traffic.confirm(costs);
    onConfirmed();
  }

  async function ask({ accountId, aiGatewayId, cloudflare }: Source, row: Pending) {
    const answer = await cloudflare.log(accountId, aiGatewayId, row.logId);
    if (answer.ok && answer.value !== "later") {
      settle(row.id);
      return { id: row.id, costMicroUsd: answer.value.costMicroUsd } satisfies LogCost;
    }
    if (!answer.ok) {
      const isRefusal = answer.code === "cloudflare.noLogs" || /\.(needs|token)/.test(answer.code);
      const waitMs = isRefusal ? refusedForMs : (answer.retryAfterMs ?? 0);
      notBefore = Math.max(notBefore, now() + waitMs);
    }
    const afterMs = rowDueAfterMs(row.tries + 1);
    if (afterMs === null) settle(row.id);
    else pending.set(row.id, { ...row, tries: row.tries + 1, dueAt: now() + afterMs });
    return null;
  }

  function settle(id: number): void {
    pending.delete(id);
    done.add(id);
    if (done.size > 10 * mostAwaited) done = new Set([...done].slice(-mostAwaited));
  }

  return {
    expect() {
      isExpected = true;
      if (!isRunning && pending.size === 0) arm(Math.max(rowDueAfterMs(0) ?? 0, notBefore - now()));
    },
    forget() {
      era += 1;
      notBefore = 0;
      pending.clear();
      done = new Set();
    },
    stop() {
      era += 1;
      clearTimeout(timer);
      pending.clear();
    },
  };
}
