/** Which of Cloudflare's requests are the router's own, where the two do not count the same: what is left passed elsewhere. */
import { type Cell, type Kind, type Line, type Rest, total } from "./reconcile-lines.ts";

type Pass = {
  readonly from: Kind;
  readonly to: Kind;
  /** Whether what Cloudflare has too many of here may be what the router has too many of there. */
  readonly may: (here: Line, there: Line) => boolean;
  readonly isReachedOnly?: boolean;
  /**
   * here: in the same quarter · near: over the edges its requests were near, too · across: into the next quarter whatever the
   * time, for a clock may be set wrong by minutes
   */
  readonly reach: "here" | "near" | "across";
  /** Asked of the cell with too many. */
  readonly when?: (cell: Cell) => boolean;
};

const isSame = (here: Line, there: Line) => here === there;
const isKin = (here: Line, there: Line) => here.provider === there.provider;
const isNameless = (here: Line, there: Line) => here.isUnknown || there.isUnknown;
const isNamelessKin = (here: Line, there: Line) => isNameless(here, there) && isKin(here, there);
const isAny = () => true;

/**
 * The surest first: the same model; then a model one of the two has no name for; then, for answered requests only, another name
 * (models get renamed, and Cloudflare calls some otherwise). `isMoneyless` tells a cell in which Cloudflare charged nothing more
 * than is known: then a request it does not call failed may still be one that was.
 */
const passesOf = (isMoneyless: (cell: Cell) => boolean): readonly Pass[] => [
  { from: "paid", to: "paid", may: isSame, reach: "near" },
  { from: "free", to: "free", may: isSame, reach: "near" },
  { from: "free", to: "paid", may: isSame, reach: "near" },
  ...([isNamelessKin, isNameless] as const).flatMap((may) =>
    (["here", "near"] as const).flatMap((reach): Pass[] => [
      { from: "free", to: "free", may, reach },
      { from: "paid", to: "paid", may, reach },
      { from: "free", to: "paid", may, reach },
    ]),
  ),
  ...([isSame, isNameless] as const).flatMap((may): Pass[] => [
    { from: "paid", to: "paid", may, reach: "across", isReachedOnly: true },
    { from: "free", to: "free", may, reach: "across", isReachedOnly: true },
  ]),
  ...([isKin, isAny] as const).flatMap((may): Pass[] => [
    { from: "paid", to: "paid", may, reach: "near", isReachedOnly: true },
    { from: "free", to: "free", may, reach: "near" },
  ]),
  { from: "paid", to: "free", may: isSame, reach: "here", when: isMoneyless },
  { from: "paid", to: "free", may: isNameless, reach: "here", when: isMoneyless },
];

/** Takes off, pass by pass, what must be the same requests. What is left as surplus passed the router by. */
export function pair(lines: readonly Line[], isMoneyless: (cell: Cell) => boolean): void {
  for (const pass of passesOf(isMoneyless)) {
    // Mostly the two agree, and nothing is left to be paired.
    const odd = lines.filter(({ cells }) => cells.some((cell) => cell[pass.from].surplus > 0));
    const open = lines.filter(({ cells }) => cells.some((cell) => isOpen(cell[pass.to])));
    for (const here of odd) {
      const theirs = open.filter((there) => pass.may(here, there));
      for (const [index, cell] of here.cells.entries()) {
        if (cell[pass.from].surplus === 0) continue;
        for (const there of theirs)
          if (isMet(cell, there, index, pass)) pour(cell, there, index, pass);
      }
    }
  }
}

const isOpen = ({ reached, maybe }: Rest): boolean => reached + maybe > 0;

/** What is asked of the cell costs more than to see that there is nothing to pair it with. */
function isMet(cell: Cell, there: Line, index: number, { to, when }: Pass): boolean {
  if (when === undefined) return true;
  const same = there.cells[index];
  return same !== undefined && isOpen(same[to]) && when(cell);
}

