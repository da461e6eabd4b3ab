/** The environment OpenClaw's daemon has and would have: every layer read, no value ever handed out, and its `.env` set right line by line. */
import path from "node:path";
import type { EnvironmentState, PlaintextKey } from "../../../preload/contract/openclaw.ts";
import { type Diagnosis, diagnose } from "../../core/environment/diagnosis.ts";
import { type Reading, winnerOf } from "../../core/environment/layers.ts";
import { isOfInterest } from "../../core/environment/names.ts";
import type { KeyPlace } from "../../core/environment/plaintext.ts";
import { exceptionFor } from "../../core/environment/proxy.ts";
import type { JsonObject } from "../../core/json5-edit.ts";
import { createQueue } from "../../kit/queue.ts";
import type { Done } from "../config-file.ts";
import { configPathOf } from "../locate.ts";
import { createDotEnvFile, type Step } from "./dotenv-file.ts";
import { createLoginShell } from "./login-shell.ts";
import { type MovedProfile, movedProfiles } from "./moved-profiles.ts";
import { type ProfileKey, setProfileKey } from "./profile-key.ts";
import { type ReadableKey, readableKeys } from "./readable-keys.ts";
import { createReader } from "./reading.ts";

/** What is needed of the service definition that starts the daemon. */
export type ServiceEnvironment = {
  readonly supervisor: "launchd" | "systemd" | "task";
  readonly file: string;
  readonly environmentFile: string | null;
  readonly environment: Readonly<Record<string, string>>;
};

export type EnvironmentOptions = {
  /** Sluice's own, for where the login shell and OpenClaw's files are. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly platform?: NodeJS.Platform;
  /** Where OpenClaw's `.env` is. */
  readonly stateFolder: string;
  readonly config: () => Promise<JsonObject | null>;
  readonly service: () => ServiceEnvironment | null;
  /** Of the running daemon; null when none runs here. */
  readonly pid: () => Promise<number | null>;
  readonly journalFolder: string;
  /** Epoch ms. */
  readonly now?: () => number;
  /** For tests, which end the process there. */
  readonly onStep?: (step: Step) => void;
};

export type ReadOptions = {
  /** The person asked: the login shell is run even where OpenClaw would not run it. */
  readonly asksShell?: boolean;
};

/** `keys` are those of `state.plaintext`, with the variable each stands in; `files` as they are on disk. */
export type Examined = Diagnosis & {
  readonly readAt: number;
  readonly keys: readonly { readonly info: PlaintextKey; readonly name: string | null }[];
  readonly dotenvFile: string;
  readonly configFile: string;
};

export type Environment = {
  /** Names, sources and tails. `repairs` is empty: `createRepairs` of the app adds them. */
  read(options?: ReadOptions): Promise<EnvironmentState>;
  /** The same with what repairs are made of; no value in it either. */
  examine(options?: ReadOptions): Promise<Examined>;
  /** Null removes. 0600, atomic, refused when the file changed meanwhile, journalled. */
  setInDotEnv(entries: Readonly<Record<string, string | null>>): Promise<Done>;
  /** Leaves loopback out of the proxy, from the daemon's next start on. "repair.unavailable": `.env` cannot bring that about. */
  exceptLoopback(): Promise<Done>;
  /** At start, before anything else. */
  repair(): Promise<void>;
  /** Of a PlaintextKey; null when it is not there any more. */
  secretOf(id: string): Promise<string | null>;
  /** Where a PlaintextKey stands, as far as it takes to clean the place. */
  placeOf(id: string): Promise<KeyPlace | null>;
  /** Sign-ins whose key is asked from the keychain. */
  movedProfiles(): Promise<readonly MovedProfile[]>;
  /** Of a place of the kind "authProfile". */
  setProfileKey(file: string, profile: string, to: ProfileKey): Promise<Done>;
  /** Resolves when what is under way is done. */
  close(): Promise<void>;
};

export function createEnvironment(options: EnvironmentOptions): Environment {
  const { env, homeDir, stateFolder } = options;
  const platform = options.platform ?? process.platform;
  const now = options.now ?? Date.now;
  const configFile = configPathOf(env, homeDir);
  const dotenvFile = path.join(stateFolder, ".env");
  const isCaseBlind = platform === "win32";
  const dotenv = createDotEnvFile({
    file: dotenvFile,
    journalFolder: options.journalFolder,
    onStep: options.onStep,
  });
  const shell = createLoginShell({ env, homeDir, platform, now, isOfInterest });
  const read = createReader({ ...options, platform, now, dotenvFile, dotenv, shell });
  const queue = createQueue();

  async function keys(reading: Reading, config: JsonObject | null) {
    return readableKeys({ configPath: configFile, stateFolder, config, dotenv: reading.dotenv });
  }

  async function examine({ asksShell = false }: ReadOptions = {}): Promise<Examined> {
    const { config, reading } = await read(asksShell);
    const found = await keys(reading, config);
    return {
      ...diagnose(reading, config, isCaseBlind),
      readAt: now(),
      keys: found.map(({ info, place }) => ({ info, name: "name" in place ? place.name : null })),
      dotenvFile,
      configFile,
    };
  }

  async function keyOf(id: string): Promise<ReadableKey | null> {
    const { config, reading } = await read(false);
    return (await keys(reading, config)).find(({ info }) => info.id === id) ?? null;
  }

  return {
    examine,
    async read(asked) {
      const {
        isProxiedNow,
        isProxiedOnStart,
        keys: found,
        readAt,
        variables,
      } = await examine(asked);
      return {
        readAt,
        proxied: isProxiedNow || isProxiedOnStart,
        variables,
        plaintext: found.map(({ info }) => info),
        repairs: [],
      };
    },
    setInDotEnv: (entries) => queue.run(() => dotenv.set(entries)),
    exceptLoopback: () =>
      queue.run(async () => {
        const { config, reading } = await read(false);
        const fix = exceptionFor((name) => winnerOf(reading, name), config, isCaseBlind);
        return fix
          ? dotenv.set({ [fix.name]: fix.value })
          : { ok: false, code: "repair.unavailable" };
      }),
    repair: () => queue.run(dotenv.repair),
    secretOf: async (id) => (await keyOf(id))?.secret ?? null,
    placeOf: async (id) => (await keyOf(id))?.place ?? null,
    movedProfiles: () => movedProfiles(stateFolder),
    setProfileKey: (file, profile, to) => queue.run(() => setProfileKey(file, profile, to)),
    close: () => queue.run(async () => undefined),
  };
}
