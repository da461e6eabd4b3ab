/** The tray's menu is a second face of the same state: what it says holds, and what is clicked there happens. */
import type { Page } from "playwright/test";
import type { AppState } from "../../preload/contract/state.ts";
import type { Running } from "../host/launch.ts";
import { expect, test } from "./fixture.ts";

test.beforeEach(({ sluice }) => {
  test.skip(sluice.kind === "electron", "Electron does not tell what its tray shows.");
});

type Shown = {
  readonly toolTip: string;
  readonly isDrawn: boolean;
  readonly picture: string;
  readonly ids: readonly string[];
  readonly labels: readonly string[];
  readonly isChecked: boolean | null;
};

const shownIn = (sluice: Running): Promise<Shown> =>
  sluice.evaluate(({ host }) => {
    const [tray] = host.trays;
    if (!tray) throw new Error("There is no tray.");
    const { image, menu, toolTip } = tray._shown;
    const items = menu?.items ?? [];
    return {
      toolTip,
      isDrawn: !image.isEmpty(),
      picture: image.toDataURL(),
      ids: items.map(({ id, type }) => id || type),
      labels: items.map(({ label }) => label),
      isChecked: items.find(({ id }) => id === "toggle")?.checked ?? null,
    };
  });

const click = (sluice: Running, id: string): Promise<void> =>
  sluice.evaluate(({ host }, wanted) => {
    const item = host.trays[0]?._shown.menu?.getMenuItemById(wanted);
    if (!item) throw new Error(`The menu has no ${wanted}.`);
    item.click();
  }, id);

const routeOf = (page: Page): Promise<AppState["route"]["asked"]> =>
  page.evaluate(
    () => new Promise((resolve) => window.sluice.watch(({ route }) => resolve(route.asked))),
  );

test("the menu begins with the state and the spend and ends with Open and Quit", async ({
  sluice,
  page,
}) => {
  await expect(page).toHaveTitle("Sluice");
  const { ids, labels, isDrawn, toolTip } = await shownIn(sluice);
  expect(ids.slice(0, 3)).toEqual(["status", "spend", "separator"]);
  expect(ids.slice(-3)).toEqual(["open", "separator", "quit"]);
  expect(labels.slice(0, 2).every((label) => label.length > 3)).toBe(true);
  expect(labels.join()).not.toContain("$0");
  expect(isDrawn).toBe(true);
  expect(toolTip.length).toBeGreaterThan(0);
  expect(toolTip.length).toBeLessThan(64);
});

test("the check item turns routing off and on again, and the picture follows", async ({
  sluice,
  page,
}) => {
  await page.evaluate(async () => {
    await window.sluice.send({ type: "openclaw.link", kind: "own" });
    await window.sluice.send({ type: "route.set", route: "cloudflare" });
  });
  await expect.poll(async () => (await shownIn(sluice)).ids).toContain("pause");
  const on = await shownIn(sluice);
  expect(on.isChecked).toBe(true);
  await click(sluice, "toggle");
  await expect.poll(() => routeOf(page)).toBe("direct");
  await expect.poll(async () => (await shownIn(sluice)).isChecked).toBe(false);
  expect((await shownIn(sluice)).picture).not.toBe(on.picture);
  await click(sluice, "toggle");
  await expect.poll(() => routeOf(page)).toBe("cloudflare");
  await expect.poll(async () => (await shownIn(sluice)).isChecked).toBe(true);
});

test("what the window changes, the tray shows: paused, and resumed to the route before", async ({
  sluice,
  page,
}) => {
  await page.evaluate(() => window.sluice.send({ type: "route.set", route: "direct" }));
  await expect.poll(async () => (await shownIn(sluice)).isChecked).toBe(false);
  const before = await shownIn(sluice);
  await page.evaluate(() => window.sluice.send({ type: "route.set", route: "paused" }));
  await expect.poll(async () => (await shownIn(sluice)).ids).toContain("resume");
  const paused = await shownIn(sluice);
  expect(paused.ids).not.toContain("toggle");
  expect(paused.picture).not.toBe(before.picture);
  expect(paused.toolTip).not.toBe(before.toolTip);
  await click(sluice, "resume");
  await expect.poll(() => routeOf(page)).toBe("direct");
  await expect.poll(async () => (await shownIn(sluice)).ids).toContain("toggle");
});

test("the tray speaks the language of the settings", async ({ sluice, page }) => {
  const openLabel = async (): Promise<string | undefined> => (await shownIn(sluice)).labels.at(-3);
  await page.evaluate(() => window.sluice.send({ type: "settings.save", language: "en" }));
  await expect.poll(openLabel).toBe("Open Sluice");
  await page.evaluate(() => window.sluice.send({ type: "settings.save", language: "nl" }));
  await expect.poll(openLabel).not.toBe("Open Sluice");
});

test("Open and a click on the icon bring the window back", async ({ sluice, page }) => {
  await expect(page).toHaveTitle("Sluice");
  const putAway = (): Promise<void> =>
    sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  const isThere = (): Promise<boolean | undefined> =>
    sluice.evaluate(({ BrowserWindow }) => {
      const [shown] = BrowserWindow.getAllWindows();
      return shown?.isVisible() && !shown.isMinimized();
    });
  await putAway();
  await expect.poll(isThere).toBe(false);
  await click(sluice, "open");
  await expect.poll(isThere).toBe(true);
  await putAway();
  await expect.poll(isThere).toBe(false);
  await sluice.evaluate(({ host }) => host.trays[0]?.emit("click"));
  await expect.poll(isThere).toBe(true);
});

test("Quit ends Sluice", async ({ sluice, page }) => {
  await expect(page).toHaveTitle("Sluice");
  await click(sluice, "quit");
  expect(await sluice.ended).toBe(0);
});
