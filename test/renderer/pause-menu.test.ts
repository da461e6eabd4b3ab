/** The pause as a menu of the window: four choices, all of them by keyboard and by voice, and nothing moves when it opens. */
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { languages } from "../../renderer/copy/language.ts";
import { pauseLengths } from "../../renderer/home/pause.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { useWindow } from "./open-window.ts";
import { verified } from "./snapshots.ts";

const open = useWindow();
const theButton = (page: Page) => page.getByRole("button", { name: "Pause spending" });
const theMenu = (page: Page) => page.getByRole("menu", { name: "Pause spending" });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

test("a voice hears a button that opens a menu, and four choices", async () => {
  const { page } = await open();
  expect(await theButton(page).getAttribute("aria-haspopup")).toBe("menu");
  expect(await theMenu(page).count()).toBe(0);
  await theButton(page).click();
  const heard = await theMenu(page).ariaSnapshot();
  expect(heard.split("\n").map((line) => line.trim())).toEqual([
    '- menu "Pause spending":',
    '- menuitem "15 minutes"',
    '- menuitem "1 hour"',
    '- menuitem "Until tomorrow"',
    '- menuitem "Until I resume"',
  ]);
  expect(await page.locator(".foot").ariaSnapshot()).toContain(
    'button "Pause spending" [expanded]',
  );
});

test("arrows, Home and End go round, Enter chooses", async () => {
  const { commands, page } = await open();
  await theButton(page).focus();
  await page.keyboard.press("ArrowDown");
  expect(await focused(page)).toBe("15 minutes");
  await page.keyboard.press("ArrowUp");
  expect(await focused(page)).toBe("Until I resume");
  await page.keyboard.press("ArrowDown");
  expect(await focused(page)).toBe("15 minutes");
  await page.keyboard.press("End");
  expect(await focused(page)).toBe("Until I resume");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Paused" }).waitFor();
  expect(await commands()).toEqual([
    { type: "route.set", route: "paused", pauseFor: { minutes: 60 } },
  ]);
});

test("Escape closes it and gives the focus back; Tab and a click elsewhere close it, too", async () => {
  const { commands, page } = await open();
  await theButton(page).focus();
  await page.keyboard.press("Enter");
  await theMenu(page).waitFor();
  await page.keyboard.press("Escape");
  await theMenu(page).waitFor({ state: "hidden" });
  expect(await focused(page)).toBe("Pause");
  await page.keyboard.press("ArrowUp");
  expect(await focused(page)).toBe("Until I resume");
  await page.keyboard.press("Tab");
  await theMenu(page).waitFor({ state: "hidden" });
  expect(await focused(page)).toBe("Usage");
  await theButton(page).click();
  await theMenu(page).waitFor();
  await page.locator(".today").click();
  await theMenu(page).waitFor({ state: "hidden" });
  expect(await commands()).toEqual([]);
});

test("each choice says how long", async () => {
  const asked = [];
  for (const at of pauseLengths.keys()) {
    const { commands, page } = await open();
    await theButton(page).click();
    await theMenu(page).getByRole("menuitem").nth(at).click();
    await page.getByRole("heading", { name: "Paused" }).waitFor();
    asked.push(...(await commands()));
  }
  const paused = { type: "route.set", route: "paused" };
  expect(asked).toEqual([
    { ...paused, pauseFor: { minutes: 15 } },
    { ...paused, pauseFor: { minutes: 60 } },
    { ...paused, pauseFor: "today" },
    paused,
  ]);
});

test.each([190, 320, 380, 900])(
  "at %i pixels it stands in the window, moves nothing and clips no word",
  async (width) => {
    const { page } = await open({ width });
    for (const language of languages) {
      await page.evaluate(
        (state) => (globalThis as unknown as FarEndWindow).farEnd.publish(state),
        { ...verified, settings: { ...verified.settings, language } },
      );
      await page.locator(`html[lang=${language}]`).waitFor();
      const button = page.locator("[aria-haspopup=menu]");
      const before = await page.locator(".foot").boundingBox();
      await button.click();
      const menu = page.getByRole("menu");
      const box = await menu.boundingBox();
      const isClipped = await menu.evaluate((it) => it.scrollWidth > it.clientWidth);
      expect(await page.locator(".foot").boundingBox()).toEqual(before);
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect(box?.y).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      const { y = 0 } = (await button.boundingBox()) ?? {};
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(y + 1);
      expect(isClipped, `${language} at ${width}`).toBe(false);
      await page.keyboard.press("Escape");
    }
  },
);
