/** Where the focus goes when something opens or closes under the person's hand. */
import { type RefCallback, useCallback, useEffect, useRef } from "react";

/** What had the focus is gone. */
export const isFocusLost = (): boolean => document.activeElement === document.body;

/** The one thing on Home that can always be asked for: the switch, or what stands in its place. */
export const theSwitch = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('.route :is([role="switch"], .head-row button)');

/** When something the person may have just pressed is gone, its focus goes to the switch, and not to the page. */
export function useFocusKept(shown: string | null): void {
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    if (isFocusLost()) theSwitch()?.focus();
  }, [shown]);
}

/** Whatever is marked with it gets the focus on its first control each time `isOpen` turns, and not when it first appears. */
export function useFocusOnTurn(
  isOpen: boolean,
  target = "input, button",
): RefCallback<HTMLElement> {
  const place = useRef<HTMLElement>(null);
  const before = useRef(isOpen);
  useEffect(() => {
    if (before.current === isOpen) return;
    before.current = isOpen;
    place.current?.querySelector<HTMLElement>(target)?.focus();
  }, [isOpen, target]);
  return useCallback((element: HTMLElement | null) => {
    if (element) place.current = element;
  }, []);
}
