/** A small page with what the desktop would show: tray icons with their menus, and notifications; a click there is a click. */
import { theBrowser } from "./browser.ts";
import { host } from "./host.ts";
import type { Menu } from "./menu.ts";

/** What the page draws; `item` and `tray` are places in the lists of `host`. */
type Drawn = {
  readonly trays: readonly {
    readonly image: string;
    readonly toolTip: string;
    readonly title: string;
    readonly items: readonly {
      readonly label: string;
      readonly type: string;
      readonly checked: boolean;
    }[];
  }[];
  readonly notifications: readonly { readonly title: string; readonly body: string }[];
};
type Click =
  | { readonly kind: "tray"; readonly tray: number }
  | { readonly kind: "menu"; readonly tray: number }
  | { readonly kind: "item"; readonly tray: number; readonly item: number }
  | { readonly kind: "notification"; readonly notification: number };

const binding = "__deskClick";
/** Playwright must not take this page for a window of the app. */
export const deskTitle = "Tray and notifications (stand-in)";
const html = `<!doctype html><html lang="en"><title>${deskTitle}</title><style>
  body { font: 13px/1.5 system-ui, sans-serif; margin: 0; background: #e4e8e9; color: #11181a }
  header { display: flex; gap: 8px; justify-content: end; align-items: center; background: #fff; padding: 4px 12px }
  section { margin: 4px 12px; background: #fff; border-radius: 8px; padding: 6px 0; box-shadow: 0 2px 8px #0003 }
  button { all: unset; box-sizing: border-box; cursor: default; padding: 2px 12px }
  section > button { display: block; width: 100%; padding-inline-start: 28px; position: relative }
  button:hover, button:focus-visible { background: #0b6b74; color: #fff }
  [aria-checked="true"]::before { content: "✓"; position: absolute; inset-inline-start: 10px }
  hr { border: 0; border-top: 1px solid #dfe4e5; margin: 4px 12px }
  p { margin: 0; padding: 2px 12px; color: #465255 }
</style><body>`;

let isOpen = false;

/** Opened with the first tray, where somebody looks on. */
export function openDesk(): void {
  if (isOpen || !(host.isHeaded || process.env.ELECTRON_HOST_DESK === "1")) return;
  isOpen = true;
  // Without a browser the app ends anyway, and says why.
  open().catch(() => {});
}

async function open(): Promise<void> {
  const page = await (await theBrowser()).open(360, 420);
  page.on("Runtime.bindingCalled", (event) => {
    if (event.name === binding) clicked(JSON.parse(String(event.payload)) as Click);
  });
  await page.send("Page.enable");
  await page.send("Runtime.enable");
  await page.send("Runtime.addBinding", { name: binding });
  const { frameTree } = await page.send("Page.getFrameTree");
  const { frame } = frameTree as { readonly frame: { readonly id: string } };
  await page.send("Page.setDocumentContent", { frameId: frame.id, html });
  host.changed = () => {
    const expression = `(${draw})(${JSON.stringify(drawn())}, ${JSON.stringify(binding)})`;
    // The page may have been closed: then nobody looks on.
    page.send("Runtime.evaluate", { expression }).catch(() => {});
  };
  host.changed();
}

const itemsOf = (menu: Menu | null) => menu?.items.filter((item) => item.visible) ?? [];

function drawn(): Drawn {
  return {
    trays: host.trays.map(({ _shown: { image, toolTip, title, menu } }) => ({
      image: image.toDataURL(),
      toolTip,
      title,
      items: itemsOf(menu).map(({ label, type, checked }) => ({ label, type, checked })),
    })),
    notifications: host.notifications.map(({ title, body }) => ({ title, body })),
  };
}

function clicked(click: Click): void {
  if (click.kind === "notification") {
    host.notifications[click.notification]?.emit("click");
    return;
  }
  const tray = host.trays[click.tray];
  if (click.kind === "tray") tray?.emit("click");
  else if (click.kind === "menu") tray?.emit("right-click");
  else itemsOf(tray?._shown.menu ?? null)[click.item]?.click();
}

/** As text in the page. */
function draw({ trays, notifications }: Drawn, bindingName: string): void {
  const send = (click: Click): void =>
    (globalThis as unknown as Record<string, (text: string) => void>)[bindingName]?.(
      JSON.stringify(click),
    );
  const button = (label: string, click: Click): HTMLButtonElement => {
    const made = document.createElement("button");
    made.textContent = label;
    made.onclick = () => send(click);
    return made;
  };
  document.body.replaceChildren();
  trays.forEach((tray, index) => {
    const bar = document.createElement("header");
    const icon = button(tray.title, { kind: "tray", tray: index });
    const image = document.createElement("img");
    image.src = tray.image;
    icon.prepend(image);
    icon.title = tray.toolTip;
    icon.oncontextmenu = (event) => {
      event.preventDefault();
      send({ kind: "menu", tray: index });
    };
    bar.append(button("Menu", { kind: "menu", tray: index }), icon);
    const menu = document.createElement("section");
    tray.items.forEach((item, place) => {
      if (item.type === "separator") {
        menu.append(document.createElement("hr"));
        return;
      }
      const row = button(item.label, { kind: "item", tray: index, item: place });
      if (item.type === "checkbox") row.role = "menuitemcheckbox";
      if (item.type === "checkbox") row.ariaChecked = String(item.checked);
      menu.append(row);
    });
    const tip = document.createElement("p");
    tip.textContent = tray.toolTip;
    document.body.append(bar, menu, tip);
  });
  notifications.forEach(({ title, body }, index) => {
    const card = document.createElement("section");
    card.append(button(`${title}: ${body}`, { kind: "notification", notification: index }));
    document.body.append(card);
  });
}
