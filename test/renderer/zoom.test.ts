/** Text at twice its size leaves half the width: nothing reaches out of the window then, on any page, in any language. */
import { expect, test } from "vitest";
import { languages } from "../../renderer/copy/language.ts";
import { inLanguage, outsideIn, show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { scenes } from "./scenes.ts";
import { verified } from "./snapshots.ts";

const open = useWindow();
/** A popover's 380 pixels. */
const half = { width: 190, height: 280 };

test.each([
  ["home", "verified"],
  ["usage", "usage"],
  ["requests", "usage"],
  ["checks", "settings"],
  ["gateway", "gatewayNeedsEdit"],
  ["openclaw", "full"],
] as const)("at half the width nothing leaves %s sideways", async (at, scene) => {
  const isDirect = at !== "home" && at !== "openclaw";
  const { page } = await open({ ...half, scene, ...(isDirect && { at }) });
  if (at === "openclaw") await page.locator(".door").press("Enter");
  if (at === "requests") await page.locator(".request-line button").first().press("Enter");
  await page.locator(".window").waitFor();
  for (const language of languages) {
    const state = { [scene]: scenes[scene] ?? verified };
    const found = await outsideIn(page, inLanguage(state, language));
    // Names that are too long end in an ellipsis.
    expect(found.filter((text) => !/, (seconds|tone|small three: {2}test)/.test(text))).toEqual([]);
  }
  // One way is enough to scroll.
  const main = await page
    .locator("main")
    .evaluate(({ clientWidth, scrollWidth }) => ({ clientWidth, scrollWidth }));
  expect(main.scrollWidth).toBe(main.clientWidth);
  await show(page, scenes[scene] ?? verified);
});
