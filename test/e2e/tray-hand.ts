/** A hand and an eye at the tray of the stand-in: what it shows, and a click on a row of its menu. */
import type { Page } from "playwright/test";
import type { Command, Reply } from "../../preload/contract/command.ts";
import type { AppState } from "../../preload/contract/state.ts";
import type { Running } from "../host/launch.ts";

type Row = {
  readonly id: string;
  readonly type: string;
  /** As a person reads it. */
  readonly text: string;
  readonly checked: boolean;
  readonly key: string;
  readonly rows: readonly Row[];
};

export type Shown = {
  readonly toolTip: string;
  readonly title: string;
  readonly isDrawn: boolean;
  readonly picture: string;
  /** Of the first level, lines as "—". */
  readonly ids: readonly string[];
  readonly rows: readonly Row[];
};

/** Where the menu is popped up, it is asked for first. */
export const shownIn = (sluice: Running): Promise<Shown> =>
  sluice.evaluate(({ host }) => {
    const [tray] = host.trays;
    if (!tray) throw new Error("There is no tray.");
    if (process.platform !== "linux") tray.emit("right-click");
    const { image, menu, title, toolTip } = tray._shown;
    const rowsOf = (shown: typeof menu | undefined): Row[] =>
      shown?.items.map((item) => ({
        id: item.type === "separator" ? "—" : item.id,
        type: item.type,
        text: item._text,
        checked: item.checked,
        key: item.accelerator ?? "",
        rows: rowsOf(item.submenu),
      })) ?? [];
    const rows = rowsOf(menu);
    return {
      toolTip,
      title,
      isDrawn: !image.isEmpty(),
      picture: image.toDataURL(),
      ids: rows.map(({ id }) => id),
      rows,
    };
  });

/** The row of that id, however deep; undefined where there is none. */
export async function rowIn(sluice: Running, id: string): Promise<Row | undefined> {
  const { rows } = await shownIn(sluice);
  return rows.flatMap((row) => [row, ...row.rows]).find((row) => row.id === id);
}

export const click = (sluice: Running, id: string): Promise<void> =>
  sluice.evaluate(({ host }, wanted) => {
    const [tray] = host.trays;
    if (process.platform !== "linux") tray?.emit("right-click");
    const item = tray?._shown.menu?.getMenuItemById(wanted);
    if (!item) throw new Error(`The menu has no ${wanted}.`);
    item.click();
  }, id);

/** The state as the window has it. */
export const stateOf = (page: Page): Promise<AppState> =>
  page.evaluate(() => new Promise((resolve) => window.sluice.watch(resolve)));

export const send = (page: Page, command: Command): Promise<Reply> =>
  page.evaluate((asked) => window.sluice.send(asked), command);
