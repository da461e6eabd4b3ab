/** When to look for the daemon again, and when its silence means that the line is dead. */

/** Of a daemon that is not there: nothing hurries, and a look costs a refused connection. */
export const idleLookMs = 15_000;
/** Of one that answers and cannot be attached to. */
export const longestLookMs = 30_000;
const firstLookMs = 250;
/** So many failed looks are as many as a long absence. */
export const settledFailures = 6;
/** One that is starting is ready in seconds, and somebody waits for it. */
export const startingLookMs = 1_000;

/** Milliseconds until the next look after so many failed ones in a row: 250 ms, doubling, up to the limit. */
export const nextLookMs = (failures: number, isLive: boolean): number =>
  Math.min(firstLookMs * 2 ** Math.min(failures, 16), isLive ? longestLookMs : idleLookMs);

/** The daemon ticks at a pace it names. Two ticks and some slack without a word: asked whether it still lives. */
export const isSilent = (heardAt: number, now: number, tickIntervalMs: number): boolean =>
  // A clock that went backwards proves nothing about the line: asking costs little.
  now < heardAt || now - heardAt > 2 * tickIntervalMs + 5_000;
