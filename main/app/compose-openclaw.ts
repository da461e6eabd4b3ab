/** Puts together the rooms that meet OpenClaw and the system's login, each with what it needs of the others. */
import { createRequire } from "node:module";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Log } from "../kit/log.ts";
import { createLogin } from "../login/login.ts";
import { openRunRecord } from "../login/run-record.ts";
import { createDaemon } from "../openclaw/daemon/daemon.ts";
import { createEnvironment } from "../openclaw/environment/environment.ts";
import { placesOf } from "../openclaw/locate.ts";
import { findOnboarded } from "../openclaw/models/onboarded.ts";
import { createOpenClaw } from "../openclaw/openclaw.ts";
import { createResolver } from "../openclaw/resolver/resolver.ts";
import { createFinder } from "./finder.ts";
import type { Parts } from "./parts.ts";

type Rooms = Pick<
  Parts,
  | "openclaw"
  | "finder"
  | "daemon"
  | "environment"
  | "resolver"
  | "onboarded"
  | "login"
  | "runs"
  | "journalFolder"
>;

export function composeOpenClaw({
  env,
  log,
  program,
  userDataDir,
}: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly program: readonly string[];
  readonly userDataDir: string;
}): Rooms {
  const homeDir = env.HOME ?? homedir();
  const journalFolder = path.join(userDataDir, "journal");
  const { configPath, stateFolder } = placesOf(env, homeDir);
  const openclaw = createOpenClaw({ env, homeDir, journalFolder, log });
  const config = async () => (await openclaw.read()).config;
  const finder = createFinder({ env, homeDir });
  const { install, service } = finder;
  const daemon = createDaemon({
    env,
    homeDir,
    configPath,
    config,
    install,
    service,
    startsFile: path.join(userDataDir, "starts.json"),
    logFolder: path.join(userDataDir, "logs"),
    now: Date.now,
    log,
  });
  return {
    openclaw,
    finder,
    daemon,
    environment: createEnvironment({
      env,
      homeDir,
      stateFolder,
      config,
      service,
      pid: daemon.pid,
      journalFolder,
    }),
    resolver: createResolver({
      folder: path.join(userDataDir, "resolver"),
      keytarFile: keytarFile(),
      scriptFile: resolverScript(),
      homeDir,
      env,
      node: () => install()?.node ?? null,
      version: () => install()?.version ?? null,
    }),
    onboarded: async () => findOnboarded({ config: await config(), stateFolder }),
    login: createLogin({ homeDir, env, program, log }),
    runs: () => openRunRecord(userDataDir, Date.now),
    journalFolder,
  };
}

/** The binary keytar itself would load. */
function keytarFile(): string {
  const folder = path.dirname(createRequire(import.meta.url).resolve("keytar/package.json"));
  return path.join(folder, "prebuilds", `${process.platform}-${process.arch}`, "keytar.node");
}

/** Beside the bundle this is part of; from source, the one that was built. */
function resolverScript(): string {
  const isBundle = import.meta.url.endsWith(".js");
  const place = isBundle ? "./resolver.js" : "../../dist/main/resolver.js";
  return fileURLToPath(new URL(place, import.meta.url));
}
