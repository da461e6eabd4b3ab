/** Puts the app together from switches and environment, for every face alike. */
import { randomBytes } from "node:crypto";
import { chmodSync } from "node:fs";
import path from "node:path";
import { rulesFromEnvironment } from "../core/proxy-choice.ts";
import type { ProxyRules } from "../core/traffic.ts";
import { type InstanceLock, takeInstanceLock } from "../kit/instance-lock.ts";
import { createLog, type Log } from "../kit/log.ts";
import { systemZone } from "../kit/system-zone.ts";
import { practiceProfile, startPractice } from "../practice/practice.ts";
import { createVault } from "../vault/vault.ts";
import { type App, createApp } from "./app.ts";
import type { Arguments } from "./arguments.ts";
import { composeOpenClaw } from "./compose-openclaw.ts";
import { type FolderFault, folderFault, makeFolder } from "./data-folder.ts";
import { type FarEnds, farEndsOf, realFarEnds } from "./far-ends.ts";
import { eraseOwnFiles } from "./own-files.ts";
import { createRecentLog } from "./recent-log.ts";
import { openSettingsFile } from "./settings-file.ts";

export type Composed =
  | {
      readonly ok: true;
      readonly app: App;
      readonly userDataDir: string;
      readonly log: Log;
      /** After quit: gives the data folder free, ends the practice servers and, where everything was to go, deletes what Sluice made. */
      release(): Promise<void>;
      /** True while the keychain has not answered: `process.exit` would wait for it, so only a kill ends the process. */
      isHeld(): boolean;
    }
  | {
      readonly ok: false;
      readonly exitCode: 2 | 3;
      readonly message: string;
      /** What a person without a terminal is told; null: nobody starts Sluice so but from one. */
      readonly why: FolderFault["is"] | "held" | null;
    };

export type ComposeOptions = {
  readonly args: Arguments;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the data goes when no switch says so. */
  readonly defaultUserDataDir: string;
  /** A packaged build listens to no `SLUICE_FAR_ENDS`. */
  readonly isPackaged: boolean;
  readonly version: string;
  readonly writeLog: (line: string) => void;
  /** What the system starts at login, absolute: the program and its arguments. */
  readonly program: readonly string[];
  /** What the system says about proxies; left out: the environment alone. */
  readonly proxies?: () => Promise<ProxyRules>;
  /** Left out: beside Sluice's own data. */
  readonly downloadsFolder?: () => string;
  /** Begins Sluice anew once it has ended; left out: it cannot be done. */
  readonly restart?: (isPractice: boolean) => void;
  /** Called before the log's own files are deleted. */
  readonly endLog?: () => void;
  /** The router thread's script; beside this file unless said otherwise. */
  readonly trafficScript?: URL;
};

export async function composeApp(options: ComposeOptions): Promise<Composed> {
  const { args, env } = options;
  const userDataDir = path.resolve(
    args.userDataDir ??
      (args.practice
        ? path.join(options.defaultUserDataDir, "practice")
        : options.defaultUserDataDir),
  );
  let farEnds: FarEnds;
  let lock: InstanceLock | null;
  try {
    farEnds = options.isPackaged ? realFarEnds : farEndsOf(env.SLUICE_FAR_ENDS);
    makeFolder(userDataDir);
    chmodSync(userDataDir, 0o700);
    lock = takeInstanceLock(userDataDir);
  } catch (error) {
    const message = sentenceOf(error, userDataDir);
    const isOurs = message.startsWith("SLUICE_FAR_ENDS");
    // The lock's own words name no cause.
    const why = isOurs ? null : (folderFault(userDataDir)?.is ?? "unusable");
    return { ok: false, exitCode: 2, message, why };
  }
  if (!lock)
    return {
      ok: false,
      exitCode: 3,
      message: "Sluice is already running with this data folder. Use the one that is open.",
      why: "held",
    };

  let isForgotten = false;
  let isErased = false;
  const recent = createRecentLog(path.join(userDataDir, "logs"));
  const log = createLog({
    write(line) {
      if (isErased) return;
      recent.add(line);
      options.writeLog(line);
    },
    now: Date.now,
  });
  const settings = await openSettingsFile(userDataDir);
  const vault = createVault({
    hasSaved: () => settings.get().secrets.some((entry) => !entry.isSession),
  });
  const rooms = composeOpenClaw({ env, log, userDataDir, program: options.program });
  const practice = args.practice ? await startPractice({ pauseMs: 30, remember: 20 }) : null;
  const app = createApp({
    version: options.version,
    isPractice: practice !== null,
    farEnds: practice
      ? () => ({
          aiGateway: practice.aiGateway,
          cloudflareApi: practice.cloudflareApi,
          providers: practice.providers,
        })
      : () => farEnds,
    settings,
    vault,
    ...rooms,
    log,
    proxies: options.proxies ?? (async () => rulesFromEnvironment(env)),
    downloadsFolder: options.downloadsFolder ?? (() => path.join(userDataDir, "exports")),
    trafficScript:
      options.trafficScript ?? new URL(`./traffic-thread${extension()}`, import.meta.url),
    userDataDir,
    ledgerPath: path.join(userDataDir, "ledger.sqlite"),
    recentLog: recent.read,
    restart: options.restart,
    forget() {
      isForgotten = true;
    },
    now: Date.now,
    random: Math.random,
    randomKey: () => randomBytes(32).toString("hex"),
    zone: systemZone,
    prepare: practice
      ? async (send) => {
          await send({ type: "vault.session" });
          await send({ type: "profile.save", ...practiceProfile });
          for (const provider of ["anthropic", "openai"] as const)
            await send({
              type: "secret.save",
              kind: "provider",
              provider,
              secret: practice.secrets[provider],
            });
          for (const kind of ["aiGateway", "analytics"] as const)
            await send({ type: "secret.save", kind, secret: practice.secrets[kind] });
        }
      : null,
  });
  return {
    ok: true,
    app,
    userDataDir,
    log,
    isHeld: vault.isHeld,
    async release() {
      await practice?.close();
      if (!isForgotten) return lock.release();
      isErased = true;
      options.endLog?.();
      await eraseOwnFiles(userDataDir, lock.release);
    },
  };
}

/** The same extension as this file: ".ts" from source, ".js" in the bundle, where both lie side by side. */
const extension = (): string => path.extname(new URL(import.meta.url).pathname);

function sentenceOf(error: unknown, userDataDir: string): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.startsWith("SLUICE_FAR_ENDS")
    ? text
    : `The data folder ${userDataDir} cannot be used: ${text}`;
}
