/** A small page with what the desktop would show: tray icons with their menus, and notifications; a click there is a click. */
import { theBrowser } from "./browser.ts";
import { type Click, type Drawn, type DrawnItem, drawDesk } from "./desk-page.ts";
import { host } from "./host.ts";
import type { Menu } from "./menu.ts";

const binding = "__deskClick";
/** Playwright must not take this page for a window of the app. */
export const deskTitle = "Tray and notifications (stand-in)";

let isOpen = false;

/** Opened with the first tray, where somebody looks on. */
export function openDesk(): void {
  if (isOpen || !(host.isHeaded || process.env.ELECTRON_HOST_DESK === "1")) return;
  isOpen = true;
  // Without a browser the app ends anyway, and says why.
  open().catch(() => {});
}

async function open(): Promise<void> {
  const page = await (await theBrowser()).open(400, 720);
  page.on("Runtime.bindingCalled", (event) => {
    if (event.name === binding) clicked(JSON.parse(String(event.payload)) as Click);
  });
  await page.send("Page.enable");
  await page.send("Runtime.enable");
  await page.send("Runtime.addBinding", { name: binding });
  const { frameTree } = await page.send("Page.getFrameTree");
  const { frame } = frameTree as { readonly frame: { readonly id: string } };
  const html = `<!doctype html><html lang="en"><title>${deskTitle}</title><style>${style}</style><body>`;
  await page.send("Page.setDocumentContent", { frameId: frame.id, html });
  host.changed = () => {
    const expression = `(${drawDesk})(${JSON.stringify(drawn())}, ${JSON.stringify(binding)})`;
    // The page may have been closed: then nobody looks on.
    page.send("Runtime.evaluate", { expression }).catch(() => {});
  };
  host.changed();
}

function drawn(): Drawn {
  return {
    trays: host.trays.map(({ _shown: { image, toolTip, title, menu } }) => ({
      image: image.toDataURL(),
      isTinted: image.isTemplateImage(),
      toolTip,
      title,
      items: itemsOf(menu),
    })),
    notifications: standing().map(({ actions, body, title }) => ({
      ...{ title, body },
      actions: actions.map(({ text = "" }) => text),
    })),
  };
}

const standing = () => host.notifications.filter(({ _isStanding }) => _isStanding);

const itemsOf = (menu: Menu | null | undefined): DrawnItem[] =>
  visibleIn(menu).map((item) => ({
    text: item._text,
    type: item.type,
    isChecked: item.checked,
    isEnabled: item.enabled,
    key: (item.accelerator ?? "").replace("Command+", "⌘"),
    items: itemsOf(item.submenu),
  }));

const visibleIn = (menu: Menu | null | undefined) =>
  menu?.items.filter(({ visible }) => visible) ?? [];

function clicked(click: Click): void {
  if (click.kind === "notification") {
    const clicked = standing()[click.notification];
    const { action: actionIndex } = click;
    if (actionIndex === undefined) clicked?.emit("click", {});
    else clicked?.emit("action", { actionIndex, selectionIndex: -1 }, actionIndex, -1);
    clicked?.close();
    return;
  }
  const tray = host.trays[click.tray];
  if (click.kind === "item") {
    const [first = -1, second] = click.path;
    const item = visibleIn(tray?._shown.menu)[first];
    const chosen = second === undefined ? item : visibleIn(item?.submenu)[second];
    tray?._close();
    chosen?.click();
  } else tray?.emit(click.kind === "icon" ? "click" : "right-click");
}

const style = `
  :root { color-scheme: light dark; --edge: light-dark(#dfe4e5, #30373a) }
  body { font: 13px/1.5 system-ui, sans-serif; margin: 0; background: light-dark(#e4e8e9, #0c0e0f);
    color: light-dark(#11181a, #eef2f2) }
  header { display: flex; gap: 8px; justify-content: end; align-items: center; padding: 4px 12px }
  header > span { margin-inline-end: auto; opacity: .7 }
  .light { background: #fff; color: #11181a }
  .dark { background: #1b1f20; color: #eef2f2 }
  .dark .tinted { filter: invert(1) }
  img { inline-size: auto; block-size: 22px; vertical-align: middle; margin-inline-end: 4px }
  section { margin: 6px 12px; background: light-dark(#fff, #272d2e); border-radius: 8px; padding: 6px 0;
    box-shadow: 0 2px 8px #0003 }
  button { all: unset; box-sizing: border-box; cursor: default; padding: 2px 12px; border-radius: 4px }
  section button, .head { display: flex; inline-size: 100%; padding-inline: 28px 12px; position: relative;
    box-sizing: border-box }
  button:hover, button:focus-visible { background: #0b6b74; color: #fff }
  button[disabled], .head { opacity: .65 }
  [role=group] { margin-inline-start: 16px; border-inline-start: 1px solid var(--edge) }
  .head { font-weight: 600 }
  [aria-checked=true]::before { content: "✓"; position: absolute; inset-inline-start: 10px }
  [role=menuitemradio][aria-checked=true]::before { content: "•" }
  kbd { font: inherit; margin-inline-start: auto; opacity: .7 }
  hr { border: 0; border-top: 1px solid var(--edge); margin: 4px 12px }
  p { margin: 0; padding: 2px 12px; opacity: .8 }
`;
