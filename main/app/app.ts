/** Sluice without a face: starts everything in order, answers commands and queries, leaves OpenClaw as it found it. */
import {
  type Command,
  type CommandType,
  commandSchemas,
  commandTypes,
  type Handlers,
  type QueryReply,
  querySchema,
  type Reply,
} from "../../preload/contract/command.ts";
import type { DeskState } from "../../preload/contract/desk.ts";
import type { AppState } from "../../preload/contract/state.ts";
import type { Attention } from "../core/cadence.ts";
import { createLanes, createQueue, withTimeout } from "../kit/queue.ts";
import { readAgents } from "./agents.ts";
import { createAlarm } from "./alarm.ts";
import { createHandlers } from "./commands.ts";
import { createConductor } from "./conductor.ts";
import { createDeparture } from "./departure.ts";
import { createDiagnostics } from "./diagnostics.ts";
import { createMeter } from "./meter.ts";
import type { Parts } from "./parts.ts";
import { createPortMove } from "./port-move.ts";
import { paidHere } from "./provider-commands.ts";
import { refuse } from "./reply.ts";
import { createTools } from "./tools.ts";
import { createTrial } from "./trial.ts";
import { createUpkeep } from "./upkeep.ts";

export type App = {
  /** Resolved when vault, router and OpenClaw are settled. `isObserver`: look only, start no router and touch no file. */
  start(options?: { readonly isObserver?: boolean }): Promise<void>;
  state(): AppState;
  watch(listener: (state: AppState) => void): () => void;
  /** Takes anything; what is not a command is refused with a code. The state a command leads to precedes its reply. */
  send(input: unknown): Promise<Reply>;
  read(input: unknown): Promise<QueryReply>;
  /** To be called when the machine comes back from a sleep: what was due meanwhile is done now. */
  wake(): void;
  /** What the shell has found out about the person's desk. */
  report(desk: Partial<Omit<DeskState, "platform">>): void;
  /** How much anybody cares: decides how often the far ends are asked. */
  attend(attention: Partial<Attention>): void;
  /** For an uninstaller: OpenClaw as if Sluice had never been there, but for keys the person moved, which it still needs. */
  undo(): Promise<Reply>;
  /** For a Sluice that ended without leaving: OpenClaw as it was, until the next start links it again. */
  leave(): Promise<Reply>;
  /** Leaves OpenClaw as the person chose, lets running turns end, writes the ledger; at most about three seconds, once. */
  quit(): Promise<void>;
  /** Resolved when quit has begun, whoever asked for it. */
  readonly leaving: Promise<void>;
  /** Resolved when quit has finished. */
  readonly done: Promise<void>;
};

/** Three seconds, with what is left to do after them: systems and people wait no longer. */
const leaveWithinMs = 2_800;
const closeWithinMs = 300;
const drainMs = 300;
const readsAtOnce = 4;
const proxiesWithinMs = 500;
const longestPauseMs = 25 * 3_600_000;

