/** What a person typed as an allowance, and what the last days suggest. */
import type { QueryReply, RangeRow } from "../../preload/contract/command.ts";
import { readMoney } from "../copy/read-money.ts";

export type TypedAllowance =
  /** Null: no allowance. */
  | { readonly is: "amount"; readonly microUsd: number | null }
  | { readonly is: "wrong" | "unclear" | "tooMuch" };

export type TypedFault = Exclude<TypedAllowance["is"], "amount">;

/** As the contract has it. */
const most = 1_000_000_000_000;

export function readAllowance(text: string): TypedAllowance {
  if (text.trim() === "") return { is: "amount", microUsd: null };
  const read = readMoney(text);
  if (read.is !== "amount") return read;
  return read.microUsd >= most ? { is: "tooMuch" } : read;
}

export type Week = {
  /** What the sum is divided by: days Sluice was there to count, with and without requests. */
  readonly days: number;
  readonly averageMicroUsd: number;
  readonly mostMicroUsd: number;
  /** Some of what they cost is not known. */
  readonly isAtLeast: boolean;
  /** A round amount that would have covered the dearest day. */
  readonly suggestedMicroUsd: number;
};

const dollar = 1_000_000;

/**
 * Null while no day of them has a known cost: then there is nothing to suggest.
 * @param covered how many of the days began when Sluice was there to count, or later.
 */
export function weekOf(reply: QueryReply, covered: number): Week | null {
  const rows = (reply.ok ? reply.rows : []) as readonly RangeRow[];
  const costs = rows.flatMap(({ costMicroUsd }) => (costMicroUsd === null ? [] : [costMicroUsd]));
  const mostMicroUsd = Math.max(0, ...costs);
  if (mostMicroUsd === 0) return null;
  const days = Math.max(covered, rows.length);
  return {
    days,
    averageMicroUsd: costs.reduce((all, cost) => all + cost, 0) / days,
    mostMicroUsd,
    isAtLeast: rows.some(({ priced, requests }) => priced < requests),
    suggestedMicroUsd: roundUp(mostMicroUsd),
  };
}

/** To a dollar below ten, to five below a hundred, to fifty above. */
function roundUp(microUsd: number): number {
  const step = microUsd < 10 * dollar ? dollar : microUsd < 100 * dollar ? 5 * dollar : 50 * dollar;
  return Math.ceil(microUsd / step) * step;
}
