/** Keys that work everywhere: those the person chose are asked of the system, and what it would not give is told. */
import { app, globalShortcut } from "electron";
import { type ShortcutName, shortcutNames } from "../../preload/contract/desk.ts";
import type { Settings } from "../../preload/contract/state.ts";

export type Shortcuts = {
  follow(wished: Settings["shortcuts"]): void;
  /** Gives all of them back: the system keeps them until the process is gone. */
  end(): void;
};

/** To be called before the app is ready: on Wayland only the desktop's own portal gives keys, and Chromium asks it only when told to. */
export function claimShortcuts(platform: NodeJS.Platform): void {
  if (platform === "linux" && !app.commandLine.hasSwitch("enable-features"))
    app.commandLine.appendSwitch("enable-features", "GlobalShortcutsPortal");
}

export function createShortcuts(parts: {
  press(name: ShortcutName): void;
  /** Called with those the system refused, whenever they change. */
  refused(names: readonly ShortcutName[]): void;
}): Shortcuts {
  const held = new Map<ShortcutName, string>();
  /** What was last asked for, granted or not: another program's key is not asked for again with every state. */
  const asked = new Map<ShortcutName, string | null>();
  let told = "";
  let isOver = false;

  function take(name: ShortcutName, keys: string): void {
    try {
      if (globalShortcut.register(keys, () => parts.press(name))) held.set(name, keys);
    } catch {
      // A key this keyboard or system does not know.
    }
  }

  return {
    follow(wished) {
      if (isOver) return;
      const changed = shortcutNames.filter((name) => asked.get(name) !== wished[name]);
      if (changed.length === 0) return;
      // All are given back first: two of them may have changed places.
      for (const name of changed) {
        const keys = held.get(name);
        if (keys !== undefined) globalShortcut.unregister(keys);
        held.delete(name);
      }
      for (const name of changed) {
        const keys = wished[name];
        asked.set(name, keys);
        if (keys !== null) take(name, keys);
      }
      const refused = shortcutNames.filter((name) => wished[name] !== null && !held.has(name));
      if (refused.join() === told) return;
      told = refused.join();
      parts.refused(refused);
    },
    end() {
      isOver = true;
      globalShortcut.unregisterAll();
    },
  };
}
