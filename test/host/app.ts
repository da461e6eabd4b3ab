/** Electron's app: start, one instance per data folder, and the order in which it ends. */
import { mkdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { closeBrowser } from "./browser.ts";
import { host } from "./host.ts";
import { type Handover, type InstanceLock, takeInstanceLock } from "./instance-lock.ts";
import { platform } from "./machine.ts";
import { strict, strictEmitter } from "./strict.ts";

const root = path.join(import.meta.dirname, "../..");
const { name, productName, version } = JSON.parse(
  readFileSync(path.join(root, "package.json"), "utf8"),
) as { readonly name: string; readonly productName?: string; readonly version: string };

const home = os.homedir();
const appData: Readonly<Record<string, string>> = {
  darwin: path.join(home, "Library/Application Support"),
  win32: process.env.APPDATA ?? home,
};

class App extends strictEmitter("app") {
  /** A test may see the installed Sluice: its argv begins one place earlier, which the bundle reads over. */
  readonly isPackaged = process.env.ELECTRON_HOST_PACKAGED === "1";
  readonly name = productName ?? name;
  readonly #paths = new Map([
    ["home", home],
    ["temp", os.tmpdir()],
    ["downloads", path.join(home, "Downloads")],
    ["appData", appData[platform] ?? process.env.XDG_CONFIG_HOME ?? path.join(home, ".config")],
  ]);
  readonly #ready = Promise.withResolvers<void>();
  #isReady = false;
  /** The stand-in's own: nothing more is begun. */
  _isLeaving = false;
  /** The stand-in's own: what macOS was told of the Dock, and whether the whole app is hidden. */
  _activationPolicy: "regular" | "accessory" | "prohibited" = "regular";
  _isHidden = false;
  /** The stand-in's own: Windows groups windows and names notifications by it. */
  _appUserModelId = "";
  /** The stand-in's own: what macOS says of how it started us. */
  readonly _wasOpenedAtLogin = process.env.ELECTRON_HOST_AT_LOGIN === "1";
  /** The stand-in's own: what the app asked of Chromium beside the command line. */
  readonly _switches = new Map<string, string>();
  readonly commandLine = strict("commandLine", {
    hasSwitch: (name: string): boolean =>
      this._switches.has(name) ||
      process.argv.some((each) => each === `--${name}` || each.startsWith(`--${name}=`)),
    appendSwitch: (name: string, value = ""): void => void this._switches.set(name, value),
  });
  #lock: InstanceLock | undefined;
  #handedOver: Promise<void> = Promise.resolve();

  /** The stand-in's own: called once the main bundle has been evaluated. */
  _becomeReady(): void {
    this.#isReady = true;
    this.emit("ready");
    this.#ready.resolve();
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  getVersion(): string {
    return version;
  }

  getAppPath(): string {
    return root;
  }

  getPreferredSystemLanguages(): string[] {
    return [Intl.DateTimeFormat().resolvedOptions().locale];
  }

  getPath(key: string): string {
    const known = this.#paths.get(key);
    if (known !== undefined) return known;
    if (key === "userData") return path.join(this.getPath("appData"), this.name);
    if (key === "sessionData") return this.getPath("userData");
    throw new Error(`Failed to get '${key}' path`);
  }

  setPath(key: string, folder: string): void {
    this.#paths.set(key, folder);
  }

  enableSandbox(): void {
    if (this.#isReady)
      throw new Error("app.enableSandbox() can only be called before app is ready");
  }

  setAppUserModelId(id: string): void {
    this._appUserModelId = id;
  }

  setActivationPolicy(policy: "regular" | "accessory" | "prohibited"): void {
    this.#onlyOnMac("setActivationPolicy");
    this._activationPolicy = policy;
  }

  focus(_options?: { readonly steal: boolean }): void {
    this._isHidden = false;
  }

  hide(): void {
    this.#onlyOnMac("hide");
    this._isHidden = true;
  }

  getLoginItemSettings(): { openAtLogin: boolean; wasOpenedAtLogin: boolean } {
    return { openAtLogin: false, wasOpenedAtLogin: this._wasOpenedAtLogin };
  }

  #onlyOnMac(member: string): void {
    if (platform !== "darwin") throw new TypeError(`app.${member} is not a function`);
  }

  requestSingleInstanceLock(data: unknown = {}): boolean {
    const folder = this.getPath("userData");
    try {
      mkdirSync(folder, { recursive: true });
    } catch {
      // Electron does not tell it from a folder that is taken.
      return false;
    }
    const taken = takeInstanceLock(folder, data, (second: Handover) =>
      this.emit("second-instance", {}, second.argv, second.cwd, second.data),
    );
    if (taken instanceof Promise) {
      this.#handedOver = taken;
      return false;
    }
    this.#lock = taken;
    return true;
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock !== undefined;
  }

  releaseSingleInstanceLock(): void {
    this.#lock?.release();
    this.#lock = undefined;
  }

  /** before-quit → every window's close → will-quit → quit; each of the first three can stop it. */
  quit(): void {
    if (this._isLeaving) return;
    if (this.#isPrevented("before-quit")) return;
    for (const window of [...host.windows]) {
      window.close();
      if (!window.isDestroyed()) return;
    }
    this._isLeaving = true;
    if (this.#isPrevented("will-quit")) this._isLeaving = false;
    else this.exit(0);
  }

  /** Begins nothing while we still run, as in Electron; and nothing after it here: a test begins the next one itself. */
  relaunch({ args, execPath }: { args?: string[]; execPath?: string } = {}): void {
    host.relaunches.push({
      args: args ?? process.argv.slice(1),
      execPath: execPath ?? process.execPath,
    });
  }

  /** Asks nobody. */
  exit(code = 0): void {
    this._isLeaving = true;
    this.emit("quit", {}, code);
    const end = (): never => process.exit(code);
    Promise.all([this.#handedOver, closeBrowser()]).then(end, end);
  }

  #isPrevented(event: string): boolean {
    let isPrevented = false;
    this.emit(event, {
      preventDefault: () => {
        isPrevented = true;
      },
    });
    return isPrevented;
  }

  /** The stand-in's own: without a listener the app ends with its last window, as Electron does. */
  _allWindowsClosed(): void {
    if (this._isLeaving) return;
    if (this.listenerCount("window-all-closed") > 0) this.emit("window-all-closed");
    else this.quit();
  }
}

export const app = new App();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => app.quit());
