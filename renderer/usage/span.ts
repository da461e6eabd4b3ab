/** The ranges of the page of usage as moments: local days whatever the clocks do there, and 24 hours that roll. */
import { startOfDay } from "../settings/days.ts";

export const rangeNames = ["today", "hours", "week", "month", "quarter"] as const;
/** hours: the last 24, to the quarter of an hour. */
export type RangeName = (typeof rangeNames)[number];

/** Whole local days, today's the last of them. */
const daysOf: Readonly<Record<Exclude<RangeName, "hours">, number>> = {
  today: 1,
  week: 7,
  month: 30,
  quarter: 90,
};

export type Span = {
  readonly name: RangeName;
  /** Epoch ms, `to` not included. */
  readonly from: number;
  readonly to: number;
  /** What a bar of the chart stands for. */
  readonly by: "hour" | "day";
  /** The local days of the bars; none where they are hours. */
  readonly days: readonly string[];
};

const quarterMs = 900_000;
const dayMs = 86_400_000;

/** @param today the local day in `zone`, "2026-11-20". */
export function spanOf(
  name: RangeName,
  { now, today, zone }: { readonly now: number; readonly today: string; readonly zone: string },
): Span {
  if (name === "hours") {
    // The ledger's smallest part, so that the figure and its bars hold the same requests.
    const to = Math.floor(now / quarterMs) * quarterMs + quarterMs;
    return { name, from: to - dayMs, to, by: "hour", days: [] };
  }
  const count = daysOf[name];
  const noon = Date.parse(`${today}T12:00:00Z`);
  return {
    name,
    from: startOfDay(today, count - 1, zone),
    to: startOfDay(today, -1, zone),
    by: count === 1 ? "hour" : "day",
    days:
      count === 1
        ? []
        : Array.from({ length: count }, (_, index) =>
            new Date(noon - (count - 1 - index) * dayMs).toISOString().slice(0, 10),
          ),
  };
}
