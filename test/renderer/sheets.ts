/** Which pictures a person looks at: every scene in every language and theme, then widths, contrast, menus, settings and each notice. */
import type { Page } from "playwright";
import type { WindowPage } from "../../preload/contract/command.ts";
import { errorCodes } from "../../preload/contract/error.ts";
import { refusalReasons } from "../../preload/contract/state.ts";
import type { Language } from "../../renderer/copy/language.ts";
import { cachesSheets } from "./caches-sheets.ts";
import { firstRunSheets } from "./first-run-sheets.ts";
import { frameSheets } from "./frame-sheets.ts";
import { gatewaySheets } from "./gateway-sheets.ts";
import type { FarEndWindow } from "./harness/main.tsx";
import { openAll } from "./measure.ts";
import { figureScenes } from "./meter-scenes.ts";
import { openClawScenes } from "./openclaw-scenes.ts";
import { homeScenes } from "./scenes.ts";
import { settingsSheets } from "./settings-sheets.ts";
import { verified } from "./snapshots.ts";
import { trialSheets } from "./trial-sheets.ts";
import { usageSheets } from "./usage-sheets.ts";

export type Shot = {
  readonly scene: string;
  /** Where the window is opened at, as by a menu. */
  readonly at?: WindowPage;
  readonly language?: Language;
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
  /** 2 is the page at 200 %. */
  readonly zoom?: number;
  readonly contrast?: "more";
  readonly forcedColors?: "active";
  readonly caption?: string;
  /** What to do in the page first. */
  readonly before?: (page: Page) => Promise<void>;
  /** Only this part of the page. */
  readonly part?: string;
};

export type Sheet = {
  readonly name: string;
  readonly columns: number;
  readonly shots: readonly Shot[];
};

const themes = ["light", "dark"] as const;
const openPause = (page: Page) => page.locator("[aria-haspopup=menu]").click();
const openSettings = (page: Page) => page.locator(".foot button").last().click();
const openOpenClaw = (page: Page) => page.locator(".door").click();
const openEverything = async (page: Page) => {
  await openOpenClaw(page);
  await openAll(page);
};
const openFacts = (page: Page) => page.locator(".provenance summary").click();
const openTable = (page: Page) => page.locator(".chart button").click();

const figures = ".group:has([data-place=analyticsToken])";

/** Every part of the settings in the state it has when something is being typed and nothing is in order. */
async function openForms(page: Page): Promise<void> {
  await openSettings(page);
  for (const group of ["account", "modelKey"])
    await page.locator(`[data-place=${group}] button`).first().click();
  const amount = page.locator("[data-place=allowance] input");
  await amount.fill("a lot");
  await amount.press("Enter");
}

