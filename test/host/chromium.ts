/** Finds the machine's own Chromium and runs one for us: it dies with its pipe, so no end of ours leaves it behind. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { realPlatform } from "./machine.ts";
import { openWayOut } from "./way-out.ts";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "chrome",
  "msedge",
];
const fixed: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

const startMs = 30_000;

/** What to tell a person who has none; the process then ends with 69, "a service is unavailable". */
export const noChromium =
  "Neither Electron nor Chromium was found: install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH.";

export function findChromium(): string | undefined {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return existsSync(chosen) ? chosen : undefined;
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => folder);
  const places = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...(fixed[realPlatform] ?? []), ...places].find((file) => existsSync(file));
}

export type Chromium = {
  /** Null-terminated JSON in both directions. */
  readonly input: Writable;
  readonly output: Readable;
  /** The WebSocket address for Playwright; undefined unless asked for, since anyone on this machine could use it. */
  readonly endpoint: string | undefined;
  /** Resolves with what it wrote last. */
  readonly ended: Promise<string>;
  kill(): void;
};

/** Standard input and output are not used; Chromium reads commands from 3 and answers on 4. */
type Pipes = readonly [null, null, Readable, Writable, Readable];

/** @param isHeaded with windows on the screen. @param isDriven opens a debugging port on loopback. */
export async function startChromium(isHeaded: boolean, isDriven: boolean): Promise<Chromium> {
  const file = findChromium();
  if (file === undefined) throw new Error(noChromium);
  const profile = mkdtempSync(path.join(os.tmpdir(), "sluice-stand-in-"));
  const proxy = await openWayOut();
  const child = spawn(file, flagsOf(profile, proxy, isHeaded, isDriven), {
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
  });
  process.once("exit", () => {
    child.kill("SIGKILL");
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  });
  const [, , errors, input, output] = child.stdio as unknown as Pipes;
  let log = "";
  let late: NodeJS.Timeout | undefined;
  // Not "close": a helper of Chromium's may hold the pipes for longer.
  const ended = new Promise<string>((resolve) => child.once("exit", () => resolve(log)));
  const endpoint = await new Promise<string | undefined>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${file} ended (${code}).\n${log}`)));
    errors.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      const found = /DevTools listening on (ws:\S+)\s/.exec(log)?.[1];
      if (found) resolve(found);
      // Searched before it is cut: Chromium is talkative.
      log = log.slice(-2_000);
    });
    if (!isDriven) child.once("spawn", () => resolve(undefined));
    late = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`${file} did not start within ${startMs / 1000} s.\n${log}`));
    }, startMs);
  });
  clearTimeout(late);
  return { input, output, endpoint, ended, kill: () => void child.kill("SIGKILL") };
}

function flagsOf(profile: string, proxy: string, isHeaded: boolean, isDriven: boolean): string[] {
  const isRoot = realPlatform === "linux" && process.getuid?.() === 0;
  return [
    `--user-data-dir=${profile}`,
    "--remote-debugging-pipe",
    ...(isDriven ? ["--remote-debugging-port=0"] : []),
    "--no-first-run",
    "--no-default-browser-check",
    "--no-startup-window",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    // A wall of Chromium's own, between a page and loopback, would hide holes in ours.
    "--disable-features=LocalNetworkAccessChecks",
    "--disable-quic",
    `--proxy-server=${proxy}`,
    "--proxy-bypass-list=<-loopback>",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--mute-audio",
    "--password-store=basic",
    "--use-mock-keychain",
    ...(isHeaded ? [] : ["--headless=new", "--hide-scrollbars", "--disable-gpu"]),
    ...(isRoot ? ["--no-sandbox"] : []),
  ];
}
