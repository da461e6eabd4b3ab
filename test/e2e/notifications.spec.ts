/** A notification says what needs the person, does what its button says, and is not there when nobody wants it. */
import type { Page } from "playwright/test";
import type { Running } from "../host/launch.ts";
import { expect, test } from "./fixture.ts";
import { send, stateOf } from "./tray-hand.ts";

const seen = (sluice: Running) => sluice.evaluate(({ person }) => person.seesNotifications());
const turnAway = (sluice: Running): Promise<void> =>
  sluice.evaluate(({ person }) => person.clicksElsewhere());
/** The whole day's allowance is nothing: it is used up at once. */
const useUp = (page: Page) =>
  send(page, { type: "allowance.set", microUsdPerDay: 0, then: "pause" });

test.beforeEach(async ({ page, sluice }) => {
  test.skip(sluice.kind === "electron", "Electron does not tell what it shows.");
  await send(page, { type: "settings.save", language: "en" });
  await send(page, { type: "openclaw.link", kind: "own" });
  await turnAway(sluice);
});

test("a used-up allowance is told once, and its buttons do what they say", async ({
  page,
  sluice,
}) => {
  await useUp(page);
  await expect.poll(() => seen(sluice)).toHaveLength(1);
  const [notice] = await seen(sluice);
  expect(notice?.title).toMatch(/allowance/i);
  expect(notice?.actions).toEqual(["+ $1 for today", "Ignore the allowance today"]);
  await sluice.evaluate(({ person }) => person.clicksNotification("+ $1 for today"));
  await expect.poll(async () => (await stateOf(page)).allowance.extraMicroUsd).toBe(1_000_000);
  await expect.poll(() => seen(sluice)).toEqual([]);
  expect((await stateOf(page)).allowance.reached).toBe(false);
});

test("it is taken back when its reason has gone", async ({ page, sluice }) => {
  await useUp(page);
  await expect.poll(() => seen(sluice)).toHaveLength(1);
  await send(page, { type: "allowance.ignore" });
  await expect.poll(() => seen(sluice)).toEqual([]);
});

test("a click opens the window at Home, where it stands", async ({ page, sluice }) => {
  await useUp(page);
  await expect.poll(() => seen(sluice)).toHaveLength(1);
  await sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await sluice.evaluate(({ person }) => person.clicksNotification());
  await expect
    .poll(() =>
      sluice.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused()),
    )
    .toBe(true);
  expect(await page.evaluate(() => location.hash)).toBe("");
});

test("nothing is shown to whoever wants none, has quiet hours, or looks at the window", async ({
  page,
  sluice,
}) => {
  const quietEnough = 3_500;
  await send(page, { type: "settings.save", notifications: false });
  await useUp(page);
  await page.waitForTimeout(quietEnough);
  expect(await seen(sluice)).toEqual([]);
  await send(page, { type: "allowance.set", microUsdPerDay: null, then: "tell" });
  const now = new Date();
  const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
  const quietHours = { fromMinute: (minute + 1_400) % 1_440, toMinute: (minute + 120) % 1_440 };
  await send(page, { type: "settings.save", notifications: true, quietHours });
  await useUp(page);
  await page.waitForTimeout(quietEnough);
  expect(await seen(sluice)).toEqual([]);
  // Still true when they end.
  await send(page, { type: "settings.save", quietHours: null });
  await expect.poll(() => seen(sluice)).toHaveLength(1);
  await send(page, { type: "allowance.set", microUsdPerDay: null, then: "tell" });
  await expect.poll(() => seen(sluice)).toEqual([]);
  await sluice.evaluate(({ app }) => app.emit("second-instance"));
  await useUp(page);
  await page.waitForTimeout(quietEnough);
  expect(await seen(sluice)).toEqual([]);
});
