/** Tells the app how much anybody cares: whether a window is seen, the machine runs on battery, there is a network. */
import { app, BrowserWindow, net, powerMonitor } from "electron";
import type { Attention } from "../core/cadence.ts";

/** A window that is covered or minimized says nothing in time, and nobody tells of a network. */
const lookAgainMs = 30_000;

/** To be called when Electron is ready. @returns the way to look at once. */
export function watchAttention(attend: (attention: Attention) => void): () => void {
  const look = (): void =>
    attend({
      isSeen: BrowserWindow.getAllWindows().some(isSeen),
      isOnBattery: powerMonitor.onBatteryPower,
      isOnline: net.isOnline(),
    });
  app.on("browser-window-focus", look);
  app.on("browser-window-blur", look);
  powerMonitor.on("on-battery", look);
  powerMonitor.on("on-ac", look);
  setInterval(look, lookAgainMs).unref();
  look();
  return look;
}

const isSeen = (window: BrowserWindow): boolean => window.isVisible() && !window.isMinimized();
