/** Electron's Menu and MenuItem: what is in them, and a click that does what a person's click does. */
import type * as Electron from "electron";
import { strictClass, strictEmitter } from "./strict.ts";

type ItemOptions = Electron.MenuItemConstructorOptions;
type ItemType = NonNullable<ItemOptions["type"]>;

const types: readonly ItemType[] = [
  "normal",
  "separator",
  "submenu",
  "checkbox",
  "radio",
  "header",
  "palette",
];

export class MenuItem extends strictClass("MenuItem") {
  readonly id: string;
  readonly type: ItemType;
  readonly label: string;
  readonly accelerator: ItemOptions["accelerator"];
  readonly submenu: Menu | undefined;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly role: ItemOptions["role"];
  readonly #click: ItemOptions["click"];
  /** The radio items among which one is marked, this one included. */
  #group: readonly MenuItem[] = [];
  #isChecked: boolean;

  constructor(options: ItemOptions) {
    super();
    const { submenu } = options;
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : undefined;
    this.id = options.id ?? "";
    this.type = options.type ?? (this.submenu ? "submenu" : "normal");
    this.label = options.label ?? "";
    this.accelerator = options.accelerator;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.role = options.role;
    this.#isChecked = options.checked ?? false;
    this.#click = options.click;
    if (this.type === "submenu" && !this.submenu) throw new Error("Invalid submenu");
    if (!types.includes(this.type)) throw new Error(`Unknown menu item type: ${this.type}`);
  }

  get checked(): boolean {
    return this.#isChecked;
  }

  /** Of a radio item nothing but true can be said: another one takes the mark from it. */
  set checked(isChecked: boolean) {
    for (const other of this.#group) other.#isChecked = false;
    this.#isChecked = this.type === "radio" || isChecked;
  }

  click(): void {
    // The system turns the mark over by itself, whatever comes of the click.
    if (this.type === "checkbox" || this.type === "radio") this.checked = !this.checked;
    this.#click?.(this as unknown as Electron.MenuItem, undefined, {});
  }

  /** The stand-in's own: the label as a person reads it, where "&&" is "&" and a lone one marks a key. */
  get _text(): string {
    return this.label.replaceAll(/&(&?)/g, "$1");
  }

  /** The stand-in's own. */
  _join(group: readonly MenuItem[]): void {
    this.#group = group;
  }
}

export class Menu extends strictEmitter("Menu") {
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly ItemOptions[]): Menu {
    if (
      !template.every(
        (options) => "label" in options || options.role || options.type === "separator",
      )
    )
      throw new TypeError(
        "Invalid template for MenuItem: must have at least one of label, role or type",
      );
    const menu = new Menu();
    menu.items.push(...withoutIdle(template).map((options) => new MenuItem(options)));
    for (const group of radioGroups(menu.items)) for (const item of group) item._join(group);
    return menu;
  }

  static #application: Menu | null = null;

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  /** The stand-in's own: as Electron does when a menu opens, a group without a mark gets one on its first item. */
  _open(): void {
    for (const [first, ...others] of radioGroups(this.items))
      if (first && ![first, ...others].some(({ checked }) => checked)) first.checked = true;
    for (const { submenu } of this.items) submenu?._open();
    this.emit("menu-will-show");
  }
}

/** Two separators in a row are one, and none stands at an end. */
function withoutIdle(template: readonly ItemOptions[]): ItemOptions[] {
  const isLine = (options: ItemOptions | undefined): boolean =>
    options === undefined || options.type === "separator";
  return template
    .filter((options, at) => !isLine(options) || !isLine(template[at - 1]))
    .filter((options, at, kept) => !isLine(options) || at < kept.length - 1);
}

/** Electron ends a group at a separator, and only there. */
function radioGroups(items: readonly MenuItem[]): MenuItem[][] {
  const groups: MenuItem[][] = [[]];
  for (const item of items)
    if (item.type === "separator") groups.push([]);
    else if (item.type === "radio") groups.at(-1)?.push(item);
  return groups.filter(({ length }) => length > 0);
}
