// npm test: types, lint, lock file, build, then both test runners; ends with one line of counts.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const results = path.join(root, "test-results");
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const bin = (name) =>
  path.join(root, "node_modules/.bin", process.platform === "win32" ? `${name}.cmd` : name);
function step(title, command, args, env = {}) {
  console.log(`\n— ${title}`);
  const run = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, ...env },
  });
  return run.status ?? 1;
}

const before = [
  ["types", bin("tsc"), ["-b"]],
  ["lint and format", bin("biome"), ["check", "--error-on-warnings", "."]],
  ["lock file", process.execPath, ["scripts/lock.mjs"]],
  ["build", process.execPath, ["scripts/build.mjs"]],
];
for (const [title, command, args] of before) {
  if (step(title, command, args) !== 0) {
    console.error(`Stopped: ${title} failed.`);
    process.exit(1);
  }
}

const unit = path.join(results, "vitest.json");
const face = path.join(results, "playwright.json");
const codes = [
  step(
    "rooms and the real OpenClaw",
    process.execPath,
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${unit}`,
      ...process.argv.slice(2),
    ],
    { SLUICE_BUILT: "1" },
  ),
  step("the face", process.execPath, ["node_modules/playwright/cli.js", "test"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: face,
  }),
];

const total = { passed: 0, failed: 0, skipped: 0 };
try {
  const a = JSON.parse(readFileSync(unit, "utf8"));
  total.passed += a.numPassedTests;
  total.failed += a.numFailedTests;
  total.skipped += a.numPendingTests + a.numTodoTests;
  const { stats } = JSON.parse(readFileSync(face, "utf8"));
  total.passed += stats.expected + stats.flaky;
  total.failed += stats.unexpected;
  if (stats.flaky > 0) console.error(`\n${stats.flaky} of the face's passed only when run again.`);
  total.skipped += stats.skipped;
} catch (error) {
  console.error(`A test runner left no report: ${error.message}`);
  codes.push(1);
}
if (process.env.CI && total.skipped > 0) {
  console.error("Tests were skipped: here every test must run.");
  codes.push(1);
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(codes.some((code) => code !== 0) ? 1 : 0);
