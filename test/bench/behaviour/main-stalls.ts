/** Whether the router feels it when the app's main thread is busy. */
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { startDirect } from "../rig/peers/direct.ts";
import type { Addressee } from "./client.ts";
import type { FarEnd } from "./far-end.ts";
import type { Figure, Findings } from "./findings.ts";
import { connectKept, type KeptClient } from "./kept-client.ts";
import { threadTimes } from "./process-figures.ts";
import { startSluice } from "./sluice.ts";

const script = path.join(import.meta.dirname, "children/stall-main.mjs");
const stalling = { NODE_OPTIONS: `--import=${pathToFileURL(script).href}` };

type Lane = {
  readonly target: Addressee;
  readonly client: KeptClient;
  readonly worst: number[];
  readonly p99: number[];
};

/** One request a millisecond or so: a thousand of them see several stalls. */
async function askEvenly(client: KeptClient, requests: number): Promise<number[]> {
  const ms: number[] = [];
  for (let count = 0; count < requests; count++) {
    ms.push(await client.ask());
    await wait(1);
  }
  return ms.sort((a, b) => a - b);
}

async function openLane(target: Addressee, requests: number): Promise<Lane> {
  const client = await connectKept(target);
  // Not the first requests of a process: those are the cold start's.
  await askEvenly(client, Math.min(300, requests));
  return { target, client, worst: [], p99: [] };
}

const mainThreadMs = (pid: number): number => threadTimes(pid).get(String(pid))?.ms ?? 0;

/** `runs` of `requests` each, the three in turns: nobody between, the app, the app with a stalling main thread. */
export async function measureMainStalls(
  farEnd: FarEnd,
  runs: number,
  requests: number,
): Promise<Findings> {
  farEnd.manner = "answer";
  const calm = await startSluice({ base: farEnd.base });
  const stalled = await startSluice({
    base: farEnd.base,
    env: stalling,
    name: "Sluice, main thread stalls",
  });
  const direct = await startDirect(farEnd);
  const lanes: Lane[] = [];
  for (const target of [direct, calm, stalled]) lanes.push(await openLane(target, requests));
  const faults: string[] = [];
  let [ranMs, passedMs] = [0, 0];
  for (let run = 0; run < runs; run++)
    for (const { client, p99, target, worst } of lanes) {
      const [ranBefore, startedAt] = [mainThreadMs(stalled.app.pid), performance.now()];
      try {
        const ms = await askEvenly(client, requests);
        worst.push(ms.at(-1) ?? 0);
        p99.push(ms[Math.floor(requests * 0.99)] ?? 0);
      } catch (error) {
        faults.push(`${target.name}: ${error instanceof Error ? error.message : error}`);
      }
      if (target !== stalled) continue;
      ranMs += mainThreadMs(stalled.app.pid) - ranBefore;
      passedMs += performance.now() - startedAt;
    }
  for (const { client } of lanes) client.close();
  await calm.close();
  await stalled.close();
  return {
    title: "A busy main thread",
    figures: lanes.flatMap(({ p99, target: { name: who }, worst }): Figure[] => [
      {
        what: `worst of ${requests}`,
        who,
        unit: "ms",
        values: worst,
        ...(who === stalled.name ? { goal: 5 } : {}),
      },
      { what: `99th of ${requests}`, who, unit: "ms", values: p99 },
    ]),
    faults,
    notes: [
      `The stalling main thread ran ${((100 * ranMs) / passedMs).toFixed(1)} % of the time (20 ms in 200 are 10 %).`,
    ],
  };
}
