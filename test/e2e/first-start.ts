/** What Sluice remembers when a test says so: the file it reads at its start. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { SetupState } from "../../preload/contract/desk.ts";

/** @param folder the test's own. */
export function remember(folder: string, kept: { readonly setup: SetupState }): void {
  const data = path.join(folder, "data");
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(data, "settings.json"), JSON.stringify(kept));
}

/** The first run as on a machine that has never seen Sluice. */
export const fresh: { readonly setup: SetupState } = {
  setup: { status: "open", step: "welcome", skipped: [] },
};
