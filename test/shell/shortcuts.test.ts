/** Keys are asked of the system when they change, and what it would not give is told once. */
import { beforeEach, expect, test, vi } from "vitest";
import { claimShortcuts, createShortcuts, type Shortcuts } from "../../main/shell/shortcuts.ts";

const system = vi.hoisted(() => ({
  taken: new Set<string>(),
  registered: new Map<string, () => void>(),
  calls: [] as string[],
  switches: new Map<string, string>(),
}));
vi.mock("electron", () => ({
  app: {
    commandLine: {
      hasSwitch: (name: string) => system.switches.has(name),
      appendSwitch: (name: string, value: string) => void system.switches.set(name, value),
    },
  },
  globalShortcut: {
    register(keys: string, run: () => void) {
      system.calls.push(`+${keys}`);
      if (keys.startsWith("Odd")) throw new TypeError("conversion failure");
      if (system.taken.has(keys) || system.registered.has(keys)) return false;
      system.registered.set(keys, run);
      return true;
    },
    unregister(keys: string) {
      system.calls.push(`-${keys}`);
      system.registered.delete(keys);
    },
    unregisterAll: () => system.registered.clear(),
  },
}));

const none = { open: null, route: null, pause: null };
const log: string[] = [];
let shortcuts: Shortcuts;

beforeEach(() => {
  log.length = 0;
  system.calls.length = 0;
  system.taken.clear();
  system.registered.clear();
  shortcuts = createShortcuts({
    press: (name) => void log.push(name),
    refused: (names) => void log.push(`refused ${names.join()}`),
  });
});

test("each does its own", () => {
  shortcuts.follow({ open: "Control+O", route: "Control+R", pause: "Control+P" });
  for (const run of system.registered.values()) run();
  expect(log).toEqual(["open", "route", "pause"]);
});

test("a state that wishes the same asks for nothing", () => {
  for (let times = 0; times < 3; times += 1) shortcuts.follow({ ...none, open: "Control+O" });
  expect(system.calls).toEqual(["+Control+O"]);
});

test("a changed one gives its old keys back, and two may change places", () => {
  shortcuts.follow({ ...none, open: "Control+A", route: "Control+B" });
  shortcuts.follow({ ...none, open: "Control+B", route: "Control+A" });
  expect([...system.registered.keys()].toSorted()).toEqual(["Control+A", "Control+B"]);
  expect(log).toEqual([]);
  shortcuts.follow(none);
  expect(system.registered.size).toBe(0);
});

test("what another program has, what we have already and what no keyboard has is told, once", () => {
  system.taken.add("Control+T");
  const wished = { open: "Control+T", route: "Control+R", pause: "Control+R" };
  shortcuts.follow(wished);
  shortcuts.follow({ ...wished });
  expect(log).toEqual(["refused open,pause"]);
  shortcuts.follow({ ...wished, pause: "Odd+Key" });
  shortcuts.follow({ ...wished, pause: null });
  expect(log).toEqual(["refused open,pause", "refused open"]);
  shortcuts.follow(none);
  expect(log.at(-1)).toBe("refused ");
});

test("on Linux the desktop's portal is asked for keys, unless the person has wishes of their own", () => {
  for (const platform of ["darwin", "win32"] as const) claimShortcuts(platform);
  expect([...system.switches]).toEqual([]);
  claimShortcuts("linux");
  expect([...system.switches]).toEqual([["enable-features", "GlobalShortcutsPortal"]]);
  system.switches.set("enable-features", "Other");
  claimShortcuts("linux");
  expect(system.switches.get("enable-features")).toBe("Other");
});

test("at the end all are given back, and none is asked for any more", () => {
  shortcuts.follow({ ...none, open: "Control+O" });
  shortcuts.end();
  shortcuts.follow({ ...none, route: "Control+R" });
  expect(system.registered.size).toBe(0);
});
