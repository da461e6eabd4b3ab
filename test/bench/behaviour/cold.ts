/** From the start of a process to its first answer, and what a process costs that has nothing to do. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { hasKeyring, withKeyring } from "../../support/keyring.ts";
import { startChild } from "./child.ts";
import type { FarEnd } from "./far-end.ts";
import type { Figure, Findings } from "./findings.ts";
import { connectKept } from "./kept-client.ts";
import { threadTimes } from "./process-figures.ts";
import { type Sluice, startSluice } from "./sluice.ts";
import { localKey, startTrafficThread } from "./traffic-thread.ts";

/** What the set-up leaves behind is over by then: written files, compiled code, collected garbage. */
const settleMs = 5_000;

/** The router thread alone, started by a bare process; each time a fresh one with a fresh ledger. */
async function startThread(farEnd: FarEnd, ledgerPath: string) {
  const child = await startTrafficThread({ base: farEnd.base, ledgerPath });
  const client = await connectKept({
    name: "router thread",
    port: child.said.port ?? 0,
    path: "/anthropic/v1/messages",
    headers: { "x-api-key": localKey },
    pids: [child.pid],
  });
  const [first, second] = [await client.ask(), await client.ask()];
  client.close();
  await child.close();
  return { listeningMs: child.said.ms, processMs: child.startMs, first, second };
}

/** The whole app, already set up and linked: from the start of its process to the first answer through it. */
async function startApp(sluice: Sluice): Promise<{ settledMs: number; answeredMs: number }> {
  await sluice.crash();
  const startedAt = performance.now();
  const restarted = await sluice.startAgain();
  const settledMs = performance.now() - startedAt;
  const client = await connectKept(restarted);
  await client.ask();
  client.close();
  return { settledMs, answeredMs: performance.now() - startedAt };
}

export async function measureColdStart(farEnd: FarEnd, times: number): Promise<Findings> {
  farEnd.manner = "answer";
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-cold-"));
  const bare: number[] = [];
  const threads: Awaited<ReturnType<typeof startThread>>[] = [];
  const apps: Awaited<ReturnType<typeof startApp>>[] = [];
  // Only keys in a keychain are there again after a restart.
  const keyring = hasKeyring() ? await withKeyring("unlocked") : null;
  const sluice = keyring && (await startSluice({ base: farEnd.base, env: keyring.env }));
  for (let count = 0; count < times; count++) {
    const child = await startChild("bare");
    bare.push(child.startMs);
    await child.close();
    threads.push(await startThread(farEnd, path.join(folder, `${count}.sqlite`)));
    if (sluice) apps.push(await startApp(sluice));
  }
  await sluice?.close();
  await keyring?.stop();
  rmSync(folder, { recursive: true, force: true });
  const figure = (what: string, who: string, values: number[]): Figure => ({
    what,
    who,
    unit: "ms",
    values,
  });
  const thread = "router thread in a bare process";
  const app = "whole app without a face, linked";
  return {
    title: "Cold start",
    figures: [
      figure("process to its first line", "bare", bare),
      figure("process to listening", thread, pick(threads, "processMs")),
      figure("thread to listening", thread, pick(threads, "listeningMs")),
      figure("first request", thread, pick(threads, "first")),
      figure("second request", thread, pick(threads, "second")),
      figure("process to its first state", app, pick(apps, "settledMs")),
      figure("process to its first answer", app, pick(apps, "answeredMs")),
    ],
    faults: [],
    notes: keyring ? [] : ["No keyring here: the whole app was not started again."],
  };
}

function pick<T, K extends keyof T>(all: readonly T[], name: K): T[K][] {
  return all.map((one) => one[name]);
}

type Idler = { readonly who: string; readonly pid: number; close(): Promise<void> };

async function startIdlers(farEnd: FarEnd): Promise<Idler[]> {
  const bare = await startChild("bare");
  const alone = await startSluice({ base: "http://127.0.0.1:1" });
  const warm = await startSluice({ base: farEnd.base });
  const open = await startSluice({ base: farEnd.base });
  const client = await connectKept(open);
  await client.ask();
  return [
    { who: "bare", pid: bare.pid, close: bare.close },
    { who: "app, no connection", pid: alone.app.pid, close: alone.close },
    { who: "app, a connection kept ahead", pid: warm.app.pid, close: warm.close },
    {
      who: "app, an idle client and its far end",
      pid: open.app.pid,
      async close() {
        client.close();
        await open.close();
      },
    },
  ];
}

/** All at the same time: what idles does not disturb. */
export async function measureIdleCpu(farEnd: FarEnd, ms: number): Promise<Findings> {
  farEnd.manner = "answer";
  const idlers = await startIdlers(farEnd);
  await wait(settleMs);
  const before = idlers.map(({ pid }) => threadTimes(pid));
  await wait(ms);
  const figures: Figure[] = [];
  const notes: string[] = [];
  for (const [index, { pid, who }] of idlers.entries()) {
    const ran = [...threadTimes(pid)]
      .map(([id, { name, ms: after }]) => ({ name, ms: after - (before[index]?.get(id)?.ms ?? 0) }))
      .filter((thread) => thread.ms > 0);
    const of = (name?: string) =>
      ran.reduce((sum, thread) => sum + (name && name !== thread.name ? 0 : thread.ms), 0);
    const unit = "ms" as const;
    const what = `processor time in ${ms / 1_000} s`;
    figures.push({ what, who, unit, values: [of()] });
    // To the millisecond: V8 looks after its heap every 8 s on each thread, whatever the program does.
    const goal = who === "bare" ? {} : { goal: 1 };
    figures.push({ what: `${what}, main thread`, who, unit, values: [of("main")], ...goal });
    const words = ran.map((thread) => `${thread.name} ${thread.ms.toFixed(2)} ms`);
    notes.push(`${who}: ${words.join(", ") || "no thread ran at all"}.`);
  }
  for (const idler of idlers) await idler.close();
  return { title: "Nothing to do", figures, faults: [], notes };
}
