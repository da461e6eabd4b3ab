/** OpenClaw's daemon as Sluice meets it: attached first, asked for everything, started or restarted only on the person's word. */
import path from "node:path";
import type { DaemonState, OpenClawInstall } from "../../../preload/contract/openclaw.ts";
import { daemonStateOf } from "../../core/daemon/daemon-state.ts";
import { passesOf } from "../../core/daemon/passes.ts";
import { listenerPidIn, verdictIn } from "../../core/daemon/program-reply.ts";
import { isSocketProxied } from "../../core/daemon/proxy.ts";
import { warningCountOf } from "../../core/daemon/replies.ts";
import { markOf, type TakenIn } from "../../core/daemon/taken-in.ts";
import { userEnv } from "../../core/daemon/user-env.ts";
import { parseDotEnv } from "../../core/environment/dotenv.ts";
import type { ServiceDefinition } from "../../core/find/service.ts";
import type { JsonObject } from "../../core/json5-edit.ts";
import { readFileBounded } from "../../kit/atomic-file.ts";
import type { Log } from "../../kit/log.ts";
import type { Done, Refusal } from "../config-file.ts";
import { placesOf } from "../locate.ts";
import { createKeeper } from "./keeper.ts";
import { groupOf, listenerPid } from "./listener.ts";
import { createProgram } from "./program.ts";
import { createStarter } from "./starter.ts";
import { createStarts } from "./starts.ts";
import { waitTakenIn } from "./taken-in.ts";
import { createTimers } from "./timers.ts";

export type DaemonOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly platform?: NodeJS.Platform;
  /** Absolute, as `configPathOf` finds it. */
  readonly configPath: string;
  /** What the configuration file says now; null when it cannot be read. */
  readonly config: () => Promise<JsonObject | null>;
  readonly install: () => OpenClawInstall | null;
  readonly service: () => ServiceDefinition | null;
  /** Remembers the starts of the last minutes, 0600; its folder must exist. */
  readonly startsFile: string;
  /** Gets what a daemon started by Sluice writes; made when first needed. */
  readonly logFolder: string;
  /** Epoch ms. */
  readonly now: () => number;
  readonly log: Log;
};

export type Daemon = {
  /** What `watch` was told last: a line that breaks and is tied again at once changes nothing. Null before the first look. */
  state(): DaemonState | null;
  /** Hears every change from now on; what it returns ends that. */
  watch(listener: (state: DaemonState) => void): () => void;
  /**
   * Looks now, and from the first look on keeps looking by itself. Resolves within some 30 s whatever the daemon does
   * (milliseconds when it runs or nothing does).
   */
  look(): Promise<DaemonState>;
  /** Before a write: what the daemon has seen of its file. Opaque. Null when it cannot be asked. */
  mark(): Promise<string | null>;
  /** After it: resolves as soon as the daemon's fate with it is known, at the latest after `withinMs`; see core/daemon/taken-in.ts. */
  waitTakenIn(mark: string | null, withinMs: number): Promise<TakenIn>;
  /**
   * One of OpenClaw's own methods. Refused as openclaw.notRunning, .unauthorized, .noAnswer, or .refused with the
   * daemon's own code as detail. Through OpenClaw's program only calls that carry no secret are made.
   */
  call<T = unknown>(
    method: string,
    params?: object,
  ): Promise<{ readonly ok: true; readonly value: T } | Refusal>;
  /** Resolves when it runs. A daemon that answers, or is about to, is left alone: ok at once. */
  start(): Promise<Done>;
  /** Resolves when it runs again; starts it when it does not run. */
  restart(): Promise<Done>;
  /**
   * What OpenClaw's own program thinks of a configuration. Ok as well when there is no program to ask or it does not
   * say within 20 s: Sluice's own checks are then all there is. Measured on 2026.9.6: writes nothing beside the file.
   */
  validate(configPath: string): Promise<Done>;
  /**
   * Makes the daemon read every secret again. `resolver.failed` when it could not read some, with their owners as
   * detail ("provider:anthropic, …"): for those it goes on with what it had, so a new key of theirs is not in force.
   */
  reloadSecrets(): Promise<Done>;
  /** The process that listens; null when it does not run or cannot be told, as in a container. */
  pid(): Promise<number | null>;
  /** OpenClaw's own program with these arguments, no secret among them. Any exit code is ok. */
  runCli(
    args: readonly string[],
    limitMs: number,
  ): Promise<{ readonly ok: true; readonly stdout: string; readonly code: number } | Refusal>;
  /** After sleep, or when somebody looks: the line is tried at once. */
  wake(): void;
  /** Ends all that is under way; what runs keeps running. */
  close(): void;
};

const callLimitMs = 30_000;
const validateLimitMs = 20_000;
const statusLimitMs = 20_000;
const maxDotEnvBytes = 1024 * 1024;

