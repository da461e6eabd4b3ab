/** Everything about a tray that differs from system to system, as one table; the shell reads it and decides nothing itself. */

export type TraySystem = {
  /** Text beside the icon. */
  readonly hasTitle: boolean;
  /** The icons of macOS itself have no tooltip, so ours has none either. */
  readonly hasTooltip: boolean;
  /** Shown in the menu beside Settings and Quit; null where a tray's menu shows no keys. */
  readonly keys: { readonly settings: string; readonly quit: string } | null;
  /** What the last row is called. */
  readonly quit: QuitStyle;
  /**
   * `whenAsked`: made and popped up with the right click, so that the left one is free for the window, and what is open stays as it was
   * opened: Electron keeps a Menu alive while it is shown (electron_api_menu.cc), whereas `setContextMenu` would close it under the
   * person's hand on macOS (electron/electron#4801).
   * `ahead`: StatusNotifierItem hosts show what was handed over with `setContextMenu`, and pop up nothing of ours.
   */
  readonly menu: "whenAsked" | "ahead";
  /** Control and a click is the other way to say right click. */
  readonly hasControlClick: boolean;
  /** A second click within the system's double-click time must count as a click, too. */
  readonly ignoresDoubleClick: boolean;
  /** The icon is a template that the system tints for the bar it stands on. */
  readonly tintsIcon: boolean;
  /** "Always show this icon" is remembered by an id of ours. */
  readonly remembersIcon: boolean;
  /** There may be no place for the icon until some time after we have started. */
  readonly isHostLate: boolean;
  /** The system tells where the icon is, so a popover can stand beside it. */
  readonly hasBounds: boolean;
};

/** "Quit Sluice" · "Exit" · "Quit", each where the system's own programs say so. */
export type QuitStyle = "quitApp" | "exit" | "quit";

const macos: TraySystem = {
  hasTitle: true,
  hasTooltip: false,
  keys: { settings: "Command+,", quit: "Command+Q" },
  quit: "quitApp",
  menu: "whenAsked",
  hasControlClick: true,
  ignoresDoubleClick: true,
  tintsIcon: true,
  remembersIcon: false,
  isHostLate: false,
  hasBounds: true,
};
const windows: TraySystem = {
  hasTitle: false,
  hasTooltip: true,
  keys: null,
  quit: "exit",
  menu: "whenAsked",
  hasControlClick: false,
  ignoresDoubleClick: false,
  tintsIcon: false,
  remembersIcon: true,
  isHostLate: false,
  hasBounds: true,
};
const linux: TraySystem = {
  ...windows,
  quit: "quit",
  menu: "ahead",
  remembersIcon: false,
  isHostLate: true,
  hasBounds: false,
};

/** @param platform Node's name for the operating system. */
export function traySystemOf(platform: string): TraySystem {
  if (platform === "darwin") return macos;
  return platform === "win32" ? windows : linux;
}
