/** What the app and the router thread say to each other; every request is answered once, by its number. */
import type { Query, QueryReply } from "../../preload/contract/command.ts";
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { RefusalReason, RouteName, UsageState } from "../../preload/contract/state.ts";
import type { Settled } from "../core/analytics.ts";
import type { TrafficConfig } from "../core/traffic.ts";
import type { Exported, ExportOptions } from "../usage/export.ts";
import type { AwaitedRow, LogCost } from "../usage/requests.ts";

export type ThreadData = { readonly ledgerPath: string };

/** What the ledger answers; the rest is answered by the app itself. */
export type LedgerQuery = Extract<
  Query,
  { type: "usage.range" | "usage.figure" | "requests.list" }
>;

export type ToThread = { readonly number: number } & (
  | { readonly type: "configure"; readonly config: TrafficConfig }
  | { readonly type: "listen"; readonly port: number; readonly keepsFormer: boolean }
  | { readonly type: "leave"; readonly port: number }
  | { readonly type: "query"; readonly query: LedgerQuery }
  | { readonly type: "usage" }
  /** Rows of the active profile since then, that Cloudflare's log has said nothing of. */
  | { readonly type: "awaiting"; readonly sinceMs: number; readonly limit: number }
  | { readonly type: "confirm"; readonly costs: readonly LogCost[] }
  | { readonly type: "settle"; readonly settled: Settled }
  | { readonly type: "settledUntil"; readonly fromMs: number }
  /** Rows of requests from before then are given up; what they add up to stays. */
  | { readonly type: "prune"; readonly beforeMs: number }
  | { readonly type: "export"; readonly order: ExportOrder }
  | { readonly type: "wake" }
  | { readonly type: "close"; readonly graceMs: number }
);

/** The thread knows the zone. */
export type ExportOrder = Omit<ExportOptions, "zone">;

export type ListenAnswer =
  | { readonly ok: true; readonly port: number }
  | { readonly ok: false; readonly code: Extract<ErrorCode, `router.${string}`> };

/** What the exchanges since the last report proved, the newest of each kind. */
export type TrafficNews = {
  /** Null when there is no ledger to ask. */
  readonly usage: UsageState | null;
  readonly verified: readonly {
    readonly startedAt: number;
    readonly at: number;
    readonly by: "openclaw" | "sluice";
    readonly logId: string;
  }[];
  readonly refusals: readonly {
    readonly reason: RefusalReason;
    /** The way it was to take. */
    readonly route: RouteName;
    readonly at: number;
  }[];
  /** When the last request through the aiGateway ended; null: none did. */
  readonly aiGatewayAt: number | null;
  /** The last agent's turn with tools that was answered from Cloudflare's store; null: none was. */
  readonly stored: {
    readonly provider: string;
    readonly model: string;
    readonly at: number;
  } | null;
  /** Providers whose own 401 or 403 was relayed, and those that answered well. */
  readonly keys: readonly {
    readonly provider: string;
    readonly accepted: boolean;
    readonly at: number;
  }[];
};

export type FromThread =
  | { readonly type: "answer"; readonly number: number; readonly answer: Answer }
  | { readonly type: "news"; readonly news: TrafficNews }
  | { readonly type: "ledger"; readonly code: ErrorCode | null }
  /** A damaged ledger was kept under another name, and a new one begun. */
  | { readonly type: "setAside" }
  | {
      readonly type: "log";
      readonly level: "info" | "warn" | "error";
      readonly event: string;
      readonly fields: Readonly<Record<string, string | number | boolean | null>>;
    };

export type Answer =
  | null
  | number
  | ListenAnswer
  | Exported
  | QueryReply
  | UsageState
  | readonly AwaitedRow[];