export function createApp(parts: Parts): App {
  const conductor = createConductor(parts);
  const tools = createTools(parts, conductor);
  const { keyMove, linker, scout } = tools;
  const departure = createDeparture(parts, conductor, tools, quit);
  const meter = createMeter(parts, conductor);
  const trial = createTrial(parts, conductor);
  const diagnostics = createDiagnostics(parts, conductor);
  const portMove = createPortMove(conductor, tools, parts.now);
  const upkeep = createUpkeep(parts, conductor, linker, meter);
  const own = { meter, trial, diagnostics, portMove, upkeep, departure };
  const handlers = createHandlers(parts, conductor, { ...tools, ...own }, quit);
  const queues = new Map(commandTypes.map((type) => [type, createQueue()]));
  // However much a window asks for: what the router must hear does not wait behind it.
  const reads = createLanes(readsAtOnce);
  const begun = Promise.withResolvers<void>();
  const finished = Promise.withResolvers<void>();
  const alarm = createAlarm({
    now: parts.now,
    zone: parts.zone,
    beginDay: () => void beginDay(),
    endPause: () => void endPause(),
  });
  let quitting: Promise<void> | null = null;
  let endWell: (() => Promise<void>) | null = null;
  let isLooking = false;
  conductor.setOnRestart(linkAgain);
  conductor.shown.setDesk({ canRestart: parts.restart !== undefined, folder: parts.userDataDir });

  async function start({ isObserver = false } = {}): Promise<void> {
    if (parts.settings.wasUnreadable)
      conductor.notices.raise("settingsFile", "settings.unreadable", parts.now());
    isLooking = isObserver;
    if (isObserver) await scout.lookAtFile();
    else {
      const runs = await parts.runs();
      endWell = runs.endWell;
      // A pause may have ended while Sluice was closed.
      await resumeIfDue();
      await linker.repair();
      await parts.environment.repair();
      if (runs.isSpent) await giveUp();
    }
    await parts.vault.open();
    await conductor.secrets.load(parts.settings.get().activeProfile);
    await parts.prepare?.(run);
    await trial.load();
    // A network's own script may be slow to say: then the first requests go straight, as they would without one.
    await withTimeout(upkeep.lookForProxies(), proxiesWithinMs);
    await refreshUsage();
    await scout.glance();
    if (!isObserver) {
      await conductor.apply();
      await conductor.listen();
      await linkAgain();
      conductor.store.watch(({ route }) => alarm.setPauseEnd(route.pausedUntil));
      alarm.setPauseEnd(conductor.store.state().route.pausedUntil);
      alarm.look();
      void settleAround();
    }
    conductor.publish();
  }

  /** What no request waits for. */
  async function settleAround(): Promise<void> {
    upkeep.begin();
    await keyMove.repair();
    await parts.login.refresh();
    conductor.shown.setLogin(await parts.login.state());
    await scout.lookAround();
  }

  /** A link left by a crash is kept when it still leads here; one taken back on quit is made again; one that leads nowhere is taken back. */
  async function linkAgain(): Promise<void> {
    const wished = parts.settings.get().link;
    if (!wished || quitting) return;
    if (conductor.router().port === null && wished.kind !== "edge") {
      await linker.takeBack();
      return;
    }
    const { link, port } = await parts.openclaw.read();
    const leadsHere = link?.kind === "edge" || port === conductor.router().port;
    // Requests without a key would all be refused: OpenClaw keeps its own way until there is one.
    const keyless =
      wished.kind === "own" &&
      conductor.secrets.isMissingFor(paidHere(conductor.profile(), wished.providers));
    if (keyless) conductor.notices.raise("link", "secret.missing", parts.now());
    if (keyless && link) await linker.takeBack();
    if (
      keyless ||
      (link?.applied && link.kind === wished.kind && leadsHere && link.kind !== "edge")
    )
      return;
    const linked = await linker.link(wished, false);
    if (linked.ok) return;
    conductor.notices.raise("link", linked.code, parts.now());
    if (link && !leadsHere) await linker.takeBack();
  }

  /** Sluice fell over again and again: OpenClaw goes its own way until the person links it anew. */
  async function giveUp(): Promise<void> {
    // An edge link needs no Sluice.
    if ((parts.settings.get().link?.kind ?? "edge") === "edge") return;
    conductor.notices.raise("crashes", "app.crashing", parts.now());
    const back = await linker.takeBack();
    if (back.ok) await conductor.keep({ link: null });
  }

  async function beginDay(): Promise<void> {
    await refreshUsage();
    // The router counts towards the allowance by itself: it begins anew as well.
    await conductor.apply();
    await upkeep.prune();
  }

  async function refreshUsage(): Promise<void> {
    const usage = await conductor.traffic.usage();
    if (usage) await conductor.setUsage(usage);
  }

  /** Among the other changes of the route, so that a pause the user has just made longer is not ended. */
  async function endPause(): Promise<void> {
    await queues.get("route.set")?.run(async () => {
      if (!quitting && (await resumeIfDue())) await conductor.apply();
    });
    // The clock was set back meanwhile: the pause goes on, and so does the waiting for its end.
    const { pausedUntil } = conductor.store.state().route;
    if (pausedUntil !== null && pausedUntil > parts.now()) alarm.setPauseEnd(pausedUntil);
  }

  /** True when a pause with an end was over. */
  async function resumeIfDue(): Promise<boolean> {
    const { pausedUntil, resumeTo, route } = parts.settings.get();
    if (route !== "paused" || pausedUntil === null) return false;
    const leftMs = pausedUntil - parts.now();
    // None is longer than a day of 25 hours: then the clock was wrong when it began.
    if (leftMs > 0 && leftMs <= longestPauseMs) return false;
    conductor.unprove();
    await conductor.keep({ route: resumeTo, pausedUntil: null });
    return true;
  }

  function quit(): Promise<void> {
    quitting ??= (async () => {
      begun.resolve();
      alarm.stop();
      conductor.allowance.note();
      upkeep.stop();
      meter.stop();
      trial.stop();
      portMove.stop();
      // First: whatever ends this process from here on, it was no crash.
      await endWell?.();
      // Who only looked leaves everything as it was.
      const leaving = isLooking ? Promise.resolve() : linker.leave(leaveWithinMs);
      const left = await withTimeout(leaving, leaveWithinMs + closeWithinMs);
      if (left.timedOut) parts.log.warn("quit.late");
      scout.close();
      // A command that was under way must not write behind our back.
      const closed = Promise.all([parts.openclaw.close(), parts.environment.close()]);
      await withTimeout(closed, closeWithinMs);
      await conductor.traffic.close(drainMs);
      conductor.setRouterOff();
      conductor.store.flush();
      finished.resolve();
    })();
    return quitting;
  }

  function run<T extends CommandType>(command: Command & { type: T }): Promise<Reply> {
    const handler = handlers[command.type] as Handlers[T];
    const queue = queues.get(command.type) ?? createQueue();
    return queue.run(async () => {
      const isLate = quitting !== null || (departure.isRemoving() && command.type !== "app.remove");
      return isLate && command.type !== "app.quit"
        ? refuse("app.quitting")
        : handler(command as never);
    });
  }

  return {
    start,
    state: conductor.store.state,
    watch: conductor.store.watch,
    async send(input) {
      const command = commandOf(input);
      if ("ok" in command) return command;
      if (quitting && command.type !== "app.quit") return refuse("app.quitting");
      let reply: Reply;
      try {
        reply = await run(command);
      } catch (error) {
        parts.log.error("command.failed", { type: command.type, error });
        reply = refuse("app.failed");
      }
      meter.refresh();
      conductor.publish();
      conductor.store.flush();
      return reply;
    },
    async read(input) {
      const query = querySchema.safeParse(input);
      if (!query.success) return refuse("command.invalid");
      const { data } = query;
      if (data.type === "diagnostics") return diagnostics.read();
      if (data.type === "usage.agents") return readAgents(parts, data);
      return reads.run(() => conductor.traffic.query(data));
    },
    wake() {
      alarm.look();
      parts.daemon.wake();
      void conductor.traffic.wake();
      void upkeep.lookForProxies();
      meter.attend({});
    },
    report: conductor.shown.setDesk,
    attend: meter.attend,
    undo: departure.undo,
    leave: departure.leave,
    quit,
    leaving: begun.promise,
    done: finished.promise,
  };
}

/** The command in the input, or the refusal that tells what is wrong with it; never echoes the input. */
function commandOf(input: unknown): Command | Extract<Reply, { ok: false }> {
  if (typeof input !== "object" || input === null || !("type" in input))
    return { ok: false, error: { code: "command.malformed" } };
  const type = commandTypes.find((known) => known === input.type);
  if (!type) return { ok: false, error: { code: "command.unknown" } };
  const parsed = commandSchemas[type].safeParse(input);
  if (parsed.success) return parsed.data as Command;
  const where = parsed.error.issues[0]?.path.join(".");
  return { ok: false, error: { code: "command.invalid", ...(where && { detail: where }) } };
}
