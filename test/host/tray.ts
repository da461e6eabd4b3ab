/** Electron's Tray, recorded: what it shows can be read, its menu can be clicked. */
import { openDesk } from "./desk.ts";
import { host } from "./host.ts";
import type { Menu } from "./menu.ts";
import { type NativeImage, nativeImage } from "./native-image.ts";
import { strictEmitter } from "./strict.ts";

export class Tray extends strictEmitter("Tray") {
  /** The stand-in's own: what a person would see. */
  readonly _shown: { image: NativeImage; toolTip: string; title: string; menu: Menu | null };
  #isDestroyed = false;

  constructor(image: NativeImage | string, _guid?: string) {
    super();
    this._shown = { image: read(image), toolTip: "", title: "", menu: null };
    host.trays.push(this);
    openDesk();
  }

  #show(part: Partial<Tray["_shown"]>): void {
    if (this.#isDestroyed) throw new TypeError("Object has been destroyed");
    Object.assign(this._shown, part);
    host.changed();
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

  popUpContextMenu(menu?: Menu): void {
    if (menu) this.#show({ menu });
  }

  setIgnoreDoubleClickEvents(_isIgnored: boolean): void {}

  destroy(): void {
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
