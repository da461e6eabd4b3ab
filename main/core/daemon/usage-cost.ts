/** OpenClaw's own estimate of a day's cost: how it is asked for, and what its answer says. */
import { isObject, type Json, type JsonObject } from "../json5-edit.ts";
import { dayBounds } from "../zone.ts";

const minuteMs = 60_000;

/**
 * The parameters of `usage.cost` for one local day of `zone`, "2026-11-21". 2026.9.6 goes by the zone; 2026.5.28 knows only an offset,
 * and is an hour off on the two days of a year on which clocks change (both measured).
 */
export function usageCostParams(day: string, zone: string): JsonObject {
  const minutes = (Date.parse(`${day}T00:00:00Z`) - dayBounds(day, zone).startAt) / minuteMs;
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const offset = `UTC${minutes < 0 ? "-" : "+"}${hours}:${String(Math.floor(rest)).padStart(2, "0")}`;
  return {
    mode: "specific",
    startDate: day,
    endDate: day,
    timeZone: zone,
    utcOffset: offset,
    agentScope: "all",
  };
}

/** "later": it is still counting, and its zeros are none. Null: not an answer, or it knows the price of nothing in it. */
export function usageCostIn(
  answer: Json | undefined,
): { readonly costMicroUsd: number; readonly asOf: number } | "later" | null {
  const { cacheStatus, totals, updatedAt } = isObject(answer) ? answer : {};
  if (!isObject(totals) || !isAmount(totals.totalCost)) return null;
  // Left out by versions that count while one waits.
  const status = isObject(cacheStatus) ? cacheStatus.status : "fresh";
  if (status !== "fresh") return "later";
  if (!isAmount(updatedAt) || updatedAt === 0) return null;
  if (
    totals.totalCost === 0 &&
    isAmount(totals.missingCostEntries) &&
    totals.missingCostEntries > 0
  )
    return null;
  return { costMicroUsd: Math.round(totals.totalCost * 1_000_000), asOf: updatedAt };
}

const isAmount = (value: Json | undefined): value is number =>
  typeof value === "number" && Number.isFinite(value) && value >= 0;
