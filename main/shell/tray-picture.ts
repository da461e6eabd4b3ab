/** Which file in `build/tray/` is the tray's picture, on each system. */
import type { TrayIcon } from "../core/tray.ts";

/**
 * Electron finds "@2x" beside a PNG by itself, and knows by "Template" that macOS may tint it; Windows takes the size it
 * needs out of an ICO. Elsewhere the colour is that of the bar's other icons: white on a dark one.
 */
export function trayPicture(icon: TrayIcon, platform: NodeJS.Platform, isBarDark: boolean): string {
  if (platform === "darwin") return `${icon}Template.png`;
  return `${icon}-${isBarDark ? "white" : "black"}.${platform === "win32" ? "ico" : "png"}`;
}
