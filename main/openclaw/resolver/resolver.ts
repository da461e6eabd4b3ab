/** The little program by which OpenClaw asks the keychain itself: installed, checked, proven, removed. */
import { constants } from "node:fs";
import { access, chmod, lstat, mkdir, readFile, rm, rmdir, stat } from "node:fs/promises";
import path from "node:path";
import { busAddressOf, lastingBusesOf } from "../../core/resolver/bus-address.ts";
import { isAcceptedCommand, launcherText } from "../../core/resolver/launcher.ts";
import { canStartWithoutKeys } from "../../core/resolver/without-keys.ts";
import { sweepTemps } from "../../kit/atomic-file.ts";
import { createQueue } from "../../kit/queue.ts";
import type { Done, Refusal } from "../config-file.ts";
import { isTrusted } from "../find/trust.ts";
import { type Answered, askResolver } from "./ask.ts";
import { type InstalledFile, look, put } from "./installed-file.ts";
import { fileNames, limitMsOn } from "./program.ts";

export type ResolverOptions = {
  /** Made 0700; holds the program and nothing else. */
  readonly folder: string;
  /** keytar's binary for this system. */
  readonly keytarFile: string;
  /** The built `dist/main/resolver.js`. */
  readonly scriptFile: string;
  readonly platform?: NodeJS.Platform;
  readonly homeDir: string;
  /** Where the address of the session's bus is taken from; this process's own when left out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** OpenClaw's own Node, absolute; null when none is known. */
  readonly node: () => string | null;
  /** OpenClaw's version, null when it is not known: an older one would not start while the keychain is locked. */
  readonly version?: () => string | null;
};

/** What stands in OpenClaw's file: an absolute program, and no arguments. */
export type ResolverCommand = {
  readonly ok: true;
  readonly command: string;
  readonly args: readonly string[];
};

export type Resolver = {
  /**
   * Installs what is missing and repairs what differs, and then runs it once without asking for anything. Everything is a copy,
   * so that it outlasts an update of Sluice, its absence, and the folder an AppImage is mounted at.
   * Refuses with `resolver.unsupported` ("win32" or another system's name, "path", "version", "noNode",
   * "owner": another user could replace that Node, which would be handed the keys) or `resolver.failed`.
   */
  ensure(): Promise<ResolverCommand | Refusal>;
  /** Looks only. "broken" also when an older Sluice's is there: `ensure` renews it. */
  status(): Promise<"absent" | "ready" | "broken">;
  /** Runs it exactly as OpenClaw would. */
  ask(ids: readonly string[]): Promise<Answered | Refusal>;
  /** Fine too when it is not there. What is not ours in the folder stays, and the folder with it. */
  remove(): Promise<Done>;
};

const failed = (detail: string): Refusal => ({ ok: false, code: "resolver.failed", detail });
const unsupported = (detail: string): Refusal => ({
  ok: false,
  code: "resolver.unsupported",
  detail,
});

