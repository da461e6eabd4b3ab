/** Draws a TrayModel into the system's tray, touching only what has changed. */
import {
  app,
  Menu,
  type MenuItemConstructorOptions,
  nativeTheme,
  type Rectangle,
  Tray as SystemTray,
} from "electron";
import type { TrayAction, TrayItem, TrayModel } from "../core/tray.ts";
import { createMenuPace } from "../core/tray-pace.ts";
import { traySystemOf } from "../core/tray-system.ts";
import { createTrayImages } from "./icons.ts";
import { iconIdOf } from "./tray-id.ts";

export type Tray = {
  draw(model: TrayModel): void;
  /** To be told whether the desktop has a place for icons: one made while there was none never comes into a later one. */
  hosted(isHosted: boolean): void;
  /** Opens the menu, where the system lets us; Linux does so by itself. */
  popUp(): void;
  /** Where the icon is, in DIP; empty where the system does not tell or does not show it. */
  bounds(): Rectangle;
  /** Takes the icon away: left to the end of the process, some bars keep a ghost of it. */
  destroy(): void;
};

export type TrayParts = {
  /** Where the pictures are. */
  readonly icons: string;
  readonly platform: NodeJS.Platform;
  /** Resolves when the action has done what it can. */
  act(action: TrayAction): Promise<void>;
  /** A click on the icon itself: the left one, or the one that opens the menu. */
  clicked(on: "icon" | "menu"): void;
};

export function createTray(first: TrayModel, { icons, platform, act, clicked }: TrayParts): Tray {
  const system = traySystemOf(platform);
  const image = createTrayImages(icons, platform);
  const pace = createMenuPace(
    (items) => tray.setContextMenu(menuOf(items)),
    (run, afterMs) => {
      const timer = setTimeout(run, afterMs);
      return () => clearTimeout(timer);
    },
  );
  let shown = first;
  /** Null until somebody has looked: then the icon may well be in its place, and is left there. */
  let wasHosted: boolean | null = null;
  let tray = make();
  /** Held here until the next one: Electron holds on to a menu only from the moment it is open. */
  let lastMenu: Menu | null = null;

  function make(): SystemTray {
    const picture = image(shown.icon);
    const made = system.remembersIcon
      ? new SystemTray(picture, iconIdOf(process.execPath, app.getPath("userData")))
      : new SystemTray(picture);
    made.on("click", (event) => {
      if (system.hasControlClick && event.ctrlKey) popUp();
      else clicked("icon");
    });
    if (system.menu === "whenAsked") made.on("right-click", popUp);
    if (system.ignoresDoubleClick) made.setIgnoreDoubleClickEvents(true);
    return made;
  }

  const menuOf = (items: readonly TrayItem[]): Menu =>
    Menu.buildFromTemplate(items.map((item) => optionsOf(item, chosen)));

  function popUp(): void {
    if (tray.isDestroyed()) return;
    clicked("menu");
    lastMenu = menuOf(shown.menu);
    tray.popUpContextMenu(lastMenu);
  }

  async function chosen(action: TrayAction): Promise<void> {
    await act(action);
    // A mark is turned over by the click itself, whatever came of the command.
    if (system.menu === "ahead" && action.kind === "command") pace.again();
  }

  function draw(model: TrayModel, before: TrayModel | null): void {
    shown = model;
    // The state goes on while we leave.
    if (tray.isDestroyed()) return;
    if (before !== null && before.icon !== model.icon) tray.setImage(image(model.icon));
    if (before?.tooltip !== model.tooltip) tray.setToolTip(model.tooltip);
    if (system.hasTitle && before?.title !== model.title)
      tray.setTitle(model.title, { fontType: "monospacedDigit" });
    if (system.menu === "ahead") pace.draw(model);
  }

  // The bar may have changed its colour with the theme.
  if (!system.tintsIcon)
    nativeTheme.on("updated", () => {
      if (!tray.isDestroyed()) tray.setImage(image(shown.icon));
    });
  draw(first, null);
  return {
    draw: (model) => draw(model, shown),
    hosted(isHosted) {
      const isLate = system.isHostLate && wasHosted === false && isHosted;
      wasHosted = isHosted;
      if (!isLate || tray.isDestroyed()) return;
      tray.destroy();
      tray = make();
      draw(shown, null);
      pace.again();
    },
    popUp,
    // Linux has none to give; and windows may still ask while we leave.
    bounds: () =>
      system.hasBounds && !tray.isDestroyed()
        ? tray.getBounds()
        : { x: 0, y: 0, width: 0, height: 0 },
    destroy() {
      pace.stop();
      tray.destroy();
    },
  };
}

function optionsOf(
  item: TrayItem,
  choose: (action: TrayAction) => void,
): MenuItemConstructorOptions {
  if (item.type === "separator") return item;
  // Only macOS draws a head as one; elsewhere it is a row like any other, which must not be clicked.
  if (item.type === "header") return { ...item, enabled: false };
  if (item.type === "submenu") {
    const { items, ...rest } = item;
    return { ...rest, submenu: items.map((each) => optionsOf(each, choose)) };
  }
  const { action, ...rest } = item;
  return { ...rest, click: () => choose(action) };
}
