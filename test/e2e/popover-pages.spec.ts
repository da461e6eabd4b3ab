/** The room a page gets: a popover grows for tables and comes back, the first run has a window of its own, an ordinary one is the person's. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright/test";
import type { Running } from "../host/launch.ts";
import { fresh, remember } from "./first-start.ts";
import { expect, test } from "./fixture.ts";
import { click, send } from "./tray-hand.ts";

const shown = (sluice: Running) =>
  sluice.evaluate(({ host, person }) => {
    const [window] = host.windows;
    return (
      window && {
        policy: person.seesApp().policy,
        isVisible: window.isVisible(),
        isFocused: window.isFocused(),
        frame: window._options.frame ?? true,
        bounds: window.getBounds(),
      }
    );
  });
const sizeOf = async (sluice: Running) => {
  const { width = 0, height = 0 } = (await shown(sluice))?.bounds ?? {};
  return [width, height];
};
/** One display with a bar, and the icon on it. */
const setDesk = (sluice: Running, size: readonly [number, number]): Promise<void> =>
  sluice.evaluate(({ person }, [width, height]) => {
    const bounds = { x: 0, y: 0, width, height };
    const workArea = { ...bounds, y: 30, height: height - 30 };
    person.plugsIn([{ id: 1, bounds, workArea, scaleFactor: 1 }]);
    person.seesIconAt({ x: width - 200, y: 0, width: 30, height: 30 });
  }, size);
const isHome = (page: Page) => page.evaluate(() => location.hash === "");

for (const system of ["darwin", "win32"])
  test.describe(system, () => {
    test("a page of tables gets its room beside the icon, and Home its own again", async ({
      start,
    }) => {
      const sluice = await start({ ELECTRON_HOST_PLATFORM: system });
      test.skip(sluice.kind === "electron", "Only a real macOS or Windows has it.");
      const page = await sluice.firstWindow();
      await setDesk(sluice, [1600, 1000]);
      await click(sluice, "open");
      await expect.poll(() => sizeOf(sluice)).toEqual([380, 560]);
      for (const row of ["usage", "settings"]) {
        await click(sluice, row);
        await expect.poll(() => sizeOf(sluice)).toEqual([960, 680]);
        // Clamped to the work area: the icon is closer to the edge than half of it.
        const right = async () => ((await shown(sluice))?.bounds.x ?? 0) + 960;
        await expect.poll(right).toBeLessThanOrEqual(1600);
        expect(await right()).toBeGreaterThan(1560);
        await click(sluice, "status");
        await expect.poll(() => sizeOf(sluice)).toEqual([380, 560]);
        await expect.poll(() => isHome(page)).toBe(true);
      }
    });

    test("it is never larger than the display leaves room for", async ({ start }) => {
      const sluice = await start({ ELECTRON_HOST_PLATFORM: system });
      test.skip(sluice.kind === "electron", "Only a real macOS or Windows has it.");
      await sluice.firstWindow();
      await setDesk(sluice, [800, 600]);
      await click(sluice, "usage");
      const { bounds } = (await shown(sluice)) ?? {};
      await expect.poll(async () => (await sizeOf(sluice))[0]).toBeGreaterThan(700);
      expect(bounds?.width).toBeLessThanOrEqual(800);
      expect(bounds?.height).toBeLessThanOrEqual(570);
    });

    test("the first run has an ordinary window that stays while a key is fetched elsewhere, and Home is beside the icon after it", async ({
      folder,
      start,
    }) => {
      remember(folder, fresh);
      const sluice = await start({ ELECTRON_HOST_PLATFORM: system });
      test.skip(sluice.kind === "electron", "Only a real macOS or Windows has it.");
      const page = await sluice.firstWindow();
      await expect(page).toHaveTitle("Sluice");
      const first = { isVisible: true, frame: true, bounds: { width: 660, height: 600 } };
      await expect.poll(() => shown(sluice)).toMatchObject(first);
      if (system === "darwin") expect(await shown(sluice)).toMatchObject({ policy: "regular" });
      await sluice.evaluate(({ person }) => person.clicksElsewhere());
      await page.keyboard.press("Escape");
      expect(await shown(sluice)).toMatchObject({ ...first, isFocused: false });
      await send(page, { type: "setup.end", isDone: true });
      expect(await shown(sluice)).toMatchObject(first);
      await sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      await expect.poll(() => shown(sluice)).toMatchObject({ isVisible: false, frame: false });
    });

    test("the first run gone through again does not vanish, though it is a popover", async ({
      start,
    }) => {
      const sluice = await start({ ELECTRON_HOST_PLATFORM: system });
      test.skip(sluice.kind === "electron", "Only a real macOS or Windows has it.");
      const page = await sluice.firstWindow();
      await setDesk(sluice, [1600, 1000]);
      await click(sluice, "open");
      await expect.poll(() => sizeOf(sluice)).toEqual([380, 560]);
      await send(page, { type: "setup.go", step: "welcome" });
      await expect.poll(() => sizeOf(sluice)).toEqual([660, 600]);
      await sluice.evaluate(({ person }) => person.clicksElsewhere());
      expect(await shown(sluice)).toMatchObject({ isVisible: true });
      await send(page, { type: "setup.end", isDone: false });
      await expect.poll(() => sizeOf(sluice)).toEqual([380, 560]);
    });
  });

test("an ordinary window keeps what the person made of it, on every page and at the next start", async ({
  folder,
  start,
}) => {
  const first = await start({ ELECTRON_HOST_PLATFORM: "linux" });
  test.skip(first.kind === "electron", "A real desktop places windows by itself.");
  const page = await first.firstWindow();
  await expect.poll(() => sizeOf(first)).toEqual([380, 560]);
  const bounds = { x: 300, y: 120, width: 900, height: 700 };
  // What comes sooner is the desktop's doing, and not kept.
  await expect.poll(() => shown(first)).toMatchObject({ isVisible: true });
  await page.waitForTimeout(1_500);
  await first.evaluate(({ person }, at) => person.putsWindowAt(at), bounds);
  await click(first, "usage");
  await expect.poll(() => page.evaluate(() => location.hash)).toBe("#usage");
  expect(await shown(first)).toMatchObject({ bounds });
  await first.close();
  const file = path.join(folder, "data/window.json");
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ window: bounds });
  const second = await start({ ELECTRON_HOST_PLATFORM: "linux" });
  await second.firstWindow();
  await expect.poll(() => shown(second)).toMatchObject({ bounds });
});
