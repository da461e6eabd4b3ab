/** What a person types into the fields of Cloudflare's page: whole numbers, and times in the unit they think in. */

export const units = ["second", "minute", "hour", "day"] as const;
export type Unit = (typeof units)[number];

const secondsOf: Readonly<Record<Unit, number>> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
};

export type Span = { readonly amount: string; readonly unit: Unit };

/** In the largest unit that says it in a whole number. */
export function spanOf(seconds: number): Span {
  const unit = units.findLast((each) => seconds % secondsOf[each] === 0) ?? "second";
  return { amount: String(seconds / secondsOf[unit]), unit };
}

/** Null: no whole number, or out of bounds. A space between digits is how many people write thousands. */
export function countIn(text: string, least: number, most: number): number | null {
  const digits = text.replaceAll(/[\s\u00a0\u202f]/gu, "");
  const value = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
  return value >= least && value <= most ? value : null;
}

/** Of seconds, of which there may be parts: "1.5", "1,5". Null: as above. */
export function millisecondsIn(text: string, least: number, most: number): number | null {
  const plain = text.trim().replace(",", ".");
  const ms = /^\d{1,6}(?:\.\d{1,3})?$/.test(plain) ? Math.round(Number(plain) * 1000) : Number.NaN;
  return ms >= least && ms <= most ? ms : null;
}

/** In seconds; null: as above. */
export function secondsIn({ amount, unit }: Span, least: number, most: number): number | null {
  const count = countIn(amount, 0, 999_999_999);
  const seconds = count === null ? Number.NaN : count * secondsOf[unit];
  return seconds >= least && seconds <= most ? seconds : null;
}

/** "5 minutes", "1 hour" in the locale's own words. */
export function spanWord(seconds: number, locale: string): string {
  const { amount, unit } = spanOf(seconds);
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(
    Number(amount),
  );
}

/** The unit alone, as it stands beside a field: the plural. */
export const unitWord = (unit: Unit, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" })
    .formatToParts(5)
    .filter(({ type }) => type === "unit")
    .map(({ value }) => value)
    .join("");
