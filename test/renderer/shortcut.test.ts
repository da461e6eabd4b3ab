/** Keys a person presses become what the contract takes, and nothing that would take typing away from every program. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandSchemas } from "../../preload/contract/command.ts";
import { wordsOf } from "../../renderer/copy/tables.ts";
import { readPort, readProxy } from "../../renderer/settings/advanced.ts";
import { minuteOf, spokenTime, timeOf } from "../../renderer/settings/clock-minutes.ts";
import { type Press, readPress, sameKeys, spokenKeys } from "../../renderer/settings/shortcut.ts";

const isTaken = (patch: object): boolean =>
  commandSchemas["settings.save"].safeParse({ type: "settings.save", ...patch }).success;
const none: Press = {
  ...{ altKey: false, ctrlKey: false, metaKey: false, shiftKey: false },
  ...{ code: "", key: "" },
};

describe("a press of keys", () => {
  test.each([
    [{ key: "s", code: "KeyS", ctrlKey: true, altKey: true }, "linux", "Control+Alt+S"],
    [{ key: "ß", code: "KeyS", metaKey: true, altKey: true }, "darwin", "Alt+Command+S"],
    [{ key: "!", code: "Digit1", ctrlKey: true, shiftKey: true }, "win32", "Control+Shift+1"],
    [{ key: "F9", code: "F9", shiftKey: true }, "linux", "Shift+F9"],
    [{ key: " ", code: "Space", metaKey: true, shiftKey: true }, "linux", "Shift+Super+Space"],
    [{ key: "ArrowUp", code: "ArrowUp", altKey: true }, "linux", "Alt+Up"],
    // Where the keyboard has an A in the place of a Q, it is an A.
    [{ key: "a", code: "KeyQ", ctrlKey: true, altKey: true }, "linux", "Control+Alt+A"],
  ] as const)("%j on %s is %s", (press, platform, keys) => {
    expect(readPress({ ...none, ...press }, platform)).toEqual({ is: "keys", keys });
  });

  test.each([
    [{ key: "a", code: "KeyA" }, "needsModifier"],
    [{ key: "A", code: "KeyA", shiftKey: true }, "needsModifier"],
    [{ key: "F9", code: "F9" }, "needsModifier"],
    [{ key: "c", code: "KeyC", ctrlKey: true }, "common"],
    [{ key: "é", code: "Slash", ctrlKey: true, altKey: true }, "other"],
    [{ key: "Enter", code: "Enter", ctrlKey: true, altKey: true }, "other"],
  ] as const)("%j is refused: %s", (press, is) => {
    expect(readPress({ ...none, ...press }, "linux")).toEqual({ is });
  });

  test("with modifiers only tells which are held", () => {
    const press = { ...none, key: "Shift", code: "ShiftLeft", ctrlKey: true, shiftKey: true };
    expect(readPress(press, "linux")).toEqual({ is: "held", keys: ["Control", "Shift"] });
  });

  test("never becomes what the app would refuse", () => {
    const key = fc.constantFrom("a", "Z", "5", "F1", "F24", "F25", " ", "ArrowLeft", "é", "Tab");
    const code = fc.constantFrom("KeyA", "Digit5", "F1", "Space", "ArrowLeft", "Slash", "Numpad5");
    const press = fc.record({
      ...{ key, code, altKey: fc.boolean(), ctrlKey: fc.boolean() },
      ...{ metaKey: fc.boolean(), shiftKey: fc.boolean() },
    });
    const platform = fc.constantFrom("darwin", "win32", "linux");
    fc.assert(
      fc.property(press, platform, (pressed, where) => {
        const read = readPress(pressed, where as "linux");
        const shortcuts = { open: read.is === "keys" ? read.keys : null, route: null, pause: null };
        expect(isTaken({ shortcuts })).toBe(true);
      }),
    );
  });

  test("is written as the person’s keyboard writes it", () => {
    const { keys } = wordsOf("fr").more.shortcuts;
    expect(spokenKeys("Control+Shift+Space", "linux", keys)).toBe("Ctrl+Maj+Espace");
    expect(spokenKeys("Super+Up", "win32", keys)).toBe("Win+Haut");
    expect(spokenKeys("CommandOrControl+Alt+S", "darwin", keys)).toBe("⌘⌥S");
  });

  test("that another shortcut has is found there", () => {
    const shortcuts = { open: "Alt+Up", route: null, pause: "Alt+Down" };
    expect(sameKeys(shortcuts, "pause", "Alt+Up")).toBe("open");
    expect(sameKeys(shortcuts, "open", "Alt+Up")).toBeNull();
  });
});

test("minutes of a day are written as a time field writes them, and read back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_439 }), (minute) => {
      expect(minuteOf(timeOf(minute))).toBe(minute);
    }),
  );
  for (const text of ["", "25:00", "7", "12:60"]) expect(minuteOf(text), text).toBeNull();
  expect(spokenTime(1_325, "da")).toBe("22.05");
});

test("a port is a whole number the system gives out", () => {
  expect(readPort(" 8080 ")).toBe(8_080);
  for (const text of ["", "80", "1023", "65536", "8080.5", "0x1F90", "port"])
    expect(readPort(text), text).toBeNull();
});

test("a proxy is taken exactly where the app takes it", () => {
  expect(readProxy("proxy.corp:3128")).toBe("http://proxy.corp:3128");
  expect(readProxy("HTTP://[::1]:3128/")).toBe("http://[::1]:3128");
  for (const text of [
    "",
    "proxy",
    "https://proxy:1",
    "http://me:pw@proxy:1",
    "proxy:0",
    "proxy:70000",
  ])
    expect(readProxy(text), text).toBeNull();
  const host = fc.constantFrom("proxy.corp", "10.0.0.1", "[::1]", "a b", "u:p@h", "é");
  fc.assert(
    fc.property(host, fc.integer({ min: 0, max: 99_999 }), (name, port) => {
      const url = readProxy(`${name}:${port}`);
      if (url !== null) expect(isTaken({ proxy: url })).toBe(true);
    }),
  );
});
