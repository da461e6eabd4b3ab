/** Takes pictures of the window for a person to look at: `node test/renderer/pictures.ts FOLDER [sheet …]`. One PNG per sheet, its tiles named. Not a test. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright";
import { languages } from "../../renderer/copy/language.ts";
import { findChromium } from "../host/chromium.ts";
import { serveHarness } from "./harness.ts";
import { type Sheet, type Shot, sheets } from "./sheets.ts";
import { now } from "./snapshots.ts";

const [folder = "pictures", ...only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const harness = await serveHarness(path.resolve(folder, "build"));
const browser = await chromium.launch({ executablePath: findChromium() ?? "" });
const contexts = new Map<string, BrowserContext>();

async function contextFor(wishes: BrowserContextOptions): Promise<BrowserContext> {
  const key = JSON.stringify(wishes);
  const known = contexts.get(key);
  if (known) return known;
  const made = await browser.newContext({ ...wishes, timezoneId: "Europe/Copenhagen" });
  await made.clock.setFixedTime(now);
  contexts.set(key, made);
  return made;
}

const pages = new Map<BrowserContext, Page>();

/** One page per set of wishes: every shot opens it anew. */
async function pageOf(context: BrowserContext): Promise<Page> {
  const page = pages.get(context) ?? (await context.newPage());
  pages.set(context, page);
  return page;
}

async function take(shot: Shot): Promise<Buffer> {
  const { language = "en", scene, theme = "light", width = 380, height = 560, zoom = 1 } = shot;
  const context = await contextFor({
    colorScheme: theme,
    contrast: shot.contrast ?? "no-preference",
    forcedColors: shot.forcedColors ?? "none",
    reducedMotion: "reduce",
    deviceScaleFactor: zoom,
  });
  const page = await pageOf(context);
  // Zoomed in, the same window holds fewer of the page's own pixels.
  await page.setViewportSize({ width: width / zoom, height: height / zoom });
  const { at } = shot;
  await page.goto(harness.url({ scene, language, theme, ...(at && { page: at }) }));
  await page.waitForSelector(at ? `[data-page=${at}] .window` : ".window");
  // Asked is drawn after 150 ms.
  if (scene === "asked") await page.waitForTimeout(200);
  await shot.before?.(page);
  const target = shot.part === undefined ? page : page.locator(shot.part).first();
  return target.screenshot();
}

/** Tiles side by side, each under its name. */
async function lay(page: Page, { columns }: Sheet, tiles: readonly [string, Buffer][]) {
  const figures = tiles.map(
    ([name, picture]) =>
      `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${picture.toString("base64")}"></figure>`,
  );
  await page.setContent(
    `<style>body{margin:8px;background:#777;font:11px sans-serif;color:#fff;display:inline-grid;gap:8px;
      grid-template-columns:repeat(${columns},auto);align-items:start}figure{margin:0}img{display:block}</style>${figures.join("")}`,
  );
}

const table = await (await contextFor({ deviceScaleFactor: 1 })).newPage();
await table.setViewportSize({ width: 4000, height: 400 });
for (const sheet of sheets(languages).filter(
  ({ name }) => only.length === 0 || only.includes(name),
)) {
  const tiles: [string, Buffer][] = [];
  for (const shot of sheet.shots)
    tiles.push([
      shot.caption ?? `${shot.language ?? "en"} ${shot.theme ?? "light"}`,
      await take(shot),
    ]);
  await lay(table, sheet, tiles);
  const file = path.join(folder, `${sheet.name}.png`);
  await table.locator("body").screenshot({ path: file });
  console.log(file);
}
await browser.close();
await harness.close();
