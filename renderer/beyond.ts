/** The pages beside Home, as soon as they are wanted, and otherwise when there is time. */
import { useEffect, useState } from "react";
import type { Pages } from "./pages.ts";

let loaded: Pages | null = null;

export async function loadPages(): Promise<Pages> {
  loaded ??= (await import("./pages.ts")).pages;
  return loaded;
}

/** Null until they have been loaded. @param isPainted Home is there: nothing is slowed down by loading them. */
export function usePages(isWanted: boolean, isPainted: boolean): Pages | null {
  const [pages, setPages] = useState(loaded);
  useEffect(() => {
    if (pages) return;
    const load = () => void loadPages().then(setPages);
    if (isWanted) return load();
    if (!isPainted) return;
    const turn = requestIdleCallback(load);
    return () => cancelIdleCallback(turn);
  }, [isPainted, isWanted, pages]);
  return pages;
}
