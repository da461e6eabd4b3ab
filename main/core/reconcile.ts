/**
 * What Cloudflare saw beyond the router, and what it charged for requests the router could not price: never negative, never double.
 *
 * The rules, for one aiGateway and its settled quarters:
 *  1. Cloudflare counts a request in the quarter of its start or in that of its end: whichever leaves less odd is believed. One of
 *     the router's is one of Cloudflare's where the model is the same (`modelKey`) and the quarter is, or where it began or ended so
 *     near an edge that it may be counted beyond it, or where each side lacks one on one side of the edge. Then where one of the two
 *     has no name for the model (refused requests are "unknown" there), then where only the name differs: models are renamed. Error
 *     answers and stored ones are paired among themselves: a refused request of ours never hides a paid one of somebody else.
 *  2. Sluice's own checks are in Cloudflare's numbers and are paired like all others; refusals by Sluice never reached them and
 *     carry no profile.
 *  3. The router saw more: no correction. Cloudflare is late, samples, or never got it.
 *  4. Cloudflare saw more: those passed "elsewhere". They cost what Cloudflare's sum leaves over what is known of the router's;
 *     null where it leaves nothing or names no price. Errors and stored answers cost 0, and that is known.
 *  5. As many, and some of the router's have no cost: the difference is theirs ("repriced"); with both, it is shared by number.
 *  6. As many, and all have one: it stays. Where the sums agree they are Cloudflare's own from now on, else the drift is told.
 * A request that lasted beyond a whole quarter is not looked for further than the next one.
 */
import type { Settled } from "./analytics.ts";
import { cellsOf, moneyOf, openEdges, widened } from "./reconcile-cells.ts";
import { type Cell, freeIn, isAsked, type Span, total } from "./reconcile-lines.ts";
import { headOf } from "./reconcile-pairs.ts";
import { type Bucket, isCorrection, nothing, quarterMs } from "./spend.ts";

/** A request may be counted in the quarter before or after its own, so neighbours are needed: read everything this near. */
export const reconcileReachMs = 6 * 3_600_000;
/** Where requests run over every edge for hours, what is this far away no longer matters. */
const influenceMs = reconcileReachMs / 2;

export type Comparison = {
  readonly profile: string;
  /** What changed: quarters that begin in `[fromMs, toMs)` were settled, or rows in them confirmed. Both on a quarter of an hour. */
  readonly fromMs: number;
  readonly toMs: number;
  /** All of the profile's buckets by "openclaw" and "sluice", from `fromMs - reconcileReachMs` to `toMs + reconcileReachMs`. */
  readonly router: readonly Bucket[];
  /** All settled quarters of the profile in the same span, those without a group too. */
  readonly quarters: Settled["quarters"];
};

/** Take the place of every correction (`isCorrection`) of the profile in `[fromMs, toMs)`, which is at least what was asked. */
export type Corrections = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly buckets: readonly Bucket[];
};

export function correctionsOf({ profile, router, quarters, ...changed }: Comparison): Corrections {
  const own = router.filter((bucket) => bucket.profile === profile && !isCorrection(bucket));
  const open = openEdges(own);
  const limits = {
    fromMs: changed.fromMs - reconcileReachMs,
    toMs: changed.toMs + reconcileReachMs,
  };
  const within = (span: Span, more: number) => widened(span, more, open, limits);
  // What changed bears upon the stretch it is in and, where clocks differ, on those beside it; some more are there to compare with.
  const touched = within(within(changed, 0), 1);
  const cells = cellsOf({ router: own, quarters }, within(touched, 3), open);
  const buckets = [...Map.groupBy(cells, headOf).values()].flatMap((joined) =>
    corrected(joined, profile),
  );
  const span = {
    fromMs: Math.max(touched.fromMs, changed.fromMs - influenceMs),
    toMs: Math.min(touched.toMs, changed.toMs + influenceMs),
  };
  const isInside = ({ startAt }: Bucket) => span.fromMs <= startAt && startAt < span.toMs;
  return { ...span, buckets: buckets.filter(isInside) };
}

/** What the sums of cells that are priced together say. */
function verdictOf(cells: readonly Cell[]) {
  const { groups, charged, known, left, slack } = moneyOf(cells);
  const elsewhere = total(cells, ({ paid }) => paid.surplus);
  const missed = total(cells, ({ paid }) => paid.reached + paid.maybe);
  const same = total(groups, ({ requests }) => requests) - freeIn(groups) - elsewhere;
  const unpriced = total(cells, ({ own }) => own.requests - own.priced);
  const asked = total(cells, ({ own }) => own.unpricedAsked);
  /** Those without a cost that Cloudflare has in its sum. */
  const priced = total(cells, ({ own }) => own.priced - own.free);
  const covered = Math.min(Math.max(same - priced, 0), unpriced);
  const isKnown =
    cells.every(({ isSettled }) => isSettled) &&
    groups.every((group) => group.costMicroUsd > 0 || freeIn([group]) === group.requests);
  const isShared = isKnown && left > slack && elsewhere + covered > 0;
  const isSame = isKnown && groups.length > 0 && missed + elsewhere + unpriced === 0;
  const confirmed = total(cells, ({ router }) => total(router, (one) => one.confirmedMicroUsd));
  const isOff = isSame && Math.abs(left) > slack && charged > confirmed && known > confirmed;
  return {
    ...{ elsewhere, covered, isShared },
    coveredAsked: unpriced === 0 ? 0 : Math.round((covered * asked) / unpriced),
    left: isShared ? left : 0,
    /** The whole sum is Cloudflare's own: what was counted by the router is, too. */
    isConfirmed: isShared || (isSame && Math.abs(left) <= slack),
    drift: isOff
      ? { loggedMicroUsd: charged - confirmed, talliedMicroUsd: known - confirmed }
      : null,
  };
}

