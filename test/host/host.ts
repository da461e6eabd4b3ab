/** What a test or a person may look at: every window, tray, menu, notification and link the app made. */
import type { BrowserWindow } from "./browser-window.ts";
import type { Notification } from "./notification.ts";
import type { Tray } from "./tray.ts";

export type Host = {
  readonly windows: BrowserWindow[];
  readonly trays: Tray[];
  readonly notifications: Notification[];
  /** Addresses given to `shell.openExternal`; nothing is ever opened. */
  readonly opened: string[];
  /** What `app.relaunch` was given: the next start, which the stand-in leaves to the test. */
  readonly relaunches: { readonly args: readonly string[]; readonly execPath: string }[];
  /** Where Playwright connects; undefined when nobody drives us. */
  endpoint: string | undefined;
  /** True with windows on a screen. */
  readonly isHeaded: boolean;
  /** Called whenever something a person could see has changed. */
  changed(): void;
};

export const host: Host = {
  windows: [],
  trays: [],
  notifications: [],
  opened: [],
  relaunches: [],
  endpoint: undefined,
  isHeaded: process.env.ELECTRON_HOST_HEADED === "1",
  changed: () => {},
};
