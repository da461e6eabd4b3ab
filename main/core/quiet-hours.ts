/** The part of the local day in which the person wants to hear nothing. */
import type { Settings } from "../../preload/contract/state.ts";

const minutesOfDay = 1_440;
const minuteMs = 60_000;

/**
 * How long it stays quiet from `nowMs` on, in milliseconds by the local clock; 0 when it is not. A day on which that clock is moved
 * may be an hour out: whoever waits asks again then.
 * @param zone an IANA name; one the system does not know counts as its own.
 */
export function quietForMs(hours: Settings["quietHours"], nowMs: number, zone: string): number {
  if (hours === null || hours.fromMinute === hours.toMinute) return 0;
  const { fromMinute, toMinute } = hours;
  const minute = minuteOf(nowMs, zone);
  const isQuiet =
    fromMinute < toMinute
      ? minute >= fromMinute && minute < toMinute
      : minute >= fromMinute || minute < toMinute;
  if (!isQuiet) return 0;
  const left = (toMinute - minute + minutesOfDay) % minutesOfDay;
  return left * minuteMs - (nowMs % minuteMs);
}

/** The minute of the local day: every zone's offset is whole minutes. */
function minuteOf(atMs: number, zone: string): number {
  const [hour = 0, minute = 0] = clockOf(zone).format(atMs).split(":").map(Number);
  return hour * 60 + minute;
}

function clockOf(zone: string): Intl.DateTimeFormat {
  const shape = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  try {
    return new Intl.DateTimeFormat("en-GB", { ...shape, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", shape);
  }
}
