// npm run test:openclaw: the tests against the real OpenClaw, with the oldest version Sluice stands for (or the one named).
import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const [version = "2026.5.28", ...more] = process.argv.slice(2);
const run = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--project=the real OpenClaw", ...more],
  { cwd: root, stdio: "inherit", env: { ...process.env, SLUICE_TEST_OPENCLAW: version } },
);
process.exit(run.status ?? 1);
