/** Medians and quartiles, and ratios taken inside a round, where what disturbed one target disturbed the others too. */

/** Of ascending values; by nearest rank. NaN when there are none. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
}

export type Spread = {
  readonly median: number;
  /** First and third quartile. */
  readonly low: number;
  readonly high: number;
};

/** Values that are no numbers are left out; null when nothing is left. */
export function spreadOf(values: readonly number[]): Spread | null {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? Number.NaN;
    const above = sorted[Math.ceil(place)] ?? Number.NaN;
    return below + (above - below) * (place % 1);
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}
