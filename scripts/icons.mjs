// Draws build/icon*.svg and build/tray/*.svg with this machine's Chromium into every picture file the shell and the packages use.
// `node scripts/icons.mjs [folder]`: the same drawing gives the same files, in build/ unless another folder is named.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright";
import { findChromium, noChromium } from "../test/host/chromium.ts";
import { icnsOf, icoOf, pngOf } from "./picture.mjs";

const build = path.join(import.meta.dirname, "../build");
const target = path.resolve(process.argv[2] ?? build);

/** What an .icns holds; Windows and Linux want sizes between them as well. */
const appleSizes = [16, 32, 64, 128, 256, 512, 1024];
const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256];
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** Below this the arrow of the large drawing would be a smudge. */
const smallestLarge = 40;
/** Apple's icons keep a margin of a tenth, as icon.svg does; everyone else's fill their square, as icon-small.svg does. */
const withoutMargin = "100 100 824 824";

const executablePath = findChromium();
if (executablePath === undefined) {
  console.error(noChromium);
  process.exit(69);
}
const browser = await chromium.launch({ executablePath, args: ["--force-color-profile=srgb"] });
const page = await browser.newPage();

/** @param {string} svg square; drawn in black where it says `currentColor` @param {number} margin in pixels, on each side */
async function draw(svg, size, margin = 0) {
  const base64 = await page.evaluate(
    async ([source, side, edge]) => {
      const picture = new Image();
      picture.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
      await picture.decode();
      const canvas = new OffscreenCanvas(side, side);
      const context = canvas.getContext("2d");
      context.drawImage(picture, edge, edge, side - 2 * edge, side - 2 * edge);
      const { data } = context.getImageData(0, 0, side, side);
      let text = "";
      for (const byte of data) text += String.fromCharCode(byte);
      return btoa(text);
    },
    [sized(svg, size - 2 * margin), size, margin],
  );
  return { size, rgba: Buffer.from(base64, "base64") };
}

/** Drawn at its final size: a picture scaled afterwards would be soft. */
const sized = (svg, size) =>
  svg.replace(/width="\d+" height="\d+"/, `width="${size}" height="${size}"`);

const written = [];
function write(file, bytes) {
  const place = path.join(target, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, bytes);
  written.push(file);
}
const read = (file) => readFileSync(path.join(build, file), "utf8");

async function drawApp() {
  const large = read("icon.svg");
  const small = read("icon-small.svg");
  const full = large.replace(/viewBox="[^"]*"/, `viewBox="${withoutMargin}"`);
  const drawFull = (size) => draw(size < smallestLarge ? small : full, size);
  const drawApple = (size) =>
    size < smallestLarge ? draw(small, size, Math.floor(size / 10)) : draw(large, size);
  write("icon.icns", icnsOf(await Promise.all(appleSizes.map(drawApple))));
  write("icon.ico", icoOf(await Promise.all(windowsSizes.map(drawFull))));
  for (const size of linuxSizes) write(`icons/${size}x${size}.png`, pngOf(await drawFull(size)));
}

/** @param {string} name of a state; drawn on grids of 16, 20 and 22 pixels */
async function drawTray(name) {
  const [on16, on20, on22] = [16, 20, 22].map((grid) => read(`tray/${name}-${grid}.svg`));
  // macOS tints it: the name alone tells Electron that it may.
  write(`tray/${name}Template.png`, pngOf(await draw(on16, 16)));
  write(`tray/${name}Template@2x.png`, pngOf(await draw(on16, 32)));
  for (const colour of ["black", "white"]) {
    const inColour = (svg) => svg.replaceAll("currentColor", colour);
    write(`tray/${name}-${colour}.png`, pngOf(await draw(inColour(on22), 22)));
    write(`tray/${name}-${colour}@2x.png`, pngOf(await draw(inColour(on22), 44)));
    // 100, 125, 150 and 200 %: each on a grid that fits it.
    const sizes = [
      draw(inColour(on16), 16),
      draw(inColour(on20), 20),
      draw(inColour(on22), 24, 1),
      draw(inColour(on16), 32),
    ];
    write(`tray/${name}-${colour}.ico`, icoOf(await Promise.all(sizes)));
  }
}

await drawApp();
const names = readdirSync(path.join(build, "tray")).flatMap(
  (file) => /^(.+)-16\.svg$/.exec(file)?.[1] ?? [],
);
for (const name of names) await drawTray(name);
await browser.close();
console.log(`${written.length} pictures drawn.`);