/** Whole parts of a whole number by weight, which add up to it. */
function sharesOf(whole: number, weights: readonly number[]): readonly number[] {
  const sum = total(weights, (weight) => weight);
  let [weight, given] = [0, 0];
  return weights.map((each) => {
    weight += each;
    const share = (sum === 0 ? 0 : Math.round((whole * weight) / sum)) - given;
    given += share;
    return share;
  });
}

const zero = {
  ...{ ...nothing, unknownPrice: 0, lastEndAt: 0, confirmedMicroUsd: 0, logged: 0 },
  ...{ loggedMicroUsd: 0, talliedMicroUsd: 0, durationMs: 0, firstByteMs: 0, firstBytes: 0 },
  ...{ free: 0, reached: 0, early: 0, late: 0 },
  ...{ latePriced: 0, lateFree: 0, lateMicroUsd: 0 },
  ...{ cacheSavedMicroUsd: 0, cacheKnown: 0, cacheUnpriced: 0 },
  ...{ hitsSavedMicroUsd: 0, hitsKnown: 0 },
} satisfies Partial<Bucket>;

/** The corrections of cells that are priced together. */
function corrected(cells: readonly Cell[], profile: string): readonly Bucket[] {
  const verdict = verdictOf(cells);
  const { covered, coveredAsked, elsewhere, isShared, left } = verdict;
  const [leftElsewhere = 0, leftAsked = 0] = sharesOf(left, [
    ...[elsewhere, coveredAsked, covered - coveredAsked],
  ]);
  const passed = cells.map(({ paid, free }) => paid.surplus + free.surplus);
  const paid = cells.map((cell) => cell.paid.surplus);
  const costs = sharesOf(leftElsewhere, paid);
  const [allIn, allOut] = (["tokensIn", "tokensOut"] as const).map((kind) =>
    sharesOf(tokensLeft(cells, kind), passed),
  );
  // A price belongs to where the router has the request, which may be the quarter before.
  const unpriced = cells.flatMap(({ own }) => [
    ...[own.unpricedBefore, own.unpricedAsked - own.unpricedBefore],
  ]);
  const prices = sharesOf(leftAsked, unpriced);
  const priced = sharesOf(isShared ? coveredAsked : 0, unpriced);
  return cells.flatMap((cell, at) => {
    const { startAt, name } = cell;
    const common = { ...zero, ...name, route: "cloudflare", profile } as const;
    const found: Bucket[] = [];
    if ((passed[at] ?? 0) > 0) {
      const tokens = { tokensIn: allIn?.[at] ?? 0, tokensOut: allOut?.[at] ?? 0 };
      found.push({ ...common, ...tokens, ...elsewhereIn(cell, isShared, costs[at] ?? 0) });
    }
    const [before = 0, here = 0] = priced.slice(2 * at, 2 * at + 2);
    const [costBefore = 0, cost = 0] = prices.slice(2 * at, 2 * at + 2);
    const word = verdict.isConfirmed ? confirmedIn(cell) : null;
    const own = priceOf(here, cost);
    const confirmed = own.confirmed + (word?.confirmed ?? 0);
    const confirmedMicroUsd = own.confirmedMicroUsd + (word?.confirmedMicroUsd ?? 0);
    const drift = at === 0 ? verdict.drift : null;
    if (confirmed > 0 || drift) {
      const all = { ...own, confirmed, confirmedMicroUsd, ...drift };
      found.push({ ...common, ...all, startAt, by: "repriced" });
    }
    if (before > 0) {
      const own = priceOf(before, costBefore);
      found.push({ ...common, ...own, startAt: startAt - quarterMs, by: "repriced" });
    }
    return found;
  });
}

function tokensLeft(cells: readonly Cell[], kind: "tokensIn" | "tokensOut"): number {
  const seen = total(cells, ({ groups }) => total(groups, (group) => group[kind]));
  return Math.max(seen - total(cells, ({ router }) => total(router, (bucket) => bucket[kind])), 0);
}

function elsewhereIn(
  { groups, router, paid, free, startAt }: Cell,
  isShared: boolean,
  cost: number,
) {
  const hits = total(groups, (group) => group.cacheHits) - total(router, (one) => one.cacheHits);
  const cacheHits = Math.min(Math.max(hits, 0), free.surplus);
  const requests = paid.surplus + free.surplus;
  const isPriced = isShared || paid.surplus === 0;
  const priced = isPriced ? requests : free.surplus;
  const costMicroUsd = isPriced ? cost : null;
  return {
    ...{ startAt, by: "elsewhere" as const, requests, priced, confirmed: priced, costMicroUsd },
    ...{ confirmedMicroUsd: costMicroUsd ?? 0, unknownPrice: requests - priced },
    free: free.surplus,
    ...{ cacheHits, errors: free.surplus - cacheHits, lastEndAt: startAt + quarterMs - 1 },
  };
}

/** A cost for requests of the router that had none. */
const priceOf = (priced: number, costMicroUsd: number) => ({
  ...{ ...nothing, priced, confirmed: priced, confirmedMicroUsd: priced > 0 ? costMicroUsd : 0 },
  costMicroUsd: priced > 0 ? costMicroUsd : null,
});

/** Cloudflare's word for those that had one. */
function confirmedIn({ router }: Cell): Pick<Bucket, "confirmed" | "confirmedMicroUsd"> {
  const own = router.filter(isAsked);
  return {
    confirmed: total(own, (one) => one.priced - one.confirmed),
    confirmedMicroUsd: total(own, (one) => (one.costMicroUsd ?? 0) - one.confirmedMicroUsd),
  };
}
