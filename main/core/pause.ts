/** When a pause ends by itself. */
import type { CommandOf } from "../../preload/contract/command.ts";
import { dayBounds, dayOf } from "./zone.ts";

/** Epoch ms; null for a pause that lasts until the user resumes. "today" ends at the next midnight of `zone`. */
export function pauseEndOf(
  pauseFor: CommandOf<"route.set">["pauseFor"],
  nowMs: number,
  zone: string,
): number | null {
  if (pauseFor === undefined) return null;
  if (pauseFor === "today") return dayBounds(dayOf(nowMs, zone), zone).endAt;
  return nowMs + pauseFor.minutes * 60_000;
}
