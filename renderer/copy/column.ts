/** The amounts of one table as they are shown: what stands in its cells adds up, to the last digit, to the sum below them. */
import type { Format } from "./format.ts";

export type Column = {
  /** One for each amount; what is not known is "—". */
  readonly cells: readonly string[];
  /** Of all that is known; null: nothing is. */
  readonly sum: string | null;
};

const cent = 10_000;
const tenThousandth = 100;

/** Parts in whole units that sum to the rounded total: what rounding leaves over goes to the largest remainders. */
export function sharesOf(microUsd: readonly number[], unit: number): number[] {
  const shares = microUsd.map((value) => Math.floor(value / unit));
  const total = Math.round(microUsd.reduce((sum, value) => sum + value, 0) / unit);
  const byRemainder = microUsd
    .map((value, index) => ({ index, remainder: value - Math.floor(value / unit) * unit }))
    .sort((a, b) => b.remainder - a.remainder);
  let left = total - shares.reduce((sum, value) => sum + value, 0);
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}

/**
 * To the cent; where that would leave nothing of an amount, all of them to four decimals, and what is too small even for those says so.
 */
export function columnOf(
  microUsd: readonly (number | null)[],
  { exact, money }: Pick<Format, "exact" | "money">,
): Column {
  const known = microUsd.map((value) => value ?? 0);
  const isLost = (share: number | undefined, index: number) =>
    share === 0 && known[index] !== 0 && microUsd[index] !== null;
  const cents = sharesOf(known, cent);
  const isFine = cents.some(isLost);
  const unit = isFine ? tenThousandth : cent;
  const shares = isFine ? sharesOf(known, unit) : cents;
  const textOf = (share: number) => (isFine ? exact : money)(share * unit);
  const sum = shares.reduce((all, share) => all + share, 0);
  // One micro-dollar is what is too small to be shown.
  const least = exact(1);
  return {
    cells: microUsd.map((value, index) => {
      if (value === null) return "—";
      return isFine && isLost(shares[index], index) ? least : textOf(shares[index] ?? 0);
    }),
    sum: microUsd.every((value) => value === null) ? null : textOf(sum),
  };
}
