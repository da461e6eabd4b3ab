/** Where the focus goes when the thing that had it is gone from a list. */
import { type RefCallback, useCallback, useEffect, useRef } from "react";
import { isFocusLost } from "../focus.ts";

/** Whatever is marked with it gets the focus when the list becomes shorter under the person's hand. */
export function useFocusOnLoss(length: number, target = "button"): RefCallback<HTMLElement> {
  const place = useRef<HTMLElement>(null);
  const before = useRef(length);
  useEffect(() => {
    const isShorter = length < before.current;
    before.current = length;
    if (isShorter && isFocusLost()) place.current?.querySelector<HTMLElement>(target)?.focus();
  }, [length, target]);
  return useCallback((element: HTMLElement | null) => {
    if (element) place.current = element;
  }, []);
}
