/** Keeps an eye on the daemon: attached while it runs, found again after it was away, never touched. Everything here only reads. */
import {
  type Findings,
  findingsOf,
  nothingRead,
  type Reading,
} from "../../core/daemon/daemon-state.ts";
import { isSilent, nextLookMs, settledFailures, startingLookMs } from "../../core/daemon/pace.ts";
import {
  awayMsOf,
  type ConfigReply,
  configReplyOf,
  cooldownsOf,
  statusOf,
} from "../../core/daemon/replies.ts";
import type { Log } from "../../kit/log.ts";
import { attach, type Found, type Ground } from "./attach.ts";
import { createBell } from "./bell.ts";
import { createFresh } from "./fresh.ts";
import { askPatiently } from "./patience.ts";
import type { Program } from "./program.ts";
import type { Answer, Socket } from "./socket.ts";
import { createTimers } from "./timers.ts";

export type Keeper = {
  /** Looks now. Resolves with what was found, within seconds. */
  look(): Promise<Findings>;
  findings(): Findings | null;
  /** How often a line that was open has ended. */
  losses(): number;
  /** What there is to ask, null when nothing is. */
  ask(method: string, params: object, limitMs: number): Promise<Answer> | null;
  /** Asks for what the daemon makes of its file; null when it cannot be asked or does not understand. */
  readConfig(limitMs?: number): Promise<ConfigReply | null>;
  /** Resolves when the daemon says that its configuration has changed, or after so long. */
  untilConfigChanged(afterMs: number): Promise<void>;
  /** The machine was asleep, or something changed: the line may be dead without knowing it. */
  wake(): void;
};

const openLimitMs = 10_000;
/** 2026.5.28 was seen to take ten seconds for its first answer about the configuration, on a busy machine. */
const readLimitMs = 20_000;
const aliveLimitMs = 10_000;
const wakeLimitMs = 4_000;
const programLimitMs = 20_000;
/** A read through OpenClaw's program costs seconds of a processor. */
const programReadEveryMs = 5 * 60_000;
const readEveryMs = 60_000;
/** Some events come because something was read: without a pause they would go round in circles. */
const eventPauseMs = 5_000;
/** It names the moment it hopes for; on a busy machine a restart was seen to take half a minute. */
const awaySlackMs = 60_000;
/** OpenClaw asks its clients not to hammer it with a secret it turned down. */
const refusedPauseMs = 2 * 60_000;
const sameStartMs = 2_000;
/** What may have changed when the daemon says one of these. */
const telling = new Set(["health", "chat.metadata.changed", "models.snapshot"]);

