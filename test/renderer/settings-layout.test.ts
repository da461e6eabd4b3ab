/** How the settings stand: no text leaves them, every control is seen and reached, their contents lead where they say. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { languages } from "../../renderer/copy/language.ts";
import { axeFaults } from "./axe.ts";
import { inLanguage, outside, outsideIn, rings, show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { settingsScenes } from "./settings-scenes.ts";
import { verified } from "./snapshots.ts";

const open = useWindow();
const full = settingsScenes.settings ?? verified;

/** Everything that is shown before it is done, and every form. */
async function openForms(page: Page): Promise<void> {
  const closed = page.locator("[data-part] :is([data-ask], [data-opens])");
  while ((await closed.count()) > 0) await closed.first().click();
  await page.getByRole("radio").last().click();
}

const slowMs = 120_000;

test.each([320, 720])(
  "at %i pixels nothing leaves the settings sideways, in any language and scene",
  async (width) => {
    const { page } = await open({ at: "settings", width });
    for (const language of languages)
      expect(await outsideIn(page, inLanguage(settingsScenes, language))).toEqual([]);
  },
  slowMs,
);

test.each([190, 320, 380, 720, 960, 1200])(
  "at %i pixels nothing does with every form and sheet open, in any language",
  async (width) => {
    const { page } = await open({ scene: "settings", at: "settings", width });
    await openForms(page);
    for (const language of languages) {
      await show(page, { ...full, settings: { ...full.settings, language } });
      expect(await outside(page), language).toEqual([]);
    }
  },
  slowMs,
);

test("no word is cut off where it stands beside a control", async () => {
  const { page } = await open({ at: "settings", width: 320 });
  for (const language of languages) {
    await show(page, { ...full, settings: { ...full.settings, language } });
    const cut = await page
      .locator("[data-part] :is(p, h2, h3, dt, dd, label, button)")
      .evaluateAll((all) =>
        all.filter((it) => it.scrollWidth > it.clientWidth + 1).map((it) => it.textContent),
      );
    expect(cut, language).toEqual([]);
  }
});

describe("the contents", () => {
  test("name every part in its order and lead the eye and the next Tab there", async () => {
    const { page } = await open({ scene: "settings", at: "settings", width: 960, height: 700 });
    const contents = page.getByRole("navigation", { name: "On this page" });
    const heads = await page
      .locator("[data-part]")
      .evaluateAll((all) => all.map((part) => part.querySelector("h2")?.textContent ?? ""));
    const names = await contents.getByRole("button").allInnerTexts();
    expect(names).toHaveLength(heads.length);
    expect(names.filter((name, at) => !heads[at]?.startsWith(name))).toEqual([]);
    await contents.getByRole("button", { name: "Keyboard shortcuts" }).press("Enter");
    const head = page.getByRole("heading", { name: "Keyboard shortcuts" });
    await head.and(page.locator(":focus")).waitFor();
    expect((await head.boundingBox())?.y).toBeLessThan(160);
    // Only the page's own part has scrolled: its head is where it was.
    expect((await page.getByRole("heading", { level: 1 }).boundingBox())?.y).toBeGreaterThan(0);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await contents
      .getByRole("button", { name: "Keyboard shortcuts" })
      .and(page.locator("[aria-current=location]"))
      .waitFor();
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").getAttribute("aria-label")).toContain("Open Sluice");
  });

  test("are a list to choose from in a narrow window", async () => {
    const { page } = await open({ scene: "settings", at: "settings", width: 380 });
    expect(await page.getByRole("navigation", { name: "On this page" }).count()).toBe(0);
    await page.getByRole("button", { name: "Go to" }).click();
    await page.getByRole("menuitem", { name: "Diagnostics" }).click();
    await page.locator("[data-part=diagnostics] h2").and(page.locator(":focus")).waitFor();
    expect((await page.locator("[data-part=diagnostics]").boundingBox())?.y).toBeLessThan(300);
    // It stays in reach.
    expect((await page.getByRole("button", { name: "Go to" }).boundingBox())?.y).toBeLessThan(60);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
});

test(
  "focus is drawn on every control, each is 24 pixels high, and none of them is primary",
  async () => {
    const { page } = await open({ at: "settings", width: 720, height: 900 });
    const english = { language: "en", theme: "light" } as const;
    for (const scene of ["settingsMac", "settingsBare", "settings"]) {
      const state = settingsScenes[scene] ?? verified;
      await show(page, { ...state, settings: { ...state.settings, ...english } });
      if (scene === "settings") await openForms(page);
      expect([...new Set(await rings(page))], scene).toEqual(["ring"]);
      const low = await page
        .locator("[data-part] :is(button, select, .field input, label.option)")
        .evaluateAll((all) => all.filter((it) => it.getBoundingClientRect().height < 24).length);
      expect(low, scene).toBe(0);
      expect(await page.locator(".primary").count(), scene).toBe(0);
    }
  },
  slowMs,
);

test(
  "axe finds nothing in any scene",
  async () => {
    const { page } = await open({ at: "settings", width: 720, height: 900 });
    for (const [scene, state] of Object.entries(settingsScenes)) {
      await show(page, { ...state, settings: { ...state.settings, language: "en" } });
      expect(await axeFaults(page), scene).toEqual([]);
    }
  },
  slowMs,
);

test.each(["light", "dark"])(
  "axe finds nothing with every form and sheet open (%s)",
  async (theme) => {
    const { page } = await open({ scene: "settings", at: "settings", width: 720, theme });
    await openForms(page);
    expect(await axeFaults(page)).toEqual([]);
  },
  slowMs,
);

test("a notice’s action leads to the place that can mend it", async () => {
  const { page } = await open({ scene: "refused", width: 380 });
  await page.getByRole("button", { name: "Gateway token…" }).click();
  const field = page.getByLabel("Gateway token", { exact: true });
  await field.and(page.locator(":focus")).waitFor();
  expect(await field.getAttribute("type")).toBe("password");
});
