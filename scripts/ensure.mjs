// Installs exactly what the lock file names, when that has not been done yet: so `npm start` and `npm test` work on a clean clone.
// Plain JavaScript for the oldest Node we promise: it runs before the project's own Node is there.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const stamp = path.join(root, "node_modules/.cache/installed");
const wanted = createHash("sha256")
  .update(readFileSync(path.join(root, "package-lock.json")))
  .update(`${process.platform}-${process.arch}`)
  .digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  console.log("Installing the project's packages (once) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const run = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (run.status !== 0) {
    console.error("The packages could not be installed; the lines above say why.");
    process.exit(run.status ?? 1);
  }
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}
