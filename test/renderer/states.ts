/** Every state the window can be in, on the page that draws it: nothing reaches out of it, axe finds nothing, and a picture is kept. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import type { AppState } from "../../preload/contract/state.ts";
import { languages } from "../../renderer/copy/language.ts";
import { axeFaults } from "./axe.ts";
import { cachesScenes } from "./caches-scenes.ts";
import { firstRunScenes } from "./first-run-scenes.ts";
import { flowScenes } from "./flow-scenes.ts";
import { gatewayScenes, providerScenes } from "./gateway-scenes.ts";
import { outside, show } from "./measure.ts";
import { figureScenes } from "./meter-scenes.ts";
import { type Opening, useWindow } from "./open-window.ts";
import { openClawScenes } from "./openclaw-scenes.ts";
import { homeScenes } from "./scenes.ts";
import { settingsScenes } from "./settings-scenes.ts";
import { trialScenes } from "./trial-scenes.ts";
import { usageScenes } from "./usage-scenes.ts";

type Place = {
  readonly name: string;
  readonly at?: NonNullable<Opening["at"]>;
  readonly scenes: Readonly<Record<string, AppState>>;
  /** As wide as a person has it there. */
  readonly width: number;
  /** The way there, where no menu leads to it. */
  readonly go?: (page: Page) => Promise<void>;
};

const places: readonly Place[] = [
  { name: "home", scenes: { ...homeScenes, ...flowScenes }, width: 380 },
  { name: "first-run", scenes: firstRunScenes, width: 660 },
  { name: "usage", at: "usage", scenes: usageScenes, width: 960 },
  { name: "requests", at: "requests", scenes: usageScenes, width: 960 },
  { name: "checks", at: "checks", scenes: trialScenes, width: 720 },
  { name: "gateway", at: "gateway", scenes: { ...gatewayScenes, ...cachesScenes }, width: 960 },
  {
    name: "settings",
    at: "settings",
    scenes: { ...settingsScenes, ...figureScenes, ...providerScenes },
    width: 960,
  },
  {
    name: "openclaw",
    scenes: openClawScenes,
    width: 720,
    go: (page) => page.locator(".flow-more, .door, .need button").first().click(),
  },
];

const pictures = path.join(import.meta.dirname, "../../test-results/states");

/** To be called once in a test file; one file for each theme, so that they run beside each other. */
export function sweep(theme: "light" | "dark"): void {
  const open = useWindow();
  mkdirSync(pictures, { recursive: true });

  describe.each(languages)("in %s", (language) => {
    test.each(places)("every state of $name", { timeout: 300_000 }, async (place) => {
      const { at, go, name, scenes, width } = place;
      const wishes = { language, theme, width, height: 680, colorScheme: theme } as const;
      const { page } = await open({ ...wishes, reducedMotion: "reduce", ...(at && { at }) });
      if (go) await go(page);
      const faults: string[] = [];
      for (const [scene, state] of Object.entries(scenes)) {
        await show(page, { ...state, settings: { ...state.settings, language, theme } });
        const found = [...(await outside(page)), ...(await axeFaults(page))];
        faults.push(...found.map((fault) => `${scene}: ${fault}`));
        await page.screenshot({
          path: path.join(pictures, `${name}-${scene}-${language}-${theme}.jpg`),
          type: "jpeg",
          quality: 70,
        });
      }
      expect(Object.keys(scenes).length).toBeGreaterThan(0);
      expect(faults).toEqual([]);
    });
  });
}
