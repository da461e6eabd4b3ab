/** Counts in words: digits and the form of the noun by the language's own rules. */
import { type Language, locales } from "./language.ts";

export type Counting = {
  /** "1,284" */
  readonly count: (value: number) => string;
  /** `many(3, "request", "requests")` is "3 requests", never broken in two. */
  readonly many: (value: number, one: string, other: string) => string;
};

/** The system's rules are asked for at the first count: of four languages three are never counted in. */
export function createCounting(language: Language): Counting {
  let rules: Intl.PluralRules | undefined;
  let digits: Intl.NumberFormat | undefined;
  const count = (value: number) => {
    digits ??= new Intl.NumberFormat(locales[language]);
    return digits.format(value);
  };
  return {
    count,
    many(value, one, other) {
      rules ??= new Intl.PluralRules(locales[language]);
      return `${count(value)}\u00a0${rules.select(value) === "one" ? one : other}`;
    },
  };
}
