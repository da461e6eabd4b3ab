/** Makes the window in one of its forms; its page is never able to do more than the preload allows. */
import { app, BrowserWindow, nativeTheme, type Session } from "electron";
import { type Size, traitsOf, type WindowForm } from "../core/window-form.ts";

/** The surface of the theme, so that nothing flashes before the first paint. */
const surface = { light: "#ffffff", dark: "#1d2223" };

export function makeWindow(parts: {
  readonly form: WindowForm;
  /** Of the page, in DIP; a popover is smaller where the display is. */
  readonly size: Size;
  readonly session: Session;
  /** The preload's bundle. */
  readonly preload: string;
}): BrowserWindow {
  return new BrowserWindow({
    ...parts.size,
    ...traitsOf(parts.form),
    useContentSize: true,
    // A popover is made as small as its display asks for.
    ...(parts.form !== "popover" && { minWidth: 320, minHeight: 400 }),
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
      // No page of ours has any; one after the other they would hold the screen.
      disableDialogs: true,
      // The dictionaries would come from the network.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
}
