/** Decides when starting again after a crash has to stop: three bad ends within ten minutes. */

/** One run of Sluice; `at` is when it began, epoch ms. */
export type Start = { readonly at: number; readonly endedWell: boolean };

const maxBadEnds = 3;
const withinMs = 10 * 60_000;

/**
 * `starts` are the runs before this one. Only how a run began is known for certain, so a run of hours that crashed counts for
 * nothing: it was no loop. Nor does one that lies in the future, where a clock that was set back leaves them.
 */
export function isCrashBudgetSpent(starts: readonly Start[], now: number): boolean {
  const bad = starts.filter(({ at, endedWell }) => !endedWell && at <= now && now - at < withinMs);
  return bad.length >= maxBadEnds;
}
