/** Local days and hours of an IANA zone, told in epoch milliseconds; Intl is asked a few times a day, not once a bucket. */

const hourMs = 3_600_000;
const quarterMs = 900_000;
const dayMs = 24 * hourMs;
/** Local midnight is never further from the UTC one: zones lie between -12 and +14 hours. */
const reachMs = 15 * hourMs;

export type DayBounds = { readonly startAt: number; readonly endAt: number };

/** Building a formatter costs some 30 µs and asking it under 2, so each zone's is kept; an app has one or two. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  if (clocks.size >= 32) clocks.clear();
  const two = "2-digit";
  const made = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone: zone, calendar: "gregory", numberingSystem: "latn", hourCycle: "h23" },
    ...{ year: "numeric", month: two, day: two, hour: two, minute: two, second: two },
  });
  clocks.set(zone, made);
  return made;
}

/** False for a name this system does not know; every other function here throws a RangeError on such a name. */
export function isZone(zone: string): boolean {
  try {
    clockOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The moment as the zone's clock shows it, as if that clock were UTC. */
function localMs(atMs: number, zone: string): number {
  // "11/21/2026, 12:43:35"
  const text = clockOf(zone).format(atMs);
  const part = (from: number, length: number) => Number(text.slice(from, from + length));
  return Date.UTC(part(6, 4), part(0, 2) - 1, part(3, 2), part(12, 2), part(15, 2), part(18, 2));
}

const offsetMs = (atMs: number, zone: string) => {
  const second = Math.floor(atMs / 1000) * 1000;
  return localMs(second, zone) - second;
};

const dayText = (utcMs: number) => new Date(utcMs).toISOString().slice(0, 10);

/** The first quarter of an hour after `from`, up to `to`, from which on `holds` is true. */
function firstQuarter(from: number, to: number, holds: (atMs: number) => boolean): number {
  let [before, after] = [from, to];
  while (after - before > quarterMs) {
    const middle = before + Math.floor((after - before) / 2 / quarterMs) * quarterMs;
    if (holds(middle)) after = middle;
    else before = middle;
  }
  return after;
}

/** The local day a moment falls in: "2026-11-21". */
export function dayOf(atMs: number, zone: string): string {
  return dayText(localMs(atMs, zone));
}

/** The first moment whose local date is `day` or later: 00:00, 01:00 where clocks go forward at midnight. */
function startOfDay(day: string, zone: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(utc)) throw new RangeError(`not a day: ${day}`);
  const before = offsetMs(utc - reachMs, zone);
  if (before === offsetMs(utc + reachMs, zone)) return utc - before;
  return firstQuarter(utc - reachMs, utc + reachMs, (atMs) => localMs(atMs, zone) >= utc);
}

/**
 * From `startAt` up to, not including, `endAt`. Days touch and never overlap; one a zone skipped (Apia, 2011-12-30) is empty.
 * Both lie on a quarter of an hour: no zone has had other offsets since 1972, and none changes its clock between quarters since
 * 2012 (St. John's did at 00:01 before).
 */
export function dayBounds(day: string, zone: string): DayBounds {
  const key = `${day} ${zone}`;
  const known = bounds.get(key);
  if (known) return known;
  const next = dayText(Date.parse(`${day}T00:00:00Z`) + dayMs);
  const made = { startAt: startOfDay(day, zone), endAt: startOfDay(next, zone) };
  if (bounds.size >= mostBounds) bounds.clear();
  bounds.set(key, made);
  return made;
}

/** A range of days is asked for again and again, and each end of one costs some questions to Intl. */
const bounds = new Map<string, DayBounds>();
const mostBounds = 512;

/** The day before or after, by its name. */
export function neighbourDay(day: string, days: number): string {
  return dayText(Date.parse(`${day}T00:00:00Z`) + days * dayMs);
}

/**
 * Where each hour of a day begins: 24 of them, 23 or 25 when the clock is moved by an hour. Where it is moved by half an hour
 * (Lord Howe) there are still 24, one of them 30 or 90 minutes long, so that every later one begins on the hour.
 */
export function hoursOf({ startAt, endAt }: DayBounds, zone: string): readonly number[] {
  const hours: number[] = [];
  if (startAt >= endAt) return hours;
  const offset = offsetMs(startAt, zone);
  const later = offsetMs(endAt - 1, zone);
  const changeAt =
    offset === later
      ? endAt
      : firstQuarter(startAt, endAt, (atMs) => offsetMs(atMs, zone) === later);
  for (let at = startAt; at < changeAt; at += hourMs) hours.push(at);
  if (changeAt === endAt) return hours;
  const past = (changeAt + later) % hourMs;
  if (past === 0 || later > offset) hours.push(changeAt);
  for (let at = changeAt + hourMs - past; at < endAt; at += hourMs) hours.push(at);
  return hours;
}

export function lastAtOrBefore(sorted: readonly number[], atMs: number): number {
  return sorted.findLast((one) => one <= atMs) ?? atMs;
}

export const isWithin = (atMs: number, { startAt, endAt }: DayBounds): boolean =>
  startAt <= atMs && atMs < endAt;

/** Says for each moment which local day or hour it is in; moments are asked in rising order, so one day is kept at hand. */
export function createCalendar(zone: string) {
  let day = "";
  let bounds: DayBounds = { startAt: 0, endAt: 0 };
  let hours: readonly number[] = [];
  const turnTo = (atMs: number) => {
    if (isWithin(atMs, bounds)) return;
    day = dayOf(atMs, zone);
    bounds = dayBounds(day, zone);
    hours = [];
  };
  return {
    day(atMs: number) {
      turnTo(atMs);
      return { day, startAt: bounds.startAt };
    },
    hour(atMs: number) {
      turnTo(atMs);
      if (hours.length === 0) hours = hoursOf(bounds, zone);
      return { startAt: lastAtOrBefore(hours, atMs) };
    },
  };
}
