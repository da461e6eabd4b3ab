/** Going from page to page: by the words beside and under them, by Back and Escape, and where the focus is then. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import type { WindowPage } from "../../preload/contract/command.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { scenes } from "./scenes.ts";
import { verified } from "./snapshots.ts";

const open = useWindow();
const pages = ["usage", "requests", "checks", "gateway", "settings"] as const;
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent);
const address = (page: Page) => page.evaluate(() => location.hash);
const words = (page: Page) => page.getByRole("navigation", { name: "Pages" });
const menuAsks = (page: Page, to: WindowPage) =>
  page.evaluate((asked) => (globalThis as unknown as FarEndWindow).farEnd.turnTo(asked), to);
const titles = {
  ...{ usage: "Usage", requests: "Requests", checks: "Checks" },
  ...{ gateway: "Cloudflare", settings: "Settings" },
};

describe("in a wide window", () => {
  test("six words stand beside every page, and the one that is seen is said and drawn", async () => {
    const { page } = await open({ width: 960 });
    expect(await words(page).getByRole("button").allInnerTexts()).toEqual([
      "Home",
      "Usage",
      "Requests",
      "Checks",
      "Cloudflare",
      "Settings",
    ]);
    for (const at of pages) {
      await words(page).getByRole("button", { name: titles[at] }).click();
      await page.getByRole("heading", { name: titles[at], level: 1, exact: true }).waitFor();
      expect(await address(page)).toBe(`#${at}`);
      const current = words(page).locator("[aria-current=page]");
      expect(await current.allInnerTexts()).toEqual([titles[at]]);
      const mark = await current.evaluate((it) => {
        const { fontWeight } = getComputedStyle(it);
        return { fontWeight, bar: getComputedStyle(it, "::before").inlineSize };
      });
      expect(mark).toEqual({ fontWeight: "600", bar: "3px" });
      expect(await page.locator(".back").isVisible()).toBe(false);
    }
    await words(page).getByRole("button", { name: "Home" }).click();
    await page.getByRole("switch").and(page.locator(":focus")).waitFor();
    expect(await address(page)).toBe("");
  });

  test("Home leaves to them what its footer leads to in a narrow one", async () => {
    const { page } = await open({ width: 960 });
    expect(await page.locator(".foot-row > button").allInnerTexts()).toEqual(["Pause"]);
    await page.setViewportSize({ width: 380, height: 560 });
    expect(await page.locator(".foot-row > button").allInnerTexts()).toEqual([
      "Pause",
      "Usage",
      "Settings",
    ]);
    expect(await words(page).count()).toBe(0);
  });

  test("OpenClaw’s page is a part of the settings, and has a way back", async () => {
    const { page } = await open({ width: 960 });
    await page.locator(".door").click();
    expect(await words(page).locator("[aria-current]").allInnerTexts()).toEqual(["Settings"]);
    expect(await words(page).locator("[aria-current=page]").count()).toBe(0);
    await page.getByRole("button", { name: "Back" }).click();
    await page.locator(".door:focus").waitFor();
  });
});

describe("in a narrow window", () => {
  test("Home’s footer leads to Usage and Settings, and from there to all the others", async () => {
    const { page } = await open();
    await page.getByRole("button", { name: "Usage", exact: true }).click();
    expect(await words(page).getByRole("button").allInnerTexts()).toEqual(Object.values(titles));
    for (const at of [...pages.slice(1), "usage"] as const) {
      await words(page).getByRole("button", { name: titles[at] }).click();
      await page.locator("h1:focus", { hasText: titles[at] }).waitFor();
      expect(await words(page).locator("[aria-current=page]").allInnerTexts()).toEqual([
        titles[at],
      ]);
    }
    await page.getByRole("button", { name: "Back" }).click();
    await page.locator(".foot button:focus", { hasText: "Usage" }).waitFor();
  });

  test("the words are reached after the page, as they are seen", async () => {
    const { page } = await open({ at: "checks" });
    const last = await page.evaluate(
      () => [...document.querySelectorAll("button")].at(-1)?.textContent,
    );
    expect(last).toBe("Settings");
  });
});

describe("the focus", () => {
  test("is on the name of the page that opened, and Escape takes it back to what opened it", async () => {
    const { page } = await open();
    await page.getByRole("button", { name: "Settings", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.locator("h1:focus", { hasText: "Settings" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".foot button:focus", { hasText: "Settings" }).waitFor();
  });

  test("finds its control again in another language", async () => {
    const { page } = await open();
    await page.getByRole("button", { name: "Settings", exact: true }).click();
    await show(page, { ...verified, settings: { ...verified.settings, language: "da" } });
    await page.getByRole("button", { name: "Tilbage" }).click();
    await page.locator(".foot button:focus", { hasText: "Indstillinger" }).waitFor();
  });

  test("goes back over two pages, each to where it was left", async () => {
    const { page } = await open();
    await page.locator(".door").click();
    expect(await focused(page)).toBe("OpenClaw");
    await menuAsks(page, "settings");
    await page.locator("h1:focus", { hasText: "Settings" }).waitFor();
    await page.keyboard.press("Escape");
    // A menu leads straight there: behind it lies Home.
    await page.locator(".door:focus").waitFor();
  });

  test("does not fall to the page when a notice goes away under the hand", async () => {
    const { page } = await open({ scene: "allowanceTold" });
    await page.getByRole("button", { name: "Ignore today" }).click();
    await page.locator(".notice").waitFor({ state: "detached" });
    await page.getByRole("switch").and(page.locator(":focus")).waitFor();
  });

  test("stays where it is when a notice goes away elsewhere", async () => {
    const { page } = await open({ scene: "allowanceTold" });
    await page.getByRole("button", { name: "Usage", exact: true }).focus();
    await show(page, verified);
    await page.locator(".notice").waitFor({ state: "detached" });
    expect(await focused(page)).toBe("Usage");
  });
});

describe("keys", () => {
  test("Escape leaves what is being filled in where it is", async () => {
    const { page } = await open({ at: "requests" });
    const search = page.locator(".settings input").first();
    await search.fill("opus");
    await page.keyboard.press("Escape");
    expect(await address(page)).toBe("#requests");
    await search.fill("");
    await page.keyboard.press("Escape");
    await page.getByRole("switch").waitFor();
  });

  test("⌘ and the comma open the settings from anywhere", async () => {
    const { page } = await open({ at: "usage" });
    await page.keyboard.press("Meta+Comma");
    await page.locator("h1:focus", { hasText: "Settings" }).waitFor();
  });
});

test("the first run stands in Home’s place; a menu shows the settings over it, and Back leads into it again", async () => {
  const { page } = await open({ scene: "verified" });
  const state = { ...verified, setup: { status: "open", step: "welcome", skipped: [] } } as const;
  await show(page, state);
  expect(await page.getByRole("switch", { name: "Route through Cloudflare" }).count()).toBe(0);
  expect(await words(page).count()).toBe(0);
  await menuAsks(page, "settings");
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor({ state: "detached" });
  await show(page, scenes.verified ?? verified);
  await page.getByRole("switch").and(page.locator(":focus")).waitFor();
});

test("practice can be left from Home, where Sluice can start itself anew", async () => {
  const { commands, page } = await open({ scene: "practising" });
  await page.getByRole("button", { name: "Leave practice" }).click();
  expect(await commands()).toEqual([{ type: "app.practice", isOn: false }]);
  await show(page, scenes.practisingForGood ?? verified);
  expect(await page.getByRole("button", { name: "Leave practice" }).count()).toBe(0);
});