/**
 * Where requests are left over beside a quarter with as many as the router has, but at another price, some may have changed places:
 * priced together, the sum is right whichever it was.
 */
export function joinDoubtful(lines: readonly Line[], isOff: (cell: Cell) => boolean): void {
  for (const { back, cells, forth } of lines) {
    for (const [index, cell] of cells.entries()) {
      if (cell.paid.surplus === 0) continue;
      const [before, after] = [cells[index - 1], cells[index + 1]];
      if (before && (forth[index - 1] ?? 0) > 0 && isOff(before)) join(cell, before);
      if (after && (back[index] ?? 0) > 0 && isOff(after)) join(cell, after);
    }
  }
}

/** Pairs a cell's surplus with the router's rest in the same quarter, else in the nearest that may have moved here. */
function pour(cell: Cell, there: Line, index: number, pass: Pass): void {
  const { cells, forth, back } = there;
  const moved = there.moved[pass.to];
  const surplus = cell[pass.from];
  take(cell, cells[index], pass, Number.POSITIVE_INFINITY);
  if (pass.reach === "across") {
    for (const from of [index - 1, index + 1]) {
      const next = cells[from];
      // What may be counted in a quarter that is not settled is not missing yet.
      const open = cells[from + 1]?.isSettled ? 0 : total(next?.router ?? [], ({ late }) => late);
      const room = next?.isSettled ? next[pass.to].reached - open : 0;
      shift(
        there,
        moved,
        Math.min(from, index),
        Math.max(from, index),
        take(cell, next, pass, room),
      );
    }
  }
  if (pass.reach !== "near") return;
  let toLeft = Number.POSITIVE_INFINITY;
  let toRight = Number.POSITIVE_INFINITY;
  for (let away = 1; surplus.surplus > 0 && toLeft + toRight > 0; away++) {
    const [first, last] = [index - away, index + away - 1];
    toLeft = first < 0 ? 0 : Math.min(toLeft, (forth[first] ?? 0) - (moved[first] ?? 0));
    const came = take(cell, cells[first], pass, toLeft);
    toLeft -= shift(there, moved, first, index, came);
    toRight =
      last + 1 < cells.length ? Math.min(toRight, (back[last] ?? 0) + (moved[last] ?? 0)) : 0;
    const went = take(cell, cells[last + 1], pass, toRight);
    toRight -= shift(there, moved, index, last + 1, -went);
  }
}

/** Notes that requests are counted over each edge between two quarters, whose cells then are priced together. */
function shift(line: Line, moved: number[], from: number, to: number, requests: number): number {
  if (requests === 0) return 0;
  for (let edge = from; edge < to; edge++) {
    moved[edge] = (moved[edge] ?? 0) + requests;
    const [one, other] = [line.cells[edge], line.cells[edge + 1]];
    if (one && other) join(one, other);
  }
  return Math.abs(requests);
}

/** At most `room` requests; returns how many. */
function take(cell: Cell, from: Cell | undefined, pass: Pass, room: number): number {
  if (from === undefined || room <= 0) return 0;
  const surplus = cell[pass.from];
  const rest = from[pass.to];
  const reached = Math.min(surplus.surplus, rest.reached, room);
  const most = Math.min(surplus.surplus - reached, rest.maybe, room - reached);
  const maybe = pass.isReachedOnly ? 0 : most;
  if (reached + maybe === 0) return 0;
  surplus.surplus -= reached + maybe;
  rest.reached -= reached;
  rest.maybe -= maybe;
  join(cell, from);
  return reached + maybe;
}

/** The cell that stands for all that are joined with this one. */
export function headOf(cell: Cell): Cell {
  let head = cell;
  while (head.joined) head = head.joined;
  // The way there gets shorter: whole days may be joined.
  for (let at = cell; at.joined && at.joined !== head; ) {
    const next = at.joined;
    at.joined = head;
    at = next;
  }
  return head;
}

function join(a: Cell, b: Cell): void {
  const [one, other] = [headOf(a), headOf(b)];
  if (one !== other) one.joined = other;
}
