/** Decides when a quarter of Cloudflare's analytics is believed: late rows are in, passing overcounts are over. */
import type { AnalyticsGroup, AnalyticsReading, Settled } from "./analytics.ts";
import { modelKey } from "./model-name.ts";
import { quarterMs } from "./spend.ts";

export type Settling = {
  /** The quarters this reading settles, or settles anew because they say something else than before; often none. */
  add(reading: AnalyticsReading, nowMs: number): Settled;
  forget(): void;
};

export type SettlingOptions = {
  /** A quarter is let rest this long after its end: rows come 139 to 365 s late, once it was 14 minutes. */
  readonly restMs?: number;
  /** From then on readings this far apart, and all between, must say the same. */
  readonly agreeMs?: number;
};

/** What a quarter says, and since which reading; `settled` is what it said when it was last handed out. */
type Said = { readonly sums: string; readonly sinceAt: number; readonly settled: string | null };

const minute = 60_000;
/** Cloudflare's analytics go back 62 days. */
const keptMs = 62 * 24 * 60 * minute;

/** Nothing is kept over a restart: then every quarter is settled once more, which changes nothing where it says the same. */
export function createSettling(options: SettlingOptions = {}): Settling {
  const { restMs = 15 * minute, agreeMs = 4 * minute } = options;
  const profiles = new Map<string, Map<number, Said>>();

  return {
    add({ profile, readAt, fromMs, toMs, groups }, nowMs) {
      const before = profiles.get(profile) ?? new Map<number, Said>();
      const after = new Map<number, Said>();
      const byQuarter = Map.groupBy(groups, ({ startAt }) => startAt);
      const quarters: Settled["quarters"][number][] = [];
      // Whatever stamped the reading: what is still to come has not rested.
      const restedAt = Math.min(readAt, nowMs) - restMs;
      const first = Math.ceil(fromMs / quarterMs) * quarterMs;
      for (let startAt = first; startAt < toMs; startAt += quarterMs) {
        if (startAt + quarterMs > restedAt) break;
        const own = byQuarter.get(startAt) ?? [];
        const said = heard(before.get(startAt), sumsOf(own), readAt);
        const isSettled = readAt - said.sinceAt >= agreeMs && said.settled !== said.sums;
        if (isSettled) quarters.push({ startAt, groups: own });
        after.set(startAt, isSettled ? { ...said, settled: said.sums } : said);
      }
      // What this reading did not ask about stays known, as long as Cloudflare can be asked about it.
      for (const [startAt, said] of before)
        if (!after.has(startAt) && startAt > readAt - keptMs) after.set(startAt, said);
      profiles.set(profile, after);
      return { profile, readAt, quarters };
    },
    forget: () => profiles.clear(),
  };
}

/** A clock that was set back begins the wait anew. */
function heard(before: Said | undefined, sums: string, readAt: number): Said {
  if (before?.sums === sums && before.sinceAt <= readAt) return before;
  return { sums, sinceAt: readAt, settled: before?.settled ?? null };
}

/** In an order of its own, and by the model whatever its spelling: Cloudflare changes both without meaning anything by it. */
function sumsOf(groups: readonly AnalyticsGroup[]): string {
  const byModel = Map.groupBy(groups, ({ provider, model }) => modelKey(provider, model));
  const sums = [...byModel].map(([key, own]) => [key, ...own.reduce(added, [0, 0, 0, 0, 0, 0])]);
  return JSON.stringify(sums.sort(([a], [b]) => (`${a}` < `${b}` ? -1 : 1)));
}

const added = (sums: readonly number[], group: AnalyticsGroup): readonly number[] => {
  const { requests, costMicroUsd, tokensIn, tokensOut, errors, cacheHits } = group;
  const values = [requests, costMicroUsd, tokensIn, tokensOut, errors, cacheHits];
  return sums.map((sum, index) => sum + (values[index] ?? 0));
};
