/** What the window is on each system and in each moment: a popover at the tray icon or an ordinary window, and what ends its time in front. */
import type { AppState, SecretInfo } from "../../preload/contract/state.ts";

export type WindowForm = "popover" | "window";

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

/** True while a person still has to fetch keys from elsewhere before OpenClaw's requests can pass. */
export function isSetupNeeded(
  state: Pick<AppState, "models" | "openclaw" | "profile" | "secrets">,
): boolean {
  const { models, openclaw, profile, secrets } = state;
  const isModelKey = (secret: SecretInfo): boolean =>
    secret.kind === "provider" && secret.provider === models.selected.provider;
  const key = secrets.find(isModelKey);
  const hasKey =
    openclaw.link?.kind === "overlay" || (key !== undefined && key.status !== "missing");
  return profile === null || openclaw.link === null || !hasKey;
}

/**
 * Linux tells nobody where an icon is. A window that vanished while a key is fetched would lose trust, so set-up has an ordinary one.
 * macOS without our icon leaves only the Dock to come back by.
 */
export function formOf(at: {
  readonly platform: string;
  readonly isSetupNeeded: boolean;
  readonly isIconSeen: boolean;
}): WindowForm {
  if (at.platform !== "darwin" && at.platform !== "win32") return "window";
  if (at.isSetupNeeded) return "window";
  return at.platform === "darwin" && !at.isIconSeen ? "window" : "popover";
}

export function traitsOf(form: WindowForm): WindowTraits {
  const isWindow = form === "window";
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

/** Whether the window goes away when it loses the focus. In the settings and in set-up keys are pasted from a browser. */
export function hidesOnBlur(at: {
  readonly form: WindowForm;
  readonly isSetupNeeded: boolean;
  /** Where the page is: what stands after `#` in its address. */
  readonly page: string;
  readonly isDevToolsFocused: boolean;
}): boolean {
  return (
    at.form === "popover" && !at.isSetupNeeded && at.page !== "settings" && !at.isDevToolsFocused
  );
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

/** What closing does: a window that could not be found again is only minimized. */
export const closeOf = (hasTrayHost: boolean): "hide" | "minimize" =>
  hasTrayHost ? "hide" : "minimize";

/** What stands on the screen after the start. @param isHidden started by the system at login. */
export function startOf(at: {
  readonly isHidden: boolean;
  readonly hasTrayHost: boolean;
}): "open" | "tray" | "minimized" {
  if (!at.isHidden) return "open";
  return at.hasTrayHost ? "tray" : "minimized";
}

/** Windows alone: whether its end of session is held until OpenClaw has its own way back. One that is forced is not. */
export const holdsSessionEnd = (reasons: readonly string[]): boolean =>
  !reasons.includes("critical");
