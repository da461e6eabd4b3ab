/** Words of Cloudflare that are not written yet: a piece at a time, for the router lives in this thread, and kept while the disk refuses. */
import type { Settled } from "../core/analytics.ts";
import { createPace } from "./pace.ts";
import type { LogCost } from "./requests.ts";

export type Words =
  | { readonly kind: "costs"; readonly costs: readonly LogCost[] }
  | { readonly kind: "quarters"; readonly settled: Settled };

export type Pending = {
  confirm(costs: readonly LogCost[]): void;
  settle(settled: Settled): void;
  size(): number;
  /** Some of them, as many as there is time for; null when there are none. */
  next(): Words | null;
  /** These are written, and that took so long. */
  done(words: Words, tookMs: number): void;
  hasCost(id: number): boolean;
};

const costsAtOnce = 50;
const quartersAtOnce = 16;
/** More than Cloudflare keeps (62 days); whatever is given up here can be asked again. */
const mostKept = 10_000;

type Waiting = Omit<Settled, "quarters"> & { readonly quarter: Settled["quarters"][number] };

export function createPending(): Pending {
  const costs = new Map<number, LogCost>();
  const quarters = new Map<string, Waiting>();
  const paces = { costs: createPace(costsAtOnce), quarters: createPace(quartersAtOnce) };
  const keyOf = (profile: string, startAt: number) => `${startAt} ${profile}`;

  const put = <K, V>(map: Map<K, V>, key: K, value: V) => {
    map.set(key, value);
    const oldest = map.keys().next();
    if (map.size > mostKept && !oldest.done) map.delete(oldest.value);
  };

  /** The first of the map: it may hold thousands. */
  const first = <K, V>(map: Map<K, V>, most: number): V[] => {
    const some: V[] = [];
    for (const value of map.values()) {
      if (some.length >= most) break;
      some.push(value);
    }
    return some;
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
        return { kind: "costs", costs: first(costs, paces.costs.size()) };
      }
      const some = first(quarters, paces.quarters.size());
      const [one] = some;
      if (one === undefined) return null;
      const { profile, readAt } = one;
      const same = some
        .filter((one) => one.profile === profile && one.readAt === readAt)
        .map(({ quarter }) => quarter);
      return { kind: "quarters", settled: { profile, readAt, quarters: same } };
    },
    done(words, tookMs) {
      paces[words.kind].took(tookMs);
      if (words.kind === "costs") for (const { id } of words.costs) costs.delete(id);
      else {
        const { profile, quarters: written } = words.settled;
        for (const { startAt } of written) quarters.delete(keyOf(profile, startAt));
      }
    },
    hasCost: (id) => costs.has(id),
  };
}
