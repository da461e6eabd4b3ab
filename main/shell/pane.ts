/** One made window and what happens to it: painted, shown, left by the focus, put away. */
import { app, type BrowserWindow, type Session, type WindowSessionEndEvent } from "electron";
import type { WindowPage } from "../../preload/contract/command.ts";
import { hidesOnBlur, isFetched, layerOf, sizeOf, type WindowForm } from "../core/window-form.ts";
import { origin } from "./assets.ts";
import type { Desk } from "./desk.ts";
import { makeWindow } from "./make-window.ts";
import type { WindowFile } from "./window-file.ts";

export type Pane = {
  readonly form: WindowForm;
  readonly window: BrowserWindow;
  /** As soon as it is painted, with the focus. */
  show(): void;
  /** As its close button does: out of sight, with the focus where it was before. */
  putAway(): void;
  isUp(): boolean;
  /** Never shown yet, or put away by us: only then may it go out of the Dock, or be made anew in another form. */
  isAway(): boolean;
  /** When the focus last went elsewhere by itself, and where the pointer was. */
  lastBlur(): { readonly agoMs: number; readonly wasPointerOnIcon: boolean } | null;
  /** Beside the icon, as large as its page asks for; an ordinary one stays as it is. */
  makeRoom(): void;
  /** Tells the page where to open, as soon as it listens. */
  turnTo(page: WindowPage): void;
  /** The page listens from now on. */
  greet(): void;
};

export type PaneParts = {
  readonly platform: NodeJS.Platform;
  readonly session: Session;
  /** The preload's bundle. */
  readonly preload: string;
  readonly desk: Desk;
  readonly places: WindowFile;
  isFirstRun(): boolean;
  /** Called when the person has put it away. */
  onPutAway(): void;
  /** The system ends the person's session (Windows tells windows, not the app). */
  onSessionEnd(event: WindowSessionEndEvent): void;
};

const turnsWithinMs = 300;

/** @param after `hidden`: it has gone out of sight · `closed`: it is no more. */
export function createPane(
  form: WindowForm,
  parts: PaneParts,
  after: { hidden(): void; closed(): void },
): Pane {
  const { desk, platform } = parts;
  const isMac = platform === "darwin";
  const isPopover = form === "popover";
  const window = makeWindow({
    ...{ ...parts, form },
    size: sizeOf({ form, isFirstRun: parts.isFirstRun(), page: "" }),
  });
  const { webContents } = window;
  const left = isPopover ? null : parts.places.get(form);
  if (left !== null) desk.placeBack(window, left);
  const isTheirSize = desk.followSize(window);
  let isPainted = false;
  let isListening = false;
  let isWanted = false;
  let page: WindowPage | null = null;
  /** Where the page has been sent and is not yet: it opens with the room it needs there. */
  let heading: string | null = null;
  let blur: { readonly at: number; readonly wasPointerOnIcon: boolean } | null = null;
  /** macOS says "hide" of a window that was minimized, hidden with its app or covered as well: those come back as they were. */
  let isAway = true;
  /** Put away it loses the focus, too: that is no press on the icon. */
  let isSentAway = false;

  const isUp = (): boolean => window.isVisible() && !window.isMinimized();

  /** What stands after `#` in its address, or will in a moment. */
  function pageNow(): string {
    if (heading !== null) return heading;
    const { hash } = new URL(webContents.getURL() || origin);
    return hash.slice(1);
  }

  function makeRoom(): void {
    if (isPopover && !window.isDestroyed() && isUp())
      desk.place(window, sizeOf({ form, isFirstRun: parts.isFirstRun(), page: pageNow() }));
  }

  function keepPlace(): void {
    if (!isPopover && isUp() && !isTheirSize()) parts.places.keep(form, window.getNormalBounds());
  }

  function layer(isFocused: boolean): void {
    if (!isPopover) return;
    const { isOnTop, isOnAllWorkspaces } = layerOf({ platform, form, isFocused });
    if (platform === "win32") window.setAlwaysOnTop(isOnTop);
    if (isMac)
      window.setVisibleOnAllWorkspaces(isOnAllWorkspaces, {
        visibleOnFullScreen: isOnAllWorkspaces,
        // We say ourselves whether we are in the Dock.
        skipTransformProcessType: true,
      });
  }

  function lost(): void {
    if (isSentAway) return;
    blur = { at: performance.now(), wasPointerOnIcon: desk.isPointerOnIcon() };
    const hides = hidesOnBlur({
      form,
      isFirstRun: parts.isFirstRun(),
      page: pageNow(),
      isDevToolsFocused: webContents.isDevToolsFocused(),
    });
    if (hides) {
      isAway = true;
      window.hide();
    } else layer(false);
  }

  function show(): void {
    isWanted = true;
    if (!isPainted) return;
    const wasAway = isAway;
    isSentAway = false;
    isAway = false;
    blur = null;
    if (isMac) app.setActivationPolicy(isPopover ? "accessory" : "regular");
    if (isPopover) {
      desk.place(window, sizeOf({ form, isFirstRun: parts.isFirstRun(), page: pageNow() }));
      layer(true);
    }
    if (isFetched({ platform, isVisible: isUp(), isFocused: window.isFocused() })) window.hide();
    if (window.isMinimized()) window.restore();
    window.show();
    // Uncovered or restored it has its focus where it was; opened, it begins anew.
    if (wasAway && isListening) webContents.send("page", "shown");
    // Only a person's act leads here; without this an app outside the Dock may open behind the others.
    if (isMac) app.focus({ steal: true });
  }

  function putAway(): void {
    isSentAway = true;
    isAway = true;
    blur = null;
    window.hide();
    // The program before gets the focus back; Windows and Linux do that by themselves.
    if (isMac) app.hide();
    parts.onPutAway();
  }

  function tell(): void {
    if (page !== null && isListening) {
      webContents.send("page", page);
      page = null;
    }
  }

  function arrive(): void {
    heading = null;
    makeRoom();
  }

  window.on("close", (event) => {
    event.preventDefault();
    putAway();
  });
  window.on("focus", () => layer(true));
  window.on("blur", lost);
  window.on("hide", () => {
    isWanted = false;
    // Not in the event itself: the window may have to go.
    if (isAway) setImmediate(after.hidden);
  });
  window.on("resize", keepPlace);
  window.on("move", keepPlace);
  webContents.on("did-navigate-in-page", arrive);
  window.on("query-session-end", parts.onSessionEnd);
  window.once("closed", after.closed);
  window.once("ready-to-show", () => {
    isPainted = true;
    if (isWanted) show();
  });
  // A page that has crashed shows nothing: the next click makes a new one.
  webContents.on("render-process-gone", () => window.destroy());
  // Aborted only by our own end.
  window.loadURL(origin).catch(() => {});

  return {
    form,
    window,
    show,
    putAway,
    isUp,
    isAway: () => isAway,
    makeRoom,
    lastBlur: () => blur && { ...blur, agoMs: performance.now() - blur.at },
    turnTo(wish) {
      page = wish;
      heading = wish === "home" ? "" : wish;
      // It may have been there already, or have a field half filled in that keeps it where it is.
      setTimeout(arrive, turnsWithinMs).unref();
      tell();
    },
    greet() {
      isListening = true;
      tell();
    },
  };
}
