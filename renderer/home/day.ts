/** Today's figure as five things: value, zone and day, as-of, source, coverage. Unknown is never zero. */
import type { AppState } from "../../preload/contract/state.ts";

export type TodayView = {
  readonly day: string;
  readonly zone: string;
  readonly value:
    | { readonly is: "known"; readonly microUsd: number }
    /** noRequests: nothing came · unpriced: no price for the named models · unmetered: no answer said what it used */
    | {
        readonly is: "unknown";
        readonly why: "noRequests" | "unpriced" | "unmetered";
        readonly models: readonly string[];
      };
  readonly asOf: number | null;
  /** Sluice cannot meter now: the figure stands, but its as-of is old and says so. */
  readonly isStale: boolean;
  readonly priced: number;
  readonly requests: number;
  /** All tokens of the day, what is known even where no price is. */
  readonly tokens: number;
  readonly allowance: AllowanceView | null;
};

export type AllowanceView = {
  readonly ofMicroUsd: number;
  /** What is left; negative when the day went over. */
  readonly leftMicroUsd: number;
  /** 0 to 1, how much of the bar is filled. */
  readonly share: number;
};

export function todayOf({ allowance, openclaw, router, usage }: AppState): TodayView {
  const { asOf, costMicroUsd, coverage, day, requests, priced, zone, ...rest } = usage.today;
  return {
    day,
    zone,
    value:
      costMicroUsd !== null
        ? { is: "known", microUsd: costMicroUsd }
        : { is: "unknown", why: whyOf(requests, coverage.unpriced), models: coverage.unpriced },
    asOf,
    isStale: asOf !== null && openclaw.link !== null && router.status === "failed",
    priced,
    requests,
    tokens: rest.tokensIn + rest.tokensOut + rest.cacheRead + rest.cacheWrite,
    allowance: allowanceOf(allowance.microUsdPerDay, costMicroUsd),
  };
}

function whyOf(
  requests: number,
  unpriced: readonly string[],
): "noRequests" | "unpriced" | "unmetered" {
  if (requests === 0) return "noRequests";
  return unpriced.length > 0 ? "unpriced" : "unmetered";
}

/** No bar beside a figure that is not known: how much is left is not known either. */
function allowanceOf(limit: number | null, spent: number | null): AllowanceView | null {
  if (limit === null || spent === null) return null;
  return {
    ofMicroUsd: limit,
    leftMicroUsd: limit - spent,
    share: limit === 0 ? 1 : Math.min(spent / limit, 1),
  };
}
