/** Which pictures of the first run a person looks at: every state of every screen, then languages, widths and wishes. */
import type { Page } from "playwright";
import type { Language } from "../../renderer/copy/language.ts";
import { firstRunScenes } from "./first-run-scenes.ts";
import type { Sheet, Shot } from "./sheets.ts";

const size = { width: 660, height: 600 };
const names = Object.keys(firstRunScenes);
const screens = ["welcome", "openclaw", "key", "cloudflare", "check", "done"] as const;

const paste = (text: string) => async (page: Page) => {
  await page.locator("input[type=password]").first().fill(text);
  await page.waitForTimeout(400);
};
const swapped = paste("cfut_0123456789abcdefghijklmnopqrw2Fd");
const pickFirst = (page: Page) => page.locator(".options input").first().check();
const pickMake = (page: Page) => page.locator(".options input").last().check();
const byHand = (page: Page) => page.locator(".fr-last button").first().click();
const press = (page: Page) => page.locator(".fr-moves button").last().click({ force: true });

/** One of each screen, with something in it. */
const typical: readonly Omit<Shot, "language" | "theme">[] = [
  { scene: "welcomeRunning" },
  { scene: "openclawNotInstalled" },
  { scene: "keyPaste", before: swapped },
  { scene: "cloudflareNoToken" },
  { scene: "cloudflarePick", before: pickFirst },
  { scene: "checkConnect" },
  { scene: "checkRunning" },
  { scene: "doneReady" },
];

const handled: readonly Omit<Shot, "language" | "theme">[] = [
  { scene: "keyPaste", before: swapped, caption: "swapped" },
  { scene: "keyPaste", before: press, caption: "missing" },
  { scene: "cloudflarePick", before: pickFirst, caption: "picked" },
  { scene: "cloudflarePick", before: pickMake, caption: "make" },
  { scene: "cloudflareNoToken", before: byHand, caption: "by hand" },
];

export function firstRunSheets(languages: readonly Language[]): Sheet[] {
  const of = (name: string, columns: number, shots: readonly Shot[]): Sheet => ({
    ...{ name, columns },
    shots: shots.map((shot) => ({ ...size, caption: shot.scene, ...shot })),
  });
  const widths = [320, 380, 720, 960, 1200];
  return [
    ...(["light", "dark"] as const).flatMap((theme) =>
      screens.map((screen) =>
        of(
          `run-${screen}-${theme}`,
          3,
          names.filter((name) => name.startsWith(screen)).map((scene) => ({ scene, theme })),
        ),
      ),
    ),
    ...(["light", "dark"] as const).map((theme) =>
      of(
        `run-handled-${theme}`,
        3,
        handled.map((shot) => ({ ...shot, theme })),
      ),
    ),
    ...languages.map((language) =>
      of(
        `run-${language}`,
        3,
        typical.map((shot) => ({ ...shot, language })),
      ),
    ),
    ...languages.map((language) =>
      of(
        `run-320-${language}`,
        4,
        typical.map((shot) => ({ ...shot, language, width: 320, height: 900 })),
      ),
    ),
    ...widths.map((width) =>
      of(
        `run-${width}`,
        width < 600 ? 4 : 2,
        typical.map((shot) => ({ ...shot, width, height: 760 })),
      ),
    ),
    of(
      "run-contrast",
      3,
      typical.map((shot) => ({ ...shot, contrast: "more" })),
    ),
    of(
      "run-forced",
      3,
      typical.map((shot) => ({ ...shot, forcedColors: "active" })),
    ),
    of(
      "run-zoom",
      4,
      typical.map((shot) => ({ ...shot, zoom: 2 })),
    ),
  ];
}
