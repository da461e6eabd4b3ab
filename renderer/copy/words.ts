/** Moments in words, as whole phrases of a language. */
import type { CommonWords } from "./en-common.ts";
import type { Format } from "./format.ts";

type Told = Pick<CommonWords, "when">;
type Written = Pick<Format, "clock" | "date" | "dayOf">;

const dayMs = 86_400_000;

/** The local day before "2026-11-20". */
const before = (day: string): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) - dayMs).toISOString().slice(0, 10);

/** "at 14:01" in the language's own phrase; a moment of yesterday says so, an earlier one its date. */
export function whenOf({ when }: Told, format: Written, at: number, now: number): string {
  const clock = format.clock(at);
  const [day, today] = [at, now].map(format.dayOf) as [string, string];
  if (day === today) return when.at(clock);
  return day === before(today) ? when.yesterday(clock) : when.on(format.date(at), clock);
}

/** "until 14:01" of a moment that is past; one of another day with its date. */
export function knownUntilOf({ when }: Told, format: Written, at: number, now: number): string {
  const clock = format.clock(at);
  return format.dayOf(at) === format.dayOf(now)
    ? when.until(clock)
    : when.untilOn(format.date(at), clock);
}

/** Beyond this, a time of day could be the one before. */
const farMs = 12 * 3_600_000;

/** "until 15:30" in the language's own phrase; midnight by its name, a moment far off with its date. */
export function untilOf(
  { when }: Told,
  format: Pick<Format, "clock" | "date">,
  at: number,
  now: number,
): string {
  const clock = format.clock(at);
  if (/^00\D00$/.test(clock)) return when.untilMidnight;
  return at - now > farMs ? when.untilOn(format.date(at), clock) : when.until(clock);
}

/**
 * Hours as rows of a table: "14:00"; where they are of two days the earlier ones with their date, and where a clock that is set back
 * shows one twice, with how far it is from UTC.
 */
export function clockNamesOf(
  starts: readonly number[],
  format: Pick<Format, "clock" | "day" | "dayOf" | "offset">,
): readonly string[] {
  const last = format.dayOf(starts.at(-1) ?? 0);
  const names = starts.map((at) => {
    const day = format.dayOf(at);
    return day === last ? format.clock(at) : `${format.day(day)}, ${format.clock(at)}`;
  });
  const isTwice = (name: string) => names.indexOf(name) !== names.lastIndexOf(name);
  return names.map((name, index) =>
    isTwice(name) ? `${name} (${format.offset(starts[index] ?? 0)})` : name,
  );
}
