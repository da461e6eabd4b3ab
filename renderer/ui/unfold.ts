/** What opens in its place on a press: the focus goes in with it and back with it, and Esc closes it. */
import { type RefCallback, useCallback, useRef } from "react";
import { useFold } from "../escape.ts";
import { useFocusOnTurn } from "../focus.ts";

/** For whatever holds both the press and what it opens. @param target where the focus goes, open or closed. */
export function useUnfolding(
  isOpen: boolean,
  close: () => void,
  target?: string,
): RefCallback<HTMLElement> {
  const place = useRef<HTMLElement>(null);
  const lead = useFocusOnTurn(isOpen, target);
  useFold(isOpen, close, place);
  return useCallback(
    (element: HTMLElement | null) => {
      if (element) place.current = element;
      lead(element);
    },
    [lead],
  );
}
