/** A desk on which everything is as one would wish it: Linux with a tray, and its keys given. */
import type { DeskState } from "../../preload/contract/desk.ts";

export const plainDesk: DeskState = {
  ...{ platform: "linux", hasTray: true, shortcutsTaken: [], canRestart: true },
  ...{ folder: "/home/anna/.config/Sluice", shortcutsFrom: "system" },
};
