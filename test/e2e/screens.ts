/** Pictures of the window for a person to look at: `node test/e2e/screens.ts` saves them to test-results/screens/. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page } from "playwright";
import type { Bridge } from "../../preload/contract/command.ts";
import type { Settings } from "../../preload/contract/state.ts";
import { launch } from "../host/launch.ts";
import { environmentIn } from "./environment.ts";

const pictures = path.join(import.meta.dirname, "../../test-results/screens");

/** Saves the window as it is now, once nothing in it moves. */
export async function takePicture(page: Page, name: string): Promise<string> {
  mkdirSync(pictures, { recursive: true });
  const file = path.join(pictures, `${name}.png`);
  await page.screenshot({ path: file, animations: "disabled" });
  return file;
}

const looks: readonly Partial<Settings>[] = [
  { theme: "light", language: "en" },
  { theme: "dark", language: "en" },
  { theme: "light", language: "nl" },
  { theme: "dark", language: "fr" },
  { theme: "light", language: "da" },
];

async function takeAll(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sluice-screens-"));
  const sluice = await launch({
    args: [`--user-data-dir=${path.join(folder, "data")}`, "--practice"],
    env: { ...environmentIn(folder), ELECTRON_HOST_DESK: "1" },
  });
  const page = await sluice.firstWindow();
  for (const look of looks) {
    await page.evaluate(async (settings) => {
      const { sluice: bridge } = globalThis as unknown as { readonly sluice: Bridge };
      await bridge.send({ type: "settings.save", ...settings });
      await document.fonts.ready;
    }, look);
    console.log(await takePicture(page, `window-${look.language}-${look.theme}`));
  }
  const desk = page
    .context()
    .pages()
    .find((each) => each !== page && each.url() === "about:blank");
  if (desk) console.log(await takePicture(desk, "tray"));
  await sluice.close();
  rmSync(folder, { recursive: true, force: true });
}

if (import.meta.main) await takeAll();