export function createDaemon(options: DaemonOptions): Daemon {
  const { env, homeDir, configPath, install, service, logFolder, now, log } = options;
  const platform = options.platform ?? process.platform;
  const ending = new AbortController();
  const { signal } = ending;
  const timers = createTimers(signal);
  const listeners = new Set<(state: DaemonState) => void>();
  const ownEnv = userEnv(env, homeDir, platform);
  const program = createProgram({ env: ownEnv, homeDir, install, signal });
  const starts = createStarts(options.startsFile, now);
  let shown: DaemonState | null = null;

  const keeper = createKeeper({ ground, program, now, log, signal, onChange: publish });
  const starter = createStarter({
    env: ownEnv,
    homeDir,
    logFolder,
    install,
    service,
    look: keeper.look,
    losses: keeper.losses,
    async requestRestart() {
      const wish = { reason: "asked for by the user" };
      return (await keeper.ask("gateway.restart.request", wish, callLimitMs))?.ok === true;
    },
    isListener,
    validate: async () => {
      const verdict = await validate(configPath);
      return verdict.ok ? null : (verdict.detail ?? "");
    },
    program,
    starts,
    timers,
    signal,
    log,
  });

  /** Read anew at every attempt to attach: all of it changes while Sluice runs. */
  async function ground() {
    const config = await options.config();
    const definition = service();
    const dotEnv = await dotEnvOf(placesOf(env, homeDir, { platform, cwd: homeDir }).stateFolder);
    const layers = [...(definition ? [definition.environment] : []), env, dotEnv];
    const passes = passesOf(config, layers);
    if (passes.kind === "shared") for (const secret of passes.secrets) log.hide(secret);
    const isProxied = isSocketProxied(process.env, process.execArgv);
    const barred = isProxied ? ("openclaw.noAnswer" as const) : null;
    await starts.load();
    return { platform, configPath, config, service: definition, layers, passes, barred };
  }

  function publish(): void {
    const state = stateNow();
    if (!state || signal.aborted || JSON.stringify(state) === JSON.stringify(shown)) return;
    shown = state;
    for (const listener of [...listeners]) listener(state);
  }

  function stateNow(): DaemonState | null {
    const findings = keeper.findings();
    return (
      findings &&
      daemonStateOf(findings, {
        supervisor: service()?.supervisor ?? null,
        startsLeft: starts.left(),
        refusal: starter.refusal(),
        now: now(),
      })
    );
  }

  async function look(): Promise<DaemonState> {
    const findings = await keeper.look();
    publish();
    return (
      stateNow() ??
      daemonStateOf(findings, { supervisor: null, startsLeft: 0, refusal: null, now: now() })
    );
  }

  async function call<T>(method: string, params: object = {}) {
    if (signal.aborted) return { ok: false, code: "app.quitting" } as const;
    if (!keeper.findings()) await look();
    const answer = await keeper.ask(method, params, callLimitMs);
    // What the method answers is between its caller and OpenClaw.
    if (answer?.ok) return { ok: true, value: answer.value as T } as const;
    if (answer?.why === "refused")
      return { ok: false, code: "openclaw.refused", detail: answer.code } as const;
    if (answer) return { ok: false, code: "openclaw.noAnswer" } as const;
    const { status, problem } = stateNow() ?? {};
    const code = status === "stopped" ? "openclaw.notRunning" : (problem ?? "openclaw.noAnswer");
    return { ok: false, code } as const;
  }

  async function validate(file: string): Promise<Done> {
    const more = { OPENCLAW_CONFIG_PATH: file };
    const ran = await program.run(["config", "validate", "--json"], validateLimitMs, more);
    if (!ran.ok) {
      if (ran.code === "app.quitting") return ran;
      log.warn("daemon.validate", { code: ran.code });
      return { ok: true };
    }
    const verdict = verdictIn(ran.stdout);
    if (!verdict) log.warn("daemon.validate", { exit: ran.code, said: "nothing" });
    if (!verdict || verdict.isValid) return { ok: true };
    return { ok: false, code: "config.rejected", detail: verdict.issue };
  }

  async function pid(): Promise<number | null> {
    const findings = keeper.findings() ?? (await keeper.look());
    if (findings.status === "stopped" || findings.place !== "here") return null;
    const seen = await listenerPid(findings.port);
    if (seen !== null) return seen;
    if (findings.reading.status?.pid) return findings.reading.status.pid;
    const ran = await program.run(["gateway", "status", "--json"], statusLimitMs);
    return ran.ok ? listenerPidIn(ran.stdout) : null;
  }

  async function isListener(own: number): Promise<boolean> {
    const listening = await pid();
    return listening !== null && (listening === own || (await groupOf(listening)) === own);
  }

  const afterwards = async (done: Promise<Done>): Promise<Done> => {
    const result = await done;
    await look();
    return result;
  };

  return {
    state: () => shown,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look,
    async mark() {
      if (!keeper.findings()) await look();
      const reply = await keeper.readConfig();
      return reply && markOf(reply);
    },
    waitTakenIn: (mark, withinMs) => waitTakenIn(keeper, mark, withinMs, signal),
    call,
    start: () => afterwards(starter.start()),
    restart: () => afterwards(starter.restart()),
    validate,
    async reloadSecrets() {
      const done = await call("secrets.reload");
      if (!done.ok) return done;
      const warnings = warningCountOf(done.value) ?? 0;
      const { degraded } = await look();
      if (warnings === 0) return { ok: true };
      return { ok: false, code: "resolver.failed", detail: degraded.join(", ") };
    },
    pid,
    async runCli(args, limitMs) {
      const ran = await program.run(args, limitMs);
      return ran.ok ? { ok: true, stdout: ran.stdout, code: ran.code } : ran;
    },
    wake: keeper.wake,
    close: () => ending.abort(),
  };
}

async function dotEnvOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const read = await readFileBounded(path.join(folder, ".env"), maxDotEnvBytes);
  return read.ok ? Object.fromEntries(parseDotEnv(read.bytes.toString("utf8"))) : {};
}
