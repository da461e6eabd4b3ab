/** What the window is like, where its parts stand in another order for it. */
import { useCallback, useSyncExternalStore } from "react";

/** As wide as the design's side list asks for. */
export const wide = "(width >= 45rem)";

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = matchMedia(query);
      list.addEventListener("change", onChange);
      return () => list.removeEventListener("change", onChange);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
