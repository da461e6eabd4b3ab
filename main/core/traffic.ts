/** What the app tells the router thread, and what the router thread tells back: shapes only. */
import type { Dials, Payer } from "../../preload/contract/dials.ts";
import type { RefusalReason, RouteName } from "../../preload/contract/state.ts";

/** Everything the router needs to decide a request. Sent whole on every change; holds secrets, so it never leaves memory. */
export type TrafficConfig = {
  readonly route: RouteName;
  /** Set when requests must be refused whatever the route says (allowance used up, keychain locked …). */
  readonly refuse: RefusalReason | null;
  /** The OpenClaw that asks takes a refusal for a failure and would go on with its fallback: a turn under way is told in words. */
  readonly isSpoken?: boolean;
  /** At this much spent today requests are refused as "allowance", at once; null: however much it is. */
  readonly stopAtMicroUsd: number | null;
  /** The id of the active profile: exchanges that go through its aiGateway are noted under it. */
  readonly profile: string | null;
  /** Null while there is no profile. `base` ends without a slash: "https://gateway.ai.cloudflare.com". */
  readonly aiGateway: {
    readonly base: string;
    readonly accountId: string;
    readonly aiGatewayId: string;
    /** The aiGateway token, without "Bearer "; null for an aiGateway without authentication. */
    readonly token: string | null;
  } | null;
  /**
   * By slug. `base` is the provider's own base URL (null: no direct route); `key` is added only where the local key stood. `pays`,
   * through Cloudflare: the key here, one stored there (`alias`, else "default"), or Cloudflare's credits; left out: the key here.
   */
  readonly providers: Readonly<
    Record<
      string,
      {
        readonly base: string | null;
        readonly key: string | null;
        readonly pays?: Payer;
        readonly alias?: string;
      }
    >
  >;
  /** Opens the router for OpenClaw; null while not linked. */
  readonly localKey: string | null;
  /** Opens the router for Sluice's own checks; such requests are marked and stay out of the day's figures. */
  readonly checkKey: string;
  /** What Cloudflare is told with each request; left out: its response cache is skipped, and nothing else. */
  readonly dials?: Dials;
  readonly logPayloads: boolean;
  /** The ways out of this network; holds a proxy's user and password where it has one. */
  readonly proxies: ProxyRules;
};

/** Which proxy stands between this machine and a far end: absolute URLs ("http://user:secret@proxy.corp:3128"), null where none. */
export type ProxyRules = {
  /** For far ends asked by https. */
  readonly https: string | null;
  /** For far ends asked by http. */
  readonly http: string | null;
  /** As NO_PROXY says it: names, suffixes, addresses, networks, "*". Loopback never goes through a proxy. */
  readonly except: readonly string[];
};

/** Tokens of one exchange as the provider reported them. `tokensIn` excludes the cache figures; `cacheWrite1h` is part of `cacheWrite`. */
export type Usage = {
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly cacheWrite1h: number;
  /** Web searches the provider ran for the answer and bills one by one; absent when none. */
  readonly searches?: number;
  /** The tier the provider billed at, when it is not the one of its price list: "fast", "flex", "priority", "us" … */
  readonly tier?: string;
  /** What the answer itself says all of it cost, integer micro-dollars; absent where it says nothing, or not all of it. */
  readonly statedMicroUsd?: number;
};

/** One request and its answer, as the router saw it end. Times are epoch milliseconds, durations milliseconds. */
export type Exchange = {
  readonly startedAt: number;
  readonly durationMs: number;
  readonly firstByteMs: number | null;
  readonly route: RouteName;
  readonly by: "openclaw" | "sluice";
  /** The profile whose aiGateway it went through; null on the direct way, and where Sluice answered itself without asking. */
  readonly profile: string | null;
  /** The slug in the path: "anthropic", "openai" … */
  readonly provider: string;
  readonly method: string;
  /** The path below the slug without the query: "/v1/messages", "/chat/completions" … */
  readonly path: string;
  /** As the answer named it, else as the request did, else null. */
  readonly model: string | null;
  /** The status the far end answered; null when it never did. */
  readonly status: number | null;
  /** ok: a whole answer below 400 · providerError: a whole answer from the provider, 400 and above · refused: Sluice answered itself · aborted: the client left · failed: the far end broke off, and may bill for it. */
  readonly outcome: "ok" | "providerError" | "refused" | "aborted" | "failed";
  /** Why Sluice answered; beside "failed" when it did so for a far end that had been asked. */
  readonly refusal: RefusalReason | null;
  /** Null when the answer carried none or could not be read to its end. */
  readonly usage: Usage | null;
  /** Cloudflare replayed a stored answer: costs nothing. */
  readonly cacheHit: boolean;
  /** What was asked for, where the answer was a stored one: `hasTools` is an agent's turn, and `model` the name in the request's body. */
  readonly asked?: { readonly model: string | null; readonly hasTools: boolean };
  /** `cf-aig-log-id`, opaque. */
  readonly logId: string | null;
};
