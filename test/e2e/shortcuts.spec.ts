/** Keys that work everywhere: the window, the switch and the pause, given back when they change and when Sluice goes. */
import type { Page } from "playwright/test";
import type { Settings } from "../../preload/contract/state.ts";
import { electronBinary } from "../../scripts/electron.mjs";
import type { Running } from "../host/launch.ts";
import { expect, test } from "./fixture.ts";
import { send, stateOf } from "./tray-hand.ts";

const keys = {
  open: "CommandOrControl+Shift+S",
  route: "Control+Alt+R",
  pause: "Control+Alt+P",
} as const;
const press = (sluice: Running, accelerator: string): Promise<boolean> =>
  sluice.evaluate(({ person }, pressed) => person.pressesKeys(pressed), accelerator);
const choose = (page: Page, shortcuts: Settings["shortcuts"]) =>
  send(page, { type: "settings.save", shortcuts });
const asked = async (page: Page) => (await stateOf(page)).route.asked;
const isUp = (sluice: Running) =>
  sluice.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some((window) => window.isVisible() && !window.isMinimized()),
  );

// Asked of a Sluice that runs, this would start one beside the one a test starts for itself, on the same folder.
test.skip(electronBinary() !== undefined, "A test cannot press keys for the whole desktop.");

test("the switch is turned and the pause begins and ends, whatever has the focus", async ({
  sluice,
  page,
}) => {
  await send(page, { type: "openclaw.link", kind: "own" });
  await send(page, { type: "route.set", route: "cloudflare" });
  await choose(page, keys);
  await expect.poll(() => press(sluice, keys.route)).toBe(true);
  await expect.poll(() => asked(page)).toBe("direct");
  const before = Date.now();
  await press(sluice, keys.pause);
  await expect.poll(() => asked(page)).toBe("paused");
  const { pausedUntil } = (await stateOf(page)).route;
  expect(pausedUntil).toBeGreaterThanOrEqual(before + 60 * 60_000);
  await press(sluice, keys.pause);
  await expect.poll(() => asked(page)).toBe("direct");
});

test("the window is opened", async ({ sluice, page }) => {
  await choose(page, keys);
  await sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => isUp(sluice)).toBe(false);
  await press(sluice, keys.open);
  await expect.poll(() => isUp(sluice)).toBe(true);
});

test("on macOS pressed again they put the window away", async ({ start }) => {
  const sluice = await start({ ELECTRON_HOST_PLATFORM: "darwin" });
  const page = await sluice.firstWindow();
  await choose(page, keys);
  await expect.poll(() => isUp(sluice)).toBe(true);
  await press(sluice, keys.open);
  await expect.poll(() => isUp(sluice)).toBe(false);
  await press(sluice, keys.open);
  await expect.poll(() => isUp(sluice)).toBe(true);
});

test("where there is nothing to switch the window is opened instead", async ({ sluice, page }) => {
  await choose(page, keys);
  await sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => isUp(sluice)).toBe(false);
  await press(sluice, keys.route);
  await expect.poll(() => isUp(sluice)).toBe(true);
});

test("changed keys are given back, and those another program has are named", async ({
  sluice,
  page,
}) => {
  await choose(page, keys);
  await expect.poll(() => press(sluice, keys.route)).toBe(true);
  await sluice.evaluate(({ person }) => person.givesKeysAway("Control+Alt+U"));
  await choose(page, { ...keys, route: "Control+Alt+U" });
  await expect.poll(async () => (await stateOf(page)).desk.shortcutsTaken).toEqual(["route"]);
  expect(await press(sluice, keys.route)).toBe(false);
  await choose(page, { ...keys, route: null });
  await expect.poll(async () => (await stateOf(page)).desk.shortcutsTaken).toEqual([]);
});

test("all of them are given back when Sluice goes", async ({ sluice, page }) => {
  await choose(page, keys);
  await expect.poll(() => press(sluice, keys.pause)).toBe(true);
  await sluice.evaluate(({ app, globalShortcut }) => {
    const { exit } = app;
    app.exit = (code) => {
      const left = Object.values({ open: "CommandOrControl+Shift+S", pause: "Control+Alt+P" });
      exit.call(app, left.some((each) => globalShortcut.isRegistered(each)) ? 9 : code);
    };
    app.quit();
  });
  expect(await sluice.ended).toBe(0);
});
