/** Keeps the allowance of the local day: what of it is used, what the person said about it today, and what is told at its steps. */
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { AllowanceState, UsageState } from "../../preload/contract/state.ts";
import { type AllowanceDay, allowanceOf, dayIn, raisedBy, spentOf } from "../core/allowance.ts";
import { dayBounds, dayOf } from "../core/zone.ts";
import type { Notices } from "./notices.ts";
import type { Parts } from "./parts.ts";
import type { SettingsFile } from "./settings-file.ts";

const told: Readonly<Record<50 | 80, ErrorCode>> = { 50: "allowance.half", 80: "allowance.near" };

export type Allowance = {
  state(): AllowanceState;
  /** True while requests must be refused because of it. */
  isClosed(): boolean;
  /** How much may be spent today before they must be; null: nothing stops them. */
  stopAtMicroUsd(): number | null;
  /** To be called whenever the figures or the wish have changed: raises and clears notices. */
  settle(): void;
  /** The ledger was lost: what it knew of today is kept in mind. */
  lose(): void;
  /** Writes down what is spent, for the next start. */
  note(): void;
  raise(microUsd: number): Promise<ErrorCode | null>;
  ignore(): Promise<ErrorCode | null>;
};

export function createAllowance(given: {
  readonly parts: Pick<Parts, "now" | "zone" | "settings">;
  readonly notices: Notices;
  readonly keep: (patch: Parameters<SettingsFile["change"]>[0]) => Promise<ErrorCode | null>;
  /** Null while the ledger has not been read: nobody knows what today cost. */
  readonly usage: () => UsageState | null;
}): Allowance {
  const { keep, notices, parts, usage } = given;
  const { now, settings, zone } = parts;

  function spent(): number | null {
    const { costMicroUsd = null, coverage } = usage()?.today ?? {};
    return spentOf(today(), costMicroUsd, coverage?.elsewhere?.costMicroUsd ?? null);
  }
  const today = (): AllowanceDay => dayIn(settings.get().allowanceDay, dayOf(now(), zone()));

  function state(): AllowanceState {
    const { endAt } = dayBounds(dayOf(now(), zone()), zone());
    return allowanceOf(settings.get().allowance, today(), spent(), endAt);
  }

  /** A model without a price costs, and nobody can say how much: no allowance can stop it in time. */
  const isUnpriced = (): boolean => (usage()?.today.coverage.unpriced.length ?? 0) > 0;

  function stopAt(): number | null {
    const { then, microUsdPerDay } = settings.get().allowance;
    const { extraMicroUsd, isIgnored } = today();
    if (then !== "pause" || microUsdPerDay === null || isIgnored) return null;
    // The router counts on from what the ledger says.
    const unseen = (spent() ?? 0) - (usage()?.today.costMicroUsd ?? 0);
    return microUsdPerDay + extraMicroUsd - unseen;
  }

  /** Written down now and then, for the ledger may be lost. */
  function note(more: Partial<AllowanceDay> = {}): void {
    if (settings.get().allowance.microUsdPerDay === null) return;
    const day = today();
    const spentMicroUsd = Math.max(day.spentMicroUsd, spent() ?? 0);
    void keep({ allowanceDay: { ...day, spentMicroUsd, ...more } });
  }

  function settle(): void {
    const { level, microUsdPerDay, reached, then } = state();
    const isBlind = then === "pause" && microUsdPerDay !== null && isUnpriced();
    if (reached)
      notices.raise("allowance", then === "pause" ? "allowance" : "allowance.reached", now());
    else if (isBlind) notices.raise("allowance", "allowance.unpriced", now());
    else notices.clear("allowance");
    const day = today();
    if (level === day.told) return;
    notices.clear("allowanceStep");
    // A step that is no longer passed, for the allowance was raised, may be told again. The bar goes on saying it.
    if (level > day.told && (level === 50 || level === 80))
      notices.mention("allowanceStep", told[level], now());
    note({ told: level });
  }

  return {
    state,
    // Without a ledger nobody knows what today cost: an allowance that should stop spending then stops it.
    isClosed() {
      return stopAt() !== null && (usage() === null || state().reached);
    },
    stopAtMicroUsd: stopAt,
    settle,
    lose() {
      const known = Math.max(today().spentMicroUsd, spent() ?? 0);
      void keep({ allowanceDay: { ...today(), lostMicroUsd: known, spentMicroUsd: known } });
    },
    note,
    raise: (microUsd) =>
      keep({ allowanceDay: raisedBy(settings.get().allowance, today(), spent(), microUsd) }),
    ignore: () => keep({ allowanceDay: { ...today(), isIgnored: true } }),
  };
}
