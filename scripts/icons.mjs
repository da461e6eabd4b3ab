// Draws build/tray/*.svg and build/icon.svg into the PNG files the shell and the installers use, with this machine's Chromium.
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright";
import { findChromium, noChromium } from "../test/host/chromium.ts";

const build = path.join(import.meta.dirname, "../build");
const tray = path.join(build, "tray");
const executablePath = findChromium();
if (executablePath === undefined) {
  console.error(noChromium);
  process.exit(69);
}

/** Windows scales to 125 % and 150 % as well; macOS and Linux only double. */
const scales = { 16: [1, 1.25, 1.5, 2], 22: [1, 2] };

const browser = await chromium.launch({ executablePath });
const page = await browser.newPage();

/** @param {string} svg drawn in `currentColor` @param {string} file @param {number} size in pixels */
async function draw(svg, colour, file, size) {
  await page.setViewportSize({ width: size, height: size });
  const sized = svg.replace(/width="\d+" height="\d+"/, `width="${size}" height="${size}"`);
  await page.setContent(`<style>body{margin:0}svg{display:block;color:${colour}}</style>${sized}`);
  await page.screenshot({ path: file, omitBackground: true });
}

/** `name@2x.png` is what Electron looks for beside `name.png`. */
const pngOf = (name, scale) => path.join(tray, `${name}${scale === 1 ? "" : `@${scale}x`}.png`);

mkdirSync(tray, { recursive: true });
let drawn = 0;
for (const file of readdirSync(tray).filter((name) => name.endsWith(".svg"))) {
  const name = path.basename(file, ".svg");
  const size = Number(name.slice(-2));
  const svg = readFileSync(path.join(tray, file), "utf8");
  for (const scale of scales[size])
    for (const colour of ["black", "white"]) {
      await draw(svg, colour, pngOf(`${name}-${colour}`, scale), size * scale);
      drawn += 1;
    }
}
await draw(
  readFileSync(path.join(build, "icon.svg"), "utf8"),
  "black",
  path.join(build, "icon.png"),
  512,
);
await browser.close();
console.log(`${drawn + 1} pictures drawn.`);
