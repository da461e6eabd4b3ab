/** What a person typed as an allowance, and what the last days suggest. */
import type { QueryReply } from "../../preload/contract/command.ts";
import { readMoney } from "../copy/format.ts";

export type TypedAllowance =
  /** Null: no allowance. */
  | { readonly is: "amount"; readonly microUsd: number | null }
  | { readonly is: "wrong" | "tooMuch" };

/** As the contract has it. */
const most = 1_000_000_000_000;

export function readAllowance(text: string): TypedAllowance {
  if (text.trim() === "") return { is: "amount", microUsd: null };
  const microUsd = readMoney(text);
  if (microUsd === null) return { is: "wrong" };
  return microUsd >= most ? { is: "tooMuch" } : { is: "amount", microUsd };
}

export type Week = {
  readonly averageMicroUsd: number;
  readonly mostMicroUsd: number;
  /** A round amount that would have covered the dearest day. */
  readonly suggestedMicroUsd: number;
};

const dollar = 1_000_000;

/** Null while no day of them has a known cost: then there is nothing to suggest. */
export function weekOf(reply: QueryReply): Week | null {
  const costs = (reply.ok ? reply.rows : []).flatMap(({ costMicroUsd }) =>
    costMicroUsd === null ? [] : [costMicroUsd],
  );
  const mostMicroUsd = Math.max(0, ...costs);
  if (mostMicroUsd === 0) return null;
  const sum = costs.reduce((all, cost) => all + cost, 0);
  return {
    averageMicroUsd: sum / costs.length,
    mostMicroUsd,
    suggestedMicroUsd: roundUp(mostMicroUsd),
  };
}

/** To a dollar below ten, to five below a hundred, to fifty above. */
function roundUp(microUsd: number): number {
  const step = microUsd < 10 * dollar ? dollar : microUsd < 100 * dollar ? 5 * dollar : 50 * dollar;
  return Math.ceil(microUsd / step) * step;
}
