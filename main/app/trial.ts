/** A trial of both ways: the same small requests sent straight and through Cloudflare, whatever the route, one at a time. */
import type { Handlers, Reply } from "../../preload/contract/command.ts";
import {
  type ProbeName,
  type ProbeResult,
  probeNames,
  type Trial,
  type TrialState,
} from "../../preload/contract/desk.ts";
import type { RefusalReason } from "../../preload/contract/state.ts";
import type { Way } from "../core/guard.ts";
import { createRation } from "../core/ration.ts";
import type { Probe } from "../core/trial/probe.ts";
import {
  addedOf,
  canTry,
  estimateOf,
  orderOf,
  probeOf,
  rowsOf,
  skipRest,
  type TrialStep,
} from "../core/trial/trial.ts";
import type { Conductor } from "./conductor.ts";
import type { Parts } from "./parts.ts";
import { done, refuse } from "./reply.ts";
import { keepTrial, readTrial } from "./trial-file.ts";
import { tryRequest } from "./trial-request.ts";

export type TrialTool = {
  readonly handlers: Pick<Handlers, "trial.run" | "trial.stop">;
  /** Reads the last one; to be called once, before anything is shown. */
  load(): Promise<void>;
  /** Counts a request of Sluice's own that costs money; false when this hour has had enough of them. */
  mayAsk(): boolean;
  /** Breaks off what is under way; resolved when it is put away. */
  stop(): Promise<void>;
};

export const untried: TrialState = { estimateMicroUsd: null, last: null };

/** Sluice refuses every request for these: asking on would say the same thing again and again. */
const ending: ReadonlySet<RefusalReason> = new Set(["paused", "allowance", "keychainLocked"]);
/**
 * A whole trial asks up to 24, a check of the route one. A window that was taken over can ask for no more than two and a half trials
 * an hour, which is what a person who tries things out does. The words of `trial.spent` name it.
 */
const requestsAnHour = 60;
/** More than a whole trial asks, with what OpenClaw asks meanwhile between them. */
const rowsRead = 200;

type Running = { readonly end: AbortController; readonly ended: Promise<void> };

