/** Electron's nativeTheme: the app may choose light or dark; the stand-in's own system is light. */
import { host } from "./host.ts";
import { strictEmitter } from "./strict.ts";

class NativeTheme extends strictEmitter("nativeTheme") {
  #source: "system" | "light" | "dark" = "system";
  readonly shouldUseDarkColorsForSystemIntegratedUI = false;

  get themeSource(): "system" | "light" | "dark" {
    return this.#source;
  }

  set themeSource(source: "system" | "light" | "dark") {
    this.#source = source;
    // A window that is gone needs no dress.
    for (const window of host.windows) window._dress().catch(() => {});
    this.emit("updated");
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === "dark";
  }
}

export const nativeTheme = new NativeTheme();
