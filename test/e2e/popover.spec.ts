/** The popover of macOS and Windows: where it opens, what puts it away, and that it stays while a key is fetched elsewhere. */
import type { Page } from "playwright/test";
import type { Running } from "../host/launch.ts";
import { test as base, expect, type Start } from "./fixture.ts";

type System = "darwin" | "win32";
type Desk = { readonly sluice: Running; readonly page: Page };

/** A set-up that is finished, on a system with a popover; the window is hidden and loaded. */
const test = base.extend<{ system: System; desk: Desk }>({
  system: ["darwin", { option: true }],
  desk: async ({ start, system }, use) => use(await settle(start, system)),
});

async function settle(start: Start, system: System): Promise<Desk> {
  const sluice = await start({ ELECTRON_HOST_PLATFORM: system });
  base.skip(
    sluice.kind === "electron",
    "Only a real macOS or Windows has it: test/electron-checklist.md.",
  );
  const first = await sluice.firstWindow();
  const linked = await first.evaluate(async () => [
    await window.sluice.send({ type: "openclaw.link", kind: "own" }),
    await window.sluice.send({ type: "settings.save", language: "en" }),
  ]);
  expect(linked).toEqual([{ ok: true }, { ok: true }]);
  await sluice.evaluate(({ person }, isMac) => {
    const bounds = { x: 0, y: 0, width: 1512, height: 982 };
    person.plugsIn([
      {
        id: 1,
        bounds,
        workArea: isMac ? { ...bounds, y: 37, height: 945 } : { ...bounds, height: 934 },
        scaleFactor: 2,
      },
    ]);
    person.seesIconAt(
      isMac ? { x: 1000, y: 0, width: 30, height: 37 } : { x: 1200, y: 942, width: 24, height: 32 },
    );
  }, system === "darwin");
  // Away from the start: what comes back is placed beside the icon as it is now.
  await putAway(sluice);
  await expect.poll(() => shown(sluice)).toMatchObject({ isVisible: false, frame: false });
  return { sluice, page: await sluice.firstWindow() };
}

const putAway = (sluice: Running): Promise<void> =>
  sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

const shown = (sluice: Running) =>
  sluice.evaluate(({ host, person }) => {
    const [window] = host.windows;
    return (
      window && {
        ...person.seesApp(),
        count: host.windows.length,
        isVisible: window.isVisible(),
        isFocused: window.isFocused(),
        frame: window._options.frame ?? true,
        skipTaskbar: window._options.skipTaskbar ?? false,
        bounds: window.getBounds(),
        layer: window._layer,
      }
    );
  });

const click = (sluice: Running): Promise<void> =>
  sluice.evaluate(({ person }) => person.clicksIcon());
const turnAway = (sluice: Running): Promise<void> =>
  sluice.evaluate(({ person }) => person.clicksElsewhere());
const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute("role") ?? null);

for (const system of ["darwin", "win32"] as const)
  test.describe(system, () => {
    test.use({ system });

    test("a click opens it beside the icon with the focus on the switch; a second puts it away", async ({
      desk: { sluice, page },
    }) => {
      await click(sluice);
      const expected = system === "darwin" ? { x: 825, y: 42 } : { x: 1022, y: 374 };
      await expect
        .poll(() => shown(sluice))
        .toMatchObject({
          count: 1,
          isVisible: true,
          isFocused: true,
          skipTaskbar: true,
          bounds: { ...expected, width: 380, height: 560 },
          layer: {
            isOnTop: system === "win32",
            isOnAllWorkspaces: system === "darwin",
            isOnFullScreen: system === "darwin",
          },
        });
      await expect.poll(() => focused(page)).toBe("switch");
      // The press takes the focus first, which hides it; the click of the same press must not bring it back.
      await click(sluice);
      expect(await shown(sluice)).toMatchObject({ isVisible: false });
      await expect
        .poll(async () => {
          await click(sluice);
          return (await shown(sluice))?.isVisible;
        })
        .toBe(true);
    });

    test("the focus going elsewhere puts it away, and Esc does", async ({
      desk: { sluice, page },
    }) => {
      await click(sluice);
      await turnAway(sluice);
      expect(await shown(sluice)).toMatchObject({ isVisible: false, isAppHidden: false });
      expect(await page.evaluate(() => document.visibilityState)).toBe("hidden");
      await sluice.evaluate(({ person }) => person.opensTheAppAgain());
      expect(await shown(sluice)).toMatchObject({ isVisible: true });
      await page.keyboard.press("Escape");
      // macOS gives the focus back only when the whole app hides.
      await expect
        .poll(() => shown(sluice))
        .toMatchObject({ isVisible: false, isAppHidden: system === "darwin" });
      await click(sluice);
      expect(await shown(sluice)).toMatchObject({ isVisible: true, isFocused: true });
      await expect.poll(() => focused(page)).toBe("switch");
    });

    test("in the settings it stays behind the browser, over nothing; Esc leads home first", async ({
      desk: { sluice, page },
    }) => {
      await click(sluice);
      await page.getByRole("button", { name: "Settings" }).click();
      await expect.poll(() => page.evaluate(() => location.hash)).toBe("#settings");
      await turnAway(sluice);
      expect(await shown(sluice)).toMatchObject({
        isVisible: true,
        isFocused: false,
        layer: { isOnTop: false, isOnAllWorkspaces: false, isOnFullScreen: false },
      });
      await page.waitForTimeout(300);
      await click(sluice);
      expect(await shown(sluice)).toMatchObject({ isVisible: true, isFocused: true });
      await page.keyboard.press("Escape");
      await expect(page.getByRole("switch", { name: "Route through Cloudflare" })).toBeVisible();
      await expect(page.getByRole("button", { name: "Settings" })).toBeFocused();
      expect(await shown(sluice)).toMatchObject({ isVisible: true });
      await page.keyboard.press("Escape");
      await expect.poll(() => shown(sluice)).toMatchObject({ isVisible: false });
    });

    test("a click that leaves the focus where it is puts it away, too", async ({
      desk: { sluice },
    }) => {
      await click(sluice);
      await sluice.evaluate(({ person }) => person.clicksIcon("left", false));
      expect(await shown(sluice)).toMatchObject({ isVisible: false });
      await sluice.evaluate(({ person }) => person.clicksIcon("left", false));
      expect(await shown(sluice)).toMatchObject({ isVisible: true });
    });

    test("it moves with its icon when a display comes, changes or is pulled out", async ({
      desk: { sluice },
    }) => {
      await click(sluice);
      const plugIn = (ids: readonly number[], top: number): Promise<void> =>
        sluice.evaluate(
          ({ person }, [wanted, bar]) => {
            const [last = 1] = wanted.slice(-1);
            person.seesIconAt({ x: (last - 1) * 1000 + 500, y: 0, width: 30, height: bar });
            person.plugsIn(
              wanted.map((id) => {
                const bounds = { x: (id - 1) * 1000, y: 0, width: 1000, height: 800 };
                const workArea = { ...bounds, y: bar, height: 800 - bar };
                return { id, bounds, workArea, scaleFactor: 1 };
              }),
            );
          },
          [ids, top] as const,
        );
      const place = async () => {
        const { x = 0, y = 0 } = (await shown(sluice))?.bounds ?? {};
        return [x, y];
      };
      const gap = system === "darwin" ? 5 : 0;
      await plugIn([1, 2], 24);
      expect(await place()).toEqual([1325, 24 + gap]);
      await plugIn([1, 2], 48);
      expect(await place()).toEqual([1325, 48 + gap]);
      await plugIn([1], 48);
      expect(await place()).toEqual([325, 48 + gap]);
    });
  });

