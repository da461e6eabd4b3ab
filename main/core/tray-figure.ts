/** Today's figures as far as a tray can carry them: what it cost, what part of the allowance that is, what is left of it. */
import type { AppState, Figure } from "../../preload/contract/state.ts";

/** Null is "not known", never zero. */
export type TrayDay = Pick<Figure, "costMicroUsd" | "requests"> & {
  readonly asOf: number | null;
  /** Requests without a known cost are in it. */
  readonly isAtLeast: boolean;
  /** The day's allowance, while it holds; null without one. */
  readonly allowedMicroUsd: number | null;
};

/** How the day's allowance stands; null without one. */
export type TrayAllowance =
  | { readonly is: "ignored" | "unknown" | "usedUp"; readonly ofMicroUsd: number }
  | {
      readonly is: "left";
      readonly ofMicroUsd: number;
      readonly leftMicroUsd: number;
      /** Requests without a known cost are in the day: no more than that is left. */
      readonly isAtMost: boolean;
    };

export function dayOf({ allowance, usage }: Pick<AppState, "allowance" | "usage">): TrayDay {
  const { asOf, costMicroUsd, requests, uncertaintyMicroUsd } = usage.today;
  const allowed = allowedOf(allowance);
  return {
    ...{ costMicroUsd, requests, asOf },
    isAtLeast: costMicroUsd !== null && uncertaintyMicroUsd === null,
    allowedMicroUsd: allowance.isIgnored ? null : allowed,
  };
}

export function allowanceOf(
  state: Pick<AppState, "allowance" | "route" | "usage">,
): TrayAllowance | null {
  const { allowance, route } = state;
  const ofMicroUsd = allowedOf(allowance);
  if (ofMicroUsd === null) return null;
  const { costMicroUsd, isAtLeast } = dayOf(state);
  if (allowance.isIgnored) return { is: "ignored", ofMicroUsd };
  if (allowance.reached || route.refusing === "allowance") return { is: "usedUp", ofMicroUsd };
  if (costMicroUsd === null) return { is: "unknown", ofMicroUsd };
  const leftMicroUsd = Math.max(0, ofMicroUsd - costMicroUsd);
  return { is: "left", ofMicroUsd, leftMicroUsd, isAtMost: isAtLeast };
}

const allowedOf = ({ extraMicroUsd, microUsdPerDay }: AppState["allowance"]): number | null =>
  microUsdPerDay === null ? null : microUsdPerDay + extraMicroUsd;
