/** What a person does at the desk, in the order in which systems tell of it. */
import type * as Electron from "electron";
import { app } from "./app.ts";
import { globalShortcut } from "./global-shortcut.ts";
import { host } from "./host.ts";
import { type Display, screen } from "./screen.ts";

const unmodified = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

export const person = {
  /** The icon is where the system has put it; an empty rectangle where it shows none. */
  seesIconAt(bounds: Electron.Rectangle): void {
    for (const tray of host.trays) tray._bounds = bounds;
  },

  /** The press takes the focus from the window before the click is told; macOS may leave it where it is. */
  clicksIcon(button: "left" | "right" = "left", takesFocus = true): void {
    const [tray] = host.trays;
    if (!tray) throw new Error("There is no tray.");
    const { x, y, width, height } = tray._bounds;
    screen._pointer = { x: x + width / 2, y: y + height / 2 };
    if (takesFocus) person.turnsAway();
    tray.emit(
      button === "left" ? "click" : "right-click",
      unmodified,
      tray._bounds,
      screen._pointer,
    );
  },

  /** Into another program, with the pointer somewhere else. */
  clicksElsewhere(): void {
    screen._pointer = { x: 5, y: 5 };
    person.turnsAway();
  },

  /** Another program takes the focus. */
  turnsAway(): void {
    for (const window of host.windows) window.blur();
  },

  /** All displays there are from now on. */
  plugsIn(displays: Display[]): void {
    screen._set(displays);
  },

  /** What macOS (the first two) and Windows show of the app beside its windows. */
  seesApp(): { policy: typeof app._activationPolicy; isAppHidden: boolean; modelId: string } {
    return {
      policy: app._activationPolicy,
      isAppHidden: app._isHidden,
      modelId: app._appUserModelId,
    };
  },

  /** A key combination, whatever program has the focus. False where nobody listens for it. */
  pressesKeys(accelerator: string): boolean {
    const listens = globalShortcut._registered.get(accelerator);
    listens?.();
    return listens !== undefined;
  },

  /** Another program takes the keys, and has them before us from now on. */
  givesKeysAway(accelerator: string): void {
    globalShortcut._taken.add(accelerator);
  },

  /** Drags the window, or a corner of it. */
  putsWindowAt(bounds: Partial<Electron.Rectangle>): void {
    host.windows[0]?.setBounds(bounds);
  },

  /** What stands on the screen or in the system's list. */
  seesNotifications(): { title: string; body: string; actions: string[] }[] {
    return host.notifications
      .filter(({ _isStanding }) => _isStanding)
      .map(({ actions, body, title }) => ({
        title,
        body,
        actions: actions.map(({ text = "" }) => text),
      }));
  },

  /** The newest notification, or one of its buttons. */
  clicksNotification(action?: string): void {
    const shown = host.notifications.findLast(({ _isStanding }) => _isStanding);
    if (!shown) throw new Error("No notification is standing.");
    const actionIndex = shown.actions.findIndex(({ text }) => text === action);
    if (action === undefined) shown.emit("click", {});
    else if (actionIndex === -1) throw new Error(`The notification has no ${action}.`);
    else shown.emit("action", { actionIndex, selectionIndex: -1 }, actionIndex, -1);
    shown.close();
  },

  /** Finder, Spotlight or the Dock. */
  opensTheAppAgain(): void {
    app.emit("activate", {}, false);
  },
};
