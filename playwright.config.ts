/** The face, end to end, on the real Electron or the stand-in: whatever `test/host/launch.ts` finds. */
import { defineConfig, type ReporterDescription } from "playwright/test";

const reporters: ReporterDescription[] = [["list"]];
// Without a file the JSON would go to the terminal.
if (process.env.PLAYWRIGHT_JSON_OUTPUT_FILE) reporters.push(["json"]);

export default defineConfig({
  testDir: "test/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results/e2e",
  reporter: reporters,
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // A browser and several programs on a small, busy machine: one that passes only the second time is named at the end.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
});
