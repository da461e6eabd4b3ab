/** Makes the README's pictures: `npm run pictures`. Four states as a person meets them, in both themes, from a Sluice that runs in practice. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium, type Page } from "playwright";
import type { Bridge, Command } from "../../preload/contract/command.ts";
import { findChromium } from "../host/chromium.ts";
import { launch } from "../host/launch.ts";
import { startFakeDaemon } from "../openclaw-room/daemon/fake-daemon.ts";
import { takeIn } from "../openclaw-room/daemon/take-in.ts";
import { environmentIn } from "./environment.ts";
import { turn } from "./turn.ts";

const build = path.join(import.meta.dirname, "../../build");
const size = { width: 380, height: 560 };
const themes = ["light", "dark"] as const;

const send = (page: Page, command: Command) =>
  page.evaluate(async (asked) => {
    const { sluice } = globalThis as unknown as { readonly sluice: Bridge };
    const reply = await sluice.send(asked);
    if (!reply.ok) throw new Error(`${asked.type} was refused: ${reply.error.code}`);
    await document.fonts.ready;
  }, command);

/** The states side by side, on nothing. */
async function lay(pictures: readonly Buffer[], file: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: findChromium() ?? "" });
  const page = await browser.newPage({ deviceScaleFactor: 1 });
  await page.setViewportSize({ width: 2 * size.width * pictures.length, height: 2 * size.height });
  const images = pictures.map(
    (picture) => `<img src="data:image/png;base64,${picture.toString("base64")}">`,
  );
  await page.setContent(
    `<style>body{margin:0;display:inline-flex;gap:24px}img{inline-size:${size.width}px;border-radius:10px}</style>${images.join("")}`,
  );
  await page.locator("body").screenshot({ path: file, omitBackground: true });
  await browser.close();
}

const folder = mkdtempSync(path.join(os.tmpdir(), "sluice-pictures-"));
const configFile = path.join(folder, "openclaw/openclaw.json");
mkdirSync(path.dirname(configFile));
writeFileSync(configFile, '{ "gateway": { "mode": "local" } }\n');
const daemon = await startFakeDaemon({
  token: null,
  snapshot: { configPath: configFile, stateDir: path.dirname(configFile), authMode: "none" },
});
takeIn(daemon, configFile);
const sluice = await launch({
  args: [`--user-data-dir=${path.join(folder, "data")}`, "--practice"],
  env: {
    ...environmentIn(folder),
    ELECTRON_HOST_DESK: "1",
    OPENCLAW_GATEWAY_PORT: String(daemon.port),
  },
});
try {
  const page = await sluice.firstWindow();
  await page.setViewportSize(size);
  const taken = new Map<(typeof themes)[number], Buffer[]>(themes.map((theme) => [theme, []]));
  const take = async () => {
    for (const theme of themes) {
      await send(page, { type: "settings.save", theme });
      taken.get(theme)?.push(await page.screenshot({ animations: "disabled" }));
    }
  };
  await send(page, { type: "settings.save", language: "en" });
  await send(page, { type: "allowance.set", microUsdPerDay: 2_000_000, then: "pause" });
  await send(page, { type: "openclaw.link", kind: "own" });
  await turn(folder, "claude-sonnet-4-6", "What is in my calendar today? ");
  await turn(folder, "claude-haiku-4-5", "Check the mail. ");
  await turn(folder, "claude-sonnet-4-6", "Plan the week, please. ");
  await page.getByText("Verified").first().waitFor();
  await take();
  await send(page, { type: "route.set", route: "direct" });
  await take();
  await send(page, { type: "route.set", route: "paused", pauseFor: "today" });
  await turn(folder, "claude-sonnet-4-6", "Anyone there? ");
  await take();
  await send(page, { type: "route.set", route: "cloudflare" });
  await send(page, { type: "allowance.set", microUsdPerDay: 10_000, then: "pause" });
  await page.getByRole("button", { name: "+ $1" }).waitFor();
  await take();
  for (const theme of themes)
    await lay(taken.get(theme) ?? [], path.join(build, `window-${theme}.png`));
} finally {
  await sluice.close();
  await daemon.stop();
  rmSync(folder, { recursive: true, force: true });
}
