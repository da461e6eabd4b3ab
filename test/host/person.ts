/** What a person does at the desk, in the order in which systems tell of it. */
import type * as Electron from "electron";
import { app } from "./app.ts";
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

  /** Finder, Spotlight or the Dock. */
  opensTheAppAgain(): void {
    app.emit("activate", {}, false);
  },
};
