/** The module `electron` where Electron's binary cannot be had: what is not exported here is absent on purpose and fails to import. */
import { createRequire } from "node:module";
import "./machine.ts";
import { app } from "./app.ts";
import { theBrowser } from "./browser.ts";
import { BrowserWindow } from "./browser-window.ts";
import { findChromium, noChromium } from "./chromium.ts";
import { globalShortcut } from "./global-shortcut.ts";
import { host } from "./host.ts";
import { ipcMain } from "./ipc-main.ts";
import { Menu, MenuItem } from "./menu.ts";
import { nativeImage } from "./native-image.ts";
import { nativeTheme } from "./native-theme.ts";
import { Notification } from "./notification.ts";
import { obey } from "./orders.ts";
import { person } from "./person.ts";
import { screen } from "./screen.ts";
import { protocol, session } from "./session.ts";
import { strict, strictEmitter } from "./strict.ts";
import { Tray } from "./tray.ts";

if (findChromium() === undefined) {
  console.error(noChromium);
  process.exit(69);
}

const { version } = createRequire(import.meta.url)("electron/package.json") as { version: string };
Object.defineProperty(process, "versions", {
  value: Object.freeze({ ...process.versions, electron: version }),
});

const shell = strict("shell", {
  async openExternal(url: string): Promise<void> {
    host.opened.push(url);
  },
});

/** Nobody sits before it: what a person would read is said where a test reads it. */
const dialog = strict("dialog", {
  showErrorBox(title: string, content: string): void {
    console.error(`Dialog: ${title}: ${content}`);
  },
});

class PowerMonitor extends strictEmitter("powerMonitor") {
  onBatteryPower = false;
}
const powerMonitor = new PowerMonitor();
const net = strict("net", { isOnline: (): boolean => true });

export {
  app,
  BrowserWindow,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
};

// Ready comes when the main bundle has been evaluated, which is synchronous: Electron would wait in vain for a bundle that waits for ready.
setImmediate(() => {
  if (app._isLeaving) return;
  app._becomeReady();
  // Started early: it takes longest. Without a browser there is no app.
  theBrowser().then(
    (browser) => browser.ended.then(() => app.exit(0)),
    (error: Error) => {
      console.error(`Chromium could not be started. ${error.message}`);
      app.exit(69);
    },
  );
});

obey(
  {
    app,
    BrowserWindow,
    globalShortcut,
    ipcMain,
    Menu,
    nativeTheme,
    Notification,
    powerMonitor,
    screen,
    session,
    shell,
    host,
    person,
  },
  () => app.quit(),
);
