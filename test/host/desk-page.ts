/** What the desk's page draws, and how: the function goes to the page as text and sees nothing of what is around it here. */

export type DrawnItem = {
  readonly text: string;
  readonly type: string;
  readonly isChecked: boolean;
  readonly isEnabled: boolean;
  readonly key: string;
  /** Of a submenu; drawn open, so that the whole menu is seen at once. */
  readonly items: readonly DrawnItem[];
};

export type Drawn = {
  readonly trays: readonly {
    readonly image: string;
    /** A template: the system gives it the colour of the bar. */
    readonly isTinted: boolean;
    readonly toolTip: string;
    readonly title: string;
    readonly items: readonly DrawnItem[];
  }[];
  readonly notifications: readonly {
    readonly title: string;
    readonly body: string;
    readonly actions: readonly string[];
  }[];
};

/** Places in the lists above. */
export type Click =
  | { readonly kind: "icon" | "menu"; readonly tray: number }
  | { readonly kind: "item"; readonly tray: number; readonly path: readonly number[] }
  | { readonly kind: "notification"; readonly notification: number; readonly action?: number };

export function drawDesk({ trays, notifications }: Drawn, bindingName: string): void {
  const send = (click: Click): void =>
    (globalThis as unknown as Record<string, (text: string) => void>)[bindingName]?.(
      JSON.stringify(click),
    );
  const made = (tag: string, text = "", className = ""): HTMLElement => {
    const element = document.createElement(tag);
    element.textContent = text;
    element.className = className;
    return element;
  };
  const button = (text: string, click: Click): HTMLElement => {
    const element = made("button", text);
    element.onclick = () => send(click);
    return element;
  };
  const barOf = (look: "light" | "dark", index: number): HTMLElement => {
    const { image = "", isTinted = false, title = "", toolTip = "" } = trays[index] ?? {};
    const bar = made("header", "", look);
    const icon = button(title, { kind: "icon", tray: index });
    const picture = document.createElement("img");
    picture.src = image;
    picture.alt = "Sluice";
    if (isTinted) picture.className = "tinted";
    icon.prepend(picture);
    icon.title = toolTip;
    icon.oncontextmenu = (event) => {
      event.preventDefault();
      send({ kind: "menu", tray: index });
    };
    bar.append(made("span", `${look} bar`), button("Menu", { kind: "menu", tray: index }), icon);
    return bar;
  };
  const rowsOf = (items: readonly DrawnItem[], tray: number, above: readonly number[]): Node[] =>
    items.flatMap((item, place): Node[] => {
      const path = [...above, place];
      if (item.type === "separator") return [made("hr")];
      if (item.type === "header" || item.type === "submenu") {
        const head = made("div", item.text, "head");
        if (item.type === "header") return [head];
        head.append(made("kbd", "▸"));
        const group = made("div");
        group.role = "group";
        group.ariaLabel = item.text;
        group.append(...rowsOf(item.items, tray, path));
        return [head, group];
      }
      const row = button(item.text, { kind: "item", tray, path });
      const isMarked = item.type === "checkbox" || item.type === "radio";
      row.role = isMarked ? `menuitem${item.type}` : "menuitem";
      if (isMarked) row.ariaChecked = String(item.isChecked);
      if (!item.isEnabled) row.setAttribute("disabled", "");
      if (item.key) row.append(made("kbd", item.key));
      return [row];
    });
  const buttons = (): HTMLElement[] => [...document.querySelectorAll("button")];
  // Drawn anew with every change: the place of the keyboard is kept.
  const focused = buttons().indexOf(document.activeElement as HTMLElement);
  document.body.replaceChildren();
  trays.forEach((tray, index) => {
    const menu = made("section");
    menu.role = "menu";
    menu.append(...rowsOf(tray.items, index, []));
    document.body.append(barOf("light", index), barOf("dark", index));
    document.body.append(
      made("p", tray.toolTip === "" ? "No tooltip" : `Tooltip: ${tray.toolTip}`),
    );
    if (tray.items.length > 0) document.body.append(menu);
    else document.body.append(made("p", "The menu opens with a right click."));
  });
  notifications.forEach(({ actions, body, title }, notification) => {
    const card = made("section");
    card.append(button(`${title}: ${body}`, { kind: "notification", notification }));
    actions.forEach((text, action) => {
      card.append(button(text, { kind: "notification", notification, action }));
    });
    document.body.append(card);
  });
  buttons()[focused]?.focus();
}
