/** Electron's Menu and MenuItem: what is in them, and a click that does what a person's click does. */
import type * as Electron from "electron";
import { strictClass, strictEmitter } from "./strict.ts";

type ItemOptions = Electron.MenuItemConstructorOptions;

export class MenuItem extends strictClass("MenuItem") {
  readonly id: string;
  readonly type: NonNullable<ItemOptions["type"]>;
  readonly label: string;
  readonly enabled: boolean;
  readonly visible: boolean;
  checked: boolean;
  readonly role: ItemOptions["role"];
  readonly #click: ItemOptions["click"];

  constructor(options: ItemOptions) {
    super();
    if (options.submenu) throw new Error("The stand-in has no submenus.");
    this.id = options.id ?? "";
    this.type = options.type ?? "normal";
    this.label = options.label ?? "";
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.role = options.role;
    this.#click = options.click;
  }

  click(): void {
    // The system turns the mark over by itself, whatever comes of the click.
    if (this.type === "checkbox") this.checked = !this.checked;
    this.#click?.(this as unknown as Electron.MenuItem, undefined, {});
  }
}

export class Menu extends strictEmitter("Menu") {
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly ItemOptions[]): Menu {
    const menu = new Menu();
    menu.items.push(...template.map((options) => new MenuItem(options)));
    return menu;
  }

  static setApplicationMenu(_menu: Menu | null): void {}

  getMenuItemById(id: string): MenuItem | null {
    return this.items.find((item) => item.id === id) ?? null;
  }
}
