/** Takes pictures of the window for a person to look at: `node test/renderer/pictures.ts FOLDER [scene …]`. Not a test. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright";
import { findChromium } from "../host/chromium.ts";
import { serveHarness } from "./harness.ts";
import { scenes } from "./scenes.ts";
import { now } from "./snapshots.ts";

const [folder = "pictures", ...only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const harness = await serveHarness(path.resolve(folder, "build"));
const browser = await chromium.launch({
  executablePath: findChromium() ?? "",
});
const context = await browser.newContext({ deviceScaleFactor: 2, timezoneId: "Europe/Copenhagen" });
await context.clock.setFixedTime(now);

type Shot = {
  readonly scene: string;
  readonly language?: string;
  readonly theme?: string;
  readonly width?: number;
  readonly height?: number;
  readonly isSettings?: boolean;
};
const names = only.length > 0 ? only : Object.keys(scenes);
const languages = ["en", "nl", "da", "fr"];
const shots: Shot[] = [
  ...names.flatMap((scene) => [{ scene }, { scene, theme: "dark" }]),
  ...languages.flatMap((language) => [
    { scene: "verified", language, width: 380 },
    { scene: "verified", language, width: 320 },
    { scene: "fresh", language },
    { scene: "readyToConnect", language, height: 900 },
    { scene: "verified", language, isSettings: true, height: 900 },
  ]),
  { scene: "verified", width: 720 },
  { scene: "refused", width: 900, language: "fr", theme: "dark" },
  { scene: "fresh", width: 900 },
  { scene: "longNames", width: 320, language: "fr" },
];
for (const shot of shots) {
  const { height = 560, isSettings, language = "en", scene, theme = "light", width = 380 } = shot;
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  await page.goto(harness.url({ scene, language, theme }));
  await page.waitForSelector(".window");
  // Asked is drawn after 150 ms.
  await page.waitForTimeout(250);
  if (isSettings) await page.locator(".foot button").last().click();
  const name = [scene, isSettings && "settings", language, theme, width, height];
  await page.screenshot({ path: path.join(folder, `${name.filter(Boolean).join("-")}.png`) });
  await page.close();
}
await browser.close();
await harness.close();
