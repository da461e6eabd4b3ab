/** What router and ledger hold while nothing happens, beside a process without them and beside other routers. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { farEndTls } from "../../support/far-end.tls.ts";
import { startChild } from "./child.ts";
import { startFarEnd } from "./far-end.ts";
import type { Figure, Findings } from "./findings.ts";
import { startPeers } from "./peers.ts";
import { type Memory, memoryOf } from "./process-figures.ts";
import { startSluice } from "./sluice.ts";
import { startEmptyThread, startTrafficThread } from "./traffic-thread.ts";

/** By then start-up garbage has been collected or never will be. */
const settleMs = 3_000;
const nobody = "http://127.0.0.1:1";

type Started = { readonly pids: readonly number[]; close(): Promise<void> };

const fields = [
  ["rss", "resident"],
  ["pss", "proportional"],
  ["privateDirty", "private dirty"],
] as const satisfies [keyof Memory, string][];

const one = async (child: Promise<{ readonly pid: number; close(): Promise<void> }>) => {
  const { close, pid } = await child;
  return { pids: [pid], close };
};

const alone = "bare";
const withThread = "bare + empty worker";
const listening = "router + ledger, listening";

function kindsOf(folder: string, tlsBase: string): Record<string, () => Promise<Started>> {
  let ledgers = 0;
  const ledgerPath = () => path.join(folder, `${++ledgers}.sqlite`);
  const ca = path.join(folder, "ca.pem");
  writeFileSync(ca, farEndTls.cert);
  const env = { NODE_EXTRA_CA_CERTS: ca };
  return {
    [alone]: () => one(startChild("bare")),
    [withThread]: () => one(startEmptyThread()),
    [listening]: () => one(startTrafficThread({ base: nobody, ledgerPath: ledgerPath() })),
    "the same, today's usage asked": () =>
      one(startTrafficThread({ base: nobody, ledgerPath: ledgerPath(), asksUsage: true })),
    "the same, and a TLS connection kept": () =>
      one(startTrafficThread({ base: tlsBase, ledgerPath: ledgerPath(), asksUsage: true, env })),
    "whole app without a face": () => startSluice({ base: nobody }),
  };
}

async function settled(start: () => Promise<Started>): Promise<Memory> {
  const { close, pids } = await start();
  await wait(settleMs);
  const memory = sum(pids.map(memoryOf));
  await close();
  return memory;
}

const sum = (all: readonly Memory[]): Memory => ({
  rss: all.reduce((total, { rss }) => total + rss, 0),
  pss: all.reduce((total, { pss }) => total + pss, 0),
  privateDirty: all.reduce((total, { privateDirty }) => total + privateDirty, 0),
});

/** `times`: fresh processes of each kind, taken in turns. */
export async function measureMemory(times: number, isAlone: boolean): Promise<Findings> {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-memory-"));
  const farEnd = await startFarEnd({ isTls: true });
  const kinds = kindsOf(folder, farEnd.base);
  const seen = new Map<string, Memory[]>(Object.keys(kinds).map((kind) => [kind, []]));
  for (let round = 0; round < times; round++)
    for (const [kind, start] of Object.entries(kinds)) seen.get(kind)?.push(await settled(start));
  await farEnd.close();
  rmSync(folder, { recursive: true, force: true });

  const of = (kind: string, field: keyof Memory) => (seen.get(kind) ?? []).map((got) => got[field]);
  const added = (kind: string, over: string, field: keyof Memory) =>
    of(kind, field).map((mb, round) => mb - (of(over, field)[round] ?? 0));
  const goal = (field: keyof Memory, who: string) =>
    field === "rss" && who === listening ? { goal: 10 } : {};
  const figures: Figure[] = fields.flatMap(([field, what]) => [
    ...Object.keys(kinds).map((who): Figure => ({ what, who, unit: "MB", values: of(who, field) })),
    ...Object.keys(kinds)
      .slice(2)
      .map(
        (who): Figure => ({
          what: `${what}, over ${withThread}`,
          who,
          unit: "MB",
          values: added(who, withThread, field),
          ...goal(field, who),
        }),
      ),
  ]);
  const peers = await peerFigures(isAlone);
  return {
    title: "Idle memory",
    figures: [...figures, ...peers.figures],
    faults: [],
    notes: [
      "A thread costs what it costs whatever runs in it: bare + empty worker is what the router's thread is measured against.",
      "Of the peers, Node relay, http-proxy-3 and fast-proxy are scripts in TypeScript: Node's loader for it is in their figures.",
      ...peers.absent,
    ],
  };
}

/** As they are started, before their first request. */
async function peerFigures(isAlone: boolean) {
  const peers = await startPeers({ port: 1 }, isAlone);
  await wait(settleMs);
  const figures = peers.targets
    .filter(({ pids }) => pids.length > 0)
    .flatMap(({ name, pids }) => {
      const memory = sum(pids.map(memoryOf));
      return fields.map(([field, what]): Figure => {
        return { what, who: name, unit: "MB", values: [memory[field]] };
      });
    });
  await peers.close();
  return { figures, absent: peers.absent };
}
