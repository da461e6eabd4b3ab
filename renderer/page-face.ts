/** The same as face.ts for the pages beside Home, which are shown only once their words are there. */
import type { Words } from "./copy/en.ts";
import { hasAllWords } from "./copy/loading.ts";
import { type Face as HomeFace, useFace as useHomeFace } from "./face.ts";

export type Face = HomeFace & { readonly words: Words };

export function useFace(): Face {
  const face = useHomeFace();
  const { words } = face;
  if (!hasAllWords(words)) throw new Error("A page stands where its words are not.");
  return { ...face, words };
}
