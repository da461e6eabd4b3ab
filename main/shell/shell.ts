/** Sluice's face in the order it comes up: window, tray, doors, then the app; and the order in which it leaves. */
import { app as electron, nativeTheme, powerMonitor } from "electron";
import type { WindowPage } from "../../preload/contract/command.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { languageOf } from "../../renderer/copy/language.ts";
import { noTray } from "../../renderer/copy/no-tray.ts";
import { createTrayWords } from "../../renderer/copy/tray.ts";
import type { App } from "../app/app.ts";
import { type TrayAction, type TrayWords, trayOf } from "../core/tray.ts";
import { isSetupNeeded, startOf } from "../core/window-form.ts";
import { setApplicationMenu } from "./application-menu.ts";
import { watchAttention } from "./attention.ts";
import { openBridge } from "./bridge.ts";
import { createDesk } from "./desk.ts";
import { listenForEnd, sessionEnd } from "./endings.ts";
import { createSession, openLink } from "./hardening.ts";
import { addressOf } from "./links.ts";
import { postNotification } from "./notification.ts";
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
    /** The tray's pictures. */
    readonly icons: string;
  };
  /** The preload's bundle. */
  readonly preload: string;
  /** Started by the system: nothing shows but the tray. */
  readonly isHidden: boolean;
  /** Called last, after the app's own end. */
  exit(): void;
};

const patienceMs = 3_500;
/** A keychain may ask the person before the app is settled: the window does not wait for that. */
const settleMs = 1_500;

/** To be called when Electron is ready. Resolves when the app has settled. */
export async function openShell(parts: ShellParts): Promise<void> {
  const { app, folders, preload, exit } = parts;
  const { platform } = process;
  const started = Promise.withResolvers<void>();
  const settled = Promise.race([started.promise, pause(settleMs)]);
  let isSettled = false;
  void settled.then(() => {
    isSettled = true;
  });

  setApplicationMenu(platform);
  const language = () =>
    languageOf(app.state().settings.language, electron.getPreferredSystemLanguages());
  const wordsIn = createTrayWords();
  const words = (): TrayWords => wordsIn(language(), app.state().usage.today.zone);
  const model = (state: AppState) => trayOf(state, words(), platform);
  const tray = createTray(model(app.state()), {
    icons: folders.icons,
    platform,
    act,
    clicked: (on) => (on === "icon" ? window.click() : window.hide()),
  });

  let isNoTrayTold = false;
  let canHide = platform !== "linux";
  /** A bar may come or go while Sluice runs. */
  async function lookForTrayHost(): Promise<boolean> {
    canHide = await hasTrayHost(platform);
    tray.hosted(canHide);
    return canHide;
  }

  let isSessionEnding = false;
  const quit = createQuit({
    begin() {
      if (!isSessionEnding) window.end();
    },
    stop: app.quit,
    exit() {
      tray.destroy();
      exit();
    },
    patienceMs,
  });
  const window = createWindow({
    platform,
    session: createSession(folders.renderer),
    preload,
    desk: createDesk(platform, tray.bounds),
    // Until OpenClaw has been looked at, a profile is the best sign of a set-up that was finished.
    isSetupNeeded: () => (isSettled ? isSetupNeeded(app.state()) : app.state().profile === null),
    hasTrayHost: () => canHide,
    onMinimized() {
      if (isNoTrayTold) return;
      isNoTrayTold = true;
      const { head, text } = noTray[language()];
      postNotification(head, text, show);
    },
    onSessionEnd: sessionEnd(() => {
      isSessionEnding = true;
      quit();
    }),
  });
  const open = (page?: WindowPage): void => {
    void lookForTrayHost();
    window.open(page);
  };
  const show = (): void => open();
  openBridge(app, window, settled);

  async function act(action: TrayAction): Promise<void> {
    if (action.kind === "open") return open(action.page);
    if (action.kind === "browse") return openLink(addressOf(action.site));
    if (action.kind === "quit") return quit();
    const reply = await app.send(action.command);
    // What was refused is explained in the window.
    if (!reply.ok) open();
  }

  const notify = createNotify({
    words: (code) => words().notice(code),
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

  electron.on("second-instance", (_event, argv = []) => {
    // An uninstaller's Sluice waits for this one to make room.
    if (argv.includes("--unlink")) return quit();
    // The system starting us at login, while we run already, is nobody's wish to see the window.
    if (!argv.includes("--hidden")) show();
  });
  listenForEnd(quit);
  const look = watchAttention(app.attend);
  powerMonitor.on("resume", () => {
    app.wake();
    look();
  });
  // Whoever unlocks the screen next has not asked for it.
  powerMonitor.on("lock-screen", window.hide);
  void app.done.then(quit);

  window.prepare();
  const begin = async (): Promise<void> => {
    await settled;
    const isHidden = parts.isHidden || (platform === "darwin" && wasOpenedAtLogin());
    const start = startOf({ isHidden, hasTrayHost: !isHidden || (await lookForTrayHost()) });
    if (start === "open") show();
    if (start === "minimized") window.openMinimized();
    // macOS tells it of the first start, too.
    electron.on("activate", show);
  };
  await Promise.all([begin(), app.start().finally(started.resolve)]);
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms).unref());

/** macOS passes no switch to what it starts at login. */
const wasOpenedAtLogin = (): boolean => electron.getLoginItemSettings().wasOpenedAtLogin === true;
