/** What a person feels at the window: a click until it is there, a cold start until something is painted, what it costs while hidden, and a long list under the wheel: `node test/bench/face.ts [clicks] [starts] [hidden seconds] [rows]`, on the stand-in. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { environmentIn } from "../e2e/environment.ts";
import { launch, type Running } from "../host/launch.ts";
import { clicksOn } from "./face/clicks.ts";
import { costWhileHidden } from "./face/hidden.ts";
import { fillLedger } from "./face/ninety-days.ts";
import { scrollOf } from "./face/scroll.ts";
import { firstPaintOf } from "./face/start.ts";
import { quantile } from "./rig/statistics.ts";

const root = path.join(import.meta.dirname, "../..");
const [clicks = 20, starts = 6, hiddenSeconds = 10, rows = 27_000] = process.argv
  .slice(2)
  .map(Number);

const lines: string[] = [];
function say(line: string): void {
  lines.push(line);
  console.log(line);
}
const ms = (value: number): string => `${value.toFixed(1)} ms`;
/** "p50 12.0 ms, p95 20.1 ms, worst 21.3 ms (20)". */
function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): string => ms(quantile(sorted, share));
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, worst ${at(1)} (${sorted.length})`;
}

/** A popover's system, so that there is a click; practice, so that there are figures. */
async function withSluice(work: (sluice: Running) => Promise<void>, kept = rows): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sluice-face-"));
  fillLedger(path.join(folder, "data"), kept);
  const sluice = await launch({
    args: [`--user-data-dir=${path.join(folder, "data")}`, "--practice"],
    env: { ...environmentIn(folder), ELECTRON_HOST_PLATFORM: "darwin" },
  });
  try {
    await work(sluice);
  } finally {
    await sluice.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

say(
  `The face on the stand-in, Chromium headless. ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)}.`,
);
say(`Ledger: ${rows} requests over 90 days.`);
say("");

const cold: { painted: number; filled: number }[] = [];
for (let run = 0; run < starts; run += 1)
  await withSluice(async (sluice) => {
    const times = await firstPaintOf(sluice);
    // The first one reads every file for the first time.
    if (run > 0) cold.push(times);
  });
say(`cold start until the first paint: ${spread(cold.map(({ painted }) => painted))}`);
say(`cold start until filled (largest paint): ${spread(cold.map(({ filled }) => filled))}`);
say("  (the process began until then: on the stand-in that is mostly Chromium's own start)");

await withSluice(async (sluice) => {
  const page = await sluice.firstWindow();
  await page.locator("main.home").waitFor();
  for (const at of ["home", "usage"] as const)
    say(
      `click until visible and filled, ${at}: ${spread(await clicksOn(sluice, page, at, clicks))}`,
    );
  const { frames, far, longest, drawn } = await scrollOf(sluice, page);
  const perSecond = 1_000 / (frames.reduce((sum, each) => sum + each, 0) / frames.length);
  const late = frames.filter((each) => each > 25).length;
  say(
    `scroll of the requests, ${far} px and ${drawn} rows passed: ${perSecond.toFixed(1)} frames/s, ${spread(frames)}, ${late} frames over 25 ms (${((late / frames.length) * 100).toFixed(1)} %), longest task ${ms(longest)}`,
  );
});

// With nothing to ask Cloudflare about: what is left is the window's own.
await withSluice(async (sluice) => {
  const page = await sluice.firstWindow();
  await page.locator("main.home").waitFor();
  for (const line of await costWhileHidden(sluice, page, hiddenSeconds)) say(line);
}, 0);

const out = path.join(root, "test-results/bench");
mkdirSync(out, { recursive: true });
writeFileSync(path.join(out, "face.md"), `${lines.join("\n")}\n`);
