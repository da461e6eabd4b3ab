/** Electron's screen: the displays and the pointer a test or a person has put there. */
import type * as Electron from "electron";
import { strictEmitter } from "./strict.ts";

type Rect = Electron.Rectangle;
export type Display = { readonly id: number; bounds: Rect; workArea: Rect; scaleFactor: number };

/** One display with a bar of 40 px below, as on Windows; a test says otherwise. */
const first: Display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  scaleFactor: 1,
};

class Screen extends strictEmitter("screen") {
  /** The stand-in's own. */
  _displays: Display[] = [first];
  _pointer: Electron.Point = { x: 960, y: 540 };

  getAllDisplays(): Display[] {
    return [...this._displays];
  }

  getPrimaryDisplay(): Display {
    return this._displays[0] ?? first;
  }

  getCursorScreenPoint(): Electron.Point {
    return { ...this._pointer };
  }

  /** The stand-in's own: displays are plugged in, pulled out or moved; listeners are told as Electron tells them. */
  _set(displays: Display[]): void {
    const before = this._displays;
    this._displays = displays;
    const has = (list: readonly Display[], id: number): boolean =>
      list.some((one) => one.id === id);
    for (const one of before) if (!has(displays, one.id)) this.emit("display-removed", {}, one);
    for (const one of displays) {
      const old = before.find(({ id }) => id === one.id);
      if (old === undefined) this.emit("display-added", {}, one);
      else if (JSON.stringify(old) !== JSON.stringify(one))
        this.emit("display-metrics-changed", {}, one, ["workArea"]);
    }
  }
}

export const screen = new Screen();