export function sheets(languages: readonly Language[]): Sheet[] {
  const names = Object.keys(homeScenes);
  const each = (shot: Omit<Shot, "language" | "theme">): Shot[] =>
    themes.flatMap((theme) => languages.map((language) => ({ ...shot, theme, language })));
  const tall = new Set(["fresh", "notFound", "noKeychain", "keySaved"]);
  const taller = new Set([
    "readyToConnect",
    "createFile",
    "notInstalled",
    "inContainer",
    "toPaste",
    "offer",
    "overlayRefused",
  ]);
  const heightOf = (scene: string) => (taller.has(scene) ? 1080 : tall.has(scene) ? 820 : 560);
  const inEach = (name: string, shot: Omit<Shot, "language" | "theme">): Sheet => ({
    name,
    columns: languages.length,
    shots: each(shot),
  });
  const across = (name: string, shot: Omit<Shot, "scene">): Sheet[] => [
    {
      name,
      columns: 5,
      shots: names.map((scene) => ({ ...shot, scene, caption: scene })),
    },
  ];
  return [
    ...frameSheets(languages),
    ...firstRunSheets(languages),
    ...usageSheets(languages),
    ...cachesSheets(languages),
    ...gatewaySheets(languages),
    ...settingsSheets(languages),
    ...names.map((scene) => inEach(scene, { scene, height: heightOf(scene) })),
    ...Object.keys(openClawScenes).flatMap((scene) => [
      inEach(`page-${scene}`, { scene, before: openOpenClaw, height: 1400 }),
    ]),
    ...["full", "plaintext", "overlay", "edge", "proxied"].flatMap((scene) =>
      [360, 720].map((width) =>
        inEach(`page-${scene}-${width}`, { scene, width, before: openEverything, height: 1800 }),
      ),
    ),
    inEach("pause-menu", { scene: "verified", before: openPause }),
    inEach("hours-table", { scene: "verified", before: openTable, height: 900 }),
    inEach("settings", { scene: "verified", before: openSettings, height: 1080 }),
    inEach("settings-forms", { scene: "refused", before: openForms, height: 1500 }),
    ...["both", "verified"].flatMap((scene) => [
      inEach(`${scene}-facts`, { scene, before: openFacts, height: 660 }),
      inEach(`${scene}-facts-320`, { scene, before: openFacts, width: 320, height: 700 }),
    ]),
    ...Object.keys(figureScenes).flatMap((scene) => [
      inEach(scene, { scene, before: openSettings, part: figures, height: 1000 }),
      inEach(`${scene}-320`, {
        ...{ scene, before: openSettings, part: figures },
        ...{ width: 320, height: 1200 },
      }),
    ]),
    inEach("settings-320", { scene: "verified", before: openSettings, width: 320, height: 1200 }),
    ...["verified", "refused", "longNames", "unpriced"].map((scene) =>
      inEach(`${scene}-320`, { scene, width: 320 }),
    ),
    ...["fresh", "readyToConnect"].map((scene) =>
      inEach(`${scene}-320`, { scene, width: 320, height: 1100 }),
    ),
    ...["verified", "refused", "fresh", "empty"].flatMap((scene) =>
      [720, 900].map(
        (width): Sheet => ({ ...inEach(`${scene}-${width}`, { scene, width }), columns: 2 }),
      ),
    ),
    ...["verified", "allowance", "fresh"].map((scene) =>
      inEach(`${scene}-zoom`, { scene, zoom: 2, height: 1120 }),
    ),
    inEach("settings-zoom", { scene: "verified", zoom: 2, before: openSettings, height: 1120 }),
    ...themes.flatMap((theme) => [
      ...across(`contrast-${theme}`, { theme, contrast: "more" }),
      ...across(`forced-${theme}`, { theme, forcedColors: "active" }),
    ]),
    ...themes.flatMap((theme): Sheet[] => [
      {
        name: `wishes-${theme}`,
        columns: 4,
        shots: ([{ contrast: "more" }, { forcedColors: "active" }] as const).flatMap((wish) => [
          { ...wish, theme, scene: "verified", before: openPause, height: 900 },
          { ...wish, theme, scene: "verified", before: openTable, height: 900 },
          { ...wish, theme, scene: "verified", before: openSettings, height: 900 },
          { ...wish, theme, scene: "readyToConnect", height: 900 },
        ]),
      },
    ]),
    ...languages.map(
      (language): Sheet => ({
        name: `notices-${language}`,
        columns: 4,
        // A pause is told in the switch's place.
        shots: [...errorCodes, ...refusalReasons.filter((code) => code !== "paused")].map(
          (code) => ({
            scene: "verified",
            language,
            caption: code,
            part: ".notice",
            before: (page: Page) =>
              page.evaluate(
                (state) => {
                  (globalThis as unknown as FarEndWindow).farEnd.publish(state);
                  return new Promise<void>((drawn) => requestAnimationFrame(() => drawn()));
                },
                {
                  ...verified,
                  settings: { ...verified.settings, language },
                  notice: { code, at: verified.usage.today.asOf ?? 0 },
                },
              ),
          }),
        ),
      }),
    ),
    ...trialSheets(languages),
  ];
}
