/** Draws a TrayModel into the system's tray, touching only what has changed. */
import { Menu, type MenuItemConstructorOptions, nativeTheme, Tray as SystemTray } from "electron";
import type { TrayAction, TrayItem, TrayModel } from "../core/tray.ts";
import { createTrayImages } from "./icons.ts";

export type Tray = {
  draw(model: TrayModel): void;
};

export type TrayParts = {
  /** Where the pictures are. */
  readonly icons: string;
  readonly platform: NodeJS.Platform;
  /** Resolves when the action has done what it can. */
  act(action: TrayAction): Promise<void>;
};

/** Windows keeps "always show this icon" under this id. */
const guid = "5b0f7b1e-6f0a-4f6a-9f4e-2c1d8f5e7a31";

export function createTray(first: TrayModel, { icons, platform, act }: TrayParts): Tray {
  const image = createTrayImages(icons, platform);
  const tray =
    platform === "win32"
      ? new SystemTray(image(first.icon), guid)
      : new SystemTray(image(first.icon));
  let shown: TrayModel | null = null;
  let menu = new Menu();

  async function chosen(action: TrayAction): Promise<void> {
    await act(action);
    // The system turns a check mark over by itself, whatever came of the command.
    if (shown && action.kind === "command") drawMenu(shown);
  }

  function drawMenu(model: TrayModel): void {
    menu = Menu.buildFromTemplate(model.menu.map((item) => optionsOf(item, chosen)));
    // Elsewhere a context menu would take the left click from the window.
    if (platform === "linux") tray.setContextMenu(menu);
  }

  function draw(model: TrayModel): void {
    const before = shown;
    shown = model;
    if (before !== null && before.icon !== model.icon) tray.setImage(image(model.icon));
    if (before?.tooltip !== model.tooltip) tray.setToolTip(model.tooltip);
    if (platform === "darwin" && before?.title !== model.title)
      tray.setTitle(model.title, { fontType: "monospacedDigit" });
    if (JSON.stringify(before?.menu) !== JSON.stringify(model.menu)) drawMenu(model);
  }

  tray.on("click", () => chosen({ kind: "open" }));
  if (platform !== "linux") tray.on("right-click", () => tray.popUpContextMenu(menu));
  // A double click is two clicks: waiting for the second would delay the first.
  if (platform === "darwin") tray.setIgnoreDoubleClickEvents(true);
  // The bar may have changed its colour with the theme; a template is tinted by the system.
  if (platform !== "darwin")
    nativeTheme.on("updated", () => {
      if (shown) tray.setImage(image(shown.icon));
    });
  draw(first);
  return { draw };
}

function optionsOf(
  item: TrayItem,
  choose: (action: TrayAction) => void,
): MenuItemConstructorOptions {
  if (item.type === "separator") return item;
  const { action, ...rest } = item;
  return { ...rest, click: () => choose(action) };
}
