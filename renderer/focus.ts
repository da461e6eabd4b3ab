/** Where the focus goes when something opens or closes under the person's hand. */
import { type RefCallback, useCallback, useEffect, useRef } from "react";

/** What had the focus is gone. */
export const isFocusLost = (): boolean => document.activeElement === document.body;

const always = (): boolean => true;

/** Whatever is marked with it gets the focus on its first control each time `isOpen` turns, and not when it first appears. */
export function useFocusOnTurn(
  isOpen: boolean,
  target = "input, button",
  isWanted: () => boolean = always,
): RefCallback<HTMLElement> {
  const place = useRef<HTMLElement>(null);
  const before = useRef(isOpen);
  useEffect(() => {
    if (before.current === isOpen) return;
    before.current = isOpen;
    if (isWanted()) place.current?.querySelector<HTMLElement>(target)?.focus();
  }, [isOpen, isWanted, target]);
  return useCallback((element: HTMLElement | null) => {
    if (element) place.current = element;
  }, []);
}