test("macOS: without an icon the app opens as an ordinary window with a place in the Dock", async ({
  desk: { sluice },
}) => {
  expect(await shown(sluice)).toMatchObject({ policy: "accessory" });
  await sluice.evaluate(({ person }) => person.seesIconAt({ x: 0, y: -22, width: 0, height: 0 }));
  await sluice.evaluate(({ person }) => person.opensTheAppAgain());
  await expect
    .poll(() => shown(sluice))
    .toMatchObject({ count: 1, isVisible: true, frame: true, policy: "regular" });
});

test("Esc closes what is open in the page first: a menu, a list", async ({
  desk: { sluice, page },
}) => {
  await click(sluice);
  const isShown = async () => (await shown(sluice))?.isVisible;
  await page.locator('footer [aria-haspopup="menu"]').click();
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  expect(await isShown()).toBe(true);
  await page.locator("footer select").click();
  await expect(page.locator("select:open")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page.locator("select:open")).toHaveCount(0);
  expect(await isShown()).toBe(true);
  await page.keyboard.press("Escape");
  await expect.poll(isShown).toBe(false);
});

test("a right click opens the menu alone", async ({ desk: { sluice } }) => {
  await click(sluice);
  await sluice.evaluate(({ person }) => person.clicksIcon("right"));
  expect(await shown(sluice)).toMatchObject({ isVisible: false });
});

test("the lock screen puts it away, and waking asks the app to catch up", async ({
  desk: { sluice },
}) => {
  await click(sluice);
  await sluice.evaluate(({ powerMonitor }) => powerMonitor.emit("lock-screen"));
  expect(await shown(sluice)).toMatchObject({ isVisible: false });
  expect(await sluice.evaluate(({ powerMonitor }) => powerMonitor.listenerCount("resume"))).toBe(1);
});

test("developer tools may take the focus", async ({ desk: { sluice } }) => {
  await click(sluice);
  await sluice.evaluate(({ host }) => {
    const contents = host.windows[0]?.webContents;
    contents?.openDevTools();
    if (contents) contents._isDevToolsFocused = true;
  });
  await turnAway(sluice);
  expect(await shown(sluice)).toMatchObject({ isVisible: true });
});

test("Settings in the menu opens the settings, Open leaves them open, the first row leads home", async ({
  desk: { sluice, page },
}) => {
  const choose = (id: string): Promise<void> =>
    sluice.evaluate(({ host, person }, wanted) => {
      person.clicksIcon("right");
      const item = host.trays[0]?._shown.menu?.getMenuItemById(wanted);
      if (!item) throw new Error(`The menu has no ${wanted}.`);
      item.click();
    }, id);
  await choose("settings");
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  await choose("open");
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  const field = page.locator("input:not([type=radio], [type=checkbox])").first();
  await field.fill("half a key");
  await choose("status");
  await page.keyboard.press("Escape");
  await expect(field).toHaveValue("half a key");
  await field.fill("");
  await choose("status");
  await expect(page.getByRole("switch", { name: "Route through Cloudflare" })).toBeFocused();
  await page.keyboard.press("Meta+,");
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
});
