/** How much is done at once of work that nobody waits for: by the time it takes, for streams wait for this thread. */

export type Pace = {
  /** So many at once. */
  size(): number;
  /** They took that long. */
  took(ms: number): void;
};

/** A piece takes about this long, or one of whatever it is made of. */
export const pieceMs = 5;

export function createPace(most: number): Pace {
  let size = 1;
  return {
    size: () => size,
    took(ms) {
      if (ms > pieceMs) size = Math.max(Math.floor(size / 2), 1);
      else if (ms < pieceMs / 4) size = Math.min(size * 2, most);
    },
  };
}
