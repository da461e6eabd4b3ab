/** The words of the person's language: the old ones stay until the new ones are there, so nothing is ever shown half. */
import { useEffect, useState } from "react";
import type { HomeWords } from "./copy/en.ts";
import type { Language } from "./copy/language.ts";
import { hasAllWords, loadAllWords, loadedWords, loadWords } from "./copy/loading.ts";

export type Spoken = { readonly language: Language; readonly words: HomeWords };

function known(language: Language, isWhole: boolean): Spoken | null {
  const words = loadedWords(language);
  return words && (!isWhole || hasAllWords(words)) ? { language, words } : null;
}

/** @param wanted null: nothing is to be said yet. @param isWhole the pages beside Home speak as well. */
export function useSpoken(wanted: Language | null, isWhole: boolean): Spoken | null {
  const [said, setSaid] = useState<Spoken | null>(null);
  // Loaded before, they are there in the same frame.
  const spoken = (wanted && known(wanted, isWhole)) ?? said;
  useEffect(() => {
    if (wanted === null) return;
    let isWanted = true;
    void (isWhole ? loadAllWords : loadWords)(wanted).then((words) => {
      if (isWanted) setSaid({ language: wanted, words });
    });
    return () => {
      isWanted = false;
    };
  }, [isWhole, wanted]);
  return spoken;
}
