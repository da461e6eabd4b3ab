/** Text is made larger and smaller from the keyboard: by the menu bar's own keys on macOS, by the window's everywhere else. */
import { EventEmitter } from "node:events";
import { beforeEach, expect, test, vi } from "vitest";
import { setApplicationMenu } from "../../main/shell/application-menu.ts";

type Item = { readonly role?: string; readonly submenu?: readonly Item[] };
const electron = vi.hoisted(() => ({
  menu: undefined as readonly Item[] | null | undefined,
  listeners: [] as ((event: unknown, contents: unknown) => void)[],
}));
vi.mock("electron", () => ({
  app: {
    on: (_name: string, listener: (event: unknown, contents: unknown) => void) =>
      void electron.listeners.push(listener),
  },
  Menu: {
    buildFromTemplate: (template: readonly Item[]) => template,
    setApplicationMenu(menu: readonly Item[] | null) {
      electron.menu = menu;
    },
  },
}));

beforeEach(() => {
  electron.listeners.length = 0;
});

class Contents extends EventEmitter {
  factor = 1;
  getZoomFactor = () => this.factor;
  setZoomFactor = (factor: number) => {
    this.factor = factor;
  };
}

test("macOS has the zoom in its menu bar, and nothing that reloads or inspects", () => {
  setApplicationMenu("darwin");
  const roles = (items: readonly Item[]): (string | undefined)[] =>
    items.flatMap(({ role, submenu }) => (submenu ? roles(submenu) : role));
  expect(roles(electron.menu ?? [])).toEqual([
    ...["appMenu", "fileMenu", "editMenu"],
    ...["resetZoom", "zoomIn", "zoomOut", "windowMenu"],
  ]);
});

test("elsewhere there is no menu bar, and the keys zoom the window they are pressed in", () => {
  setApplicationMenu("linux");
  expect(electron.menu).toBeNull();
  const contents = new Contents();
  for (const listener of electron.listeners) listener({}, contents);
  const press = (key: string): boolean => {
    let isKept = true;
    const event = {
      preventDefault() {
        isKept = false;
      },
    };
    const input = { type: "keyDown", key, control: true, alt: false, meta: false };
    contents.emit("before-input-event", event, input);
    return isKept;
  };
  expect([press("+"), press("+"), contents.factor]).toEqual([false, false, 1.25]);
  expect([press("-"), contents.factor]).toEqual([false, 1.1]);
  expect([press("0"), contents.factor]).toEqual([false, 1]);
  expect([press("q"), contents.factor]).toEqual([true, 1]);
});
