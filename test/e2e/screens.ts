/** Pictures of the window for a person to look at: `node test/e2e/screens.ts` saves them to test-results/screens/. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page } from "playwright";
import type { Bridge, Command } from "../../preload/contract/command.ts";
import type { Settings } from "../../preload/contract/state.ts";
import { languages } from "../../renderer/copy/language.ts";
import { launch } from "../host/launch.ts";
import { environmentIn } from "./environment.ts";
import { turn } from "./turn.ts";

const pictures = path.join(import.meta.dirname, "../../test-results/screens");

/** Saves the window as it is now, once nothing in it moves. */
export async function takePicture(page: Page, name: string, isWhole = false): Promise<string> {
  mkdirSync(pictures, { recursive: true });
  const file = path.join(pictures, `${name}.png`);
  await page.screenshot({ path: file, animations: "disabled", fullPage: isWhole });
  return file;
}

const looks = (["light", "dark"] as const).flatMap((theme) =>
  languages.map((language): Partial<Settings> => ({ theme, language })),
);

const send = (page: Page, command: Command) =>
  page.evaluate(async (asked) => {
    const { sluice } = globalThis as unknown as { readonly sluice: Bridge };
    const reply = await sluice.send(asked);
    await document.fonts.ready;
    return reply;
  }, command);

async function takeAll(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sluice-screens-"));
  const configFile = path.join(folder, "openclaw/openclaw.json");
  mkdirSync(path.dirname(configFile));
  writeFileSync(configFile, '{ "gateway": { "mode": "local" } }\n');
  const sluice = await launch({
    args: [`--user-data-dir=${path.join(folder, "data")}`, "--practice"],
    env: { ...environmentIn(folder), ELECTRON_HOST_DESK: "1" },
  });
  const page = await sluice.firstWindow();
  const take = async (name: string) => console.log(await takePicture(page, name));
  /** The desk's page, where there is one: the whole tray menu, in every language. */
  const takeTray = async (name: string) => {
    const desk = page
      .context()
      .pages()
      .find((each) => each !== page && each.url() === "about:blank");
    if (!desk) return;
    for (const language of languages) {
      await send(page, { type: "settings.save", language });
      console.log(await takePicture(desk, `tray-${name}-${language}`, true));
    }
    await send(page, { type: "settings.save", language: "en" });
  };
  for (const look of looks) {
    await send(page, { type: "settings.save", ...look });
    await take(`set-up-${look.language}-${look.theme}`);
  }
  await send(page, { type: "settings.save", language: "en", theme: "light" });
  await takeTray("set-up");
  await send(page, { type: "openclaw.link", kind: "own" });
  await take("unproven");
  await takeTray("unproven");
  await turn(folder, "claude-sonnet-4-6", "What is in my calendar today? ");
  await turn(folder, "claude-haiku-4-5", "Check the mail. ");
  await turn(folder, "claude-sonnet-4-6", "Plan the week, please. ");
  await page.getByText("Verified").first().waitFor();
  await page.getByText("2 requests", { exact: true }).waitFor();
  for (const look of looks) {
    await send(page, { type: "settings.save", ...look });
    await take(`home-${look.language}-${look.theme}`);
  }
  await send(page, { type: "settings.save", language: "en", theme: "light" });
  await takeTray("verified");
  await send(page, { type: "route.set", route: "direct" });
  await take("direct");
  await takeTray("direct");
  await send(page, { type: "route.set", route: "paused" });
  await turn(folder, "claude-sonnet-4-6", "Anyone there? ");
  await take("paused");
  await takeTray("paused");
  await send(page, { type: "route.set", route: "cloudflare" });
  await send(page, { type: "allowance.set", microUsdPerDay: 10_000, then: "pause" });
  await page.getByRole("button", { name: "+ $1" }).waitFor();
  await take("allowance");
  await takeTray("allowance");
  await sluice.close();
  rmSync(folder, { recursive: true, force: true });
}

if (import.meta.main) await takeAll();
