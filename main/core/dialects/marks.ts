/** Finds the bytes that matter inside a JSON value which is skipped, quotes and brackets, without looking at every byte between them. */
import type { Bytes } from "../bytes.ts";

/** Quote, and both kinds of brackets. */
const marks = [34, 123, 125, 91, 93];

/** 1 for each of the marks. */
export const isMark = Uint8Array.from({ length: 256 }, (_, byte) => (marks.includes(byte) ? 1 : 0));

/** Each mark is searched once per stretch without it, so that any mixture of them is read in linear time. */
export class MarkSearch {
  /** Where each of the marks stands next; stale entries are behind. */
  private readonly ahead = marks.map(() => -1);

  /** To be called when other bytes are searched from now on. */
  renew(): void {
    this.ahead.fill(-1);
  }

  /** Where the nearest mark from `from` on stands; `to` when there is none before it. */
  next(bytes: Bytes, from: number, to: number): number {
    let nearest = to;
    for (let mark = 0; mark < marks.length; mark++) {
      let next = this.ahead[mark] as number;
      if (next < from) {
        next = bytes.indexOf(marks[mark] as number, from);
        if (next < 0) next = bytes.length;
        this.ahead[mark] = next;
      }
      if (next < nearest) nearest = next;
    }
    return nearest;
  }
}
