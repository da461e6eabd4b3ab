/** How long a person waits for the tray and for a filled window, and what an idle Sluice costs: `node test/bench/start.ts [runs] [idle seconds]`, on the stand-in. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright";
import { environmentIn } from "../e2e/environment.ts";
import { launch, type Running } from "../host/launch.ts";
import { spreadOf } from "./rig/statistics.ts";

const root = path.join(import.meta.dirname, "../..");
const marksUrl = pathToFileURL(path.join(import.meta.dirname, "start/marks.mjs")).href;
const [runs = 11, idleSeconds = 30] = process.argv.slice(2).map(Number);

/** What is waited for, in this order, and what the time since the one before is spent on. */
const steps = {
  node: "Node itself (in Electron: Chromium's browser process and Node)",
  ready: "our main bundle is read and evaluated",
  tray: "settings, ledger thread started, tray drawn",
  window: "window made",
  loaded: "page loaded (on the stand-in: mostly Chromium's start)",
  filled: "first snapshot drawn, in full",
} as const;
type Step = keyof typeof steps;

/** When the largest part of the page was painted, in ms of the system's clock. */
function paintedAt(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const { startTime } = list.getEntries().at(-1) ?? { startTime: Number.NaN };
          resolve(performance.timeOrigin + startTime);
        }).observe({ type: "largest-contentful-paint", buffered: true });
      }),
  );
}

async function startOnce(folder: string): Promise<{ sluice: Running; at: Record<Step, number> }> {
  const sluice = await launch({
    args: [`--user-data-dir=${path.join(folder, "data")}`, "--practice"],
    env: { ...environmentIn(folder), NODE_OPTIONS: `--import=${marksUrl}` },
  });
  const page = await sluice.firstWindow();
  await page.locator("main.home").waitFor();
  const filledAt = await paintedAt(page);
  const { marks, origin } = await sluice.evaluate(() => ({
    marks: (globalThis as unknown as { sluiceMarks: Record<Step, number> }).sluiceMarks,
    origin: performance.timeOrigin,
  }));
  return { sluice, at: { ...marks, filled: filledAt - origin } };
}

/** CPU time of each of the process's threads, in ms. */
function cpuByThread(pid: number): Map<string, number> {
  const folder = `/proc/${pid}/task`;
  const entries = readdirSync(folder).map((id): [string, number] => {
    const [ran = "0"] = readFileSync(`${folder}/${id}/schedstat`, "utf8").split(" ");
    const name = readFileSync(`${folder}/${id}/comm`, "utf8").trim();
    return [`${name} ${id}`, Number(ran) / 1e6];
  });
  return new Map(entries);
}

/** What the start leaves to be collected and compiled is not idleness. */
const settleMs = 10_000;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function idleFigures(pid: number): Promise<string[]> {
  await wait(settleMs);
  const before = cpuByThread(pid);
  await wait(idleSeconds * 1_000);
  const spent = [...cpuByThread(pid)]
    .map(([thread, ms]) => ({ thread, ms: ms - (before.get(thread) ?? 0) }))
    .filter(({ ms }) => ms > 0.05)
    .sort((a, b) => b.ms - a.ms);
  const total = spent.reduce((sum, { ms }) => sum + ms, 0);
  const share = ((total / (idleSeconds * 1_000)) * 100).toFixed(4);
  return [
    `idle for ${idleSeconds} s, window open: ${total.toFixed(2)} ms CPU in the main process (${share} %)`,
    ...spent.map(({ thread, ms }) => `  ${thread}: ${ms.toFixed(2)} ms`),
  ];
}

const all: Record<Step, number>[] = [];
let idle: string[] = [];
for (let run = 0; run < runs; run += 1) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sluice-start-"));
  const { sluice, at } = await startOnce(folder);
  // The first one reads every file for the first time: it warms the disk's cache and does not count.
  if (run > 0) all.push(at);
  if (run === runs - 1 && process.platform === "linux" && sluice.process.pid)
    idle = await idleFigures(sluice.process.pid);
  await sluice.close();
  rmSync(folder, { recursive: true, force: true });
}

const cell = (values: readonly number[]): string => {
  const spread = spreadOf(values);
  if (spread === null) return "—";
  const [low, median, high] = [spread.low, spread.median, spread.high].map((ms) => ms.toFixed(0));
  return `${median} [${low}–${high}]`;
};
const names = Object.keys(steps) as Step[];
const lines = [
  `Cold start on the stand-in, ${all.length} runs, ms: median [quartiles]. Load ${os.loadavg()[0]?.toFixed(1)}.`,
  "",
  "| until | since the process began | since the step before | spent on |",
  "|---|---|---|---|",
  ...names.map((step, index) => {
    const before = names[index - 1];
    const since = all.map((at) => at[step] - (before ? at[before] : 0));
    return `| ${step} | ${cell(all.map((at) => at[step]))} | ${cell(since)} | ${steps[step]} |`;
  }),
  "",
  ...idle,
];
console.log(lines.join("\n"));
const out = path.join(root, "test-results/bench");
mkdirSync(out, { recursive: true });
writeFileSync(path.join(out, "start.md"), `${lines.join("\n")}\n`);
