/** Keys a person pressed as Electron names them, and Electron's names as the person's keyboard writes them. */
import type { DeskState, ShortcutName } from "../../preload/contract/desk.ts";
import type { Settings } from "../../preload/contract/state.ts";
import type { SettingsWords } from "../copy/en-settings.ts";

/** As the contract has it: at least one modifier, then one key. */
export const accelerator =
  /^(?:(?:CommandOrControl|Command|Control|Alt|Shift|Super)\+){1,4}(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Up|Down|Left|Right)$/;

/** What a press of a key says; a part of KeyboardEvent. */
export type Press = Pick<
  KeyboardEvent,
  "altKey" | "code" | "ctrlKey" | "key" | "metaKey" | "shiftKey"
>;

export type Pressed =
  | { readonly is: "keys"; readonly keys: string }
  /** Only modifiers so far. */
  | { readonly is: "held"; readonly keys: readonly string[] }
  /** needsModifier: alone, or with Shift only, it is typing · common: every program has it · other: no key a shortcut can have */
  | { readonly is: "needsModifier" | "common" | "other" };

type Platform = DeskState["platform"];

const named: Readonly<Record<string, string>> = {
  Space: "Space",
  ArrowUp: "Up",
  ArrowDown: "Down",
  ArrowLeft: "Left",
  ArrowRight: "Right",
};

export function readPress(press: Press, platform: Platform): Pressed {
  const held = [
    press.ctrlKey && "Control",
    press.altKey && "Alt",
    press.shiftKey && "Shift",
    press.metaKey && (platform === "darwin" ? "Command" : "Super"),
  ].filter((name) => name !== false);
  if (/^(?:Control|Alt|AltGraph|Shift|Meta|OS)$/.test(press.key)) return { is: "held", keys: held };
  const key = keyOf(press);
  if (key === null) return { is: "other" };
  const isFunction = /^F\d+$/.test(key);
  const strong = held.filter((name) => name !== "Shift");
  if (strong.length === 0 && !(isFunction && held.length > 0)) return { is: "needsModifier" };
  const usual = platform === "darwin" ? "Command" : "Control";
  if (held.length === 1 && held[0] === usual && !isFunction) return { is: "common" };
  return { is: "keys", keys: [...held, key].join("+") };
}

/** The letter as the keyboard has it, where there is one; what a modifier made of it does not count. */
function keyOf({ code, key }: Press): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  if (/^F(?:[1-9]|1\d|2[0-4])$/.test(key)) return key;
  const place = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  return place?.[1] ?? place?.[2] ?? named[code] ?? null;
}

const signs: Readonly<Record<string, string>> = {
  Control: "⌃",
  Alt: "⌥",
  Shift: "⇧",
  Command: "⌘",
  CommandOrControl: "⌘",
};

/** "Ctrl+Alt+S", or "⌃⌥S" where keys are written so. */
export function spokenKeys(
  keys: string | readonly string[],
  platform: Platform,
  words: SettingsWords["shortcuts"]["keys"],
): string {
  const parts = typeof keys === "string" ? keys.split("+") : keys;
  const said: Readonly<Record<string, string>> = words;
  const ofSystem: Readonly<Record<string, string>> =
    platform === "darwin"
      ? signs
      : {
          Super: platform === "win32" ? "Win" : "Super",
          Command: words.Control,
          CommandOrControl: words.Control,
        };
  const names = parts.map((part) => ofSystem[part] ?? said[part] ?? part);
  return names.join(platform === "darwin" ? "" : "+");
}

/** Another one of ours that has the same keys; null: none. */
export function sameKeys(
  shortcuts: Settings["shortcuts"],
  name: ShortcutName,
  keys: string,
): ShortcutName | null {
  const other = Object.entries(shortcuts).find(([each, held]) => each !== name && held === keys);
  return (other?.[0] as ShortcutName | undefined) ?? null;
}
