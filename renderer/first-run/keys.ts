/** Where the focus is in the first run, and what Enter does there. */
import { type RefObject, useEffect, useRef } from "react";
import { isFocusLost } from "../focus.ts";

/** The heading of a screen gets the focus when the screen comes, and again when what had it is gone. */
export function useHeading(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef<EventTarget | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      last.current = target;
    };
    document.addEventListener("focusin", note);
    heading.current?.focus();
    return () => document.removeEventListener("focusin", note);
  }, []);
  useEffect(() => {
    const isGone = last.current instanceof Node && !last.current.isConnected;
    if (isGone && isFocusLost()) heading.current?.focus({ preventScroll: true });
  });
  return heading;
}

/** What does something of its own when Enter is pressed on it. */
const ownEnter = "button, a, select, summary, input:not([type=radio], [type=checkbox])";

/** Enter goes on, wherever nothing else has a use for it. */
export function useEnter(goOn: () => void): void {
  const run = useRef(goOn);
  useEffect(() => {
    run.current = goOn;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" || event.defaultPrevented || event.isComposing || event.repeat)
        return;
      if (event.target instanceof Element && event.target.closest(ownEnter)) return;
      event.preventDefault();
      run.current();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
