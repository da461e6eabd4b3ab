/** The app's end of the router thread: asks it, hears its news, and starts it again when it dies. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { QueryReply } from "../../preload/contract/command.ts";
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { UsageState } from "../../preload/contract/state.ts";
import type { Settled } from "../core/analytics.ts";
import type { TrafficConfig } from "../core/traffic.ts";
import type { Log } from "../kit/log.ts";
import type { Exported } from "../usage/export.ts";
import type { AwaitedRow, LogCost } from "../usage/requests.ts";
import type {
  Answer,
  ExportOrder,
  FromThread,
  LedgerQuery,
  ListenAnswer,
  ToThread,
  TrafficNews,
} from "./traffic-messages.ts";

export type TrafficEvents = {
  onNews(news: TrafficNews): void;
  /** The ledger cannot write (code) or can again (null). */
  onLedger(code: ErrorCode | null): void;
  /** A damaged ledger was kept under another name, and a new one begun. */
  onSetAside(): void;
  /** The thread died; it is running again when `restarted` is true, and needs `configure` and `listen` anew. */
  onDeath(isRestarted: boolean): void;
};

export type Traffic = {
  configure(config: TrafficConfig): Promise<void>;
  /** With `keepsFormer` the ports it had are listened at as well, until they are left. */
  listen(port: number, keepsFormer?: boolean): Promise<ListenAnswer>;
  leave(port: number): Promise<void>;
  query(query: LedgerQuery): Promise<QueryReply>;
  usage(): Promise<UsageState | null>;
  /** The newest first; empty when there is no ledger. */
  awaiting(sinceMs: number, limit: number): Promise<readonly AwaitedRow[]>;
  confirm(costs: readonly LogCost[]): Promise<void>;
  settle(settled: Settled): Promise<void>;
  /** Up to when Cloudflare's analytics of the active profile are settled without a gap; null: not even the first quarter. */
  settledUntil(fromMs: number): Promise<number | null>;
  prune(beforeMs: number): Promise<void>;
  export(order: ExportOrder): Promise<Exported>;
  /** The machine comes back from a sleep: connections from before it are not trusted. */
  wake(): Promise<void>;
  /** Lets running turns end within the grace, writes the ledger, ends the thread. */
  close(graceMs: number): Promise<void>;
};

/** Measured: 16 MB of young generation save 5 % of the time under load and cost pauses of 7 to 10 ms; with 3 they stay below 4. */
export const threadLimits = { maxYoungGenerationSizeMb: 3, maxOldGenerationSizeMb: 256 } as const;
const maxRestarts = 3;
const endsWithinMs = 500;
const restartWindowMs = 10 * 60_000;

export function createTraffic(options: {
  readonly script: URL;
  readonly ledgerPath: string;
  readonly log: Log;
  readonly events: TrafficEvents;
}): Traffic {
  const { events, log } = options;
  const waiting = new Map<number, (answer: Answer | undefined) => void>();
  const diedAt: number[] = [];
  let number = 0;
  let isClosed = false;
  let isClosing = false;
  let worker = start();

  function start(): Worker {
    const started = new Worker(options.script, {
      workerData: { ledgerPath: options.ledgerPath },
      name: "traffic",
      resourceLimits: threadLimits,
    });
    started.on("message", (message: FromThread) => hear(message));
    started.on("error", (error) => log.error("traffic.crashed", { error }));
    started.on("exit", (code) => {
      if (isClosing) giveUp();
      else died(code);
    });
    return started;
  }

  function died(code: number): void {
    log.error("traffic.ended", { code });
    giveUp();
    const now = Date.now();
    diedAt.push(now);
    const recent = diedAt.filter((at) => now - at < restartWindowMs).length;
    if (recent <= maxRestarts) worker = start();
    else isClosed = true;
    events.onDeath(!isClosed);
  }

  function giveUp(): void {
    for (const answer of waiting.values()) answer(undefined);
    waiting.clear();
  }

  function hear(message: FromThread): void {
    if (message.type === "answer") {
      waiting.get(message.number)?.(message.answer);
      waiting.delete(message.number);
    } else if (message.type === "news") events.onNews(message.news);
    else if (message.type === "ledger") events.onLedger(message.code);
    else if (message.type === "setAside") events.onSetAside();
    else log[message.level](message.event, message.fields);
  }

  /** Undefined when the thread died before it answered. */
  function ask(message: DistributiveOmit<ToThread, "number">): Promise<Answer | undefined> {
    if (isClosed) return Promise.resolve(undefined);
    number += 1;
    const asked = number;
    return new Promise((resolve) => {
      waiting.set(asked, resolve);
      worker.postMessage({ ...message, number: asked });
    });
  }

  return {
    async configure(config) {
      await ask({ type: "configure", config });
    },
    async listen(port, keepsFormer = false) {
      const answer = await ask({ type: "listen", port, keepsFormer });
      return (answer as ListenAnswer | undefined) ?? { ok: false, code: "router.failed" };
    },
    async leave(port) {
      await ask({ type: "leave", port });
    },
    async query(query) {
      const answer = await ask({ type: "query", query });
      return (answer as QueryReply | undefined) ?? { ok: false, error: { code: "router.off" } };
    },
    async usage() {
      return ((await ask({ type: "usage" })) as UsageState | undefined) ?? null;
    },
    async awaiting(sinceMs, limit) {
      return ((await ask({ type: "awaiting", sinceMs, limit })) as readonly AwaitedRow[]) ?? [];
    },
    async confirm(costs) {
      await ask({ type: "confirm", costs });
    },
    async settle(settled) {
      await ask({ type: "settle", settled });
    },
    async settledUntil(fromMs) {
      return ((await ask({ type: "settledUntil", fromMs })) as number | undefined) ?? null;
    },
    async prune(beforeMs) {
      await ask({ type: "prune", beforeMs });
    },
    async export(order) {
      const answer = await ask({ type: "export", order });
      return (answer as Exported | undefined) ?? { ok: false, code: "export.failed" };
    },
    async wake() {
      await ask({ type: "wake" });
    },
    async close(graceMs) {
      if (isClosed || isClosing) return;
      const ended = once(worker, "exit");
      isClosing = true;
      await ask({ type: "close", graceMs });
      isClosed = true;
      const late = setTimeout(() => void worker.terminate(), endsWithinMs);
      await ended;
      clearTimeout(late);
    },
  };
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
