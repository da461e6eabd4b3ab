// Installs exactly what the lock file names, unless that is what is there: so `npm start` and `npm test` work on a clean clone.
// Plain JavaScript for the oldest Node we promise: it runs before the project's own Node is there.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");

/** npm keeps beside the packages a lock of what it installed; optional ones of other platforms are not in it. */
function isInstalled() {
  try {
    const packagesIn = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
    const there = packagesIn("node_modules/.package-lock.json");
    return Object.entries(packagesIn("package-lock.json")).every(
      ([name, wanted]) =>
        name === "" || (there[name] ? there[name].integrity === wanted.integrity : wanted.optional),
    );
  } catch {
    return false;
  }
}

if (!isInstalled()) {
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
}
