/** Electron's globalShortcut: what is registered is kept, and a key another program has is refused without a word. */
import { app } from "./app.ts";
import { strict } from "./strict.ts";

const registered = new Map<string, () => void>();
/** The stand-in's own: key combinations another program holds. */
const taken = new Set<string>();

const modifiers =
  /^(?:Command|Cmd|Control|Ctrl|CommandOrControl|CmdOrCtrl|Alt|Option|AltGr|Shift|Super|Meta)$/;

/** Electron throws on what it cannot read. */
function mustBeReadable(accelerator: string): void {
  const keys = accelerator.split("+").filter((part) => !modifiers.test(part));
  if (keys.length !== 1 || keys[0] === "")
    throw new TypeError(`Error processing argument at index 0, conversion failure`);
}

export const globalShortcut = strict("globalShortcut", {
  register(accelerator: string, callback: () => void): boolean {
    if (!app.isReady()) throw new Error("globalShortcut cannot be used before the app is ready");
    mustBeReadable(accelerator);
    if (taken.has(accelerator) || registered.has(accelerator)) return false;
    registered.set(accelerator, callback);
    return true;
  },
  unregister(accelerator: string): void {
    mustBeReadable(accelerator);
    registered.delete(accelerator);
  },
  unregisterAll(): void {
    registered.clear();
  },
  isRegistered: (accelerator: string): boolean => registered.has(accelerator),
  _registered: registered,
  _taken: taken,
});
