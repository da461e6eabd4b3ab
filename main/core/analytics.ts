/** What Cloudflare's analytics say of one aiGateway: sums by quarter of an hour, model and provider, minutes late and sometimes wrong. */

/** One quarter × provider × model, as Cloudflare names them: the provider may be "compat", the model "unknown". */
export type AnalyticsGroup = {
  /** Epoch ms, a quarter of an hour in UTC. */
  readonly startAt: number;
  readonly provider: string;
  readonly model: string;
  readonly requests: number;
  /** Cloudflare's estimate. 0 is what it says for a model without a price, too. */
  readonly costMicroUsd: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly errors: number;
  readonly cacheHits: number;
};

/** All groups whose quarter begins in `[fromMs, toMs)`: a quarter without a group had, by this reading, no request. */
export type AnalyticsReading = {
  /** The profile's id. */
  readonly profile: string;
  readonly readAt: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly groups: readonly AnalyticsGroup[];
};

/** Quarters about which Cloudflare is believed: late arrivals are in and passing overcounts are over. One may be settled again, otherwise. */
export type Settled = {
  readonly profile: string;
  readonly readAt: number;
  readonly quarters: readonly {
    readonly startAt: number;
    readonly groups: readonly AnalyticsGroup[];
  }[];
};
