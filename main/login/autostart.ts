/** Starts Sluice by the desktop's own list, where no supervisor looks after the session. */
import path from "node:path";
import { desktopEntry, desktopEntryName, isDesktopEntryOn } from "../core/login/desktop-entry.ts";
import type { Program } from "../core/login/program.ts";
import { removeEntry, type Starter, textOf, writeEntry } from "./starter.ts";

/** @param configFolder `$XDG_CONFIG_HOME` */
export function createAutostart(configFolder: string, program: Program): Starter {
  const file = path.join(configFolder, "autostart", desktopEntryName);
  return {
    supervisor: "autostart",
    async isOn() {
      const text = await textOf(file);
      return text !== null && isDesktopEntryOn(text);
    },
    isCurrent: async () => (await textOf(file)) === desktopEntry(program),
    turnOn: () => writeEntry(file, desktopEntry(program)),
    turnOff: () => removeEntry(file),
  };
}
