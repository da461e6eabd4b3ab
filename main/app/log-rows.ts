/** After a request went through the aiGateway, fetches what Cloudflare's log says it cost; gives up in time, for the analytics tell too. */
import type { CloudflareCode } from "../../preload/contract/cloudflare.ts";
import type { Cloudflare } from "../cloudflare/cloudflare.ts";
import { rowDueAfterMs, rowRoundEveryMs, rowsAtOnce } from "../core/cadence.ts";
import type { AwaitedRow, LogCost } from "../usage/requests.ts";
import type { Traffic } from "./traffic.ts";

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

/** By the start of a request, which may last long; older ones were looked for before, or are settled by the analytics. */
const lookBackMs = 60 * 60_000;
const mostAwaited = 200;
/** After Cloudflare said that it has no such log, or that the token may not read it. */
const refusedForMs = 60 * 60_000;
/** After a failure that may pass, doubled with each in a row. */
const failedForMs = 30_000;
const mostDoublings = 4;

type Answer = Awaited<ReturnType<Cloudflare["log"]>>;
type Pending = AwaitedRow & { readonly tries: number; readonly dueAt: number };

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
  let failures = 0;
  /** When the ledger is asked for rows that are new; null: no request went through since it was. */
  let expectedAt: number | null = null;
  let roundAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;

  /** To the next thing that is due; nobody to ask, or nothing to ask about, needs no timer. */
  function arm(): void {
    clearTimeout(timer);
    if (isRunning || source() === null) return;
    const due = Math.min(
      ...[...pending.values()].map(({ dueAt }) => dueAt),
      expectedAt ?? Number.POSITIVE_INFINITY,
    );
    if (!Number.isFinite(due)) return;
    const at = Math.max(due, notBefore, roundAt + rowRoundEveryMs);
    // No wait is longer, unless the clock was set back.
    timer = setTimeout(() => void round(), Math.min(Math.max(at - now(), 0), refusedForMs));
    timer.unref();
  }

  async function round(): Promise<void> {
    isRunning = true;
    roundAt = now();
    notBefore = Math.min(notBefore, now() + refusedForMs);
    try {
      await work();
    } finally {
      isRunning = false;
    }
    arm();
  }

  async function work(): Promise<void> {
    const begun = era;
    const from = source();
    if (from === null || now() < notBefore) return;
    if (expectedAt !== null) {
      expectedAt = null;
      const rows = await traffic.awaiting(now() - lookBackMs, mostAwaited);
      if (begun !== era) return;
      for (const row of rows)
        if (!pending.has(row.id) && !done.has(row.id))
          pending.set(row.id, { ...row, tries: 0, dueAt: now() });
    }
    const due = [...pending.values()].filter(({ dueAt }) => dueAt <= now()).slice(0, rowsAtOnce);
    const answers = await Promise.all(due.map((row) => ask(from, row)));
    // Another profile or token: what was said is about rows that are nobody's any more.
    if (begun !== era) return;
    const costs = due.flatMap((row, index) => heard(row, answers[index]) ?? []);
    if (costs.length === 0) return;
    await traffic.confirm(costs);
    onConfirmed();
  }

  const ask = ({ accountId, aiGatewayId, cloudflare }: Source, row: Pending) =>
    cloudflare.log(accountId, aiGatewayId, row.logId);

  function heard(row: Pending, answer: Answer | undefined): LogCost | null {
    if (answer?.ok) {
      failures = 0;
      if (answer.value !== "later") {
        settle(row.id);
        return { id: row.id, costMicroUsd: answer.value.costMicroUsd };
      }
    } else if (answer) wait(answer.code, answer.retryAfterMs);
    const afterMs = rowDueAfterMs(row.tries + 1);
    if (afterMs === null) settle(row.id);
    else pending.set(row.id, { ...row, tries: row.tries + 1, dueAt: now() + afterMs });
    return null;
  }

  function wait(code: CloudflareCode, retryAfterMs: number | null): void {
    const isRefusal = code === "cloudflare.noLogs" || /\.(needs|token)/.test(code);
    const afterMs = isRefusal ? refusedForMs : failedForMs * 2 ** Math.min(failures, mostDoublings);
    failures += 1;
    notBefore = Math.max(notBefore, now() + Math.max(afterMs, retryAfterMs ?? 0));
  }

  function settle(id: number): void {
    pending.delete(id);
    done.add(id);
    if (done.size > 10 * mostAwaited) done = new Set([...done].slice(-mostAwaited));
  }

  return {
    expect() {
      expectedAt ??= now() + (rowDueAfterMs(0) ?? 0);
      arm();
    },
    forget() {
      era += 1;
      notBefore = 0;
      failures = 0;
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
