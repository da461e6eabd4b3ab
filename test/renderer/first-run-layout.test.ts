/** The first run in every state, language and width: nothing reaches out, nothing is unnamed, and axe finds nothing. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { languages } from "../../renderer/copy/language.ts";
import { axeFaults } from "./axe.ts";
import { firstRunScenes } from "./first-run-scenes.ts";
import { inLanguage, outsideIn, rings, show, tooFaint } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { verified } from "./snapshots.ts";

const open = useWindow();
const scene = (name: string) => firstRunScenes[name] ?? verified;

describe.each(languages)("in %s", (language) => {
  test("nothing reaches out of the window at any width, in any state", async () => {
    const { page } = await open({ scene: "welcomeRunning", language, height: 600 });
    const states = inLanguage(firstRunScenes, language);
    for (const width of [320, 380, 660, 1200]) {
      await page.setViewportSize({ width, height: 600 });
      expect(await outsideIn(page, states), String(width)).toEqual([]);
    }
  }, 120_000);

  test("nothing reaches out when everything is open that can be", async () => {
    const { page } = await open({ scene: "cloudflareNoneYet", language, width: 320, height: 600 });
    const said = (state: typeof verified) => ({
      ...state,
      settings: { ...state.settings, language },
    });
    const reaching = () => outsideIn(page, null);
    await page.getByRole("radio").check();
    expect(await reaching(), "make").toEqual([]);
    await show(page, said(scene("cloudflarePick")));
    await page.getByRole("radio").first().check();
    expect(await reaching(), "pick").toEqual([]);
    await show(page, said(scene("keyPaste")));
    await page.locator("input[type=password]").fill("cfut_0123456789abcdefghijklmnopqrw2Fd");
    await page.locator(".swapped .problem-line").waitFor();
    expect(await reaching(), "swapped").toEqual([]);
    await page.locator(".fr-moves button").last().press("Enter");
    expect(await reaching(), "missing").toEqual([]);
  }, 60_000);
});

const faultsOf = async (page: Page, names: readonly string[]) => {
  const faults: string[] = [];
  for (const name of names) {
    await show(page, scene(name));
    faults.push(...(await axeFaults(page)).map((fault) => `${name}: ${fault}`));
  }
  return faults;
};

test("axe finds nothing in any state", async () => {
  // Half-way from one tone to another a button has a contrast of its own.
  const { page } = await open({
    ...{ scene: "welcomeRunning", width: 660, height: 600, reducedMotion: "reduce" },
  });
  expect(await faultsOf(page, Object.keys(firstRunScenes))).toEqual([]);
}, 240_000);

test("axe finds nothing where something is typed, swapped or missing", async () => {
  const { page } = await open({ scene: "keyPaste", width: 380, height: 600 });
  await page.locator("input[type=password]").fill("cfut_0123456789abcdefghijklmnopqrw2Fd");
  await page.locator(".swapped .problem-line").waitFor();
  await page.locator(".fr-moves button").last().press("Enter");
  expect(await axeFaults(page)).toEqual([]);
  await show(page, scene("cloudflarePick"));
  await page.getByRole("radio").last().check();
  expect(await axeFaults(page)).toEqual([]);
}, 60_000);

test.each(["light", "dark"] as const)(
  "every text stands out in %s",
  async (theme) => {
    const { page } = await open({ scene: "welcomeRunning", theme, width: 660, height: 600 });
    for (const name of [
      "welcomeReady",
      "keyLocked",
      "cloudflarePick",
      "checkConnect",
      "doneReady",
    ]) {
      const state = scene(name);
      await show(page, { ...state, settings: { ...state.settings, theme } });
      expect(await tooFaint(page, 4.5), name).toEqual([]);
    }
  },
  60_000,
);

test("focus is drawn on every control, and each is at least 24 pixels high", async () => {
  const { page } = await open({ scene: "welcomeRunning", width: 660, height: 600 });
  for (const name of ["welcomeRunning", "keyNoKeychain", "cloudflareNoToken", "doneReady"]) {
    await show(page, scene(name));
    expect(new Set(await rings(page)), name).toEqual(new Set(["ring"]));
    for (const control of await page.locator("button, select, a.button").all())
      expect((await control.boundingBox())?.height, name).toBeGreaterThanOrEqual(24);
  }
}, 60_000);

test("at 200 % the way stands below itself and the foot stays in reach", async () => {
  const { page } = await open({ scene: "welcomeRunning", width: 330, height: 300 });
  const foot = await page.locator(".fr-moves button").last().boundingBox();
  expect((foot?.y ?? 999) + (foot?.height ?? 0)).toBeLessThanOrEqual(300);
});
