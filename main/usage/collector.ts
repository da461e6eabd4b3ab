/** What the ledger holds, in the words of the snapshot and of the window's questions. */
import type { RangeRow } from "../../preload/contract/command.ts";
import type { UsageState } from "../../preload/contract/state.ts";
import { type RangeQuery, rangeOf, summarize } from "../core/spend.ts";
import { dayBounds, dayOf } from "../core/zone.ts";
import type { Ledger } from "./ledger.ts";

const recentRequests = 10;

/** The user's day as it stands: read from the roll-up, so it costs the same however many requests there were. */
export function usageOf(ledger: Ledger, nowMs: number, zone: string): UsageState {
  const { startAt, endAt } = dayBounds(dayOf(nowMs, zone), zone);
  const recent = ledger.requests({ limit: recentRequests });
  return { ...summarize(ledger.buckets(startAt, endAt), nowMs, zone), recent };
}

/** Answers the query `usage.range`; `zone` decides where days and hours begin. */
export function usageRange(ledger: Ledger, query: RangeQuery, zone: string): readonly RangeRow[] {
  return rangeOf(ledger.buckets(query.from, query.to), query, zone);
}
