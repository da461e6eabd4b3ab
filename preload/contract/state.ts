/** The one snapshot everything is drawn from: plain JSON, no field in it can hold a secret. */
import type { AiGatewayState } from "./ai-gateway.ts";
import type { CloudflareState } from "./cloudflare.ts";
import type { DeskState, SetupState, ShortcutName, TrialState } from "./desk.ts";
import type { Dials, Payer, Told } from "./dials.ts";
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
  /** By slug; a provider that is left out is paid with the key on this machine, if it takes one. */
  readonly pays?: Readonly<Record<string, { readonly payer: Payer; readonly alias?: string }>>;
  /** By slug: the person's own part of its address. */
  readonly places?: Readonly<Record<string, string>>;
  /** By slug: models the person named beyond those with a price. */
  readonly models?: Readonly<Record<string, readonly string[]>>;
  readonly dials?: Dials;
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

/** One provider as the window needs to know it. */
export type ProviderInfo = {
  readonly slug: string;
  readonly payer: Payer;
  readonly alias: string | null;
  /** Cloudflare can bill for it. */
  readonly takesCredits: boolean;
  /** A key works only where it is stored at Cloudflare, which signs with it. */
  readonly isSigned: boolean;
  /** It can be asked without Cloudflare. */
  readonly isDirect: boolean;
  /** OpenClaw can be given an entry for it. */
  readonly hasEntry: boolean;
  /** The person's own part of its address: what it looks like, and what it is; null where there is none. */
  readonly place: { readonly example: string; readonly value: string | null } | null;
  /** Those the person named. */
  readonly models: readonly string[];
};

/** A profile in the list, with the last four characters of each of its keys: so that none is taken for another's. */
export type KnownProfile = Profile & {
  readonly keys?: readonly Pick<SecretInfo, "kind" | "provider" | "tail">[];
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
  "policySpend",
  "billingRateLimited",
  "promptBlocked",
  "answerBlocked",
  "dlpRequest",
  "dlpAnswer",
  "policyDenied",
  "edgeBlocked",
  "blocked",
  "storedKeyMissing",
  "modelFormat",
  "modelUnknown",
  "providerUnknown",
  "providerSilent",
  "guardrailsDown",
  "edgeTimeout",
  "cloudflareUnreachable",
  "cloudflareFailed",
  "proxyRefused",
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
  /** Of the priced ones: those whose cost is Cloudflare's own figure, from its log or its analytics. */
  readonly confirmed: number;
  /** Answered 400 and above by the provider, or broken off by the far end. */
  readonly errors: number;
  /** Answered from Cloudflare's response cache. */
  readonly cacheHits: number;
};

/** Where a cost comes from: Sluice's count and price list, the row of Cloudflare's log, or Cloudflare's analytics. */
export type CostSource = "router" | "log" | "analytics";

export type ModelFigure = Figure & { readonly provider: string; readonly model: string | null };

export type HourFigure = Figure & { readonly startAt: number };

