/** When Cloudflare is asked again: soon while somebody looks, seldom while nothing happens, never more than it allows. */

export type Attention = {
  /** The window is shown. */
  readonly isSeen: boolean;
  readonly isOnBattery: boolean;
  readonly isOnline: boolean;
};

export type AnalyticsPace = {
  readonly now: number;
  /** Null: never. */
  readonly askedAt: number | null;
  /** When the last request went through the aiGateway; null: none since the start. */
  readonly trafficAt: number | null;
  /** Failures in a row. */
  readonly failures: number;
  /** Not before: Cloudflare said so, or the budget is spent. */
  readonly notBefore: number;
  /** The token may not, or is no good: asked seldom, until the person changes it. */
  readonly isRefused: boolean;
  readonly attention: Attention;
};

const minute = 60_000;
const seenEveryMs = 1.5 * minute;
const hiddenEveryMs = 5 * minute;
const idleEveryMs = 30 * minute;
const refusedEveryMs = 60 * minute;
const longestRetryMs = 30 * minute;
/** Longer than Cloudflare ever keeps somebody out. */
const longestWaitMs = 60 * minute;
/** Late rows come in up to a quarter of an hour after the end of theirs, and two readings must agree. */
const settlesWithinMs = 45 * minute;
const batteryFactor = 3;

/** When the analytics are due; infinite while there is no network. */
export function analyticsDueAt(pace: AnalyticsPace): number {
  const { askedAt, attention, failures, isRefused, notBefore, now, trafficAt } = pace;
  if (!attention.isOnline) return Number.POSITIVE_INFINITY;
  // A clock that was set back must not silence the meter.
  const least = Math.min(notBefore, now + longestWaitMs);
  if (askedAt === null) return Math.max(now, least);
  const asked = Math.min(askedAt, now);
  if (isRefused) return Math.max(asked + refusedEveryMs, least);
  const isActive = trafficAt !== null && now - trafficAt < settlesWithinMs;
  const calm = isActive ? hiddenEveryMs : idleEveryMs;
  const every = attention.isSeen ? seenEveryMs : calm * (attention.isOnBattery ? batteryFactor : 1);
  const retry = failures === 0 ? 0 : Math.min(minute * 2 ** (failures - 1), longestRetryMs);
  return Math.max(asked + Math.max(every, retry), least);
}

/** How long after a request's end, or after the last try, its row is looked for; null: no more, the analytics will tell. */
const rowTriesAfterMs = [1_500, 3_000, 10_000, 60_000, 5 * minute] as const;

export const rowDueAfterMs = (tries: number): number | null => rowTriesAfterMs[tries] ?? null;

/** Rows asked for at once; with one such round in 2 s they stay below a third of Cloudflare's 1200 in 5 minutes. */
export const rowsAtOnce = 5;
export const rowRoundEveryMs = 4_000;
