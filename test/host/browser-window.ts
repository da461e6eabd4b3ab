/** Electron's BrowserWindow: state and events here, the picture in a Chromium page of its own. */
import { app } from "./app.ts";
import { theBrowser } from "./browser.ts";
import { host } from "./host.ts";
import { nativeTheme } from "./native-theme.ts";
import { strictEmitter } from "./strict.ts";
import { WebContents, type WebPreferences } from "./web-contents.ts";

export type WindowOptions = {
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
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
  readonly #size: { width: number; height: number };
  #isVisible: boolean;
  #isMinimized = false;
  #isFocused = false;
  #isDestroyed = false;

  constructor(options: WindowOptions = {}) {
    super();
    if (!app.isReady()) throw new Error("Cannot create BrowserWindow before app is ready");
    this.#size = { width: options.width ?? 800, height: options.height ?? 600 };
    this.#isVisible = options.show !== false;
    this.webContents = new WebContents(theBrowser(), this.#size, options.webPreferences ?? {});
    host.windows.push(this);
    this.webContents.once("did-finish-load", () => this.emit("ready-to-show"));
    this.webContents._page
      .then(async (page) => {
        if (!host.isHeaded)
          await page.send("Emulation.setDeviceMetricsOverride", {
            ...this.#size,
            deviceScaleFactor: 1,
            mobile: false,
          });
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
    }
    this.focus();
    this.#changed();
  }

  hide(): void {
    this.#mustBeAlive();
    if (!this.#isVisible) return;
    this.#isVisible = false;
    this.emit("hide");
    this.blur();
    this.#changed();
  }

  minimize(): void {
    this.#mustBeAlive();
    this.#isMinimized = true;
    this.emit("minimize");
    this.#changed();
  }

  restore(): void {
    this.#mustBeAlive();
    if (!this.#isMinimized) return;
    this.#isMinimized = false;
    this.emit("restore");
    this.#changed();
  }

  focus(): void {
    this.#mustBeAlive();
    if (!this.#isVisible || this.#isFocused) return;
    for (const window of host.windows) window.blur();
    this.#isFocused = true;
    this.emit("focus");
    if (host.isHeaded)
      this.webContents._page.then((page) => page.send("Page.bringToFront")).catch(() => {});
  }

  blur(): void {
    if (!this.#isFocused) return;
    this.#isFocused = false;
    this.emit("blur");
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
