/** The tray's pictures: one shape per state, one colour per kind of bar, drawn in `build/tray/`. */
import path from "node:path";
import { type NativeImage, nativeImage, nativeTheme } from "electron";
import type { TrayIcon } from "../core/tray.ts";
import { trayPicture } from "./tray-picture.ts";

/** Desktops whose bar is dark whatever the theme. */
const darkBars = /gnome|unity|pantheon|cinnamon/i;

/** @param folder where the pictures are. */
export function createTrayImages(
  folder: string,
  platform: NodeJS.Platform,
): (icon: TrayIcon) => NativeImage {
  let isSystemDark = false;

  function isBarDark(): boolean {
    if (platform === "win32") return nativeTheme.shouldUseDarkColorsForSystemIntegratedUI;
    // A theme chosen for the window says nothing about the bar.
    if (nativeTheme.themeSource === "system") isSystemDark = nativeTheme.shouldUseDarkColors;
    return isSystemDark || darkBars.test(process.env.XDG_CURRENT_DESKTOP ?? "");
  }

  return (icon) =>
    nativeImage.createFromPath(path.join(folder, trayPicture(icon, platform, isBarDark())));
}
