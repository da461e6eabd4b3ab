/** How the window is opened and left: where the focus lands, what Esc does, what a menu asks for, and where the page says it is. */
import { useEffect } from "react";
import type { Bridge, WindowPage } from "../preload/contract/command.ts";

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
  document
    .querySelector<HTMLElement>('.route :is([role="switch"], .head-row button)')
    ?.focus({ focusVisible: isKeyboardUsed });
}

/** The OpenClaw page is a part of the settings: no menu leads to it. */
export type ScreenName = WindowPage | "openclaw";

/** In the field the person is at stands something: going elsewhere would lose it. */
const isFillingIn = (): boolean =>
  document.activeElement instanceof HTMLInputElement &&
  document.activeElement.matches(text) &&
  document.activeElement.value !== "";

/**
 * @param screen a new object whenever it is opened anew.
 * @param turn shows a page · @param goBack leads to where the person came from.
 */
export function useOpening(asked: {
  readonly bridge: Pick<Bridge, "follow" | "hide">;
  readonly screen: { readonly is: ScreenName; readonly backFrom?: ScreenName | null };
  /** False until there is something to see. */
  readonly isFilled: boolean;
  readonly turn: (page: WindowPage) => void;
  readonly goBack: () => void;
}): void {
  const { bridge, goBack, isFilled, screen, turn } = asked;
  const isHome = screen.is === "home";

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
    history.replaceState(null, "", isHome ? location.pathname : "#settings");
  }, [isHome]);

  useEffect(() => {
    if (isFilled && screen.is === "home" && !screen.backFrom) focusSwitch();
  }, [isFilled, screen]);

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      // As the tray's menu says beside it on macOS.
      if (event.metaKey && event.key === ",") turn("settings");
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      if (document.querySelector(openParts)) return;
      if (isHome) bridge.hide();
      else if (!isFillingIn()) goBack();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [bridge, goBack, isHome, turn]);
}
