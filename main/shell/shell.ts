/** Sluice's face in the order it comes up: window, tray, doors, then the app; and the order in which it leaves. */
import { app as electron, nativeTheme, powerMonitor } from "electron";
import type { WindowPage } from "../../preload/contract/command.ts";
import type { ShortcutName } from "../../preload/contract/desk.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { languageOf } from "../../renderer/copy/language.ts";
import { noTray } from "../../renderer/copy/no-tray.ts";
import { createTrayWords } from "../../renderer/copy/tray.ts";
import type { App } from "../app/app.ts";
import { iconPressOf, type Press, pressOf } from "../core/press.ts";
import { type TrayAction, type TrayWords, trayOf } from "../core/tray.ts";
import { isFirstRunOpen } from "../core/window-form.ts";
import { setApplicationMenu } from "./application-menu.ts";
import { watchAttention } from "./attention.ts";
import { openBridge } from "./bridge.ts";
import { createDesk } from "./desk.ts";
import { listenForEnd, sessionEnd } from "./endings.ts";
import { createSession, openLink } from "./hardening.ts";
import { addressOf } from "./links.ts";
import { postNotification } from "./notification.ts";
import { createQuit } from "./quit.ts";
import { createShortcuts } from "./shortcuts.ts";
import { shortcutsFrom } from "./shortcuts-from.ts";
import { tellTakeovers } from "./takeover.ts";
import { createTelling } from "./tell.ts";
import { createTray } from "./tray.ts";
import { hasTrayHost, watchTrayHost } from "./tray-host.ts";
import { createWindow } from "./window.ts";
import { openWindowFile } from "./window-file.ts";

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
  const isHidden = parts.isHidden || (platform === "darwin" && wasOpenedAtLogin());
  const places = await openWindowFile(electron.getPath("userData"));
  const session = await createSession(folders.renderer);

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
    clicked(on) {
      if (on === "menu") return window.hide();
      const press = iconPressOf(app.state().settings.leftClick, platform, app.state());
      if (press.kind === "menu") tray.popUp();
      else if (press.kind === "window") window.click();
      else void act(press);
    },
  });

  let isNoTrayTold = false;
  /** Null: nobody has looked yet. */
  let hasTray: boolean | null = platform === "linux" ? null : true;
  let looks = 0;
  /** A bar may come or go while Sluice runs. */
  async function lookForTrayHost(): Promise<void> {
    looks += 1;
    const look = looks;
    const isThere = await hasTrayHost(platform);
    // Somebody has looked since.
    if (look !== looks) return;
    hasTray = isThere;
    tray.hosted(hasTray);
    // macOS has a place for icons, and may keep ours out of it.
    app.report({ hasTray: hasTray && (platform !== "darwin" || desk.isIconSeen()) });
  }

  watchTrayHost(platform, () => {
    tray.hosted(false);
    void lookForTrayHost();
  });

  let isSessionEnding = false;
  const quit = createQuit({
    begin() {
      // Who starts Sluice from now on wants another one: it waits for the data folder, instead of showing a window that goes.
      electron.releaseSingleInstanceLock();
      if (!isSessionEnding) window.end();
    },
    stop: app.quit,
    exit() {
      shortcuts.end();
      tray.destroy();
      exit();
    },
    patienceMs,
  });
  const desk = createDesk(platform, tray.bounds);
  const window = createWindow({
    ...{ platform, places, desk, session, preload },
    isFirstRun: () => isFirstRunOpen(app.state()),
    onPutAway() {
      if (hasTray !== false || isNoTrayTold || !app.state().settings.notifications) return;
      isNoTrayTold = true;
      const { head, text } = noTray[language()];
      postNotification({ title: head, body: text, onClick: show });
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
  const send = tellTakeovers(app.send, { act, language, state: app.state });
  openBridge({ ...app, send }, window, settled);

  async function act(action: TrayAction | Press): Promise<void> {
    if (action.kind === "window") return open();
    if (action.kind === "open") return open(action.page);
    if (action.kind === "browse") return openLink(addressOf(action.site));
    if (action.kind === "quit") return quit();
    const reply = await app.send(action.command);
    // What was refused is explained in the window.
    if (!reply.ok) open();
    else if ("then" in action && action.then) open(action.then);
  }

  const shortcuts = createShortcuts({
    press(name: ShortcutName) {
      const press = pressOf(name, app.state());
      if (name === "open" && window.isInFront()) window.hide();
      else void act(press);
    },
    refused: (shortcutsTaken) => app.report({ shortcutsTaken }),
  });
  void shortcutsFrom(platform, process.env).then((from) => app.report({ shortcutsFrom: from }));
  const tell = createTelling({
    ...{ act, open, words },
    state: app.state,
    isSeen: window.isInFront,
    isEarly: isHidden,
  });
  let wasFirstRun = isFirstRunOpen(app.state());
  const follow = (state: AppState): void => {
    if (nativeTheme.themeSource !== state.settings.theme)
      nativeTheme.themeSource = state.settings.theme;
    tray.draw(model(state));
    shortcuts.follow(state.settings.shortcuts);
    if (wasFirstRun !== isFirstRunOpen(state)) window.makeRoom();
    wasFirstRun = isFirstRunOpen(state);
    tell.follow(state);
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
    tell.wake();
    look();
  });
  // Whoever unlocks the screen next has not asked for it.
  powerMonitor.on("lock-screen", window.hide);
  void app.leaving.then(quit);

  window.prepare();
  const begin = async (): Promise<void> => {
    await settled;
    if (isHidden) void lookForTrayHost();
    else show();
    // macOS tells it of the first start, too.
    electron.on("activate", show);
  };
  await Promise.all([begin(), app.start().finally(started.resolve)]);
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms).unref());

/** macOS passes no switch to what it starts at login. */
const wasOpenedAtLogin = (): boolean => electron.getLoginItemSettings().wasOpenedAtLogin === true;
