/** Electron's Tray, recorded: what it shows can be read, its menu can be clicked. */
import type { Rectangle } from "electron";
import { openDesk } from "./desk.ts";
import { host } from "./host.ts";
import type { Menu } from "./menu.ts";
import { type NativeImage, nativeImage } from "./native-image.ts";
import { strictEmitter } from "./strict.ts";

/** Where the icon would be on a system that tells. */
const place: Rectangle = { x: 1_000, y: 0, width: 30, height: 24 };
/** What comes with a click of the plain left button. */
const plainClick = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

export class Tray extends strictEmitter("Tray") {
  /** The stand-in's own: what a person would see. */
  readonly _shown: { image: NativeImage; toolTip: string; title: string; menu: Menu | null };
  /** The stand-in's own: moved by a test as the system would move the icon. */
  _bounds = place;
  #isDestroyed = false;

  constructor(image: NativeImage | string, _guid?: string) {
    super();
    this._shown = { image: read(image), toolTip: "", title: "", menu: null };
    host.trays.push(this);
    openDesk();
  }

  #show(part: Partial<Tray["_shown"]>): void {
    this.#mustLive();
    Object.assign(this._shown, part);
    host.changed();
  }

  #mustLive(): void {
    if (this.#isDestroyed) throw new TypeError("Object has been destroyed");
  }

  /** Said without more, a click is one of the plain left button. */
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    return super.emit(event, ...(args.length > 0 ? args : [plainClick, this._bounds]));
  }

  setImage(image: NativeImage | string): void {
    this.#show({ image: read(image) });
  }

  setToolTip(toolTip: string): void {
    this.#show({ toolTip });
  }

  setTitle(title: string): void {
    this.#show({ title });
  }

  setContextMenu(menu: Menu | null): void {
    this.#show({ menu });
  }

  /** The stand-in's own: what was popped up closes with the choice; what was handed over can be opened again. */
  _close(): void {
    if (process.platform !== "linux") this.#show({ menu: null });
  }

  popUpContextMenu(menu?: Menu): void {
    if (process.platform === "linux" || !menu) return;
    menu._open();
    this.#show({ menu });
  }

  getBounds(): Rectangle {
    this.#mustLive();
    return { ...this._bounds };
  }

  setIgnoreDoubleClickEvents(_isIgnored: boolean): void {}

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    host.trays.splice(host.trays.indexOf(this), 1);
    host.changed();
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
}

function read(image: NativeImage | string): NativeImage {
  if (typeof image !== "string") return image;
  const found = nativeImage.createFromPath(image);
  if (found.isEmpty()) throw new Error(`Failed to load image from path '${image}'`);
  return found;
}
