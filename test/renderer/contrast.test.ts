/** Every text is measured as it is drawn, against what is behind it: in both themes, with more contrast, in every scene. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import type { FarEndWindow } from "./harness/main.tsx";
import { useWindow } from "./open-window.ts";
import { scenes } from "./scenes.ts";

const open = useWindow();

type Measured = { readonly text: string; readonly ratio: number };

/** The texts of the page whose ratio (WCAG 2.2) is under `least`. */
const tooFaint = (page: Page, least: number): Promise<Measured[]> =>
  page.evaluate((floor) => {
    type Colour = readonly [number, number, number, number];
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const known = new Map<string, Colour>();
    /** Any colour CSS can name, as 0 to 255 and an alpha of 0 to 1. */
    const read = (css: string): Colour => {
      const old = known.get(css);
      if (old) return old;
      if (!canvas) throw new Error("no canvas");
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = css;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
      const colour: Colour = [red, green, blue, alpha / 255];
      known.set(css, colour);
      return colour;
    };
    const over = (top: Colour, below: Colour): Colour => {
      const mix = (at: 0 | 1 | 2) => top[at] * top[3] + below[at] * (1 - top[3]);
      return [mix(0), mix(1), mix(2), 1];
    };
    const behind = (element: Element | null): Colour => {
      if (!element) return [255, 255, 255, 1];
      const own = read(getComputedStyle(element).backgroundColor);
      return own[3] === 1 ? own : over(own, behind(element.parentElement));
    };
    const light = (colour: Colour): number => {
      const part = (at: 0 | 1 | 2) => {
        const value = colour[at] / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      };
      return 0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const faint: { text: string; ratio: number }[] = [];
    while (texts.nextNode()) {
      const text = texts.currentNode.textContent?.trim() ?? "";
      const element = texts.currentNode.parentElement;
      if (!text || !element?.checkVisibility() || element.closest("script, option, .hidden"))
        continue;
      const { color, fill } = getComputedStyle(element);
      const ground = behind(element);
      const drawn = over(read(element.closest("svg") ? fill : color), ground);
      const [high, low] = [light(drawn), light(ground)].toSorted((a, b) => b - a);
      const ratio = ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
      if (ratio < floor) faint.push({ text, ratio: Math.round(ratio * 100) / 100 });
    }
    return faint;
  }, least);

describe.each(["light", "dark"] as const)("%s", (theme) => {
  test.each([
    ["every text stands out at 4.5:1", undefined, 4.5],
    ["with more contrast every text stands out at 9.6:1", "more", 9.6],
  ] as const)("%s", async (_, contrast, least) => {
    const { page } = await open({ theme, ...(contrast && { contrast }), reducedMotion: "reduce" });
    for (const [scene, state] of Object.entries(scenes)) {
      await page.evaluate(
        (next) => {
          (globalThis as unknown as FarEndWindow).farEnd.publish(next);
          return new Promise((resolve) => requestAnimationFrame(resolve));
        },
        { ...state, settings: { ...state.settings, theme } },
      );
      expect(await tooFaint(page, least), scene).toEqual([]);
    }
    await page.locator(".foot button").last().click();
    for (const place of ["account", "modelKey"])
      await page.locator(`[data-place=${place}] button`).first().click();
    await page.locator("[data-place=allowance] input").fill("a lot");
    await page.locator("[data-place=allowance] button").click();
    expect(await tooFaint(page, least), "settings").toEqual([]);
  });

  test("in forced colours the words on the primary button are not covered by a plate", async () => {
    const { page } = await open({
      scene: "fresh",
      theme,
      colorScheme: theme === "dark" ? "dark" : "light",
      forcedColors: "active",
    });
    const button = page.locator(".button.primary");
    expect(await button.evaluate((it) => getComputedStyle(it).forcedColorAdjust)).toBe("none");
    expect(await tooFaint(page, 4.5)).toEqual([]);
  });

  test.each([{ contrast: "more" }, { forcedColors: "active" }] as const)(
    "%o: what is left of the allowance is an outline, what is spent is filled",
    async (wish) => {
      const { page } = await open({ theme, ...wish });
      const rest = await page.locator(".allowance .bar").evaluate((it) => {
        const { backgroundColor, boxShadow } = getComputedStyle(it);
        return { backgroundColor, boxShadow };
      });
      expect(rest.backgroundColor).toBe("rgba(0, 0, 0, 0)");
      expect(rest.boxShadow).toContain("0px 0px 0px 1px");
    },
  );
});
