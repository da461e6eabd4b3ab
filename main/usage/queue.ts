/** Exchanges that wait to be written, and what they add up to; the oldest are given up when too many wait, what they came to is not. */
import type { Bucket } from "../core/spend.ts";
import type { Exchange } from "../core/traffic.ts";
import { type Row, rowOf } from "./row.ts";
import { fold, rollUp } from "./sums.ts";

export type Queue = {
  add(exchange: Exchange): void;
  size(): number;
  /** How many were given up. */
  dropped(): number;
  /** The oldest ones, at most `chunkRows`. */
  first(): readonly Row[];
  /** Those that `first` gave are written. */
  takeOff(): void;
  /** What is not in the file adds up to, with what was given up. */
  sums(): readonly Bucket[];
  /** Some of the sums of what was given up; empty when all of them are written. */
  lost(most: number): readonly Bucket[];
  /** So many of those are written. */
  takeOffLost(many: number): void;
};

/** Rows in one transaction: it holds the router's thread for some milliseconds. */
export const chunkRows = 1000;
const mostWaiting = 100_000;

/** As they came: a row is made of one when it is written, in a batch, not while a client waits. */
type Chunk = { readonly exchanges: Exchange[]; rolled: number; sums: readonly Bucket[] };

const same = (startAt: number) => startAt;
const together = (sums: readonly (readonly Bucket[])[]) => fold(sums.flat(), same);

/** On a full disk the sums are asked for often, and rows are many: each is added once. */
function sumsOf(chunk: Chunk): readonly Bucket[] {
  const { exchanges, rolled } = chunk;
  if (rolled < exchanges.length) {
    chunk.sums = rollUp(exchanges.slice(rolled).map(rowOf), chunk.sums);
    chunk.rolled = exchanges.length;
  }
  return chunk.sums;
}

export function createQueue(): Queue {
  const chunks: Chunk[] = [];
  let size = 0;
  let dropped = 0;
  let lost: readonly Bucket[] = [];
  /** All but the last chunk, and what was given up; null when it has to be added up anew. */
  let older: readonly Bucket[] | null = [];

  const begin = (): Chunk => {
    const full = chunks.at(-1);
    if (full && older) older = together([older, sumsOf(full)]);
    const chunk: Chunk = { exchanges: [], rolled: 0, sums: [] };
    chunks.push(chunk);
    return chunk;
  };

  const giveUp = () => {
    const chunk = chunks.shift();
    if (chunk === undefined) return;
    lost = together([lost, sumsOf(chunk)]);
    size -= chunk.exchanges.length;
    dropped += chunk.exchanges.length;
  };

  return {
    add(exchange) {
      const last = chunks.at(-1);
      const chunk = last && last.exchanges.length < chunkRows ? last : begin();
      chunk.exchanges.push(exchange);
      size += 1;
      if (size > mostWaiting) giveUp();
    },
    size: () => size,
    dropped: () => dropped,
    first: () => chunks[0]?.exchanges.map(rowOf) ?? [],
    takeOff() {
      size -= chunks.shift()?.exchanges.length ?? 0;
      older = chunks.length === 0 ? lost : null;
    },
    sums() {
      older ??= together([lost, ...chunks.slice(0, -1).map(sumsOf)]);
      const last = chunks.at(-1);
      const newest = last ? sumsOf(last) : [];
      return older.length === 0 ? newest : together([older, newest]);
    },
    lost: (most) => lost.slice(0, most),
    takeOffLost(many) {
      lost = lost.slice(many);
      older = null;
    },
  };
}
