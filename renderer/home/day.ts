/** Today's figure as five things: value, zone and day, as-of, source, coverage. Unknown is never zero. */
import type { AppState, UsageState } from "../../preload/contract/state.ts";
import { type AllowanceView, allowanceViewOf } from "./allowance.ts";

type Today = UsageState["today"];

/** own: Sluice's count and price list · cloudflare: confirmed by it · both: some of the one, some of the other */
export type SourceName = "own" | "cloudflare" | "both";

export type TodayView = {
  readonly day: string;
  readonly zone: string;
  readonly value:
    | {
        readonly is: "known";
        readonly microUsd: number;
        /** By how much what is shown may be off, either way, rounded up as the figure is shown; null: it is at least that much. */
        readonly giveMicroUsd: number | null;
      }
    /** noRequests: nothing came · unpriced: no price for the named models · unmetered: no answer said what it used */
    | { readonly is: "unknown"; readonly why: "noRequests" | "unpriced" | "unmetered" };
  readonly asOf: number | null;
  /** Sluice cannot meter now: the figure stands, but its as-of is old and says so. */
  readonly isStale: boolean;
  readonly source: SourceName;
  readonly confirmed: number;
  readonly priced: number;
  readonly requests: number;
  /** When Sluice last sent one of its own, of those that are listed: they are no part of the figure. */
  readonly testedAt: number | null;
  /** Models without a price, by name. */
  readonly unpriced: readonly string[];
  /** All tokens of the day, what is known even where no price is. */
  readonly tokens: number;
  readonly elsewhere: Today["coverage"]["elsewhere"];
  readonly driftPercent: number | null;
  readonly openclaw: Today["openclaw"];
  readonly allowance: AllowanceView | null;
};

/** Cloudflare says it in two places: a mixture of those is its own word all the same. */
function sourceOf({ confirmed, priced, source }: Today): SourceName {
  if (source === "router") return "own";
  return source === "mixed" && confirmed < priced ? "both" : "cloudflare";
}

export function todayOf(state: AppState): TodayView {
  const { openclaw, router, usage } = state;
  const { today } = usage;
  const { asOf, confirmed, costMicroUsd, coverage, driftPercent, priced, requests } = today;
  return {
    day: today.day,
    zone: today.zone,
    value:
      costMicroUsd !== null
        ? {
            is: "known",
            microUsd: costMicroUsd,
            giveMicroUsd: giveOf(costMicroUsd, today.uncertaintyMicroUsd),
          }
        : { is: "unknown", why: whyOf(requests, coverage.unpriced) },
    asOf,
    isStale: asOf !== null && openclaw.link !== null && router.status === "failed",
    source: sourceOf(today),
    confirmed,
    priced,
    requests,
    testedAt: usage.recent.find(({ by }) => by === "sluice")?.startedAt ?? null,
    unpriced: coverage.unpriced,
    tokens: today.tokensIn + today.tokensOut + today.cacheRead + today.cacheWrite,
    elsewhere: coverage.elsewhere,
    driftPercent,
    openclaw: today.openclaw,
    allowance: allowanceViewOf(state),
  };
}

function whyOf(
  requests: number,
  unpriced: readonly string[],
): "noRequests" | "unpriced" | "unmetered" {
  if (requests === 0) return "noRequests";
  return unpriced.length > 0 ? "unpriced" : "unmetered";
}

const cent = 10_000;
const tenThousandth = 100;

/** What rounding takes from the figure is a part of how far it may be off, and half a cent of doubt is never shown as none. */
export function giveOf(costMicroUsd: number, uncertaintyMicroUsd: number | null): number | null {
  if (uncertaintyMicroUsd === null || uncertaintyMicroUsd === 0) return uncertaintyMicroUsd;
  // As the figure itself is shown: to the cent, unless that would be nothing.
  const unit = costMicroUsd > 0 && costMicroUsd < cent / 2 ? tenThousandth : cent;
  const rounding = Math.abs(costMicroUsd - Math.round(costMicroUsd / unit) * unit);
  return Math.ceil((uncertaintyMicroUsd + rounding) / unit) * unit;
}
