/** The one snapshot everything is drawn from: plain JSON, no field in it can hold a secret. */
import type { ErrorCode } from "./error.ts";
import type { LoginState, ModelState, OpenClawState } from "./openclaw.ts";

/** Where requests go. A value in memory: changing it writes no file. */
export type RouteName = "cloudflare" | "direct" | "paused";

/** One Cloudflare account + aiGateway; its keys are in the vault. */
export type Profile = {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly aiGatewayId: string;
};

export type SecretKind = "provider" | "aiGateway" | "analytics";

/** What may be known of a stored secret: never more than its last four characters. */
export type SecretInfo = {
  readonly kind: SecretKind;
  /** The provider's slug; only with kind "provider". */
  readonly provider?: string;
  readonly tail: string;
  /** saved: the vault has it · missing: the vault has lost it · unknown: the vault cannot be asked now · rejected: the far end refused it */
  readonly status: "saved" | "missing" | "unknown" | "rejected";
  readonly checkedAt: number | null;
};

export type VaultState = {
  readonly kind: "keychain" | "session" | "none" | "locked";
  /** What stands behind it: "Secret Service", "Keychain", "Credential Manager", "memory"; null when there is none. */
  readonly backend: string | null;
};

export type RouterState = {
  readonly status: "listening" | "failed" | "off";
  readonly port: number | null;
  readonly error?: ErrorCode;
};

export type RouteState = {
  readonly asked: RouteName;
  /** What the router confirmed; null while the router is not running. */
  readonly applied: RouteName | null;
  /** Set when Cloudflare answered 2xx with a log id since the router started and the route last changed. */
  readonly verified: {
    readonly at: number;
    readonly by: "openclaw" | "sluice";
    readonly logId: string;
  } | null;
  /** When a pause with an end gives way to `resumesTo`; null when it lasts until the user resumes, or nothing is paused. */
  readonly pausedUntil: number | null;
  /** Where "Resume" leads: the route before the pause. */
  readonly resumesTo: Exclude<RouteName, "paused">;
  /** Why requests are refused right now; null when they are let through. */
  readonly refusing: RefusalReason | null;
};

/** Why the router answers a request itself. */
export const refusalReasons = [
  "paused",
  "allowance",
  "tokenRejected",
  "aiGatewayMissing",
  "rateLimited",
  "spendLimit",
  "noCredits",
  "blocked",
  "cloudflareUnreachable",
  "cloudflareFailed",
  "providerUnreachable",
  "noProfile",
  "noDirectRoute",
  "keyMissing",
  "keychainLocked",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** Tokens as the provider reported them. `tokensIn` excludes both cache figures. */
export type Tokens = {
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
};

export type Figure = Tokens & {
  /** Integer micro-dollars over the priced requests; null when nothing in it has a known cost. */
  readonly costMicroUsd: number | null;
  readonly requests: number;
  /** Requests whose cost is known, a known zero included. */
  readonly priced: number;
};

export type ModelFigure = Figure & { readonly provider: string; readonly model: string | null };

export type HourFigure = Figure & { readonly startAt: number };

export type UsageState = {
  readonly today: Figure & {
    /** The local day, "2026-11-21", in `zone`. */
    readonly day: string;
    readonly zone: string;
    readonly source: "router";
    /** When the last request in it ended; null when there is none. */
    readonly asOf: number | null;
    /** Models without a price, named as the provider named them. */
    readonly coverage: {
      readonly requests: number;
      readonly priced: number;
      readonly unpriced: readonly string[];
    };
  };
  readonly hours: readonly HourFigure[];
  readonly byModel: readonly ModelFigure[];
  /** The last requests, newest first, at most ten. */
  readonly recent: readonly RequestRow[];
};

/** One request as the ledger keeps it. No body, no prompt, no header. */
export type RequestRow = Tokens & {
  readonly id: number;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly firstByteMs: number | null;
  readonly route: RouteName;
  readonly by: "openclaw" | "sluice";
  readonly provider: string;
  readonly model: string | null;
  readonly status: number | null;
  readonly outcome: "ok" | "providerError" | "refused" | "aborted" | "failed";
  readonly refusal: RefusalReason | null;
  readonly cacheHit: boolean;
  readonly costMicroUsd: number | null;
  readonly logId: string | null;
};

export type AllowanceState = {
  readonly microUsdPerDay: number | null;
  readonly then: "tell" | "pause";
  readonly reached: boolean;
};

export type CheckState = {
  readonly name: "route" | "vault";
  readonly status: "running" | "passed" | "failed";
  readonly at: number;
  readonly error?: ErrorCode | RefusalReason;
};

/** One thing that needs the person; the sentence and the action are looked up by code. */
export type Notice = { readonly code: ErrorCode | RefusalReason; readonly at: number };

export type Settings = {
  readonly language: "system" | "en" | "fr" | "nl" | "da";
  readonly theme: "system" | "light" | "dark";
  /** Ask Cloudflare to use its response cache. Off: `cf-aig-skip-cache: true` is sent. */
  readonly responseCache: boolean;
  /** Let Cloudflare keep the bodies in its log. Off: `cf-aig-collect-log-payload: false` is sent. */
  readonly logPayloads: boolean;
  /** What OpenClaw is left with while Sluice is closed: its own way, or Cloudflare without Sluice. */
  readonly onQuit: "asItWas" | "edge";
  /** Where OpenClaw finds the keys then: asked from the keychain, or in its own .env file, readable. */
  readonly edgeKeys: "resolver" | "dotenv";
};

export type AppState = {
  readonly rev: number;
  readonly version: string;
  readonly practice: boolean;
  readonly profile: Profile | null;
  readonly profiles: readonly Profile[];
  readonly secrets: readonly SecretInfo[];
  readonly vault: VaultState;
  readonly router: RouterState;
  readonly route: RouteState;
  readonly openclaw: OpenClawState;
  readonly models: ModelState;
  readonly login: LoginState;
  readonly usage: UsageState;
  readonly allowance: AllowanceState;
  readonly checks: readonly CheckState[];
  readonly notice: Notice | null;
  readonly settings: Settings;
};
