/** Electron's WebContents over one Chromium page: the real preload, IPC, our scheme, and every navigation and request asked for first. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type * as Electron from "electron";
import type { Browser, Page } from "./browser.ts";
import type { Fields } from "./cdp.ts";
import { createCodec } from "./codec.ts";
import { ipcMain } from "./ipc-main.ts";
import { answerRequest, settlePermissions } from "./requests.ts";
import {
  fromChromium,
  rulesOfSession,
  type Session,
  session,
  toChromium,
  useSession,
} from "./session.ts";
import { strict, strictEmitter } from "./strict.ts";
import {
  deliverName,
  faceName,
  type Incoming,
  type Outgoing,
  preloadWorld,
  sendBinding,
  worldScripts,
} from "./worlds.ts";

export type WebPreferences = {
  readonly preload?: string;
  readonly session?: Session;
  readonly sandbox?: boolean;
  readonly contextIsolation?: boolean;
  readonly nodeIntegration?: boolean;
  readonly devTools?: boolean;
  readonly disableDialogs?: boolean;
};

type OpenHandler = (details: { readonly url: string }) => { readonly action: string };
type Context = { readonly id: number; readonly name: string; readonly auxData?: Fields };

const { pack, unpack } = createCodec();
let lastId = 0;

export class WebContents extends strictEmitter("webContents") {
  readonly id = ++lastId;
  readonly session: Session;
  /** The stand-in's own: set when Chromium has the page. */
  readonly _page: Promise<Page>;
  /** The stand-in's own: the address main asked for, which needs no permission. */
  _loading = "";
  readonly #preferences: WebPreferences;
  #pageNow: Page | undefined;
  #frameId = "";
  #world: number | undefined;
  #url = "";
  #isDestroyed = false;
  #hasDevTools = false;
  /** The stand-in's own: a test looks at the page through them. */
  _isDevToolsFocused = false;
  /** The stand-in's own: what the app asked for. */
  _webRtcPolicy: Parameters<Electron.WebContents["setWebRTCIPHandlingPolicy"]>[0] = "default";
  /** The stand-in's own: what was asked for last. */
  _zoomFactor = 1;
  readonly #faceName = `${faceName}${randomUUID()}`;
  #openHandler: OpenHandler | null = null;

  constructor(
    browser: Promise<Browser>,
    size: { width: number; height: number },
    preferences: WebPreferences,
  ) {
    super();
    if (preferences.contextIsolation === false || preferences.nodeIntegration === true)
      throw new Error("The stand-in has no window without context isolation or with Node in it.");
    this.#preferences = preferences;
    this.session = preferences.session ?? session.defaultSession;
    useSession(this.session);
    this._page = this.#open(browser, size);
  }

  async #open(browser: Promise<Browser>, size: { width: number; height: number }): Promise<Page> {
    const { cdp, open } = await browser;
    const page = await open(size.width, size.height);
    this.#pageNow = page;
    page.on("Runtime.executionContextCreated", (event) => {
      const { id, name, auxData } = event.context as Context;
      if (name === preloadWorld && auxData?.frameId === this.#frameId) this.#world = id;
    });
    page.on("Runtime.executionContextDestroyed", (event) => {
      if (event.executionContextId === this.#world) this.#world = undefined;
    });
    page.on("Runtime.executionContextsCleared", () => {
      this.#world = undefined;
    });
    page.on("Runtime.bindingCalled", (event) => void this.#receive(event));
    page.on("Fetch.requestPaused", (event) => {
      // A page that is gone cannot be answered.
      answerRequest(this, page, this.#frameId, event).catch(() => {});
    });
    page.on("Page.frameNavigated", (event) => {
      const frame = event.frame as { readonly url: string; readonly parentId?: string };
      if (frame.parentId === undefined) this.#url = fromChromium(frame.url);
    });
    page.on("Page.navigatedWithinDocument", (event) => {
      if (event.frameId !== this.#frameId) return;
      this.#url = fromChromium(String(event.url));
      this.emit("did-navigate-in-page", {}, this.#url, true, 1, 1);
    });
    page.on("Page.loadEventFired", () => {
      if (this.#url !== "about:blank") this.emit("did-finish-load");
    });
    page.on("Page.windowOpen", (event) => {
      const url = fromChromium(String(event.url));
      if (this.#openHandler?.({ url }).action !== "deny")
        throw new Error("The stand-in opens no window for a page: deny it.");
    });
    page.on("Inspector.targetCrashed", () => {
      this.emit("render-process-gone", {}, { reason: "crashed", exitCode: 5 });
    });
    cdp.on("Browser.downloadWillBegin", undefined, ({ frameId, url }) => {
      if (frameId === this.#frameId) this.session._download(fromChromium(String(url)));
    });
    await page.send("Page.enable");
    const { frameTree } = await page.send("Page.getFrameTree");
    this.#frameId = (frameTree as { readonly frame: { readonly id: string } }).frame.id;
    await this.#prepare(page);
    await settlePermissions(this, cdp, rulesOfSession(this.session));
    return page;
  }

  async #prepare(page: Page): Promise<void> {
    const { preload } = this.#preferences;
    const scripts = worldScripts(
      { bridge: randomUUID(), face: this.#faceName },
      preload ? readFileSync(preload, "utf8") : "",
    );
    await Promise.all([
      page.send("Runtime.addBinding", { name: sendBinding, executionContextName: preloadWorld }),
      page.send("Page.addScriptToEvaluateOnNewDocument", { source: scripts.page }),
      page.send("Page.addScriptToEvaluateOnNewDocument", {
        source: scripts.preload,
        worldName: preloadWorld,
      }),
      page.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] }),
      page.send("Emulation.setFocusEmulationEnabled", { enabled: true }),
    ]);
    await page.send("Runtime.enable");
  }

  async #receive(event: Fields): Promise<void> {
    if (event.name !== sendBinding || event.executionContextId !== this.#world) return;
    const world = this.#world;
    const message = unpack(String(event.payload)) as Outgoing;
    const ipcEvent = { sender: this, senderFrame: this.mainFrame, ports: [] };
    if (message.kind === "send") {
      ipcMain.emit(message.channel, ipcEvent, ...message.args);
      return;
    }
    const { id, channel } = message;
    try {
      const value = await ipcMain._invoke(channel, ipcEvent, message.args);
      this.#deliver({ kind: "reply", id, value }, world);
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      const words = `Error invoking remote method '${channel}': ${error}`;
      this.#deliver({ kind: "reply", id, error: words }, world);
    }
  }

  /** Nobody listening yet is no error, as in Electron. @throws {Error} on what cannot be cloned. */
  #deliver(message: Incoming, world = this.#world): void {
    const text = pack(message);
    if (world === undefined || this.#isDestroyed) return;
    this.#pageNow
      ?.send("Runtime.evaluate", {
        expression: `${deliverName}(${JSON.stringify(text)})`,
        contextId: world,
      })
      .catch(() => {});
  }

  get mainFrame() {
    return strict("mainFrame", { url: this.#url, parent: null });
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#isDestroyed) throw new TypeError("Object has been destroyed");
    this.#deliver({ kind: "event", channel, args });
  }

  /** The stand-in's own: the page comes into sight or goes out of it. */
  _sight(isVisible: boolean): void {
    this.#tellFace({ visibility: isVisible ? "visible" : "hidden" });
  }

  /** The stand-in's own: the page gets the focus or loses it. */
  _turn(isFocused: boolean): void {
    this.#tellFace({ isFocused });
  }

  #tellFace(news: object): void {
    const detail = JSON.stringify(news);
    const name = JSON.stringify(this.#faceName);
    this.#pageNow
      ?.send("Runtime.evaluate", {
        expression: `document.dispatchEvent(new CustomEvent(${name}, { detail: ${detail} }))`,
      })
      .catch(() => {});
  }

  async loadURL(url: string): Promise<void> {
    const page = await this._page;
    this._loading = new URL(url).href;
    const loaded = new Promise<void>((resolve) => this.once("did-finish-load", () => resolve()));
    const { errorText } = await page.send("Page.navigate", { url: toChromium(url) });
    if (errorText) throw new Error(`${errorText} loading '${url}'`);
    await loaded;
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const page = await this._page;
    const { result, exceptionDetails } = await page.send("Runtime.evaluate", {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { readonly value?: unknown }).value;
  }

  getURL(): string {
    return this.#url;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  setWebRTCIPHandlingPolicy(policy: WebContents["_webRtcPolicy"]): void {
    this._webRtcPolicy = policy;
  }

  getWebRTCIPHandlingPolicy(): string {
    return this._webRtcPolicy;
  }

  /** Drawn no larger: a test sets the size of the page that is left. */
  setZoomFactor(factor: number): void {
    this._zoomFactor = factor;
  }

  getZoomFactor(): number {
    return this._zoomFactor;
  }

  /** Opens nothing to look at; the app may only forbid it. */
  openDevTools(): void {
    if (this.#preferences.devTools === false || this.#hasDevTools) return;
    this.#hasDevTools = true;
    this.emit("devtools-opened");
  }

  closeDevTools(): void {
    this.#hasDevTools = false;
  }

  isDevToolsOpened(): boolean {
    return this.#hasDevTools;
  }

  isDevToolsFocused(): boolean {
    return this.#hasDevTools && this._isDevToolsFocused;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** The stand-in's own: the window has been destroyed. */
  _destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.emit("destroyed");
    this._page.then((page) => page.close()).catch(() => {});
  }
}
