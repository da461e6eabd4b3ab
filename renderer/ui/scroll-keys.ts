/** Keys that scroll do so wherever in the page the focus is, and not only after a click into its scrolling part. */
import { type RefObject, useEffect } from "react";

/** As Chromium scrolls by a key: a line, and a page less a line or two. */
const linePx = 40;
const pagePart = 0.875;

/** Keys these take for themselves. */
const keyed = "input, select, textarea, [role=menu] *, [contenteditable]";
const pressed = "button, a[href], summary";

/** What a key moves by, in pixels. */
const steps: Readonly<Record<string, (box: Element) => number>> = {
  ArrowDown: () => linePx,
  ArrowUp: () => -linePx,
  PageDown: ({ clientHeight }) => clientHeight * pagePart,
  PageUp: ({ clientHeight }) => -clientHeight * pagePart,
  " ": ({ clientHeight }) => clientHeight * pagePart,
  Home: ({ scrollHeight }) => -scrollHeight,
  End: ({ scrollHeight }) => scrollHeight,
};

const canScroll = (box: Element): boolean => box.scrollHeight > box.clientHeight;

/** The page's own part, or, where that stands still, the list in it. */
const scrollerOf = (page: Element): Element | undefined =>
  [...page.querySelectorAll("main, [data-scroller]")].find(canScroll);

export function useScrollKeys(page: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { altKey, ctrlKey, key, metaKey, shiftKey } = event;
      const step = steps[key];
      if (!step || event.defaultPrevented || altKey || ctrlKey || metaKey) return;
      const box = page.current && scrollerOf(page.current);
      const target = event.target as Element;
      // There the browser does it.
      if (!box || box.contains(target) || target.matches(keyed)) return;
      if (key === " " && target.matches(pressed)) return;
      event.preventDefault();
      box.scrollBy(0, key === " " && shiftKey ? -step(box) : step(box));
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [page]);
}
