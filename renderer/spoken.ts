/** The words of the person's language: the old ones stay until the new ones are there, so nothing is ever shown half. */
import { useEffect, useState } from "react";
import type { Words } from "./copy/en.ts";
import type { Language } from "./copy/language.ts";
import { loadedWords, loadWords } from "./copy/loading.ts";

export type Spoken = { readonly language: Language; readonly words: Words };

const known = (language: Language): Spoken | null => {
  const words = loadedWords(language);
  return words && { language, words };
};

/** @param wanted null: nothing is to be said yet. */
export function useSpoken(wanted: Language | null): Spoken | null {
  const [said, setSaid] = useState<Spoken | null>(null);
  // Loaded before, they are there in the same frame.
  const spoken = (wanted && known(wanted)) ?? said;
  useEffect(() => {
    if (wanted === null) return;
    let isWanted = true;
    void loadWords(wanted).then((words) => {
      if (isWanted) setSaid({ language: wanted, words });
    });
    return () => {
      isWanted = false;
    };
  }, [wanted]);
  return spoken;
}