export function createResolver(options: ResolverOptions): Resolver {
  const { folder, homeDir, platform = process.platform, env = process.env } = options;
  const queue = createQueue();
  const command = path.join(folder, fileNames.launcher);
  const ask = (ids: readonly string[]) =>
    // A little longer than it gives itself: its own answer says more than a kill.
    askResolver(command, ids, { homeDir, limitMs: limitMsOn(platform) + 3_000 });

  /** What is to be there, the launcher last: while it is absent nothing of it is run. */
  async function wanted(): Promise<readonly InstalledFile[] | Refusal> {
    // On Windows OpenClaw runs no script, and demands permissions on a program that it can hardly be given.
    if (platform !== "linux" && platform !== "darwin") return unsupported(platform);
    // "/Users/o'brien", for one.
    if (!isAcceptedCommand(command)) return unsupported("path");
    if (!canStartWithoutKeys(options.version?.() ?? null)) return unsupported("version");
    const node = options.node();
    if (!node || !path.isAbsolute(node) || !(await isProgram(node))) return unsupported("noNode");
    if (!(await isTrusted(node, platform))) return unsupported("owner");
    try {
      const script = path.join(folder, fileNames.script);
      return [
        {
          path: path.join(folder, fileNames.binary),
          bytes: await readFile(options.keytarFile),
          mode: 0o600,
        },
        { path: script, bytes: await readFile(options.scriptFile), mode: 0o600 },
        { path: command, bytes: Buffer.from(launcherText(node, script)), mode: 0o700 },
      ];
    } catch (error) {
      return failed(codeOf(error));
    }
  }

  async function ensure(): Promise<ResolverCommand | Refusal> {
    const files = await wanted();
    if ("ok" in files) return files;
    const made = await makeFolder(folder);
    if (!made.ok) return made;
    await sweepTemps(folder);
    let isChanged = false;
    for (const file of files) {
      if ((await look(file)) === "right") continue;
      isChanged = true;
      const done = await put(file);
      if (!done.ok) return done;
    }
    await writeBusAddress();
    if (isChanged) {
      // A disk that runs nothing, a Node for another processor, a missing libsecret: known now, not at OpenClaw's next start.
      const proof = await ask([]);
      if (!proof.ok) return proof;
    }
    return { ok: true, command, args: [] };
  }

  /** On systems whose bus is not where systemd puts it, OpenClaw's program could not find it. What is not known now stays as it was. */
  async function writeBusAddress(): Promise<void> {
    const runtime = env.XDG_RUNTIME_DIR;
    const address =
      lastingBusesOf(env.DBUS_SESSION_BUS_ADDRESS ?? "") ||
      (runtime ? busAddressOf(path.join(runtime, "bus")) : null);
    if (platform !== "linux" || !address) return;
    const file = {
      path: path.join(folder, fileNames.bus),
      bytes: Buffer.from(address),
      mode: 0o600,
    };
    if ((await look(file)) !== "right") await put(file);
  }

  async function status(): Promise<"absent" | "ready" | "broken"> {
    const isThere = await lstat(command).catch(() => null);
    if (!isThere) return "absent";
    const files = await wanted();
    if ("ok" in files || !(await isOwnFolder(folder))) return "broken";
    const looks = await Promise.all(files.map(look));
    return looks.every((one) => one === "right") ? "ready" : "broken";
  }

  async function remove(): Promise<Done> {
    try {
      // The launcher first: half a program must not be run.
      for (const name of [fileNames.launcher, ...Object.values(fileNames)])
        await rm(path.join(folder, name), { force: true, recursive: true });
      await sweepTemps(folder);
      await rmdir(folder).catch(() => undefined);
      return { ok: true };
    } catch (error) {
      return failed(codeOf(error));
    }
  }

  return {
    ensure: () => queue.run(ensure),
    status: () => queue.run(status),
    ask,
    remove: () => queue.run(remove),
  };
}

/** A link is followed: Homebrew's stable name for Node is one. */
async function isProgram(file: string): Promise<boolean> {
  const entry = await stat(file).catch(() => null);
  if (!entry?.isFile()) return false;
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function isOwnFolder(folder: string): Promise<boolean> {
  const entry = await lstat(folder).catch(() => null);
  return (
    entry?.isDirectory() === true &&
    (entry.mode & 0o777) === 0o700 &&
    entry.uid === process.geteuid?.()
  );
}

async function makeFolder(folder: string): Promise<Done> {
  try {
    const entry = await lstat(folder).catch(() => null);
    // A symbolic link or a file in its place is ours to replace: everything in here is Sluice's.
    if (entry && !entry.isDirectory()) await rm(folder);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    return (await isOwnFolder(folder)) ? { ok: true } : failed("owner");
  } catch (error) {
    return failed(codeOf(error));
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "UNKNOWN";
