/** Keeps the last few ranges of sums at hand, and reads again only the parts of them that have changed. */
import type { Bucket } from "../core/spend.ts";

export type KeptReads = {
  /** Buckets that begin in `[fromMs, toMs)`, rising. */
  read(fromMs: number, toMs: number): readonly Bucket[];
  /** What begins there is not as it was. */
  touch(startAt: number): void;
  forget(): void;
};

type Kept = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly byStart: Map<number, readonly Bucket[]>;
  readonly stale: Set<number>;
  buckets: readonly Bucket[];
};

/** Today, its days' range in the window, and what is cut off at the ends of one. */
const mostRanges = 4;
const mostBuckets = 5000;
const mostStale = 50;

export function createKeptReads(
  select: (fromMs: number, toMs: number) => readonly Bucket[],
): KeptReads {
  let kept: Kept[] = [];

  const refresh = ({ byStart, stale }: Kept): readonly Bucket[] => {
    for (const startAt of stale) {
      const buckets = select(startAt, startAt + 1);
      if (buckets.length > 0) byStart.set(startAt, buckets);
      else byStart.delete(startAt);
    }
    stale.clear();
    const rising = [...byStart.keys()].sort((a, b) => a - b);
    return rising.flatMap((startAt) => byStart.get(startAt) ?? []);
  };

  return {
    read(fromMs, toMs) {
      const known = kept.find((one) => one.fromMs === fromMs && one.toMs === toMs);
      if (known && known.stale.size <= mostStale) {
        if (known.stale.size > 0) known.buckets = refresh(known);
        return known.buckets;
      }
      const buckets = select(fromMs, toMs);
      const others = kept.filter((one) => one !== known).slice(0, mostRanges - 1);
      if (buckets.length > mostBuckets) kept = others;
      else {
        const byStart = Map.groupBy(buckets, ({ startAt }) => startAt);
        kept = [{ fromMs, toMs, byStart, stale: new Set<number>(), buckets }, ...others];
      }
      return buckets;
    },
    touch(startAt) {
      for (const { fromMs, stale, toMs } of kept) {
        if (fromMs <= startAt && startAt < toMs) stale.add(startAt);
      }
    },
    forget() {
      kept = [];
    },
  };
}
