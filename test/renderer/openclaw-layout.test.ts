/** How OpenClaw's page stands: nothing clips at any width, in any language, and every control can be seen and reached. */
import { describe, expect, test } from "vitest";
import { languages } from "../../renderer/copy/language.ts";
import { inLanguage, openAll, outsideIn, rings, show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { openClawScenes } from "./openclaw-scenes.ts";

const open = useWindow();

describe.each([190, 360, 380, 720, 900])("at %i pixels", (width) => {
  test("nothing leaves the page sideways, in any language and scene", async () => {
    const { page } = await open({ width });
    await page.locator(".door").click();
    for (const language of languages)
      expect(await outsideIn(page, inLanguage(openClawScenes, language), true)).toEqual([]);
  });
});

test("focus is drawn on every control, and each is at least 24 pixels high in its row", async () => {
  const { page } = await open({ height: 900 });
  await page.locator(".door").click();
  for (const [scene, state] of Object.entries(openClawScenes)) {
    await show(page, { ...state, settings: { ...state.settings, language: "en", theme: "light" } });
    await openAll(page);
    expect([...new Set(await rings(page))], scene).toEqual(["ring"]);
    const low = await page
      .locator("button, select, .field input, label.option")
      .evaluateAll((all) => all.filter((it) => it.getBoundingClientRect().height < 24).length);
    expect(low, scene).toBe(0);
  }
});
