/** Under what id Windows remembers the tray icon. */
import { createHash } from "node:crypto";

/**
 * Windows keeps "always show this icon" under this id, and binds it to the first unsigned program that uses it: any other would get
 * no icon, without a word (electron/electron#41773). So each program, and each data folder with it, has its own, always the same.
 */
export function iconIdOf(program: string, userDataDir: string): string {
  const hash = createHash("sha256").update(`${program}\n${userDataDir}`).digest("hex");
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}
