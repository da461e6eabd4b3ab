/** Sluice takes no keys that write, edit or belong to the system, however they are spelled; enough are left on every system. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isReserved } from "../../main/core/shortcut.ts";
import { settingFields } from "../../preload/contract/command.ts";

const platforms = ["darwin", "win32", "linux"] as const;
const modifiers = ["CommandOrControl", "Command", "Control", "Alt", "Shift", "Super"];
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const keys = [
  ...letters,
  ..."0123456789",
  ...Array.from({ length: 24 }, (_, index) => `F${index + 1}`),
  ...["Space", "Up", "Down", "Left", "Right"],
];
const isSpelled = (accelerator: string) =>
  settingFields.shortcuts.safeParse({ open: accelerator, route: null, pause: null }).success;

describe.each(platforms)("on %s", (platform) => {
  test.each([
    ..."ACVXZSPFNQ".split("").map((key) => `CommandOrControl+${key}`),
    "Control+A",
    "Control+C",
    "Shift+A",
    "Shift+1",
    "Shift+F10",
    "Shift+Space",
    "Alt+F4",
    "Alt+Space",
    "Alt+Left",
    "Alt+E",
    "Super+L",
    "Super+D",
    "Super+Up",
    "CommandOrControl+Shift+Z",
    "CommandOrControl+Shift+V",
    "Control+Shift+Left",
    "Alt+Shift+Right",
    "CommandOrControl+CommandOrControl+C",
  ])("%s stays what it is", (accelerator) => {
    expect(isSpelled(accelerator)).toBe(true);
    expect(isReserved(accelerator, platform)).toBe(true);
  });

  test.each([
    "CommandOrControl+Shift+S",
    "Control+Alt+S",
    "Control+Alt+P",
    "Control+Alt+R",
    "Control+Shift+F9",
    "Control+Alt+Shift+O",
    "Shift+F13",
  ])("%s can be ours", (accelerator) => {
    expect(isReserved(accelerator, platform)).toBe(false);
  });

  const held = fc.array(fc.constantFrom(...modifiers), { minLength: 1, maxLength: 4 });
  const key = fc.constantFrom(...keys);

  test("one modifier is never enough, said twice or by another name", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...modifiers),
        fc.integer({ min: 1, max: 4 }),
        key,
        (one, n, k) => {
          fc.pre(!/^F(?:1[3-9]|2[0-4])$/.test(k));
          expect(isReserved([...Array<string>(n).fill(one), k].join("+"), platform)).toBe(true);
        },
      ),
    );
  });

  test("neither the order nor the spelling of the modifiers makes a reserved one free", () => {
    fc.assert(
      fc.property(held, key, fc.boolean(), (some, k, isTurned) => {
        const usual = platform === "darwin" ? "Command" : "Control";
        const spelled = some.map((each) => (each === "CommandOrControl" ? usual : each));
        const other = [...(isTurned ? spelled.toReversed() : spelled), k].join("+");
        expect(isReserved(other, platform)).toBe(isReserved([...some, k].join("+"), platform));
      }),
    );
  });

  test("most letters are free with Control, Alt and Shift, and many with two of them", () => {
    const free = (held: string) =>
      letters.filter((letter) => !isReserved(`${held}+${letter}`, platform)).length;
    expect(free("Control+Alt+Shift")).toBeGreaterThan(15);
    expect(free("Control+Alt")).toBeGreaterThan(20);
    expect(free("CommandOrControl+Shift")).toBeGreaterThan(15);
  });
});

test("where a system has a meaning of its own it keeps it there", () => {
  const taken: Readonly<Record<(typeof platforms)[number], readonly string[]>> = {
    darwin: ["Command+Shift+4", "Control+Command+Q", "Alt+Shift+K", "Control+Alt+Right"],
    win32: ["Super+Shift+S", "Control+Alt+E", "Control+Super+Left", "Control+Alt+2"],
    linux: ["Control+Alt+F2", "Control+Alt+L", "Super+Shift+Up", "Control+Alt+T"],
  };
  for (const platform of platforms)
    for (const accelerator of taken[platform])
      expect([platform, accelerator, isReserved(accelerator, platform)]).toEqual([
        ...[platform, accelerator],
        true,
      ]);
});
