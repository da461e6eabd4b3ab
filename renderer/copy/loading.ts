/** The words of one language, read when they are first asked for: each table is a file of its own beside the window's code. */
import type { Words } from "./en.ts";
import type { Language } from "./language.ts";

const files: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => (await import("./en.ts")).en,
  fr: async () => (await import("./fr.ts")).fr,
  nl: async () => (await import("./nl.ts")).nl,
  da: async () => (await import("./da.ts")).da,
};
const loaded = new Map<Language, Words>();

/** Null until they have been loaded. */
export const loadedWords = (language: Language): Words | null => loaded.get(language) ?? null;

export async function loadWords(language: Language): Promise<Words> {
  const words = loaded.get(language) ?? (await files[language]());
  loaded.set(language, words);
  return words;
}
