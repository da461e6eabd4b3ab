/** Minutes of a day as a native time field writes them, as each language says them, and back. */
import { type Language, locales } from "../copy/language.ts";

/** "22:05" from 1325. */
export function timeOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** 1325 from "22:05"; null while the field is not filled in. */
export function minuteOf(time: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)/.exec(time) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** "22:05", "22.05" from 1325. */
export const spokenTime = (minute: number, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], {
    ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" },
  }).format(minute * 60_000);
