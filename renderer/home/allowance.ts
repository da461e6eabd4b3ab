/** How far today has come towards what is allowed, and whether that stops spending. */
import type { AllowanceState, AppState } from "../../preload/contract/state.ts";

export type AllowanceView = {
  /** With what was added for today. */
  readonly ofMicroUsd: number;
  /** What is left; negative when the day went over. */
  readonly leftMicroUsd: number;
  /** Requests without a known cost are in the day: no more than that is left. */
  readonly isAtMost: boolean;
  /** 0 to 1, how much of the bar is filled. */
  readonly share: number;
  readonly level: AllowanceState["level"];
  readonly extraMicroUsd: number;
  readonly isIgnored: boolean;
};

/** What is allowed today; null without an allowance. */
export const allowedOf = ({ extraMicroUsd, microUsdPerDay }: AllowanceState): number | null =>
  microUsdPerDay === null ? null : microUsdPerDay + extraMicroUsd;

/** No bar beside a figure that is not known: how much is left is not known either. */
export function allowanceViewOf({ allowance, usage }: AppState): AllowanceView | null {
  const of = allowedOf(allowance);
  const { costMicroUsd: spent, uncertaintyMicroUsd } = usage.today;
  if (of === null || spent === null) return null;
  return {
    ofMicroUsd: of,
    leftMicroUsd: of - spent,
    isAtMost: uncertaintyMicroUsd === null,
    share: of === 0 ? 1 : Math.min(spent / of, 1),
    level: allowance.level,
    extraMicroUsd: allowance.extraMicroUsd,
    isIgnored: allowance.isIgnored,
  };
}

/** What one press on "+ $1" adds for today. */
export const raiseMicroUsd = 1_000_000;

/** The codes of an allowance that is used up: with them go the two ways on. */
export const isUsedUp = (code: string): code is "allowance" | "allowance.reached" =>
  code === "allowance" || code === "allowance.reached";
