/** Sluice's face in the order it comes up: window, tray, doors, then the app; and the order in which it leaves. */
import { app as electron, Menu, Notification, nativeTheme, powerMonitor } from "electron";
import type { AppState } from "../../preload/contract/state.ts";
import { languageOf } from "../../renderer/copy/language.ts";
import { trayWords } from "../../renderer/copy/tray.ts";
import type { App } from "../app/app.ts";
import { type TrayAction, type TrayWords, trayOf } from "../core/tray.ts";
import { openBridge } from "./bridge.ts";
import { createSession } from "./hardening.ts";
import { createNotify } from "./notify.ts";
import { createQuit } from "./quit.ts";
import { createTray } from "./tray.ts";
import { hasTrayHost } from "./tray-host.ts";
import { createWindow } from "./window.ts";

export type ShellParts = {
  readonly app: App;
  readonly folders: {
    /** The built window: index.html and what it loads. */
    readonly renderer: string;
    /** The tray's PNG files. */
    readonly icons: string;
  };
  /** The preload's bundle. */
  readonly preload: string;
  /** Called last, after the app's own end. */
  exit(): void;
};

const patienceMs = 3_500;

/** To be called when Electron is ready. Resolves when the app has settled. */
export async function openShell({ app, folders, preload, exit }: ShellParts): Promise<void> {
  const { platform } = process;
  const quit = createQuit({ stop: app.quit, exit, patienceMs });
  let canHide = platform !== "linux";
  const lookForTrayHost = async (): Promise<void> => {
    canHide = await hasTrayHost(platform);
  };

  setApplicationMenu(platform);
  const window = createWindow({
    session: createSession(folders.renderer),
    preload,
    canHide: () => canHide,
    onSessionEnd: quit,
  });
  const show = (): void => {
    // A bar may come or go while Sluice runs.
    void lookForTrayHost();
    window.show();
  };
  openBridge(app, window.contents);

  async function act(action: TrayAction): Promise<void> {
    if (action.kind === "open") return show();
    if (action.kind === "quit") return quit();
    const reply = await app.send(action.command);
    // What was refused is explained in the window.
    if (!reply.ok) show();
  }

  const words = (state: AppState): TrayWords =>
    trayWords(languageOf(state.settings.language, electron.getPreferredSystemLanguages()));
  const model = (state: AppState) => trayOf(state, words(state), platform);
  const tray = createTray(model(app.state()), { icons: folders.icons, platform, act });
  const notify = createNotify({
    words: (code) => words(app.state()).notice(code),
    isSeen: window.isInFront,
    post: (title, body) => postNotification(title, body, show),
  });
  const follow = (state: AppState): void => {
    if (nativeTheme.themeSource !== state.settings.theme)
      nativeTheme.themeSource = state.settings.theme;
    tray.draw(model(state));
    notify(state.notice);
  };
  app.watch(follow);
  follow(app.state());

  electron.on("second-instance", show);
  electron.on("activate", show);
  // Sluice lives in the tray: the last window is not the end.
  electron.on("window-all-closed", () => {});
  electron.on("before-quit", (event) => {
    event.preventDefault();
    quit();
  });
  // Electron passes an event its types do not name: preventing it makes the system wait for us.
  // The terminal it was started from was closed.
  process.on("SIGHUP", quit);
  powerMonitor.on("shutdown", (...events: readonly { preventDefault(): void }[]) => {
    for (const event of events) event.preventDefault();
    quit();
  });
  void app.done.then(quit);

  show();
  await app.start();
}

/** @returns the way to take it back. */
function postNotification(title: string, body: string, onClick: () => void): () => void {
  if (!Notification.isSupported()) return () => {};
  const notification = new Notification({ title, body, silent: true });
  notification.on("click", onClick);
  notification.show();
  return () => notification.close();
}

/** macOS gives copy and paste to a window only through a menu; elsewhere a menu bar would only be in the way. */
function setApplicationMenu(platform: NodeJS.Platform): void {
  Menu.setApplicationMenu(
    platform === "darwin"
      ? Menu.buildFromTemplate([{ role: "appMenu" }, { role: "editMenu" }, { role: "windowMenu" }])
      : null,
  );
}
