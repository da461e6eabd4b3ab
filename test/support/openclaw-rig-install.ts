/** The real OpenClaw in one exact version, installed once into a cache folder and shared by everybody who asks. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { takeInstanceLock } from "../../main/kit/instance-lock.ts";
import { need } from "./tools.ts";

export const openClawVersion = "2026.9.6";

/** `SLUICE_TEST_CACHE` keeps it outside `node_modules`, which `npm ci` empties: about 650 MB. */
const cacheFolder = path.join(
  process.env.SLUICE_TEST_CACHE ?? path.join(import.meta.dirname, "../../node_modules/.cache"),
  `openclaw-${openClawVersion}`,
);
/** Written last: a folder without it is the work of an install that was killed. */
const stamp = path.join(cacheFolder, "installed");
const script = path.join(cacheFolder, "node_modules/openclaw/openclaw.mjs");

/**
 * The absolute path of `openclaw.mjs`. Safe when several processes ask at once: one installs, the others wait.
 * Install scripts are not run: nothing here needs them (its own is for upgrades of an older version in place).
 * @throws when npm cannot install it, with the end of what npm said
 */
export async function installOpenClaw(): Promise<string> {
  if (isInstalled()) return script;
  mkdirSync(cacheFolder, { recursive: true });
  let lock = takeInstanceLock(cacheFolder);
  while (!lock) {
    await wait(250);
    lock = takeInstanceLock(cacheFolder);
  }
  try {
    if (isInstalled()) return script;
    rmSync(path.join(cacheFolder, "node_modules"), { recursive: true, force: true });
    writeFileSync(path.join(cacheFolder, "package.json"), `{ "private": true }\n`);
    await npmInstall();
    writeFileSync(stamp, openClawVersion);
    return script;
  } finally {
    lock.release();
  }
}

/** False, said loudly (or thrown, on CI), where it cannot be had: `describe.skipIf(!(await hasOpenClaw()))`. */
export async function hasOpenClaw(): Promise<boolean> {
  const problem = await problemWithOpenClaw();
  return need({
    what: `openclaw@${openClawVersion}${problem && ` (${problem})`}`,
    present: problem === "",
    remedy: "run them with Node 24.16 or newer, where npm can reach a registry",
  });
}

async function problemWithOpenClaw(): Promise<string> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (!((major === 24 && minor >= 16) || (major === 26 && minor >= 1) || major > 26))
    return `it does not run on Node ${process.versions.node}`;
  try {
    await installOpenClaw();
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isInstalled(): boolean {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === openClawVersion && existsSync(script);
}

function npmInstall(): Promise<void> {
  const args = ["install", "--prefix", cacheFolder, "--ignore-scripts", "--no-audit", "--no-fund"];
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const child = spawn(npm, [...args, "--loglevel=error", `openclaw@${openClawVersion}`], {
    cwd: cacheFolder,
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
