/** Every text is measured as it is drawn, against what is behind it: in both themes, with more contrast, in every scene. */
import { describe, expect, test } from "vitest";
import { openAll, show, tooFaint } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { openClawScenes } from "./openclaw-scenes.ts";
import { homeScenes } from "./scenes.ts";

const open = useWindow();

describe.each(["light", "dark"] as const)("%s", (theme) => {
  test.each([
    ["every text stands out at 4.5:1", undefined, 4.5],
    ["with more contrast every text stands out at 9.6:1", "more", 9.6],
  ] as const)("%s", async (_, contrast, least) => {
    const { page } = await open({ theme, ...(contrast && { contrast }), reducedMotion: "reduce" });
    for (const [scene, state] of Object.entries(homeScenes)) {
      await show(page, { ...state, settings: { ...state.settings, theme } });
      expect(await tooFaint(page, least), scene).toEqual([]);
    }
    await page.locator(".door").click();
    for (const [scene, state] of Object.entries(openClawScenes)) {
      await show(page, { ...state, settings: { ...state.settings, theme } });
      await openAll(page);
      expect(await tooFaint(page, least), `page of ${scene}`).toEqual([]);
    }
    await page.locator(".back").click();
    await page.locator(".foot button").last().click();
    await page.locator("[data-place=allowance] input").first().fill("a lot");
    await page.locator("[data-place=allowance] [type=submit]").first().click();
    expect(await tooFaint(page, least), "settings").toEqual([]);
    await page.setViewportSize({ width: 960, height: 560 });
    expect(await tooFaint(page, least), "settings beside the words").toEqual([]);
  });

  test("in forced colours the words on the primary button are not covered by a plate", async () => {
    const { page } = await open({
      scene: "welcomeRunning",
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
