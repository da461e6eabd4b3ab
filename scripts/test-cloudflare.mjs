// npm run test:cloudflare: what Sluice relies on at Cloudflare, asked of the real one. Reads; makes an aiGateway, and removes it, only with SLUICE_TEST_CLOUDFLARE_MAY_EDIT=1.
import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const wanted = ["TOKEN", "ACCOUNT", "AI_GATEWAY"].map((name) => `SLUICE_TEST_CLOUDFLARE_${name}`);
const missing = wanted.filter((name) => !process.env[name]);
if (missing.length > 0) {
  console.error(
    `Set ${missing.join(", ")} to ask the real Cloudflare: a token that may read AI Gateway and Account Analytics, the account's id and an aiGateway's id.`,
  );
  process.exit(2);
}
const run = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project=rooms",
    "test/cloudflare/contract.test.ts",
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, SLUICE_BUILT: "1", SLUICE_TEST_CLOUDFLARE_REAL: "1" },
  },
);
process.exit(run.status ?? 1);
