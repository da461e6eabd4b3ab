/** Words of Cloudflare that are not written yet: a piece at a time, for the router lives in this thread, and kept while the disk refuses. */
import type { Settled } from "../core/analytics.ts";
import type { LogCost } from "./requests.ts";

export type Words =
  | { readonly kind: "costs"; readonly costs: readonly LogCost[] }
  | { readonly kind: "quarters"; readonly settled: Settled };

export type Pending = {
  confirm(costs: readonly LogCost[]): void;
  settle(settled: Settled): void;
  size(): number;
  /** Some of them; null when there are none. */
  next(): Words | null;
  /** These are written. */
  done(words: Words): void;
  hasCost(id: number): boolean;
};

/** Each piece is some milliseconds' work. */
const costsAtOnce = 50;
const quartersAtOnce = 16;
/** More than Cloudflare keeps (62 days); whatever is given up here can be asked again. */
const mostKept = 10_000;

type Waiting = Omit<Settled, "quarters"> & { readonly quarter: Settled["quarters"][number] };

export function createPending(): Pending {
  const costs = new Map<number, LogCost>();
  const quarters = new Map<string, Waiting>();
  const keyOf = (profile: string, startAt: number) => `${startAt} ${profile}`;

  const put = <K, V>(map: Map<K, V>, key: K, value: V) => {
    map.set(key, value);
    const oldest = map.keys().next();
    if (map.size > mostKept && !oldest.done) map.delete(oldest.value);
  };

  return {
    confirm(told) {
      for (const cost of told) put(costs, cost.id, cost);
    },
    settle({ profile, readAt, quarters: told }) {
      for (const quarter of told) {
        put(quarters, keyOf(profile, quarter.startAt), { profile, readAt, quarter });
      }
    },
    size: () => costs.size + quarters.size,
    next() {
      if (costs.size > 0) {
        return { kind: "costs", costs: [...costs.values()].slice(0, costsAtOnce) };
      }
      const first = quarters.values().next().value;
      if (first === undefined) return null;
      const { profile, readAt } = first;
      const same = [...quarters.values()]
        .slice(0, quartersAtOnce)
        .filter((one) => one.profile === profile && one.readAt === readAt)
        .map(({ quarter }) => quarter);
      return { kind: "quarters", settled: { profile, readAt, quarters: same } };
    },
    done(words) {
      if (words.kind === "costs") for (const { id } of words.costs) costs.delete(id);
      else {
        const { profile, quarters: written } = words.settled;
        for (const { startAt } of written) quarters.delete(keyOf(profile, startAt));
      }
    },
    hasCost: (id) => costs.has(id),
  };
}
