/** What can be done about the daemon's environment: offered only where it would help, shown before it is done. */
import type {
  DaemonState,
  EnvironmentState,
  OpenClawInstall,
  RepairName,
} from "../../preload/contract/openclaw.ts";
import type { SecretKind } from "../../preload/contract/state.ts";
import { tailOf } from "../core/credential.ts";
import { type Means, offersOf } from "../core/environment/offers.ts";
import type { Edit, JsonObject } from "../core/json5-edit.ts";
import type { Done, Refusal } from "../openclaw/config-file.ts";
import type {
  Environment,
  Examined,
  ReadOptions,
  ServiceEnvironment,
} from "../openclaw/environment/environment.ts";

export type RepairsDeps = {
  readonly environment: Pick<Environment, "examine" | "setInDotEnv" | "exceptLoopback">;
  readonly config: () => Promise<JsonObject | null>;
  readonly service: () => ServiceEnvironment | null;
  readonly install: () => OpenClawInstall | null;
  readonly openclaw: { edit(change: (config: JsonObject) => readonly Edit[]): Promise<Done> };
  readonly daemon: {
    state(): DaemonState | null;
    restart(): Promise<Done>;
    runCli(
      args: readonly string[],
      limitMs: number,
    ): Promise<{ readonly ok: true; readonly stdout: string; readonly code: number } | Refusal>;
  };
  /** A saved key of the active profile; for writing it into `.env`. */
  readonly secret: (kind: SecretKind, provider?: string) => string | null;
  readonly canResolve: () => boolean;
  /** The move of key-move.ts. */
  readonly moveKey: (id: string) => Promise<Done>;
};

export type Repairs = {
  /** What `environment.read` tells, with what can be done about it. */
  read(options?: ReadOptions): Promise<EnvironmentState>;
  /** "repair.unavailable": it is not among the offers now. */
  run(name: RepairName, variable?: string): Promise<Done>;
};

/** OpenClaw's installer stops, writes and starts the service. */
const installLimitMs = 120_000;
const unavailable: Refusal = { ok: false, code: "repair.unavailable" };

export function createRepairs(deps: RepairsDeps): Repairs {
  const { daemon, environment, openclaw } = deps;

  const secretOf = (kind: SecretKind, provider: string | null) =>
    deps.secret(kind, provider ?? undefined);

  async function means({ configFile, dotenvFile }: Examined): Promise<Means> {
    const state = daemon.state();
    const service = deps.service();
    return {
      dotenvFile,
      configFile,
      serviceFile: service && (service.environmentFile ?? service.file),
      canRunCli: deps.install()?.node != null,
      canRestart:
        state !== null &&
        state.status !== "stopped" &&
        state.place === "here" &&
        state.startsLeft > 0,
      canResolve: deps.canResolve(),
      hasConfig: (await deps.config()) !== null,
      tailOfSaved(kind, provider) {
        const secret = secretOf(kind, provider);
        return secret === null ? null : tailOf(secret);
      },
    };
  }

  async function look(options?: ReadOptions) {
    const examined = await environment.examine(options);
    const plaintext = examined.keys.map(({ info, name }) => ({ ...info, name }));
    return { examined, offers: offersOf(examined, plaintext, await means(examined)) };
  }

  async function writeKey({ missing }: Examined, variable: string): Promise<Done> {
    const need = missing.find(({ names }) => names[0] === variable);
    const secret = need ? secretOf(need.kind, need.provider) : null;
    if (!need || secret === null) return unavailable;
    return environment.setInDotEnv({ [variable]: need.prefix + secret });
  }

  async function moveAll(keys: Examined["keys"]): Promise<Done> {
    for (const { info } of keys) {
      const moved = await deps.moveKey(info.id);
      if (!moved.ok) return moved;
    }
    return { ok: true };
  }

  async function install(): Promise<Done> {
    const run = await daemon.runCli(["gateway", "install", "--force"], installLimitMs);
    if (!run.ok) return run;
    return run.code === 0
      ? { ok: true }
      : { ok: false, code: "openclaw.refused", detail: `exit ${run.code}` };
  }

  return {
    async read(options) {
      const { examined, offers } = await look(options);
      return {
        readAt: examined.readAt,
        proxied: examined.isProxiedNow || examined.isProxiedOnStart,
        variables: examined.variables,
        plaintext: examined.keys.map(({ info }) => info),
        repairs: offers,
      };
    },
    async run(name, variable) {
      const { examined, offers } = await look();
      // Without a name the only one there is is meant.
      const fitting = offers.filter(
        (offer) => offer.name === name && (variable === undefined || offer.variable === variable),
      );
      const [offer] = fitting.length === 1 ? fitting : [];
      if (!offer) return unavailable;
      switch (name) {
        case "dotenv.write":
          return writeKey(examined, offer.variable ?? "");
        case "shellEnv.on":
          return openclaw.edit(() => [{ path: ["env", "shellEnv", "enabled"], value: true }]);
        case "resolver.use":
          return moveAll(examined.keys.filter((key) => key.name === offer.variable));
        case "service.reinstall":
          return install();
        case "daemon.restart":
          return daemon.restart();
        case "proxy.except":
          return environment.exceptLoopback();
      }
    },
  };
}
