/** Counts in words: digits and the form of the noun by the language's own rules. */
import { type Language, locales } from "./language.ts";

export type Counting = {
  /** "1,284" */
  readonly count: (value: number) => string;
  /** `many(3, "request", "requests")` is "3 requests", never broken in two. */
  readonly many: (value: number, one: string, other: string) => string;
};

export function createCounting(language: Language): Counting {
  const rules = new Intl.PluralRules(locales[language]);
  const digits = new Intl.NumberFormat(locales[language]);
  const count = (value: number) => digits.format(value);
  return {
    count,
    many: (value, one, other) =>
      `${count(value)}\u00a0${rules.select(value) === "one" ? one : other}`,
  };
}
