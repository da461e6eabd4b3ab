/** The real OpenClaw in one exact version, installed once into a cache folder and shared by everybody who asks. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { takeInstanceLock } from "../../main/kit/instance-lock.ts";
import { need } from "./tools.ts";

/** The one Sluice is made for, and the oldest one whose files and protocol it is tested with. */
export const openClawVersions = ["2026.9.6", "2026.5.28"] as const;
export type OpenClawVersion = (typeof openClawVersions)[number];

/** `SLUICE_TEST_OPENCLAW` chooses it for a whole run of the tests. */
export const openClawVersion = chosen(process.env.SLUICE_TEST_OPENCLAW ?? openClawVersions[0]);

/** `SLUICE_TEST_CACHE` keeps them outside `node_modules`, which `npm ci` empties: about 650 MB each. */
const cache =
  process.env.SLUICE_TEST_CACHE ?? path.join(import.meta.dirname, "../../node_modules/.cache");

/** Where one version is. `stamp` is written last: a folder without it is the work of an install that was killed. */
function placeOf(version: OpenClawVersion) {
  const folder = path.join(cache, `openclaw-${version}`);
  return {
    folder,
    stamp: path.join(folder, "installed"),
    script: path.join(folder, "node_modules/openclaw/openclaw.mjs"),
  };
}

/** The folder of one version's cache, installed or not. */
export const cacheFolderOf = (version: OpenClawVersion): string => placeOf(version).folder;

/**
 * The absolute path of `openclaw.mjs`. Safe when several processes ask at once: one installs, the others wait.
 * Install scripts are not run: nothing here needs them (its own is for upgrades of an older version in place).
 * @throws when npm cannot install it, with the end of what npm said
 */
export async function installOpenClaw(version: OpenClawVersion = openClawVersion): Promise<string> {
  const { folder, stamp, script } = placeOf(version);
  if (isInstalled(version)) return script;
  mkdirSync(folder, { recursive: true });
  let lock = takeInstanceLock(folder);
  while (!lock) {
    await wait(250);
    lock = takeInstanceLock(folder);
  }
  try {
    if (isInstalled(version)) return script;
    rmSync(path.join(folder, "node_modules"), { recursive: true, force: true });
    writeFileSync(path.join(folder, "package.json"), `{ "private": true }\n`);
    await npmInstall(folder, version);
    writeFileSync(stamp, version);
    return script;
  } finally {
    lock.release();
  }
}

/** False, said loudly (or thrown, on CI), where it cannot be had: `describe.skipIf(!(await hasOpenClaw()))`. */
export async function hasOpenClaw(version: OpenClawVersion = openClawVersion): Promise<boolean> {
  const problem = await problemWithOpenClaw(version);
  return need({
    what: `openclaw@${version}${problem && ` (${problem})`}`,
    present: problem === "",
    remedy: "run them with Node 24.16 or newer, where npm can reach a registry",
  });
}

async function problemWithOpenClaw(version: OpenClawVersion): Promise<string> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (!((major === 24 && minor >= 16) || (major === 26 && minor >= 1) || major > 26))
    return `it does not run on Node ${process.versions.node}`;
  try {
    await installOpenClaw(version);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isInstalled(version: OpenClawVersion): boolean {
  const { stamp, script } = placeOf(version);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === version && existsSync(script);
}

/** @throws when it is not one of those the tests are made for */
function chosen(name: string): OpenClawVersion {
  const version = openClawVersions.find((known) => known === name);
  if (version === undefined)
    throw new Error(`SLUICE_TEST_OPENCLAW is one of ${openClawVersions.join(", ")}`);
  return version;
}

function npmInstall(folder: string, version: OpenClawVersion): Promise<void> {
  const args = ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"];
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const child = spawn(npm, [...args, "--loglevel=error", `openclaw@${version}`], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    shell: process.platform === "win32",
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ended with ${code}: ${said.trim().slice(-400)}`));
    });
  });
}
