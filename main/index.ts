/** Sluice with its face: reads the switches, makes sure it is alone, puts the app together and opens the shell. */
import path from "node:path";
import { app as electron } from "electron";
import { type Arguments, readArguments } from "./app/arguments.ts";
import { composeApp } from "./app/compose.ts";
import { version } from "./app/version.ts";
import { createLog } from "./kit/log.ts";
import { claimScheme } from "./shell/hardening.ts";
import { openShell } from "./shell/shell.ts";

const exitCodes = { ok: 0, defect: 1, usage: 2, alreadyRunning: 3 } as const;
const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

/** A defect ends the process, as in plain Node: Electron alone would show a dialog and go on half dead. */
function endOnDefects(): void {
  const log = createLog({ write: say, now: Date.now });
  const end = (error: unknown): void => {
    log.error("process.failed", { error });
    electron.exit(exitCodes.defect);
  };
  process.on("uncaughtException", end);
  process.on("unhandledRejection", end);
  // The terminal Sluice was started from may be gone.
  process.stderr.on("error", () => {});
}

/** Beside `dist/`, or at the top of the packed archive. */
const root = path.join(import.meta.dirname, "../..");

async function open(args: Arguments): Promise<void> {
  await electron.whenReady();
  const composed = await composeApp({
    args,
    env: process.env,
    defaultUserDataDir: electron.getPath("userData"),
    isPackaged: electron.isPackaged,
    version,
    writeLog: say,
  });
  if (!composed.ok) {
    say(composed.message);
    electron.exit(composed.exitCode);
    return;
  }
  const { app, release } = composed;
  await openShell({
    app,
    folders: {
      renderer: path.join(root, "dist/renderer"),
      icons: path.join(root, "build/tray"),
    },
    preload: path.join(root, "dist/preload/index.cjs"),
    exit: () => void release().finally(() => electron.exit(exitCodes.ok)),
  });
}

/** Before anything is composed: a second Sluice must reach the first, not its locks. */
function begin(): void {
  endOnDefects();
  // In a packaged build the switches follow the program, else the program's folder.
  const args = readArguments(process.argv.slice(electron.isPackaged ? 1 : 2), false);
  if (!args.ok) {
    say(args.message);
    electron.exit(exitCodes.usage);
    return;
  }
  const { userDataDir, practice } = args.value;
  const folder = path.resolve(
    userDataDir ?? path.join(electron.getPath("userData"), practice ? "practice" : ""),
  );
  electron.setPath("userData", folder);
  electron.setPath("sessionData", path.join(folder, "chromium"));
  if (!electron.requestSingleInstanceLock()) {
    say("Sluice is already running; its window is open now.");
    electron.exit(exitCodes.alreadyRunning);
    return;
  }
  claimScheme();
  void open({ ...args.value, userDataDir: folder });
}

begin();