export function createTrial(parts: Parts, conductor: Conductor): TrialTool {
  const { farEnds, now, settings, userDataDir } = parts;
  const { secrets, shown, store, traffic } = conductor;
  const asked = createRation(requestsAnHour, 60 * 60_000);
  let running: Running | null = null;
  let estimated = "";

  /** The ways there are for the model in use. */
  function waysOf(): readonly Way[] {
    const { provider } = settings.get().model;
    if (!canTry(provider) || secrets.value("provider", provider) === null) return [];
    const { providers } = farEnds();
    return [
      ...(Object.hasOwn(providers, provider) ? (["direct"] as const) : []),
      ...(conductor.profile() === null ? [] : (["cloudflare"] as const)),
    ];
  }

  /** Prices do not change while Sluice runs, but for the day a promotion ends: then the next change tells. */
  function estimate(): void {
    const count = waysOf().length;
    const { model } = settings.get();
    const of = JSON.stringify([model, count]);
    if (of === estimated) return;
    estimated = of;
    shown.setTrial({ estimateMicroUsd: estimateOf(model, count, now()) });
  }

  /** In practice nothing is paid for. */
  const mayAsk = (): boolean => parts.isPractice || asked.take(now());

  function run(only: readonly ProbeName[] | undefined): Reply {
    if (running) return refuse("trial.running");
    const { port } = conductor.router();
    if (port === null) return refuse("router.off");
    if (secrets.isLocked()) return refuse("vault.locked");
    const ways = waysOf();
    if (ways.length === 0) return refuse("trial.unavailable");
    const { model, provider } = settings.get().model;
    const { last } = shown.trial();
    // One row run again belongs to the trial it is a part of.
    const before = only && last?.provider === provider && last.model === model ? last : null;
    const rows = rowsOf({ provider, model, probes: only ?? probeNames, ways, before });
    const begun: Trial = {
      ...{ status: "running", provider, model, startedAt: now(), endedAt: null, rows },
      ...{ costMicroUsd: before ? before.costMicroUsd : 0, added: addedOf(rows) },
    };
    // This provider has nothing of what was asked for.
    if (!rows.some(isWaiting)) return refuse("trial.unavailable");
    if (!parts.isPractice && !asked.hasRoom(now())) return refuse("trial.spent");
    const end = new AbortController();
    running = { end, ended: go(begun, port, end.signal) };
    return done;
  }

  async function go(begun: Trial, port: number, signal: AbortSignal): Promise<void> {
    let trial = begun;
    let sent = 0;
    const show = (patch: Partial<Trial>): void => {
      trial = { ...trial, ...patch };
      shown.setTrial({ last: trial });
    };
    const showResult = ({ probe, way }: TrialStep, result: ProbeResult): void => {
      const rows = trial.rows.map((row) => (row.probe === probe ? { ...row, [way]: result } : row));
      show({ rows, added: addedOf(rows) });
    };
    async function tryStep(step: TrialStep, probe: Probe): Promise<ProbeResult> {
      const { provider } = trial;
      const answers = [];
      let firstByteMs: number | null = null;
      let totalMs = 0;
      for (let request = probe.begin(); ; ) {
        if (!mayAsk()) return failed("trial.spent");
        sent += 1;
        const { way } = step;
        const tried = await tryRequest({
          // The router may have come back on another port.
          ...{ port: conductor.router().port ?? port, key: conductor.checkKey },
          ...{ provider, way, request, signal },
        });
        if (tried.is !== "answered")
          return failed(tried.is === "refused" ? tried.reason : "check.failed");
        answers.push(tried.answer);
        firstByteMs ??= tried.firstByteMs;
        totalMs += tried.totalMs;
        const verdict = probe.judge(answers);
        if (verdict.is === "passed") return { status: "passed", firstByteMs, totalMs, error: null };
        if (verdict.is === "failed")
          return {
            ...failed("check.failed"),
            ...(verdict.answered && { answered: verdict.answered }),
          };
        request = verdict.request;
      }
    }

    const { model, provider, rows, startedAt } = begun;
    const { activeProfile } = settings.get();
    show({});
    const order = orderOf(
      rows.filter(isWaiting).map(({ probe }) => probe),
      parts.random,
    );
    for (const step of order) {
      const nonce = parts.randomKey().slice(0, 8);
      const probe = probeOf(step.probe, { provider, model, nonce });
      const row = rows.find((one) => one.probe === step.probe);
      if (signal.aborted || !probe || row?.[step.way].status !== "waiting") continue;
      showResult(step, { ...failed(null), status: "running" });
      const result = await tryStep(step, probe);
      // Another account's figures would be mixed into this one's.
      if (signal.aborted || settings.get().activeProfile !== activeProfile) break;
      showResult(step, result);
      const spent = await spentSince(startedAt, provider, sent);
      show({ costMicroUsd: sumOf(begun.costMicroUsd, spent) });
      const isOver = ending.has(result.error as RefusalReason);
      if (isOver || result.error === "trial.spent") break;
    }
    const left = skipRest(trial.rows);
    const isWhole = JSON.stringify(left) === JSON.stringify(trial.rows);
    const spent = await spentSince(startedAt, provider, sent);
    running = null;
    show({
      ...{ rows: left, added: addedOf(left), status: isWhole ? "done" : "stopped" },
      ...{ endedAt: now(), costMicroUsd: sumOf(begun.costMicroUsd, spent) },
    });
    if (!(await keepTrial(userDataDir, trial))) parts.log.warn("trial.notKept");
  }

  /** As the ledger has it; null when one of them has no price, or is not in it. */
  async function spentSince(
    startedAt: number,
    provider: string,
    sent: number,
  ): Promise<number | null> {
    const type = "requests.list";
    const reply = await traffic.query({ type, limit: rowsRead, from: startedAt });
    if (!reply.ok) return null;
    const costs = reply.rows.flatMap((row) =>
      "by" in row && row.by === "sluice" && row.provider === provider && row.startedAt >= startedAt
        ? [row.costMicroUsd]
        : [],
    );
    return costs.length < sent ? null : costs.reduce(sumOf, 0);
  }

  async function stop(): Promise<void> {
    running?.end.abort();
    await running?.ended;
  }

  return {
    handlers: {
      "trial.run": async ({ probes }) => run(probes),
      async "trial.stop"() {
        await stop();
        return done;
      },
    },
    async load() {
      shown.setTrial({ last: await readTrial(userDataDir) });
      store.watch(estimate);
      estimate();
    },
    mayAsk,
    stop,
  };
}

const failed = (error: ProbeResult["error"]): ProbeResult => ({
  ...{ status: "failed", firstByteMs: null, totalMs: null, error },
});

const isWaiting = ({ cloudflare, direct }: Trial["rows"][number]): boolean =>
  direct.status === "waiting" || cloudflare.status === "waiting";

const sumOf = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b;
