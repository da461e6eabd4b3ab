/** Lays the router's requests beside Cloudflare's, by whichever moment of a request it counts, and pairs them. */
import {
  type Cell,
  type Line,
  linesOf,
  type Moment,
  type Sides,
  type Span,
  total,
} from "./reconcile-lines.ts";
import { headOf, joinDoubtful, pair } from "./reconcile-pairs.ts";
import { type Bucket, quarterMs } from "./spend.ts";

/** Where a request may be counted before or after: quarters between which there is no such edge have nothing to do with each other. */
export function openEdges(own: readonly Bucket[]): ReadonlySet<number> {
  const open = new Set<number>();
  for (const { startAt, early, late } of own) {
    if (early > 0) open.add(startAt);
    if (late > 0) open.add(startAt + quarterMs);
  }
  return open;
}

/** By so many quarters on each side, and on to the next edges that are not open. */
export function widened(span: Span, more: number, open: ReadonlySet<number>, limits: Span): Span {
  let [from, to] = [span.fromMs - more * quarterMs, span.toMs + more * quarterMs];
  while (open.has(from) && from > limits.fromMs) from -= quarterMs;
  while (open.has(to) && to < limits.toMs) to += quarterMs;
  return { fromMs: from, toMs: to };
}

/**
 * Compared by the start of requests, or by their end where that leaves less odd: requests only one of the two knows, sums that
 * differ. Judged for each stretch between edges that are not open, so that it does not depend on what else is compared.
 */
export function cellsOf(sides: Sides, span: Span, open: ReadonlySet<number>): readonly Cell[] {
  const stretches = new Map<number, number>();
  for (let at = span.fromMs; at < span.toMs; at += quarterMs)
    stretches.set(at, (open.has(at) ? stretches.get(at - quarterMs) : undefined) ?? at);
  const stretchOf = (startAt: number) => stretches.get(startAt) ?? startAt;
  const byStart = pairedBy(sides, span, () => "start");
  if (sides.router.every(({ late }) => late === 0)) return byStart.cells;
  const byEnd = pairedBy(sides, span, () => "end");
  const oddIn = (found: readonly Odd[]) => {
    const odd = new Map<number, number>();
    for (const { startAt, count } of found) {
      const stretch = stretchOf(startAt);
      odd.set(stretch, (odd.get(stretch) ?? 0) + count);
    }
    return odd;
  };
  const [ifStart, ifEnd] = [oddIn(byStart.odd), oddIn(byEnd.odd)];
  const isByEnd = (stretch: number) => (ifEnd.get(stretch) ?? 0) < (ifStart.get(stretch) ?? 0);
  if (![...ifStart.keys()].some(isByEnd)) return byStart.cells;
  return pairedBy(sides, span, (at) => (isByEnd(stretchOf(at)) ? "end" : "start")).cells;
}

type Odd = { readonly startAt: number; readonly count: number };

function pairedBy(sides: Sides, span: Span, momentAt: (startAt: number) => Moment) {
  const lines = linesOf(sides, span, momentAt);
  const cells = lines.flatMap((line) => line.cells);
  const isMoneyless = (cell: Cell) => {
    const head = headOf(cell);
    const { left, slack } = moneyOf(cells.filter((other) => headOf(other) === head));
    return left <= slack;
  };
  pair(lines, isMoneyless);
  const odd = lines.flatMap((line) =>
    line.cells.map((cell, at): Odd => {
      const [before, after] = [movedOver(line, at - 1), movedOver(line, at)];
      const off = before + after === 0 && isOff(cell) ? 1 : 0;
      return { startAt: cell.startAt, count: (leftIn(cell) || off) + after };
    }),
  );
  joinDoubtful(lines, isOff);
  return { cells, odd };
}

const movedOver = ({ moved }: Line, edge: number): number =>
  Math.abs(moved.paid[edge] ?? 0) + Math.abs(moved.free[edge] ?? 0);

/** Requests only one of the two knows; those that would have cost nothing at a price are odder still. */
function leftIn(cell: Cell): number {
  const { free, isSettled, paid } = cell;
  if (!isSettled) return 0;
  const { charged, left, slack } = moneyOf([cell]);
  const isCostless = paid.surplus > 0 && charged > 0 && left <= slack;
  return paid.surplus + paid.reached + free.surplus + free.reached + (isCostless ? 1 : 0);
}

/** The same requests on both sides, at another price, or with nothing left for those without one. */
function isOff(cell: Cell): boolean {
  const { isSettled, own, paid } = cell;
  if (!isSettled || paid.surplus + paid.reached + paid.maybe > 0) return false;
  const { charged, left, slack } = moneyOf([cell]);
  return own.priced === own.requests ? Math.abs(left) > slack : charged > 0 && left <= slack;
}

/** `left`: what Cloudflare charged beyond what is known of the router's. `slack`: each cost is rounded by half a micro-dollar. */
export function moneyOf(cells: readonly Cell[]) {
  const groups = cells.flatMap((cell) => cell.groups);
  const charged = total(groups, ({ costMicroUsd }) => costMicroUsd);
  const known = total(cells, ({ own }) => own.knownMicroUsd);
  const requests = total(groups, (group) => group.requests);
  return { groups, charged, known, left: charged - known, slack: Math.ceil(requests / 2) };
}
