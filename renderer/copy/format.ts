/** Money, times and counts as each language writes them; nothing here rounds an unknown to zero. */
import { type Language, locales } from "./language.ts";
import { createCounting } from "./plural.ts";

/** An amount around its currency sign, which is drawn lighter; the sign's own side of it is the language's. */
export type MoneyParts = {
  readonly before: string;
  readonly sign: string;
  readonly after: string;
};

export type Format = {
  /** To the cent, "$1.84"; an amount that would round to nothing keeps four decimals: "$0.0028". */
  readonly money: (microUsd: number) => string;
  /** The same, in pieces. */
  readonly moneyParts: (microUsd: number) => MoneyParts;
  /** To four decimals, as single requests are written: "$0.0311"; what would round to nothing is "<$0.0001". */
  readonly exact: (microUsd: number) => string;
  /** "5.00" or "5,00", without the sign, as a person would type it. */
  readonly plain: (microUsd: number) => string;
  /** At most eight characters wherever it can: the cents go from a thousand dollars on. */
  readonly short: (microUsd: number) => string;
  /** "$1", for a whole number of dollars; what is left of one is rounded. */
  readonly whole: (microUsd: number) => string;
  /** "3.4%" from 3.4. */
  readonly percent: (percent: number) => string;
  /** "14:02" in the person's zone. */
  readonly clock: (at: number) => string;
  /** "14:02:07", where requests follow each other within a minute. */
  readonly clockExact: (at: number) => string;
  /** The minute of the hour in the person's zone: half-hour zones have their own. */
  readonly minute: (at: number) => number;
  /** The local day, "2026-11-20", in the person's zone. */
  readonly dayOf: (at: number) => string;
  /** The hour of the day in the person's zone, 0 to 23. */
  readonly hour: (at: number) => number;
  /** "+01:00": how far the person's zone is from UTC at that moment, as the language writes it. */
  readonly offset: (at: number) => string;
  /** "20 Nov" in the person's zone; of another year than this one "20 Nov 2025". */
  readonly date: (at: number) => string;
  /** "Fri 20 Nov" from a local day "2026-11-20"; of another year than this one "Thu 20 Nov 2025". */
  readonly day: (day: string) => string;
  /** Both ends of a time, with their years where it spans two. */
  readonly days: (first: string, last: string) => readonly [string, string];
  /** "20 Nov" from a local day "2026-11-20". */
  readonly shortDay: (day: string) => string;
  /** "0.81 s" from milliseconds; what would round to nothing is "3 ms". */
  readonly seconds: (ms: number) => string;
  /** "15 minutes", "1 hour": whole hours as such. */
  readonly lasting: (minutes: number) => string;
  /** "812 ms". */
  readonly milliseconds: (ms: number) => string;
  readonly count: (value: number) => string;
  /** "a, b and c". */
  readonly list: (items: readonly string[]) => string;
};

const microPerDollar = 1_000_000;
const microPerCent = 10_000;
const microPerTenThousandth = 100;
/** What fits beside the icon in a menu bar. */
const longestShort = 8;

/** `zone` is an IANA id; an unknown one falls back to the system's own. `now` decides which year goes without saying. */
export function createFormat(
  language: Language,
  zone?: string,
  now: () => number = Date.now,
): Format {
  const locale = locales[language];
  const dollars = (digits: number) =>
    new Intl.NumberFormat(locale, {
      style: "currency",
      currency: "USD",
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  const toCent = dollars(2);
  const toFour = dollars(4);
  const whole = dollars(0);
  const { count } = createCounting(language);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const twoDigits = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    useGrouping: false,
  });
  const timeZone = zone !== undefined && isZone(zone) ? zone : undefined;
  const clock = new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
  const clockExact = new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
  const minute = new Intl.DateTimeFormat("en-GB", { minute: "numeric", timeZone });
  const localDay = new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    timeZone,
  });
  const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone });
  const dateParts = { day: "numeric", month: "short" } as const;
  const date = new Intl.DateTimeFormat(locale, { ...dateParts, timeZone });
  const datedYear = new Intl.DateTimeFormat(locale, { ...dateParts, year: "numeric", timeZone });
  const offset = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "longOffset" });
  const shortDay = new Intl.DateTimeFormat(locale, { ...dateParts, timeZone: "UTC" });
  const dayParts = { ...dateParts, weekday: "short", timeZone: "UTC" } as const;
  const day = new Intl.DateTimeFormat(locale, dayParts);
  const dayYear = new Intl.DateTimeFormat(locale, { ...dayParts, year: "numeric" });
  const noonOf = (text: string) => Date.parse(`${text}T12:00:00Z`);
  const yearOf = (text: string) => text.slice(0, 4);
  const isThisYear = (text: string) => yearOf(text) === yearOf(localDay.format(now()));

  const long = (unit: "minute" | "hour") =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" });

  // Rounded as integers first: 1.005 has no exact double, 100.5 cents has.
  const cents = (microUsd: number) => Math.round(microUsd / microPerCent) / 100;
  const tenThousandths = (microUsd: number) => Math.round(microUsd / 100) / 10_000;
  const milliseconds = (ms: number) => `${count(Math.round(ms))}\u00a0ms`;
  const chosen = (microUsd: number): [Intl.NumberFormat, number] =>
    microUsd > 0 && microUsd < microPerCent / 2
      ? [toFour, tenThousandths(microUsd)]
      : [toCent, cents(microUsd)];

  return {
    money: (microUsd) => {
      const [format, amount] = chosen(microUsd);
      return format.format(amount);
    },
    moneyParts: (microUsd) => {
      const [format, amount] = chosen(microUsd);
      const parts = format.formatToParts(amount);
      const at = parts.findIndex(({ type }) => type === "currency");
      const text = (from: number, to?: number) =>
        parts
          .slice(from, to)
          .map(({ value }) => value)
          .join("");
      return { before: text(0, at), sign: text(at, at + 1), after: text(at + 1) };
    },
    short: (microUsd) => {
      const [format, amount] = chosen(microUsd);
      const text = format.format(amount);
      return text.length <= longestShort ? text : whole.format(microUsd / microPerDollar);
    },
    whole: (microUsd) => whole.format(microUsd / microPerDollar),
    percent: (value) => percent.format(value / 100),
    plain: (microUsd) => twoDigits.format(cents(microUsd)),
    exact: (microUsd) =>
      microUsd > 0 && microUsd < microPerTenThousandth / 2
        ? `<${toFour.format(0.0001)}`
        : toFour.format(tenThousandths(microUsd)),
    clock: (at) => clock.format(at),
    clockExact: (at) => clockExact.format(at),
    minute: (at) => Number(minute.format(at)),
    dayOf: (at) => localDay.format(at),
    hour: (at) => Number(hour.format(at)),
    offset: (at) =>
      offset.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "",
    date: (at) => (isThisYear(localDay.format(at)) ? date : datedYear).format(at),
    day: (text) => (isThisYear(text) ? day : dayYear).format(noonOf(text)),
    days: (first, last) => {
      const isShort = isThisYear(first) && isThisYear(last);
      const format = isShort ? day : dayYear;
      return [format.format(noonOf(first)), format.format(noonOf(last))];
    },
    shortDay: (text) => shortDay.format(noonOf(text)),
    seconds: (ms) => (ms < 10 ? milliseconds(ms) : `${twoDigits.format(ms / 1000)}\u00a0s`),
    lasting: (minutes) =>
      minutes % 60 === 0 ? long("hour").format(minutes / 60) : long("minute").format(minutes),
    milliseconds,
    count,
    list: (items) => list.format(items),
  };
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
