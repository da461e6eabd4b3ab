/** Runs one scenario: in every round each target once, in a new random order, and notes what each block cost. */
import { setTimeout as wait } from "node:timers/promises";
import type { Block } from "./load.process.ts";
import type { Load } from "./load.ts";
import { processorUs } from "./placement.ts";
import type { Scenario } from "./scenarios.ts";
import type { Target } from "./target.ts";
import type { UpstreamCounts } from "./upstream.process.ts";
import type { Upstream } from "./upstream.ts";

export type Visit = Block & {
  /** Of all the target's processes, for each request; NaN where the system does not tell. */
  readonly processorUs: number;
  /** The same of its forwarding thread alone; null when it has none of its own. */
  readonly threadUs: number | null;
  /** Requests that reached the far end with another body. */
  readonly changed: number;
  /** Requests that reached the far end less the requests sent: a target may ask twice, or not at all. */
  readonly surplus: number;
};

/** A slow target is sent fewer requests, so that a round stays short: what disturbs it then disturbs all of it. */
const maxBlockMs = 500;

export type Outcome = {
  readonly scenario: Scenario;
  readonly targets: readonly Target[];
  /** By round, then in the order of `targets`. */
  readonly rounds: readonly (readonly Visit[])[];
  /** What each target did while it was warmed: not timed, and held to the same. */
  readonly warming: readonly Visit[];
  /** Every request each target was sent, the uncounted ones included. */
  readonly sent: readonly number[];
  /** The head of the last request that came through each. */
  readonly heads: readonly string[];
};

export type Effort = {
  readonly rounds: number;
  /** Of each target ahead of the first round, three times as long when it is new: a compiler needs thousands of requests. */
  readonly warmMs: number;
};

export type Rig = {
  readonly load: Load;
  readonly upstream: Upstream;
  /** Ports of the targets that have been warmed before. */
  readonly known: Set<number>;
};

export async function runScenario(
  { known, load, upstream }: Rig,
  scenario: Scenario,
  targets: readonly Target[],
  effort: Effort,
): Promise<Outcome> {
  await upstream.give(scenario.answer, scenario.request);
  for (const target of targets) await load.aim(target, scenario.request, scenario.answer);
  const size = {
    requests: scenario.requests,
    concurrency: scenario.concurrency,
    ahead: Math.max(scenario.concurrency, Math.ceil(scenario.requests / 10)),
  };

  const sizes = targets.map(() => size);
  const sent = targets.map(() => 0);
  const heads = targets.map(() => "");

  async function send(index: number, target: Target): Promise<Block> {
    const block = await load.block(target, sizes[index] ?? size);
    sent[index] = (sent[index] ?? 0) + block.requests;
    return block;
  }

  async function visit(index: number, target: Target): Promise<Visit> {
    const { pids, thread = null } = target;
    const before = processorUs(pids);
    const threadBefore = processorUs(pids, thread);
    const block = await send(index, target);
    if (target.settlesInMs !== undefined) await wait(target.settlesInMs);
    const used = processorUs(pids) - before;
    const threadUsed = processorUs(pids, thread) - threadBefore;
    const counts = await upstream.counts();
    heads[index] = counts.lastHead;
    return {
      ...block,
      processorUs: used / block.requests,
      threadUs: thread === null ? null : threadUsed / block.requests,
      changed: counts.changed,
      surplus: counts.requests - block.requests,
    };
  }

  /** Also finds out how many requests fit into one of its blocks. */
  async function warm(index: number, target: Target): Promise<Visit> {
    const warmMs = known.has(target.port) ? effort.warmMs : 3 * effort.warmMs;
    known.add(target.port);
    const until = performance.now() + warmMs;
    const blocks = [await send(index, target)];
    while (performance.now() < until) blocks.push(await send(index, target));
    await wait(target.settlesInMs ?? 0);
    const fitting = Math.round((maxBlockMs * 1e3) / (blocks.at(-1)?.perRequestUs ?? 0));
    const least = Math.min(scenario.requests, 5 * scenario.concurrency);
    const requests = Math.min(scenario.requests, Math.max(least, fitting));
    sizes[index] = { ...size, requests, ahead: Math.min(size.ahead, requests) };
    return summaryOf(blocks, await upstream.counts());
  }

  await upstream.counts();
  const warming: Visit[] = [];
  for (const [index, target] of targets.entries()) warming.push(await warm(index, target));
  const outcome: Visit[][] = [];
  for (let round = 0; round < effort.rounds; round++) {
    const visits: Visit[] = [];
    for (const index of shuffled(targets.length)) {
      const target = targets[index];
      if (target) visits[index] = await visit(index, target);
    }
    outcome.push(visits);
  }
  return { scenario, targets, rounds: outcome, warming, sent, heads };
}

function summaryOf(blocks: readonly Block[], counts: UpstreamCounts): Visit {
  const sum = (key: "requests" | "wrong" | "broken") =>
    blocks.reduce((total, block) => total + block[key], 0);
  const shown = blocks.find(({ example }) => example !== "") ?? blocks[0];
  return {
    ...(shown as Block),
    requests: sum("requests"),
    wrong: sum("wrong"),
    broken: sum("broken"),
    processorUs: Number.NaN,
    threadUs: null,
    changed: counts.changed,
    surplus: counts.requests - sum("requests"),
  };
}

/** The numbers below `count` in any order. */
function shuffled(count: number): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}
