/** Sluice with its face: reads the switches, makes sure it is alone, puts the app together and opens the shell. */
import path from "node:path";
import { app as electron } from "electron";
import { type Arguments, readArguments } from "./app/arguments.ts";
import { type Composed, type ComposeOptions, composeApp } from "./app/compose.ts";
import { folderFault, hasOwner } from "./app/data-folder.ts";
import { version } from "./app/version.ts";
import { fileSink } from "./kit/file-sink.ts";
import { createLog } from "./kit/log.ts";
import { claimScheme, forbiddenSwitch } from "./shell/hardening.ts";
import { tellNoStart } from "./shell/no-start.ts";
import { createProxies } from "./shell/proxies.ts";
import { relaunch } from "./shell/relaunch.ts";
import { openShell } from "./shell/shell.ts";
import { claimShortcuts } from "./shell/shortcuts.ts";

const exitCodes = { ok: 0, defect: 1, usage: 2, alreadyRunning: 3, refused: 4 } as const;
/** A Sluice that runs needs about three seconds to make room. */
const makesRoomWithinMs = 15_000;
/** One that is leaving already has let go of its name, and not yet of its folder. */
const leavesWithinMs = 10_000;
const asksAgainMs = 250;
/** What the installer writes into the shortcut; another one and Windows shows notifications without our name. */
const appUserModelId = "app.sluice.Sluice";
const logFiles = { maxBytes: 1024 * 1024, keep: 3 };

/** Beside `dist/`, or at the top of the packed archive. */
const root = path.join(import.meta.dirname, "../..");

const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

function leave(exitCode: number, sentence: string): void {
  say(sentence);
  electron.exit(exitCode);
}

/** Before anything is composed: a second Sluice must reach the first, not its locks. */
function begin(): void {
  // The terminal Sluice was started from may be gone.
  process.stderr.on("error", () => {});
  // In a packaged build the switches follow the program, else the program's folder.
  const args = readArguments(process.argv.slice(electron.isPackaged ? 1 : 2), false);
  if (!args.ok) {
    leave(exitCodes.usage, args.message);
    return;
  }
  const refused = forbiddenSwitch();
  if (refused !== null) {
    leave(exitCodes.usage, `Sluice does not start with --${refused}.`);
    return;
  }
  if (process.platform === "win32") electron.setAppUserModelId(appUserModelId);
  const { userDataDir, practice } = args.value;
  const folder = path.resolve(
    userDataDir ?? path.join(electron.getPath("userData"), practice ? "practice" : ""),
  );
  electron.setPath("userData", folder);
  electron.setPath("sessionData", path.join(folder, "chromium"));
  if (args.value.unlink || args.value.leave)
    void undo({ ...args.value, userDataDir: folder }, folder);
  else if (electron.requestSingleInstanceLock()) {
    claimScheme();
    claimShortcuts(process.platform);
    void open({ ...args.value, userDataDir: folder }, folder);
  } else void stayOut(args.value, folder);
}

/** Electron says the same of a folder that another Sluice has and of one in which nothing can be written. */
async function stayOut({ hidden }: Arguments, folder: string): Promise<void> {
  const fault = hasOwner(folder) ? null : folderFault(folder);
  if (fault === null)
    return leave(
      exitCodes.alreadyRunning,
      `Sluice is already running${hidden ? "" : "; its window is open now"}.`,
    );
  say(`The data folder ${folder} cannot be used: ${fault.code}.`);
  await tellNoStart(fault.is, folder);
  electron.exit(exitCodes.usage);
}

const optionsFor = (args: Arguments, folder: string, writeLog: (line: string) => void) => ({
  args,
  env: process.env,
  defaultUserDataDir: folder,
  isPackaged: electron.isPackaged,
  version,
  writeLog,
  program: electron.isPackaged ? [process.execPath] : [process.execPath, root],
  proxies: createProxies(process.env),
  downloadsFolder: () => electron.getPath("downloads"),
});

/**
 * Without a window. For an uninstaller a Sluice that runs is asked to end, then what it left in OpenClaw is undone; for one that was
 * killed only its link is taken back, unless another runs by now.
 */
async function undo(args: Arguments, folder: string): Promise<void> {
  const until = Date.now() + makesRoomWithinMs;
  while (!electron.requestSingleInstanceLock()) {
    if (args.leave) return electron.exit(exitCodes.ok);
    if (Date.now() > until)
      return leave(exitCodes.alreadyRunning, "Sluice is still running; quit it first.");
    await pause(asksAgainMs);
  }
  const composed = await composeWithin(optionsFor(args, folder, say), until);
  if (!composed.ok) return leave(composed.exitCode, composed.message);
  await composed.app.start({ isObserver: true });
  const undone = await (args.leave ? composed.app.leave() : composed.app.undo());
  await composed.app.quit();
  await composed.release();
  if (undone.ok) electron.exit(exitCodes.ok);
  else leave(exitCodes.refused, `Unlinking OpenClaw was refused: ${undone.error.code}.`);
}

async function open(args: Arguments, folder: string): Promise<void> {
  // Started from a desktop there is no terminal: the file is what is left to read.
  const sink = fileSink(path.join(folder, "logs"), logFiles);
  const writeLog = (line: string): void => {
    say(line);
    sink.write(line);
  };
  let log = createLog({ write: writeLog, now: Date.now });
  let isOpen = false;
  // A defect ends the process, as in plain Node: Electron alone would show a dialog and go on half dead.
  for (const event of ["uncaughtException", "unhandledRejection"])
    process.on(event, (error: unknown) => {
      log.error("process.failed", { error });
      // At login it is begun again, and a dialog would be in the way of that.
      if (isOpen || args.hidden) return electron.exit(exitCodes.defect);
      const end = (): void => electron.exit(exitCodes.defect);
      tellNoStart("failed", path.join(folder, "logs")).then(end, end);
    });

  await electron.whenReady();
  let next: { readonly isPractice: boolean } | null = null;
  const composed = await composeWithin(
    {
      ...optionsFor(args, folder, writeLog),
      restart(isPractice) {
        next = { isPractice };
      },
      endLog: sink.close,
    },
    Date.now() + leavesWithinMs,
  );
  if (!composed.ok) {
    say(composed.message);
    if (composed.why !== null) await tellNoStart(composed.why, folder);
    return electron.exit(composed.exitCode);
  }
  // This one also knows the secrets it must hide.
  log = composed.log;
  const { release } = composed;
  async function end(): Promise<void> {
    try {
      await release();
      if (next) await relaunch(next.isPractice);
    } finally {
      electron.exit(exitCodes.ok);
    }
  }
  await openShell({
    app: composed.app,
    folders: {
      renderer: path.join(root, "dist/renderer"),
      icons: path.join(root, "build/tray"),
    },
    preload: path.join(root, "dist/preload/index.cjs"),
    isHidden: args.hidden,
    exit: () => void end(),
  });
  isOpen = true;
}

/** Waits for the folder of a Sluice that is on its way out. @param until epoch ms */
async function composeWithin(options: ComposeOptions, until: number): Promise<Composed> {
  for (;;) {
    const composed = await composeApp(options);
    if (composed.ok || composed.why !== "held" || Date.now() > until) return composed;
    await pause(asksAgainMs);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

begin();
