/** How often Sluice may start or restart OpenClaw's daemon: three times in ten minutes, then no more, whatever is asked. */

export const startLimit = 3;
export const startWindowMs = 10 * 60_000;

/** The starts (epoch ms) that still count. A clock set back leaves starts in the future: those count for one window too, never for ever. */
export const recentStarts = (starts: readonly number[], now: number): readonly number[] =>
  starts.filter((at) => Math.abs(now - at) < startWindowMs);

export const startsLeftOf = (starts: readonly number[], now: number): number =>
  Math.max(0, startLimit - recentStarts(starts, now).length);
