/** The one window: a popover or an ordinary one, made when first needed, hidden instead of closed. */
import { app, type WebContents } from "electron";
import type { WindowPage } from "../../preload/contract/command.ts";
import { clickOf, formOf } from "../core/window-form.ts";
import { createPane, type Pane, type PaneParts } from "./pane.ts";

export type Window = {
  /** Shows it and gives it the focus. @param page where it shall open; left out: where it was. */
  open(page?: WindowPage): void;
  /** Loads it without showing it, so that the first click finds it ready. */
  prepare(): void;
  /** A click on the tray icon. */
  click(): void;
  /** Puts a popover away and gives the focus back to where it came from; an ordinary window stays. */
  hide(): void;
  /** What it is for may have changed: a popover takes the room that asks for. */
  makeRoom(): void;
  /** The page has begun to listen. */
  greet(): void;
  /** Its page; null while there is none. */
  contents(): WebContents | null;
  isInFront(): boolean;
  /** Closes it for good. */
  end(): void;
};

export function createWindow(parts: PaneParts): Window {
  const { desk, platform } = parts;
  let pane: Pane | null = null;
  let isOver = false;

  /** The window in the form it must have now: a frame cannot be put on or taken off, so it is made anew while nobody sees it. */
  function fitting(): Pane {
    const form = formOf({
      platform,
      isFirstRun: parts.isFirstRun(),
      isIconSeen: desk.isIconSeen(),
    });
    if (pane && pane.form !== form && pane.isAway()) {
      const { window } = pane;
      pane = null;
      window.destroy();
    }
    pane ??= make(form);
    return pane;
  }

  function make(form: Pane["form"]): Pane {
    const made = createPane(form, parts, {
      hidden: settle,
      closed() {
        if (pane === made) pane = null;
      },
    });
    return made;
  }

  /** After it has gone: out of the Dock, and ready in its next form. */
  function settle(): void {
    if (isOver || !pane?.isAway()) return;
    if (platform === "darwin") app.setActivationPolicy("accessory");
    fitting();
  }

  desk.watch(() => pane?.makeRoom());

  function open(page?: WindowPage): void {
    if (isOver) return;
    const here = fitting();
    if (page) here.turnTo(page);
    here.show();
  }

  return {
    open,
    prepare() {
      if (!isOver) fitting();
    },
    click() {
      const means = clickOf({
        platform,
        isVisible: pane?.isUp() ?? false,
        isFocused: pane?.window.isFocused() ?? false,
        blur: pane?.lastBlur() ?? null,
      });
      if (means === "show") open();
      if (means === "hide") pane?.putAway();
    },
    hide() {
      if (pane?.form === "popover" && pane.isUp()) pane.putAway();
    },
    makeRoom: () => pane?.makeRoom(),
    greet: () => pane?.greet(),
    contents: () => pane?.window.webContents ?? null,
    isInFront: () => pane?.window.isFocused() ?? false,
    end() {
      isOver = true;
      parts.places.flush();
      pane?.window.destroy();
    },
  };
}
