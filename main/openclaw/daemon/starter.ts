/** Starts and restarts the daemon, only ever on the person's word: one at a time, a few times in ten minutes, and never one that runs well. */
import type { ErrorCode } from "../../../preload/contract/error.ts";
import type { OpenClawInstall } from "../../../preload/contract/openclaw.ts";
import type { Findings } from "../../core/daemon/daemon-state.ts";
import { endingOf } from "../../core/daemon/ending.ts";
import type { ServiceDefinition } from "../../core/find/service.ts";
import type { Log } from "../../kit/log.ts";
import type { Done } from "../config-file.ts";
import { endProcess, type Foreground, startForeground } from "./foreground.ts";
import type { Program } from "./program.ts";
import type { Starts } from "./starts.ts";
import type { Timers } from "./timers.ts";

export type Starter = {
  start(): Promise<Done>;
  restart(): Promise<Done>;
  /** Why the last one failed; null after one that did not. */
  refusal(): ErrorCode | null;
};

/** OpenClaw is ready after some ten seconds, a busy old machine or a first start after an upgrade takes minutes. */
const readyLimitMs = 180_000;
const programLimitMs = 120_000;
/** A turn under way holds the end of the old one. */
const endLimitMs = 60_000;
/** It lets its turns end first; when they last longer, it restarts after them, and nobody waits for that. */
const goneLimitMs = 60_000;
const lookEveryMs = 500;

export function createStarter({
  env,
  homeDir,
  logFolder,
  install,
  service,
  look,
  losses,
  requestRestart,
  isListener,
  validate,
  program,
  starts,
  timers,
  signal,
  log,
}: {
  /** The person's own. */
  readonly env: Readonly<Record<string, string>>;
  readonly homeDir: string;
  readonly logFolder: string;
  readonly install: () => OpenClawInstall | null;
  readonly service: () => ServiceDefinition | null;
  readonly look: () => Promise<Findings>;
  /** How often a line to the daemon has ended. */
  readonly losses: () => number;
  /**
   * Asks a daemon that nobody supervises to restart in place, once its turns have ended. False when it does not take
   * the wish. Its own program is the other way, which without `lsof` does nothing and says ok (2026.5.28).
   */
  readonly requestRestart: () => Promise<boolean>;
  /** Whether the process (with those it started itself) is the one that listens on the daemon's port. */
  readonly isListener: (pid: number) => Promise<boolean>;
  /** What OpenClaw finds wrong with its configuration; null when nothing. */
  readonly validate: () => Promise<string | null>;
  readonly program: Program;
  readonly starts: Starts;
  readonly timers: Timers;
  readonly signal: AbortSignal;
  readonly log: Log;
}): Starter {
  let changing: Promise<Done> | null = null;
  let refusal: ErrorCode | null = null;

  /** A second wish while one is being fulfilled is the same wish. */
  const once = (name: string, job: () => Promise<Done>) => {
    changing ??= job().then(
      (done) => settle(name, done),
      (error: unknown) => {
        log.error(`daemon.${name}`, { error });
        return settle(name, { ok: false, code: "openclaw.startFailed" });
      },
    );
    return changing;
  };
  function settle(name: string, done: Done): Done {
    changing = null;
    refusal = done.ok ? null : done.code;
    log.info(`daemon.${name}`, done.ok ? { ok: true } : { code: done.code });
    return done;
  }

  async function start(): Promise<Done> {
    const found = await look();
    if (found.status !== "stopped") return { ok: true };
    return refusalFor(found) ?? (await spend()) ?? launch();
  }

  async function restart(): Promise<Done> {
    const found = await look();
    const canAsk = service() === null && found.access === "rpc";
    const refused = refusalFor(found, canAsk) ?? (await spend());
    if (refused) return refused;
    if (found.status === "stopped") return launch();
    const own = await starts.ownPid();
    if (own !== null && service() === null && (await isListener(own))) {
      const isGone = async () => (await starts.ownPid()) !== own;
      const hasEnded = await endProcess(own, endLimitMs, signal, timers.pause, isGone);
      return hasEnded ? launch() : { ok: false, code: "openclaw.startFailed", detail: "running" };
    }
    const before = losses();
    const isAsked = canAsk && (await requestRestart());
    const done = isAsked ? { ok: true as const } : await throughProgram("restart");
    if (!done.ok || found.access !== "rpc") return done;
    // The word may only have been passed on: it is restarted when its line has ended and it is back.
    const deadline = performance.now() + goneLimitMs;
    while (losses() === before && performance.now() < deadline && !signal.aborted)
      await timers.pause(lookEveryMs);
    return untilReady(null);
  }

  /** What stands in the way, known without trying. */
  function refusalFor({ place }: Findings, canAsk = false): Done | null {
    if (place !== "here") return { ok: false, code: "openclaw.elsewhere" };
    return canAsk || install()?.node ? null : { ok: false, code: "openclaw.notInstalled" };
  }

  async function spend(): Promise<Done | null> {
    const spent = await starts.spend();
    return spent.ok ? null : spent;
  }

  const launch = () => (service() ? throughProgram("start") : alone());

  /** The service's own supervisor does it, or for a daemon in somebody's terminal its own restart in place. */
  async function throughProgram(verb: "start" | "restart"): Promise<Done> {
    const profile = service()?.profile;
    const flags = profile ? ["--profile", profile] : [];
    const ran = await program.run([...flags, "gateway", verb], programLimitMs);
    if (!ran.ok) return ran;
    return ran.code === 0 ? untilReady(null) : explain(ran.code, `${ran.stdout}\n${ran.stderr}`);
  }

  async function alone(): Promise<Done> {
    const { node, entry } = install() ?? {};
    if (!node || !entry) return { ok: false, code: "openclaw.notInstalled" };
    const foreground = await startForeground({ node, entry, env, homeDir, logFolder });
    if (!foreground) return { ok: false, code: "openclaw.notInstalled" };
    await starts.own(foreground.pid);
    try {
      return await untilReady(foreground);
    } finally {
      foreground.leave();
    }
  }

  async function untilReady(foreground: Foreground | null): Promise<Done> {
    const deadline = performance.now() + readyLimitMs;
    let ended: { readonly exit: number | null } | null = null;
    void foreground?.ended.then((exit) => {
      ended = { exit };
    });
    const hasEnded = () => ended;
    while (performance.now() < deadline && !signal.aborted) {
      const end = hasEnded();
      if (end && foreground) return explain(end.exit, await foreground.lastWords());
      const found = await look();
      if (found.status === "running") return { ok: true };
      await Promise.race([
        timers.pause(lookEveryMs),
        foreground?.ended ?? timers.pause(lookEveryMs),
      ]);
    }
    return signal.aborted
      ? { ok: false, code: "app.quitting" }
      : { ok: false, code: "openclaw.startFailed", detail: "not ready" };
  }

  async function explain(exit: number | null, words: string): Promise<Done> {
    // Its code for an invalid file is 78 today and was 1 before 2026.6: asked whatever the code.
    const invalid = exit === null ? null : await validate();
    return { ok: false, ...endingOf({ exit, words, invalid }) };
  }

  return {
    start: () => once("start", start),
    restart: () => once("restart", restart),
    refusal: () => refusal,
  };
}
