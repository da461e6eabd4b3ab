/** The tables of all languages at once, for the tests; the window loads the one it needs (loading.ts). */
import { da } from "./da.ts";
import { daPages } from "./da-pages.ts";
import { en, type Words } from "./en.ts";
import { enPages } from "./en-pages.ts";
import { fr } from "./fr.ts";
import { frPages } from "./fr-pages.ts";
import type { Language } from "./language.ts";
import { nl } from "./nl.ts";
import { nlPages } from "./nl-pages.ts";

const tables: Readonly<Record<Language, Words>> = {
  en: { ...en, ...enPages },
  fr: { ...fr, ...frPages },
  nl: { ...nl, ...nlPages },
  da: { ...da, ...daPages },
};

export const wordsOf = (language: Language): Words => tables[language];
