/** The tables of all languages at once, for the tests; the window loads the one it needs (loading.ts). */
import { da } from "./da.ts";
import { en, type Words } from "./en.ts";
import { fr } from "./fr.ts";
import type { Language } from "./language.ts";
import { nl } from "./nl.ts";

const tables: Readonly<Record<Language, Words>> = { en, fr, nl, da };

export const wordsOf = (language: Language): Words => tables[language];
