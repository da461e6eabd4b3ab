/** A net under the focus: when what had it goes away under the person's hand, it comes down on what is next, never on the page. */
import { type RefObject, useEffect } from "react";
import { isFocusLost } from "../focus.ts";

const controls = "a[href], button, input, select, textarea, summary, [tabindex='0']";

const isThere = (element: HTMLElement): boolean =>
  element.isConnected && element.checkVisibility({ visibilityProperty: true });

const canHold = (element: HTMLElement): boolean =>
  isThere(element) && element.tabIndex >= 0 && !element.matches(":disabled");

/** Where something was: in what, and after what. */
type Hole = { readonly parent: Element; readonly after: Node | null };

function isBehind({ after, parent }: Hole, element: Element): boolean {
  const from = after?.parentNode === parent ? after : parent;
  const isIn = from.contains(element);
  if (isIn) return from === parent && after === null;
  return (from.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

const row = ".row, .slot, li, tr";
const group = ".group";

/** In its row what is next or was before; in its group the next row, else the head; else the next group's head. */
function near(hole: Hole, page: Element): HTMLElement | null {
  for (let at: Element | null = hole.parent; at && page.contains(at); at = at.parentElement) {
    const isInGroup = at.closest(group) !== null;
    const all = [...at.querySelectorAll<HTMLElement>(`${controls}, h2`)].filter((each) => {
      if (each.tagName !== "H2") return canHold(each) && (isInGroup || !each.closest(group));
      return !isInGroup && each.closest(group) !== null && isThere(each);
    });
    const next = all.find((each) => isBehind(hole, each));
    if (next) return next;
    const isList = isInGroup && at.closest(row) === null;
    const before = isList ? null : all.findLast((each) => !isBehind(hole, each));
    if (before) return before;
    if (at.matches(group)) return at.querySelector("h2");
  }
  return page.querySelector("h1");
}

export function useFocusNet(page: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const box = page.current;
    if (!box) return;
    let last: HTMLElement | null = null;
    let hole: Hole | null = null;
    let frame = 0;

    const look = (): void => {
      frame = 0;
      if (!last || !(isFocusLost() || (document.activeElement === last && !isThere(last)))) return;
      // Only moved.
      if (canHold(last)) {
        last.focus();
        return;
      }
      const parent = last.parentElement;
      const from = last.isConnected && parent ? { parent, after: last } : hole;
      const to = from && near(from, box);
      if (to?.matches("h1, h2")) to.tabIndex = -1;
      to?.focus();
    };
    // In the next frame: whoever opens or closes something leads the focus by itself.
    const wait = (): void => {
      frame ||= requestAnimationFrame(look);
    };
    const observer = new MutationObserver((records) => {
      for (const { previousSibling, removedNodes, target } of records)
        for (const gone of removedNodes) {
          const isMine = last && (gone.contains(last) || (hole && gone.contains(hole.parent)));
          if (isMine) hole = { parent: target as Element, after: previousSibling };
        }
      wait();
    });
    const keep = ({ target }: FocusEvent): void => {
      last = target as HTMLElement;
      hole = null;
    };
    // A click beside everything is meant.
    const leave = (): void => {
      if (isFocusLost()) last = null;
    };
    observer.observe(box, { attributeFilter: ["hidden"], childList: true, subtree: true });
    box.addEventListener("focusin", keep);
    document.addEventListener("pointerup", leave);
    addEventListener("resize", wait);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      box.removeEventListener("focusin", keep);
      document.removeEventListener("pointerup", leave);
      removeEventListener("resize", wait);
    };
  }, [page]);
}