export function createKeeper({
  ground,
  program,
  now,
  log,
  signal,
  onChange,
}: {
  /** Read anew for every attempt: the file, the service and the environments change. */
  readonly ground: () => Promise<Omit<Ground, "open">>;
  readonly program: Program;
  readonly now: () => number;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly onChange: () => void;
}): Keeper {
  const timers = createTimers(signal);
  const bell = createBell(timers);
  let found: Found | null = null;
  let reading: Reading = nothingRead;
  /** Whether OpenClaw's program answered for the daemon; null until it was asked. */
  let canProgram: boolean | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  let programReadAt = Number.NEGATIVE_INFINITY;
  /** The first look that finds nothing is no loss: nothing is expected back soon. */
  let failures = settledFailures;
  let losses = 0;
  /** When the daemon last turned our secret down. */
  let refusedAt = Number.NEGATIVE_INFINITY;
  /** Until then a daemon that does not answer is one that said it would be back. */
  let backBy = Number.NEGATIVE_INFINITY;
  let startedAt: number | null = null;
  /** Whether the next look is somebody's wish, and how long it lets a silent line live. */
  let isAsked = false;
  let patienceMs = aliveLimitMs;

  function ask(method: string, params: object, limitMs: number): Promise<Answer> | null {
    const { socket } = found ?? {};
    if (socket)
      return askPatiently((leftMs) => socket.ask(method, params, leftMs), limitMs, timers);
    return found?.health && canProgram ? program.ask(method, params, programLimitMs) : null;
  }

  async function readConfig(limitMs = readLimitMs): Promise<ConfigReply | null> {
    const answer = await ask("config.get", {}, limitMs);
    return answer?.ok ? configReplyOf(answer.value) : null;
  }

  /** `config` is what it was just asked for, where each question costs a process. */
  async function read(config = readConfig()): Promise<void> {
    const { socket = null } = found ?? {};
    const answered = async (method: string, params: object) => {
      const answer = await ask(method, params, readLimitMs);
      return answer?.ok ? answer.value : undefined;
    };
    const [reply, status, models] = await Promise.all([
      config,
      answered("status", { includeChannelSummary: false }),
      answered("models.list", {}),
    ]);
    // What a line said that has ended since is about a daemon that may be another by now.
    if ((found?.socket ?? null) !== socket) return;
    readAt = now();
    reading = { config: reply, status: statusOf(status), cooldowns: cooldownsOf(models) };
    // One that should be over and is still listed is no reason to ask and ask.
    const ends = (reading.cooldowns ?? []).map(({ until }) => until - readAt);
    const nextEndMs = Math.min(...ends.filter((afterMs) => afterMs > 0));
    timers.set("cooldown", nextEndMs + 500, readAgain);
    onChange();
  }

  const readNow = createFresh(() => read());

  const readAgain = () => {
    if (found?.socket) void readNow();
  };

  function hear(event: string, payload: unknown): void {
    if (event === "config.changed") {
      bell.ring();
      timers.set("read", 100, readAgain);
    } else if (event === "shutdown") {
      const awayMs = awayMsOf(payload);
      backBy = awayMs === null ? Number.NEGATIVE_INFINITY : now() + awayMs + awaySlackMs;
    } else if (telling.has(event)) {
      timers.set("read", Math.max(100, readAt + eventPauseMs - now()), readAgain);
    } else if (event === "tick" && now() - readAt > readEveryMs) readAgain();
  }

  function lose(): void {
    found = found && { ...found, socket: null };
    losses += 1;
    reading = nothingRead;
    failures = 0;
    timers.clear("watch");
    timers.clear("read");
    timers.clear("cooldown");
    if (signal.aborted) return;
    log.info("daemon.lost", { port: found?.port });
    scheduleLook();
  }

  const open: Ground["open"] = { now, limitMs: openLimitMs, signal, onEvent: hear, onLost: lose };

  /** False: it was dead, and is given up. Asked for what a daemon has at hand: a busy one is not dead. */
  async function isAlive(limitMs: number): Promise<boolean> {
    const { socket } = found ?? {};
    if (!socket) return false;
    const askedAt = socket.heardAt();
    const answer = await socket.ask("health", { probe: false }, limitMs);
    if (answer.ok || answer.why === "refused" || socket.heardAt() !== askedAt)
      return socket.isOpen();
    if (found?.socket === socket) {
      socket.close();
      lose();
    }
    return false;
  }

  function watch(): void {
    const { socket } = found ?? {};
    if (!socket) return;
    const { tickIntervalMs } = socket.hello.policy;
    timers.set("watch", tickIntervalMs, () => {
      const isQuiet = isSilent(socket.heardAt(), now(), tickIntervalMs);
      void (isQuiet ? isAlive(aliveLimitMs) : Promise.resolve(true)).then(watch);
    });
  }

  async function lookOnce(): Promise<void> {
    timers.clear("look");
    const wish = { isAsked, limitMs: patienceMs };
    isAsked = false;
    patienceMs = aliveLimitMs;
    if (found?.socket && (await isAlive(wish.limitMs))) return readNow();
    const base = await ground();
    const isBarred = !wish.isAsked && now() - refusedAt < refusedPauseMs;
    const barred = base.barred ?? (isBarred ? "openclaw.unauthorized" : null);
    const next = await attach({ ...base, barred, open });
    if (signal.aborted) return next.socket?.close();
    // One that has just appeared is likely to let us in any moment now.
    if (next.health && !found?.health) failures = 0;
    found = next;
    if (next.isRefused && barred === null) refusedAt = now();
    if (next.socket?.isOpen()) {
      failures = 0;
      canProgram = null;
      backBy = Number.NEGATIVE_INFINITY;
      startedAt = startOf(next.socket);
      log.info("daemon.attached", { port: next.port, version: next.socket.hello.server.version });
      watch();
      return readNow();
    }
    found = { ...next, socket: null };
    failures += 1;
    if (next.health?.isReady && next.isTrusted) await readThroughProgram(wish.isAsked);
    else canProgram = null;
    if (!canProgram) reading = nothingRead;
    onChange();
  }

  /** Told as an age, so each connection counts it out a little differently: the same start stays the same moment. */
  function startOf({ hello, openedAt }: Socket): number | null {
    const { uptimeMs } = hello.snapshot;
    if (uptimeMs === null) return null;
    const at = openedAt - uptimeMs;
    return startedAt !== null && Math.abs(startedAt - at) < sameStartMs ? startedAt : at;
  }

  async function readThroughProgram(isWish: boolean): Promise<void> {
    const isDue = now() - programReadAt > programReadEveryMs;
    if (!isWish && !isDue) return;
    programReadAt = now();
    const first = await program.ask("config.get", {}, programLimitMs);
    canProgram = first.ok;
    if (first.ok) await read(Promise.resolve(configReplyOf(first.value)));
  }

  function scheduleLook(): void {
    if (found?.socket || signal.aborted) return;
    const { health } = found ?? {};
    const isStarting = health ? !health.isReady : now() < backBy;
    const afterMs = isStarting ? startingLookMs : nextLookMs(failures, Boolean(health));
    timers.set("look", afterMs, () => void look(false));
  }

  const lookFreshly = createFresh(async () => {
    if (!signal.aborted)
      await lookOnce().catch((error: unknown) => log.error("daemon.look", { error }));
    scheduleLook();
    return findingsNow();
  });
  function look(isWish: boolean, limitMs = aliveLimitMs): Promise<Findings> {
    isAsked ||= isWish;
    patienceMs = Math.min(patienceMs, limitMs);
    return lookFreshly();
  }

  const findingsNow = (): Findings =>
    findingsOf({
      port: found?.port ?? 0,
      place: found?.place ?? "here",
      health: found?.health ?? null,
      hello: found?.socket?.hello ?? null,
      startedAt,
      canProgram: canProgram === true,
      isRefused: found?.isRefused === true,
      problem: found?.problem ?? null,
      isComingBack: now() < backBy,
      reading,
    });

  return {
    look: () => look(true),
    findings: () => (found ? findingsNow() : null),
    losses: () => losses,
    ask,
    readConfig,
    untilConfigChanged: bell.wait,
    wake() {
      failures = 0;
      void look(true, wakeLimitMs);
    },
  };
}
