/** How the window is opened and left: where the focus lands, what Esc does, what a menu asks for, and where the page says it is. */
import { useEffect, useRef } from "react";
import type { Bridge, WindowPage } from "../preload/contract/command.ts";
import { stepOut } from "./escape.ts";
import { isFocusLost, theSwitch } from "./focus.ts";
import { halfFilledForm } from "./half-filled.ts";
import { useMedia, wide } from "./media.ts";
import { controlOf, type Screen } from "./trail.ts";

/** What closes on Esc by itself. */
const openParts = "select:open, dialog[open], :popover-open";
const text = "input:not([type=radio], [type=checkbox])";
const editable = `${text}, textarea, select`;

/** The ring is for hands on the keyboard: opened with the pointer, the window shows none until a key is pressed. */
let isKeyboardUsed = false;
addEventListener("keydown", () => {
  isKeyboardUsed = true;
});
addEventListener("pointerdown", () => {
  isKeyboardUsed = false;
});

/** Opened, the window has its focus on the switch, or on what stands in its place; a field that is being filled in keeps it. */
function focusSwitch(): void {
  if (document.activeElement?.matches(editable)) return;
  theSwitch()?.focus({ focusVisible: isKeyboardUsed });
}

/** In the field the person is at stands something. */
const isInFilled = (kind: string): boolean =>
  document.activeElement instanceof HTMLInputElement &&
  document.activeElement.matches(kind) &&
  document.activeElement.value !== "";

/** Going elsewhere would lose something. */
const isFillingIn = (): boolean => isInFilled(text) || halfFilledForm(null) !== null;

/**
 * @param screen a new object whenever it is opened anew.
 * @param turn shows a page · @param goBack leads to where the person came from.
 */
export function useOpening(asked: {
  readonly bridge: Pick<Bridge, "follow" | "hide">;
  readonly screen: Screen;
  /** Null until there is something to see; the first run stands in Home's place. */
  readonly seen: "firstRun" | "page" | null;
  readonly turn: (page: WindowPage) => void;
  readonly goBack: () => void;
}): void {
  const { bridge, goBack, screen, seen, turn } = asked;
  const { is } = screen;
  const isHome = is === "home";

  useEffect(
    () =>
      bridge.follow((page) => {
        if (page === "shown") {
          if (isHome) focusSwitch();
        } else if (page !== "home" || !isFillingIn()) turn(page);
      }),
    [bridge, isHome, turn],
  );

  // The shell reads it: a window in the settings stays while a key is fetched elsewhere.
  useEffect(() => {
    history.replaceState(null, "", isHome ? location.pathname : `#${is}`);
  }, [is, isHome]);

  // A page that is opened leads the focus itself; one that is come back to has it where it was left.
  useEffect(() => {
    if (seen !== "page") return;
    const left = screen.door && controlOf(document, screen.door);
    if (left) left.focus();
    else if (screen.is === "home") focusSwitch();
  }, [screen, seen]);

  // A popover is as wide as its page asks for: on the way back to Home the words at the side go, and the focus on one with them.
  const isWide = useMedia(wide);
  const wasWide = useRef(isWide);
  useEffect(() => {
    if (wasWide.current === isWide) return;
    wasWide.current = isWide;
    if (seen !== "page" || !isFocusLost()) return;
    const left = screen.door && controlOf(document, screen.door);
    (left ?? theSwitch())?.focus({ focusVisible: isKeyboardUsed });
  }, [isWide, screen, seen]);

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      // As the tray's menu says beside it on macOS.
      if (event.metaKey && event.key === ",") turn("settings");
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      if (document.querySelector(openParts)) return;
      if (isHome) bridge.hide();
      // A search empties itself first.
      else if (!isInFilled("[type=search]")) stepOut(goBack);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [bridge, goBack, isHome, turn]);
}
