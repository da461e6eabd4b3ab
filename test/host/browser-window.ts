/** Electron's BrowserWindow: state and events here, the picture in a Chromium page of its own. */
import type * as Electron from "electron";
import { app } from "./app.ts";
import { theBrowser } from "./browser.ts";
import { host } from "./host.ts";
import { platform } from "./machine.ts";
import { nativeTheme } from "./native-theme.ts";
import { strictEmitter } from "./strict.ts";
import { WebContents, type WebPreferences } from "./web-contents.ts";

/** What Sluice gives; the rest of Electron's would be no different here. */
export type WindowOptions = {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
  readonly frame?: boolean;
  readonly skipTaskbar?: boolean;
  readonly title?: string;
  readonly webPreferences?: WebPreferences;
};

let lastId = 0;

export class BrowserWindow extends strictEmitter("BrowserWindow") {
  static getAllWindows(): BrowserWindow[] {
    return [...host.windows];
  }

  readonly id = ++lastId;
  readonly webContents: WebContents;
  /** The stand-in's own: what it was made with. */
  readonly _options: WindowOptions;
  /** The stand-in's own: how it lies over others. */
  _layer = { isOnTop: false, isOnAllWorkspaces: false, isOnFullScreen: false };
  #bounds: Electron.Rectangle;
  #isVisible: boolean;
  #isMinimized = false;
  #isFocused = false;
  #isDestroyed = false;

  constructor(options: WindowOptions = {}) {
    super();
    if (!app.isReady()) throw new Error("Cannot create BrowserWindow before app is ready");
    const { x = 100, y = 100, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this._options = options;
    this.#isVisible = options.show !== false;
    this.webContents = new WebContents(theBrowser(), this.#bounds, options.webPreferences ?? {});
    host.windows.push(this);
    this.webContents.once("did-finish-load", () => this.emit("ready-to-show"));
    this.webContents._page
      .then(async (page) => {
        await this.#resize();
        await this._dress();
        await this.#place();
        // A person closed it in Chromium, which asks nobody.
        await page.gone;
        this.destroy();
      })
      .catch((error) => {
        if (this.#isDestroyed || app._isLeaving) return;
        console.error(error);
        app.exit(70);
      });
    app.emit("web-contents-created", {}, this.webContents);
    app.emit("browser-window-created", {}, this);
  }

  /** The stand-in's own: light or dark, as `nativeTheme` says. */
  async _dress(): Promise<void> {
    const page = await this.webContents._page;
    const value = nativeTheme.shouldUseDarkColors ? "dark" : "light";
    await page.send("Emulation.setEmulatedMedia", {
      features: [{ name: "prefers-color-scheme", value }],
    });
  }

  async #resize(): Promise<void> {
    if (host.isHeaded) return;
    const page = await this.webContents._page;
    const { width, height } = this.#bounds;
    await page.send("Emulation.setDeviceMetricsOverride", {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
  }

  /** On a screen a hidden window is a minimized one: Chromium knows no other way. */
  async #place(): Promise<void> {
    if (!host.isHeaded) return;
    const { cdp } = await theBrowser();
    const { targetId } = await this.webContents._page;
    const { windowId } = await cdp.send("Browser.getWindowForTarget", { targetId });
    const windowState = this.#isVisible && !this.#isMinimized ? "normal" : "minimized";
    await cdp.send("Browser.setWindowBounds", { windowId, bounds: { windowState } });
  }

  #changed(): void {
    this.#place().catch(() => {});
    host.changed();
  }

  #mustBeAlive(): void {
    if (this.#isDestroyed) throw new TypeError("Object has been destroyed");
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    this.#mustBeAlive();
    if (!this.#isVisible) {
      this.#isVisible = true;
      this.emit("show");
      this.#sight();
    }
    this.focus();
    this.#changed();
  }

  hide(): void {
    this.#mustBeAlive();
    if (!this.#isVisible) return;
    this.#isVisible = false;
    this.blur();
    this.emit("hide");
    this.#sight();
    this.#changed();
  }

  minimize(): void {
    this.#mustBeAlive();
    this.#isVisible = true;
    this.#isMinimized = true;
    this.blur();
    this.emit("minimize");
    this.#sight();
    this.#changed();
  }

  restore(): void {
    this.#mustBeAlive();
    if (!this.#isMinimized) return;
    this.#isMinimized = false;
    this.emit("restore");
    this.#sight();
    this.#changed();
  }

  focus(): void {
    this.#mustBeAlive();
    if (!this.#isVisible || this.#isFocused) return;
    for (const window of host.windows) window.blur();
    this.#isFocused = true;
    this.webContents._turn(true);
    this.emit("focus");
    if (host.isHeaded)
      this.webContents._page.then((page) => page.send("Page.bringToFront")).catch(() => {});
  }

  blur(): void {
    if (!this.#isFocused) return;
    this.#isFocused = false;
    this.webContents._turn(false);
    this.emit("blur");
  }

  #sight(): void {
    this.webContents._sight(this.#isVisible && !this.#isMinimized);
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Electron.Rectangle {
    return this.getBounds();
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#mustBeAlive();
    const before = this.#bounds;
    this.#bounds = { ...before, ...bounds };
    const { width, height, x, y } = this.#bounds;
    if (width !== before.width || height !== before.height) {
      this.#resize().catch(() => {});
      this.emit("resize");
    }
    if (x !== before.x || y !== before.y) this.emit("move");
    host.changed();
  }

  setAlwaysOnTop(isOnTop: boolean): void {
    this.#mustBeAlive();
    this._layer = { ...this._layer, isOnTop };
  }

  isAlwaysOnTop(): boolean {
    return this._layer.isOnTop;
  }

  setVisibleOnAllWorkspaces(
    isOnAllWorkspaces: boolean,
    { visibleOnFullScreen = false }: Electron.VisibleOnAllWorkspacesOptions = {},
  ): void {
    this.#mustBeAlive();
    if (platform === "win32") return;
    this._layer = { ...this._layer, isOnAllWorkspaces, isOnFullScreen: visibleOnFullScreen };
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  isFocused(): boolean {
    return this.#isFocused;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  /** Asks first: a listener may keep the window. */
  close(): void {
    if (this.#isDestroyed) return;
    let isPrevented = false;
    this.emit("close", {
      preventDefault: () => {
        isPrevented = true;
      },
    });
    if (!isPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    host.windows.splice(host.windows.indexOf(this), 1);
    this.webContents._destroy();
    this.emit("closed");
    host.changed();
    if (host.windows.length === 0) app._allWindowsClosed();
  }
}
