/** Cloudflare's page and the providers with everything on them open: nothing leaves the window, at any width, and axe finds nothing. */
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { languages } from "../../renderer/copy/language.ts";
import { axeFaults } from "./axe.ts";
import { gatewayScenes, providerScenes } from "./gateway-scenes.ts";
import { inLanguage, outside, outsideIn, show } from "./measure.ts";
import { useWindow } from "./open-window.ts";
import { verified } from "./snapshots.ts";

const open = useWindow();

/** Every form; what is only on or off asks at once and has none. */
async function openAll(page: Page, within: string): Promise<void> {
  const closed = page.locator(within).locator("[data-opens]:not([data-flag]), [data-ask]");
  while ((await closed.count()) > 0) await closed.first().click();
}

test.each([320, 380, 720, 1200])("at %i px nothing leaves the page sideways", async (width) => {
  const { page } = await open({ scene: "gateway", at: "gateway", width, height: 800 });
  for (const language of languages) {
    const found = await outsideIn(page, inLanguage(gatewayScenes, language));
    expect(found.filter((text) => !/, (?:small three|clip)/.test(text))).toEqual([]);
  }
});

test.each([
  ["gateway", "gatewayDialled", gatewayScenes.gatewayDialled, "main"],
  ["settings", "settingsProviders", providerScenes.settingsProviders, "[data-part=providers]"],
] as const)("%s with every form open", { timeout: 120_000 }, async (at, scene, state, within) => {
  const { page } = await open({ scene, at, width: 320, height: 800 });
  const more = page.getByRole("button", { name: /more provider/ });
  if (at === "settings") await more.click();
  await openAll(page, within);
  for (const language of languages) {
    const { settings } = verified;
    await show(page, { ...(state ?? verified), settings: { ...settings, language } });
    expect(await outside(page), language).toEqual([]);
  }
  expect(await axeFaults(page)).toEqual([]);
});
