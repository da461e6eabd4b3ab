/** Local days of a zone as moments, whatever the clocks do there. */

const dayMs = 86_400_000;

/** Of a moment: "2026-11-20". An unknown zone is the system's own. */
function dayAt(zone: string): (at: number) => string {
  let format: Intl.DateTimeFormat;
  const parts = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  try {
    format = new Intl.DateTimeFormat("en-CA", { ...parts, timeZone: zone });
  } catch {
    format = new Intl.DateTimeFormat("en-CA", parts);
  }
  return (at) => format.format(at);
}

/**
 * When the local day began that lies `back` days before `day`: the first moment the zone calls by that day's name or a later one's,
 * for a zone may leave out midnight, or a whole day.
 * @param day "2026-11-20"
 */
export function startOfDay(day: string, back: number, zone: string): number {
  const dayOf = dayAt(zone);
  const noon = Date.parse(`${day}T12:00:00Z`) - back * dayMs;
  const wanted = new Date(noon).toISOString().slice(0, 10);
  // No zone is further than 14 hours from UTC.
  let before = noon - 2 * dayMs;
  let after = noon + dayMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(middle) < wanted) before = middle;
    else after = middle;
  }
  return after;
}

/** How many local days `[from, to)` touches, counted by the calendar. */
export function daysBetween(from: number, to: number, zone: string): number {
  if (from >= to) return 0;
  const dayOf = dayAt(zone);
  const noonOf = (at: number) => Date.parse(`${dayOf(at)}T12:00:00Z`);
  return Math.round((noonOf(to - 1) - noonOf(from)) / dayMs) + 1;
}
