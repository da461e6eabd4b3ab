/** The words of one language, read when they are first asked for: those of Home, and those of the pages beside it, each a file of its own. */
import type { HomeWords, Words } from "./en.ts";
import type { PageWords } from "./en-pages.ts";
import type { Language } from "./language.ts";

const homes: Readonly<Record<Language, () => Promise<HomeWords>>> = {
  en: async () => (await import("./en.ts")).en,
  fr: async () => (await import("./fr.ts")).fr,
  nl: async () => (await import("./nl.ts")).nl,
  da: async () => (await import("./da.ts")).da,
};
const besides: Readonly<Record<Language, () => Promise<PageWords>>> = {
  en: async () => (await import("./en-pages.ts")).enPages,
  fr: async () => (await import("./fr-pages.ts")).frPages,
  nl: async () => (await import("./nl-pages.ts")).nlPages,
  da: async () => (await import("./da-pages.ts")).daPages,
};
const loadedHomes = new Map<Language, HomeWords>();
const loadedAll = new Map<Language, Words>();

/** As much of a language as has been loaded; null: nothing. */
export const loadedWords = (language: Language): HomeWords | null =>
  loadedAll.get(language) ?? loadedHomes.get(language) ?? null;

/** True when the pages beside Home can say everything. */
export const hasAllWords = (words: HomeWords): words is Words => "firstRun" in words;

export async function loadWords(language: Language): Promise<HomeWords> {
  const words = loadedWords(language) ?? (await homes[language]());
  if (!loadedHomes.has(language)) loadedHomes.set(language, words);
  return words;
}

export async function loadAllWords(language: Language): Promise<Words> {
  const known = loadedAll.get(language);
  if (known) return known;
  const [home, beside] = await Promise.all([loadWords(language), besides[language]()]);
  const words = loadedAll.get(language) ?? { ...home, ...beside };
  loadedAll.set(language, words);
  return words;
}
