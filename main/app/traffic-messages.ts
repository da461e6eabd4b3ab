/** What the app and the router thread say to each other; every request is answered once, by its number. */
import type { Query, QueryReply } from "../../preload/contract/command.ts";
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { RefusalReason, UsageState } from "../../preload/contract/state.ts";
import type { TrafficConfig } from "../core/traffic.ts";

export type ThreadData = { readonly ledgerPath: string };

export type ToThread = { readonly number: number } & (
  | { readonly type: "configure"; readonly config: TrafficConfig }
  | { readonly type: "listen"; readonly port: number }
  | { readonly type: "query"; readonly query: Query }
  | { readonly type: "usage" }
  | { readonly type: "wake" }
  | { readonly type: "close"; readonly graceMs: number }
);

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
  readonly refusals: readonly { readonly reason: RefusalReason; readonly at: number }[];
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
  | {
      readonly type: "log";
      readonly level: "info" | "warn" | "error";
      readonly event: string;
      readonly fields: Readonly<Record<string, string | number | boolean | null>>;
    };

export type Answer = null | ListenAnswer | QueryReply | UsageState;
