/** Moments in words, as whole phrases of a language. */
import type { CommonWords } from "./en-common.ts";

/** "14:01" in the language's own phrase; a moment more than a day ago says its date. */
export function whenOf(
  words: Pick<CommonWords, "when">,
  format: { clock(at: number): string; date(at: number): string },
  at: number,
  now: number,
): string {
  return now - at < 86_400_000
    ? words.when.at(format.clock(at))
    : words.when.on(format.date(at), format.clock(at));
}

/** Beyond this, a time of day could be the one before. */
const farMs = 12 * 3_600_000;

/** "until 15:30" in the language's own phrase; midnight by its name, a moment far off with its date. */
export function untilOf(
  { when }: Pick<CommonWords, "when">,
  format: { clock(at: number): string; date(at: number): string },
  at: number,
  now: number,
): string {
  const clock = format.clock(at);
  if (/^00\D00$/.test(clock)) return when.untilMidnight;
  return at - now > farMs ? when.untilOn(format.date(at), clock) : when.until(clock);
}
