/** The window by the keyboard alone: where the focus goes when what had it is gone, what Esc closes, what scrolls. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { button, pageOpener } from "./hands.ts";
import { show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { scenes } from "./scenes.ts";
import { profiles, settingsScenes } from "./settings-scenes.ts";
import { snapshot, verified } from "./snapshots.ts";

const open = useWindow();
const openPage = pageOpener(open);
const settings = settingsScenes.settings ?? verified;
const inSettings = (width = 720) => open({ scene: "settings", at: "settings", width });
const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent);
const here = (page: Page) => page.evaluate(() => location.hash);

describe("the focus of something that goes", () => {
  test("stays in the row of a key that was removed, where another can be added", async () => {
    const { page } = await inSettings();
    await button(page, "Remove… Gateway token").focus();
    await press(page, "Enter", "Tab", "Enter");
    const secrets = settings.secrets.filter(({ kind }) => kind !== "aiGateway");
    await show(page, { ...settings, secrets });
    await expect.poll(() => focused(page)).toBe("Add, Gateway token");
  });

  test("goes to the next row where the whole row goes", async () => {
    const { page } = await inSettings();
    await button(page, "Remove… Model key, OpenAI").focus();
    await press(page, "Enter", "Tab", "Enter");
    const secrets = settings.secrets.filter(({ provider }) => provider !== "openai");
    await show(page, { ...settings, secrets });
    await expect.poll(() => focused(page)).toBe("Add a key for another provider…");
    await button(page, "Remove… Home").focus();
    await press(page, "Enter", "Tab", "Enter");
    const left = profiles.filter(({ name }) => name !== "Home");
    await show(page, { ...settings, secrets, profiles: left, profile: left[1] ?? null });
    await expect.poll(() => focused(page)).toBe("Show, account ID of Work");
  });

  test("goes to the head of the list where there is no next row, and to the next list with the list", async () => {
    const { page } = await openPage({ scene: "full" });
    const full = scenes.full ?? verified;
    const openclaw = full.models.openclaw;
    const pins = openclaw?.pins ?? [];
    expect(pins.length).toBeGreaterThan(1);
    const withPins = (left: typeof pins) =>
      show(page, snapshot({ models: { openclaw: openclaw && { ...openclaw, pins: left } } }, full));
    await withPins(pins.slice(0, 2));
    const unpin = page.getByRole("button", { name: /^Unpin/ });
    await unpin.nth(1).press("Enter");
    await withPins(pins.slice(0, 1));
    const heads = page.getByRole("heading", { level: 2 });
    const own = await unpin
      .locator("xpath=ancestor::section")
      .getByRole("heading", { level: 2 })
      .innerText();
    await expect.poll(() => focused(page)).toBe(own);
    await unpin.press("Enter");
    await withPins([]);
    const names = await heads.allInnerTexts();
    await expect.poll(() => focused(page)).not.toBe("");
    expect(names).toContain(await focused(page));
  });

  test("goes into the row that takes its place when a link is made", async () => {
    const { page } = await inSettings();
    await button(page, "Clear, Open Sluice").focus();
    await press(page, "Enter");
    await expect.poll(() => focused(page)).toBe("Set, Open Sluice");
  });

  test("goes to the list a search gives back", async () => {
    const { page } = await open({ scene: "usage", at: "requests", width: 960 });
    await page.getByLabel("Search").fill("nothing has this name");
    const all = button(page, "Show all");
    await all.press("Enter");
    await expect.poll(() => focused(page)).toMatch(/^\d\d:\d\d:\d\d$/);
  });

  test("is nobody’s after a click beside everything", async () => {
    const { page } = await inSettings();
    await button(page, "Rename, Work").focus();
    await page
      .locator(".row")
      .first()
      .click({ position: { x: 2, y: 2 } });
    await show(page, { ...settings, secrets: [] });
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  });
});

describe("Esc", () => {
  const notYet = "Not saved yet. Press Esc again to discard it.";

  test("closes the sheet that is open before it leaves the page", async () => {
    const { commands, page } = await inSettings();
    await button(page, "Remove… Home").focus();
    await press(page, "Enter", "Escape");
    await button(page, "Remove… Home").and(page.locator(":focus")).waitFor();
    expect(await here(page)).toBe("#settings");
    await press(page, "Escape");
    await page.getByRole("switch", { name: "Route through Cloudflare" }).waitFor();
    expect(await commands()).toEqual([]);
  });

  test("closes the one the person is in, of several", async () => {
    const { page } = await inSettings();
    for (const name of ["Remove… Home", "Change the port…", "Remove… Work"])
      await button(page, name).press("Enter");
    await page.getByLabel("New port").focus();
    await press(page, "Escape");
    await button(page, "Change the port…").and(page.locator(":focus")).waitFor();
    expect(await page.getByRole("region", { name: "Home", exact: true }).count()).toBe(1);
    await press(page, "Escape");
    await button(page, "Remove… Work").and(page.locator(":focus")).waitFor();
  });

  test("loses nothing that was typed by one press, and says so; by two it does", async () => {
    const { page } = await inSettings();
    await button(page, "Rename, Work").press("Enter");
    await page.keyboard.type("Office");
    await press(page, "Escape");
    expect(await page.getByLabel("Name of the profile").inputValue()).toContain("Office");
    await page.locator(".held", { hasText: notYet }).waitFor();
    await page.locator("[data-voice]", { hasText: notYet }).waitFor();
    // Gone on with, it is not given up by the next one.
    await page.keyboard.type("s");
    expect(await page.locator(".held").count()).toBe(0);
    await press(page, "Escape");
    await page.locator(".held").waitFor();
    await press(page, "Escape");
    await button(page, "Rename, Work").and(page.locator(":focus")).waitFor();
    expect(await here(page)).toBe("#settings");
  });

  test("keeps a form of the page itself, and leads back into it", async () => {
    const { page } = await inSettings();
    const amount = page.getByLabel("Amount in US dollars");
    await amount.fill("7");
    await button(page, "Rename, Work").focus();
    await press(page, "Escape");
    await amount.and(page.locator(":focus")).waitFor();
    await page.locator(".held", { hasText: notYet }).waitFor();
    await amount.press("Enter");
    await page.getByText("Saved.", { exact: true }).waitFor();
    await press(page, "Escape");
    await page.getByRole("switch", { name: "Route through Cloudflare" }).waitFor();
  });
});

describe("keys that scroll", () => {
  const top = (page: Page) => page.locator("main").evaluate((box) => box.scrollTop);

  test("do so on a page that was just opened, without a click into it", async () => {
    const { page } = await open({ at: "usage", scene: "usage", width: 380, height: 400 });
    await page.locator("h1:focus").waitFor();
    const seen: number[] = [];
    for (const key of ["ArrowDown", "PageDown", "Space", "Shift+Space", "End", "PageUp", "Home"]) {
      await press(page, key);
      seen.push(await top(page));
    }
    const [line = 0, one = 0, two = 0, back = 0, end = 0, before = 0, start] = seen;
    expect(line).toBeGreaterThan(0);
    expect(one).toBeGreaterThan(line + 100);
    expect(two).toBeGreaterThan(one);
    expect(back).toBeLessThan(two);
    expect(end).toBeGreaterThan(back);
    expect(before).toBeLessThan(end);
    expect(start).toBe(0);
  });

  test("scroll the list where the page itself stands still, and leave the controls theirs", async () => {
    const { page } = await open({ at: "requests", scene: "usage", width: 960 });
    await page.locator(".request-line").first().waitFor();
    await page.locator("h1:focus").waitFor();
    await press(page, "PageDown");
    const list = () => page.locator(".requests-scroller").evaluate((box) => box.scrollTop);
    expect(await list()).toBeGreaterThan(100);
    await press(page, "Home");
    expect(await list()).toBe(0);
    await page.getByLabel("Search").focus();
    await page.keyboard.type("a b");
    await press(page, "End");
    expect(await list()).toBe(0);
  });
});

test("the parts of the settings are reached by keys in a narrow window, each from the head of the page", async () => {
  const { page } = await inSettings(380);
  await page.locator("h1:focus").waitFor();
  await press(page, "Tab");
  expect(await focused(page)).toBe("Go to");
  await press(page, "Enter");
  const list = page.getByRole("menu", { name: "Go to" });
  await list.waitFor();
  expect(await list.getByRole("menuitem").count()).toBeGreaterThan(12);
  await press(page, "End");
  expect(await focused(page)).toBe("Remove Sluice");
  await press(page, "Enter");
  await page.getByRole("heading", { name: "Remove Sluice" }).and(page.locator(":focus")).waitFor();
  await press(page, "Tab");
  expect(await focused(page)).toBe("Remove everything… Sluice on this computer");
});
