/** Other people's routers in exact versions, each installed once into a cache folder outside the project. */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { takeInstanceLock } from "../../../../main/kit/instance-lock.ts";

/** `SLUICE_TEST_CACHE` keeps them outside `node_modules`, which `npm ci` empties. */
const cacheFolder = path.join(
  process.env.SLUICE_TEST_CACHE ??
    path.join(import.meta.dirname, "../../../../node_modules/.cache"),
  "bench-peers",
);

/** By name, exact versions only. */
export type Packages = Readonly<Record<string, string>>;

/**
 * The folder its packages are in. Install scripts are not run: none of them needs one.
 * @throws with the end of what npm said
 */
export async function installPeer(name: string, packages: Packages): Promise<string> {
  const folder = path.join(cacheFolder, name);
  const manifest = `${JSON.stringify({ private: true, dependencies: packages, overrides: packages })}\n`;
  // Written last: a folder without it is the work of an install that was killed.
  const stamp = path.join(folder, "installed");
  const modules = path.join(folder, "node_modules");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === manifest) return modules;
  mkdirSync(folder, { recursive: true });
  const lock = takeInstanceLock(folder);
  if (!lock) throw new Error("another bench is installing it at this moment");
  try {
    rmSync(stamp, { force: true });
    rmSync(modules, { recursive: true, force: true });
    writeFileSync(path.join(folder, "package.json"), manifest);
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const isWindows = process.platform === "win32";
    await promisify(execFile)(isWindows ? "npm.cmd" : "npm", ["install", ...quiet], {
      cwd: folder,
      timeout: 180_000,
      shell: isWindows,
    });
    writeFileSync(stamp, manifest);
    return modules;
  } finally {
    lock.release();
  }
}
