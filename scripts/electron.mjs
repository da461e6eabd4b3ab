// Where the real Electron is, without ever starting its download by accident: importing "electron" in plain Node would.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const folder = path.dirname(createRequire(import.meta.url).resolve("electron/package.json"));

/** The installer that fetches Electron's binary. */
export const installer = path.join(folder, "install.js");

/** The binary's path, or undefined where it is not installed. */
export function electronBinary() {
  try {
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, "dist");
    const file = path.join(dist, readFileSync(path.join(folder, "path.txt"), "utf8").trim());
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}
