/** How the window stands: nothing clips at any width, nothing moves with the route, every wish about motion and colour is kept. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import type { AppState } from "../../preload/contract/state.ts";
import { languages } from "../../renderer/copy/language.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { useWindow } from "./open-window.ts";
import { scenes } from "./scenes.ts";
import { verified } from "./snapshots.ts";

const open = useWindow();

/** Another snapshot, drawn. */
const show = (page: Page, state: AppState) =>
  page.evaluate((next) => {
    (globalThis as unknown as FarEndWindow).farEnd.publish(next);
    return new Promise((resolve) => requestAnimationFrame(resolve));
  }, state);

/** Elements that reach out of the window sideways, by what they say. */
const outside = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => !element.closest(".hidden, svg svg, .list .clip"))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 0 && (left < -0.5 || right > innerWidth + 0.5);
      })
      .map((element) => `${element.className || element.tagName}: ${element.textContent}`),
  );

describe.each([190, 320, 380, 720, 900])("at %i pixels", (width) => {
  test("nothing leaves the window sideways, in any language and scene", async () => {
    const { page } = await open({ width });
    for (const language of languages)
      for (const [scene, state] of Object.entries(scenes)) {
        await show(page, { ...state, settings: { ...state.settings, language } });
        expect(await outside(page), `${scene} in ${language}`).toEqual([]);
      }
    await page.locator(".foot button").last().click();
    expect(await outside(page)).toEqual([]);
  });
});

test("changing the route moves no block by a pixel", async () => {
  const { page } = await open();
  const tops: (number | undefined)[] = [];
  for (const scene of ["verified", "direct", "unproven", "paused", "pausedUntil"]) {
    await show(page, scenes[scene] ?? verified);
    tops.push((await page.locator(".today").boundingBox())?.y);
  }
  expect(new Set(tops).size).toBe(1);
});

test("every control is at least 24 pixels high, and says its name", async () => {
  const { page } = await open({ scene: "readyToConnect", height: 900 });
  for (const control of await page.locator("button, select, input").all()) {
    const box = await control.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(24);
  }
  expect(await page.locator("main, footer").first().ariaSnapshot()).not.toMatch(/- button(:|$)/m);
});

test("focus is drawn on every control Tab reaches", async () => {
  const { page } = await open();
  for (let step = 0; step < 4; step += 1) {
    await page.keyboard.press("Tab");
    const drawn = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(
        document.activeElement ?? document.body,
      );
      return `${outlineStyle} ${outlineWidth}`;
    });
    expect(drawn).toBe("solid 2px");
  }
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