export type UsageState = {
  readonly today: Figure & {
    /** The local day, "2026-11-21", in `zone`. */
    readonly day: string;
    readonly zone: string;
    /** Where the costs in it come from; "mixed": from more than one. */
    readonly source: CostSource | "mixed";
    /** When the last request in it ended; null when there is none. */
    readonly asOf: number | null;
    /** By how much the cost may be off, either way; null: requests without a known cost are in it, so it is at least that much. */
    readonly uncertaintyMicroUsd: number | null;
    readonly coverage: {
      readonly requests: number;
      readonly priced: number;
      /** Models without a price, named as the provider named them. */
      readonly unpriced: readonly string[];
      /** What Cloudflare saw at this aiGateway that did not pass Sluice: in the figure, and named here. Null: Cloudflare is not asked. */
      readonly elsewhere: {
        readonly requests: number;
        readonly costMicroUsd: number | null;
        /** Epoch ms, the end of the last quarter of an hour Cloudflare's analytics are settled for today; null: none yet. */
        readonly knownUntil: number | null;
      } | null;
    };
    /** How far Sluice's own prices lie from Cloudflare's costs for the same requests, in percent, signed; null: by 2 or less, or not known. */
    readonly driftPercent: number | null;
    /** OpenClaw's own estimate of the same day, never added to anything; null: it has not been asked or does not know. */
    readonly openclaw: { readonly costMicroUsd: number; readonly asOf: number } | null;
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
  /** The profile whose aiGateway it went through; null on the direct way, and where Sluice answered itself. */
  readonly profile: string | null;
  readonly provider: string;
  readonly model: string | null;
  readonly status: number | null;
  readonly outcome: "ok" | "providerError" | "refused" | "aborted" | "failed";
  readonly refusal: RefusalReason | null;
  readonly cacheHit: boolean;
  readonly costMicroUsd: number | null;
  /** Null where the cost is not known. */
  readonly costFrom: Exclude<CostSource, "analytics"> | null;
  readonly logId: string | null;
  /** What an answer from Cloudflare's response cache would have cost; null: not known; left out: it was not from there. */
  readonly savedMicroUsd?: number | null;
};

export type AllowanceState = {
  readonly microUsdPerDay: number | null;
  readonly then: "tell" | "pause";
  /** Added for this local day alone. */
  readonly extraMicroUsd: number;
  /** The person said to go on without it for the rest of this local day. */
  readonly isIgnored: boolean;
  /** The largest step of today's spending that is passed, in percent of what is allowed today. */
  readonly level: 0 | 50 | 80 | 100;
  /** It is used up and not ignored; with `then` "pause" requests are refused. */
  readonly reached: boolean;
  /** When this local day ends and the count begins anew, epoch ms. */
  readonly endsAt: number;
};

export type CheckState = {
  readonly name: "route" | "vault";
  readonly status: "running" | "passed" | "failed";
  readonly at: number;
  readonly error?: ErrorCode | RefusalReason;
};

/** One thing that needs the person; the sentence and the action are looked up by code. */
export type Notice = {
  readonly code: ErrorCode | RefusalReason;
  readonly at: number;
  /** The model it is about, as a dial of it is named: "slug/model". */
  readonly model?: string;
};

export type Settings = {
  readonly language: "system" | "en" | "fr" | "nl" | "da";
  readonly theme: "system" | "light" | "dark";
  /** Let Cloudflare keep the bodies in its log. Off: `cf-aig-collect-log-payload: false` is sent. */
  readonly logPayloads: boolean;
  /** What OpenClaw is left with while Sluice is closed: its own way, or Cloudflare without Sluice. */
  readonly onQuit: "asItWas" | "edge";
  /** Where OpenClaw finds the keys then: asked from the keychain, or in its own .env file, readable. */
  readonly edgeKeys: "resolver" | "dotenv";
  /** How long single requests are kept; null: for ever. What they add up to is always kept. */
  readonly keepRequestsDays: 30 | 90 | 365 | null;
  /** What a left click on the tray icon does, where the system lets it: the window, the menu, or the switch itself. */
  readonly leftClick: "window" | "menu" | "route";
  /** The figure beside or under the tray icon: today's cost, the part of the allowance, or none. */
  readonly trayFigure: "spend" | "allowance" | "none";
  readonly notifications: boolean;
  /** Minutes of the local day between which no notification is shown, over midnight where `from` is the later one; null: none. */
  readonly quietHours: { readonly fromMinute: number; readonly toMinute: number } | null;
  /** Key combinations that work everywhere, as Electron names them ("CommandOrControl+Shift+S"); null: none. */
  readonly shortcuts: Readonly<Record<ShortcutName, string | null>>;
  /** How Cloudflare and the providers are reached: as the system says, without a proxy, or through this one ("http://host:port"). */
  readonly proxy: "system" | "none" | string;
};

export type AppState = {
  readonly rev: number;
  readonly version: string;
  readonly practice: boolean;
  readonly profile: Profile | null;
  readonly profiles: readonly KnownProfile[];
  /** The providers there are, the active profile's own among them. */
  readonly providers: readonly ProviderInfo[];
  readonly secrets: readonly SecretInfo[];
  readonly vault: VaultState;
  readonly router: RouterState;
  readonly route: RouteState;
  readonly openclaw: OpenClawState;
  readonly models: ModelState;
  readonly login: LoginState;
  readonly cloudflare: CloudflareState;
  readonly aiGateway: AiGatewayState;
  /** The headers Cloudflare gets with requests, exactly, but for the token; `model` null: with those of every other model. */
  readonly told: readonly Told[];
  readonly usage: UsageState;
  readonly allowance: AllowanceState;
  readonly checks: readonly CheckState[];
  readonly notice: Notice | null;
  readonly settings: Settings;
  readonly setup: SetupState;
  readonly trial: TrialState;
  readonly desk: DeskState;
};
