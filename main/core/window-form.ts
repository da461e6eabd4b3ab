/** What the window is on each system and in each moment: a popover at the tray icon or an ordinary window, and what ends its time in front. */
import type { AppState } from "../../preload/contract/state.ts";

/** Beside the icon · an ordinary one · an ordinary one for the first run, which needs more room. */
export type WindowForm = "popover" | "window" | "firstRun";

export type Size = { readonly width: number; readonly height: number };

/** Of the page, in DIP, until the person says otherwise; a display may leave less. */
const sizes = {
  home: { width: 380, height: 560 },
  page: { width: 960, height: 680 },
  firstRun: { width: 660, height: 600 },
} as const satisfies Record<string, Size>;

/**
 * @param page where the page is: what stands after `#` in its address, and nothing on Home. A popover cannot be made larger by hand,
 * so a page of tables gets its room; an ordinary window is the person's own.
 */
export function sizeOf(at: {
  readonly form: WindowForm;
  readonly isFirstRun: boolean;
  readonly page: string;
}): Size {
  if (at.isFirstRun || at.form === "firstRun") return sizes.firstRun;
  return at.form === "window" || at.page === "" ? sizes.home : sizes.page;
}

/** What Electron is told when the window is made. */
export type WindowTraits = {
  readonly frame: boolean;
  readonly resizable: boolean;
  readonly movable: boolean;
  readonly minimizable: boolean;
  readonly maximizable: boolean;
  readonly fullscreenable: boolean;
  readonly skipTaskbar: boolean;
  readonly hiddenInMissionControl: boolean;
};

/** While the first run is open, keys are fetched from elsewhere. */
export const isFirstRunOpen = ({ setup }: Pick<AppState, "setup">): boolean =>
  setup.status === "open";

/**
 * Linux tells nobody where an icon is. A window that vanished while a key is fetched would lose trust, so the first run has an ordinary one.
 * macOS without our icon leaves only the Dock to come back by.
 */
export function formOf(at: {
  readonly platform: string;
  readonly isFirstRun: boolean;
  readonly isIconSeen: boolean;
}): WindowForm {
  if (at.isFirstRun) return "firstRun";
  if (at.platform !== "darwin" && at.platform !== "win32") return "window";
  return at.platform === "darwin" && !at.isIconSeen ? "window" : "popover";
}

export function traitsOf(form: WindowForm): WindowTraits {
  const isWindow = form !== "popover";
  return {
    frame: isWindow,
    resizable: isWindow,
    movable: isWindow,
    minimizable: isWindow,
    maximizable: isWindow,
    fullscreenable: isWindow,
    skipTaskbar: !isWindow,
    hiddenInMissionControl: !isWindow,
  };
}

/**
 * How the window lies over others. Windows may open an unframed one behind the rest, so it is kept on top while it has the focus;
 * macOS may show it beside a full-screen app, where the person has just clicked. One that has lost the focus lies over nothing.
 */
export function layerOf(at: {
  readonly platform: string;
  readonly form: WindowForm;
  readonly isFocused: boolean;
}): { readonly isOnTop: boolean; readonly isOnAllWorkspaces: boolean } {
  const floats = at.form === "popover" && at.isFocused;
  return {
    isOnTop: floats && at.platform === "win32",
    isOnAllWorkspaces: floats && at.platform === "darwin",
  };
}

/** Where keys are pasted from a browser. */
const stays: ReadonlySet<string> = new Set(["settings", "openclaw"]);

/** Whether the window goes away when it loses the focus. */
export function hidesOnBlur(at: {
  readonly form: WindowForm;
  readonly isFirstRun: boolean;
  /** As in `sizeOf`. */
  readonly page: string;
  readonly isDevToolsFocused: boolean;
}): boolean {
  return at.form === "popover" && !at.isFirstRun && !stays.has(at.page) && !at.isDevToolsFocused;
}

/** A press on the icon takes the focus before the click is told: long when the pointer was on the icon, for people press slowly. */
const sameClickMs = { onIcon: 1_000, elsewhere: 250 };

/** What a click on the tray icon means: it brings the window to the front, or puts away the one that was there. */
export function clickOf(at: {
  readonly platform: string;
  readonly isVisible: boolean;
  readonly isFocused: boolean;
  /** The last time the focus was lost. */
  readonly blur: { readonly agoMs: number; readonly wasPointerOnIcon: boolean } | null;
}): "show" | "hide" | "nothing" {
  // What Linux desktops call "activate" may be a key or a menu row: there it only ever opens.
  if (at.platform !== "darwin" && at.platform !== "win32") return "show";
  const { blur } = at;
  const wasJustBlurred =
    blur !== null &&
    blur.agoMs < (blur.wasPointerOnIcon ? sameClickMs.onIcon : sameClickMs.elsewhere);
  if (!at.isFocused && !wasJustBlurred) return "show";
  return at.isVisible ? "hide" : "nothing";
}

/** A window left on another workspace of Linux leads the person there when shown; taken off the screen first, it comes to them. */
export const isFetched = (at: {
  readonly platform: string;
  readonly isVisible: boolean;
  readonly isFocused: boolean;
}): boolean => at.platform === "linux" && at.isVisible && !at.isFocused;

/** Ctrl+Q, as programs on Linux have it. Where no tray shows an icon, the window is the only place to quit from. */
export const isQuitKey = (
  platform: string,
  key: {
    readonly type: string;
    readonly key: string;
    readonly control: boolean;
    readonly alt: boolean;
    readonly shift: boolean;
    readonly meta: boolean;
    readonly isAutoRepeat: boolean;
  },
): boolean =>
  platform === "linux" &&
  key.type === "keyDown" &&
  key.key.toLowerCase() === "q" &&
  key.control &&
  !(key.alt || key.shift || key.meta || key.isAutoRepeat);

/** Windows alone: whether its end of session is held until OpenClaw has its own way back. One that is forced is not. */
export const holdsSessionEnd = (reasons: readonly string[]): boolean =>
  !reasons.includes("critical");
