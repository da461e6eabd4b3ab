/** Which keys Sluice may take for itself everywhere: none that writes, edits or belongs to the system. */
import type { DeskState } from "../../preload/contract/desk.ts";

type Platform = DeskState["platform"];
type Modifier = "control" | "alt" | "shift" | "meta";

const modifierOf = (name: string, platform: Platform): Modifier => {
  if (name === "CommandOrControl") return platform === "darwin" ? "meta" : "control";
  if (name === "Control") return "control";
  if (name === "Alt") return "alt";
  return name === "Shift" ? "shift" : "meta";
};

const arrows = ["Up", "Down", "Left", "Right"];
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const digits = [..."0123456789"];
const switches = Array.from({ length: 12 }, (_, index) => `F${index + 1}`);

type Rule = readonly [modifiers: readonly Modifier[], keys: readonly string[]];

/** Held with all of these and whatever else. */
const everywhere: readonly Rule[] = [
  // Selecting by words, lines and blocks.
  [["shift", "control"], arrows],
  [["shift", "alt"], arrows],
];

/** Microsoft, Apple and the large Linux desktops list them; the rest is what programs of all kinds edit text with. */
const rules: Readonly<Record<Platform, readonly Rule[]>> = {
  darwin: [
    [
      ["meta", "shift"],
      [..."CQVXZ", ...arrows, ..."3456"],
    ],
    [
      ["meta", "alt"],
      [..."DHMQVW", "Space"],
    ],
    [
      ["meta", "control"],
      [..."DFQ", "Space"],
    ],
    // VoiceOver's own.
    [
      ["control", "alt"],
      [...arrows, "Space"],
    ],
  ],
  win32: [
    [["control", "shift"], [..."CVXZ"]],
    // AltGr is both of them: the right key writes € @ µ { [ ] }.
    [
      ["control", "alt"],
      [...digits, ..."EMQ"],
    ],
    [["meta"], [...letters, ...digits, ...arrows, ...switches, "Space"]],
  ],
  linux: [
    [["control", "shift"], [..."CUVXZ"]],
    // Other consoles, other workspaces, the terminal, the lock.
    [
      ["control", "alt"],
      [...switches, ...arrows, ..."DLT"],
    ],
    [["meta"], [..."ADHLMNPSV", ...digits, ...arrows, ...switches, "Space"]],
  ],
};

/** Keys that do nothing by themselves on any system. */
const isSpare = (key: string): boolean => /^F(?:1[3-9]|2[0-4])$/.test(key);

/** @param keys as Electron names them: modifiers and a key, joined by "+" */
export function isReserved(keys: string, platform: Platform): boolean {
  const names = keys.split("+");
  const key = names.pop() ?? "";
  const held = new Set(names.map((name) => modifierOf(name, platform)));
  if (isSpare(key)) return held.size === 0;
  // One of them is the menu's, the program's or the system's; Shift only makes another letter.
  if (held.size < 2) return true;
  // Option writes letters of its own, with Shift as well.
  if (platform === "darwin" && held.size === 2 && held.has("alt") && held.has("shift")) return true;
  return [...everywhere, ...rules[platform]].some(
    ([modifiers, taken]) => modifiers.every((each) => held.has(each)) && taken.includes(key),
  );
}
