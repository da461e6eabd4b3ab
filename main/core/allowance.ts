/** How far today's spending has come towards what the person allows for a local day, and what follows from it. */
import type { AllowanceState } from "../../preload/contract/state.ts";

/** What the person said about one local day; it is forgotten with the day. */
export type AllowanceDay = {
  /** "2026-11-21", in the person's zone. */
  readonly day: string;
  readonly extraMicroUsd: number;
  readonly isIgnored: boolean;
  /** Spent before the ledger was lost: what it holds now begins after it. */
  readonly lostMicroUsd: number;
  /** What was known to be spent when this was last written down: at each step, and when Sluice ends. */
  readonly spentMicroUsd: number;
  /** The step that was told last, so that a restart does not tell it again. */
  readonly told: AllowanceState["level"];
};

export type AllowanceWish = {
  readonly microUsdPerDay: number | null;
  readonly then: "tell" | "pause";
};

const steps = [100, 80, 50] as const;

export const freshDay = (day: string): AllowanceDay => ({
  day,
  extraMicroUsd: 0,
  isIgnored: false,
  lostMicroUsd: 0,
  spentMicroUsd: 0,
  told: 0,
});

/**
 * Never less than what the ledger says. After it was lost it begins at nothing, and Cloudflare's analytics bring back what they
 * know ("elsewhere"): so the larger of the two is true, not their sum.
 */
export function spentOf(
  { lostMicroUsd }: AllowanceDay,
  costMicroUsd: number | null,
  elsewhereMicroUsd: number | null,
): number | null {
  if (lostMicroUsd === 0) return costMicroUsd;
  const own = (costMicroUsd ?? 0) - (elsewhereMicroUsd ?? 0);
  return Math.max(costMicroUsd ?? 0, own + lostMicroUsd);
}

/** What was said about another day counts no more. */
export const dayIn = (kept: AllowanceDay | null, day: string): AllowanceDay =>
  kept?.day === day ? kept : freshDay(day);

/**
 * `spentMicroUsd` null: nothing of today has a known cost yet, so nothing is known to be spent. An allowance of 0 is used up from
 * the first moment: it is how somebody says "nothing today".
 */
export function allowanceOf(
  wish: AllowanceWish,
  { extraMicroUsd, isIgnored }: AllowanceDay,
  spentMicroUsd: number | null,
  endsAt: number,
): AllowanceState {
  const { microUsdPerDay } = wish;
  const limit = microUsdPerDay === null ? null : microUsdPerDay + extraMicroUsd;
  const spent = spentMicroUsd ?? 0;
  const level = limit === null ? 0 : (steps.find((step) => spent * 100 >= limit * step) ?? 0);
  return { ...wish, extraMicroUsd, isIgnored, level, reached: level === 100 && !isIgnored, endsAt };
}

/** Enough for today's spending so far and `microUsd` more: "+ $1" means a dollar to go on with, however far it went over. */
export function raisedBy(
  wish: AllowanceWish,
  day: AllowanceDay,
  spentMicroUsd: number | null,
  microUsd: number,
): AllowanceDay {
  const limit = (wish.microUsdPerDay ?? 0) + day.extraMicroUsd;
  const over = Math.max(0, (spentMicroUsd ?? 0) - limit);
  return { ...day, extraMicroUsd: day.extraMicroUsd + over + microUsd, isIgnored: false };
}
