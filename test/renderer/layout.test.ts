/** How the window stands: nothing clips at any width, nothing moves with the route, every wish about motion and colour is kept. */
import { describe, expect, test } from "vitest";
import { languages } from "../../renderer/copy/language.ts";
import { crowdedIn, inLanguage, outside, outsideIn, rings, show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { homeScenes, scenes } from "./scenes.ts";
import { verified } from "./snapshots.ts";

const open = useWindow();

describe.each([190, 320, 380, 720, 900])("at %i pixels", (width) => {
  test("nothing leaves the window sideways, in any language and scene", async () => {
    const { page } = await open({ width });
    for (const language of languages)
      expect(await outsideIn(page, inLanguage(homeScenes, language))).toEqual([]);
    await page.locator(".foot button").last().click();
    for (const language of languages) {
      await show(page, { ...verified, settings: { ...verified.settings, language } });
      expect(await outside(page), `settings in ${language}`).toEqual([]);
      const title = await page.locator(".bar-top h1").boundingBox();
      expect((title?.x ?? 0) + (title?.width ?? 0), language).toBeLessThanOrEqual(width - 8);
    }
  });

  test("what is shortened has the whole of it as its title", async () => {
    const { page } = await open({ width });
    for (const language of languages)
      for (const scene of ["verified", "longNames", "unpriced", "readyToConnect"]) {
        const state = scenes[scene] ?? verified;
        await show(page, { ...state, settings: { ...state.settings, language } });
        const untitled = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>(".clip, .foot select")]
            .filter((it) => it.scrollWidth > it.clientWidth || it.matches("select"))
            .filter((it) => {
              const said = it instanceof HTMLSelectElement ? it.selectedOptions[0] : it;
              const [first = ""] = (said?.textContent ?? "").trim().split(" ");
              return !it.title.includes(first) || it.title === "";
            })
            .map((it) => it.textContent),
        );
        expect(untitled, `${scene} in ${language}`).toEqual([]);
      }
  });
});

const routes = ["verified", "direct", "unproven", "tested", "asked", "paused", "pausedUntil"];
test.each([320, 380, 720])(
  "at %i pixels changing the route moves no block by a pixel, in any language",
  async (width) => {
    const { page } = await open({ width });
    for (const language of languages) {
      const tops: (number | undefined)[] = [];
      for (const scene of routes) {
        const state = scenes[scene] ?? verified;
        await show(page, { ...state, settings: { ...state.settings, language } });
        tops.push((await page.locator(".today").boundingBox())?.y);
      }
      expect(new Set(tops).size, `${language}: ${tops}`).toBe(1);
    }
  },
);

test.each([190, 320, 380])(
  "at %i pixels no label of the flow picture runs into another, in any language and scene",
  async (width) => {
    const { page } = await open({ width });
    for (const language of languages)
      expect(await crowdedIn(page, inLanguage(homeScenes, language))).toEqual([]);
  },
);

test("the footer is one line, zoomed in too, and never shortens an everyday model's name", async () => {
  for (const width of [190, 320, 380]) {
    const { page } = await open({ width });
    const names = new Set<number>();
    for (const language of languages) {
      await show(page, { ...verified, settings: { ...verified.settings, language } });
      const buttons = page.locator(".foot-row > button");
      const lines = await buttons.evaluateAll((all) =>
        all.map((it) => it.getBoundingClientRect().top),
      );
      expect(new Set(lines).size, `${language} at ${width}`).toBe(1);
      names.add((await page.locator(".foot select").boundingBox())?.width ?? 0);
    }
    expect(names.size).toBe(1);
  }
});

test("at 320 pixels everyday models' names are whole, whatever became of the requests", async () => {
  const { page } = await open({ width: 320 });
  for (const language of languages) {
    await show(page, { ...verified, settings: { ...verified.settings, language } });
    const cut = await page
      .locator(".recent .clip")
      .evaluateAll((all) =>
        all.filter((it) => it.scrollWidth > it.clientWidth).map((it) => it.firstChild?.textContent),
      );
    expect(cut, language).toEqual([]);
  }
});

test("a notice without an action leaves no gap where one would be", async () => {
  const { page } = await open({ scene: "deaf" });
  const text = await page.locator(".notice > p").first().boundingBox();
  const code = await page.locator(".notice > .code").boundingBox();
  expect((code?.y ?? 0) - (text?.y ?? 0) - (text?.height ?? 0)).toBeLessThanOrEqual(8);
});

test("every control is at least 24 pixels high, and says its name", async () => {
  const { page } = await open({ scene: "readyToConnect", height: 900 });
  for (const control of await page.locator("button, select, input, summary").all()) {
    const box = await control.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(24);
  }
  expect(await page.locator("main, footer").first().ariaSnapshot()).not.toMatch(/- button(:|$)/m);
});

test("focus is drawn on every control: Home, the pause menu, setting up, the settings", async () => {
  const { page } = await open();
  expect(new Set(await rings(page))).toEqual(new Set(["ring"]));
  await page.locator("[aria-haspopup=menu]").press("ArrowDown");
  expect(new Set(await rings(page))).toEqual(new Set(["ring"]));
  await page.keyboard.press("Escape");
  for (const scene of ["fresh", "keySaved", "readyToConnect", "createFile", "refused"]) {
    await show(page, scenes[scene] ?? verified);
    expect(new Set(await rings(page)), scene).toEqual(new Set(["ring"]));
  }
  await page.locator(".foot button").last().click();
  for (const place of ["account", "modelKey"])
    await page.locator(`[data-place=${place}] button`).first().click();
  expect(new Set(await rings(page))).toEqual(new Set(["ring"]));
});

test("nothing moves for a person who asked for less motion", async () => {
  const { page } = await open({ scene: "refused", reducedMotion: "reduce" });
  const times = await page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((element) => {
      const { animationDuration, transitionDuration } = getComputedStyle(element);
      return [...animationDuration.split(","), ...transitionDuration.split(",")];
    }),
  );
  expect([...new Set(times.map((time) => Number.parseFloat(time)))]).toEqual([0]);
});

test("the theme of the settings wins over the system's, and without one the system's is taken", async () => {
  const surface = async (theme: string) => {
    const { page } = await open({ theme, colorScheme: "dark" });
    return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  };
  expect(await surface("system")).toBe("rgb(29, 34, 35)");
  expect(await surface("light")).toBe("rgb(255, 255, 255)");
});

test("in forced colours the switch still shows its state by shape", async () => {
  const colour = async (scene: string) => {
    const { page } = await open({ scene, forcedColors: "active" });
    return page.evaluate(() => {
      const drawn = document.querySelector(".switch");
      return drawn && getComputedStyle(drawn).backgroundColor;
    });
  };
  expect(await colour("verified")).not.toBe(await colour("direct"));
});
