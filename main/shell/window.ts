/** The one window: made once, hidden instead of closed, and never able to do more than its preload allows. */
import { app, BrowserWindow, nativeTheme, type Session, type WebContents } from "electron";
import { origin } from "./assets.ts";

export type Window = {
  show(): void;
  /** Its page; null while there is none. */
  contents(): WebContents | null;
  isInFront(): boolean;
  /** From now on closing closes. */
  letGo(): void;
};

export type WindowParts = {
  readonly session: Session;
  /** The preload's bundle. */
  readonly preload: string;
  /** False where a hidden window could not be found again: then closing only minimizes. */
  canHide(): boolean;
  /** The system ends the person's session (Windows tells the window, not the app). */
  onSessionEnd(): void;
};

/** The surface of the theme, so that nothing flashes before the first paint. */
const surface = { light: "#ffffff", dark: "#1d2223" };

export function createWindow(parts: WindowParts): Window {
  let window: BrowserWindow | null = null;
  let isPainted = false;
  let isLetGo = false;

  function open(): BrowserWindow {
    const opened = new BrowserWindow({
      width: 380,
      height: 560,
      useContentSize: true,
      minWidth: 320,
      minHeight: 400,
      show: false,
      title: app.name,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? surface.dark : surface.light,
      webPreferences: {
        session: parts.session,
        preload: parts.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        navigateOnDragDrop: false,
        // The dictionaries would come from the network.
        spellcheck: false,
        devTools: !app.isPackaged,
      },
    });
    opened.on("close", (event) => {
      if (isLetGo) return;
      event.preventDefault();
      if (parts.canHide()) opened.hide();
      else opened.minimize();
    });
    opened.on("query-session-end", parts.onSessionEnd);
    opened.once("closed", () => {
      window = null;
      isPainted = false;
    });
    opened.once("ready-to-show", () => {
      isPainted = true;
      opened.show();
    });
    // A page that has crashed shows nothing: the next click makes a new one.
    opened.webContents.on("render-process-gone", () => opened.destroy());
    // Aborted only by our own end.
    opened.loadURL(origin).catch(() => {});
    return opened;
  }

  return {
    show() {
      window ??= open();
      // One that has not been painted shows itself as soon as it has.
      if (!isPainted) return;
      if (window.isMinimized()) window.restore();
      window.show();
    },
    contents: () => window?.webContents ?? null,
    isInFront: () => window?.isFocused() ?? false,
    letGo() {
      isLetGo = true;
    },
  };
}
