/** Builds dist/ once before the tests that run it, unless the caller just did. */
import { execFileSync } from "node:child_process";
import path from "node:path";

export function setup(): void {
  if (process.env.SLUICE_BUILT === "1") return;
  const script = path.join(import.meta.dirname, "../../scripts/build.mjs");
  execFileSync(process.execPath, [script], { stdio: ["ignore", "ignore", "inherit"] });
}
