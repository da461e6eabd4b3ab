/** What a request costs that comes after a minute of silence, on a way of 20 ms there and back, over TLS. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { farEndTls } from "../../support/far-end.tls.ts";
import { startNginx } from "../rig/peers/nginx.ts";
import { startChild } from "./child.ts";
import type { Addressee } from "./client.ts";
import { type DelayRelay, startDelayRelay } from "./delay-relay.ts";
import { startFarEnd } from "./far-end.ts";
import { type Figure, type Findings, spreadOf } from "./findings.ts";
import { connectKept, type KeptClient } from "./kept-client.ts";
import { startSluice } from "./sluice.ts";

const oneWayMs = 10;
/** Long enough for a connection ahead of the first request: three round trips and the key exchange. */
const warmUpMs = 1_000;

export type IdleOptions = {
  readonly idleMs: number;
  /** Times the silence is kept, by every app at once. */
  readonly rounds: number;
  readonly apps: number;
  /** Requests right behind one another, before each silence. */
  readonly warm: number;
};

type Closes = { close(): Promise<void> };

type Lane = Closes & {
  readonly who: string;
  readonly target: Addressee;
  readonly relay: DelayRelay;
  readonly first: number[];
  readonly warm: number[];
  readonly afterIdle: number[];
  readonly afterIdleAnew: number[];
  readonly burst: number[];
  readonly burstWarm: number[];
};

const emptyFigures = () => ({
  first: [],
  warm: [],
  afterIdle: [],
  afterIdleAnew: [],
  burst: [],
  burstWarm: [],
});

/** One after another through one client. */
async function several(client: KeptClient, times: number): Promise<number[]> {
  const ms: number[] = [];
  for (let count = 0; count < times; count++) ms.push(await client.ask());
  return ms;
}

/** All at once, each through a client of its own. */
async function burst(target: Addressee, size: number): Promise<number[]> {
  const clients = await Promise.all(Array.from({ length: size }, () => connectKept(target)));
  const ms = await Promise.all(clients.map((client) => client.ask()));
  for (const client of clients) client.close();
  return ms;
}

async function runLane(lane: Lane, options: IdleOptions): Promise<void> {
  const { target } = lane;
  await wait(warmUpMs);
  let client = await connectKept(target);
  lane.first.push(await client.ask());
  lane.burst.push(...(await burst(target, 8)));
  lane.burstWarm.push(...(await burst(target, 8)));
  for (let round = 0; round < options.rounds; round++) {
    lane.warm.push(...(await several(client, options.warm)));
    await wait(options.idleMs);
    // Every second time OpenClaw has let its own connection go as well.
    if (round % 2 === 0) lane.afterIdle.push(await client.ask());
    else {
      client.close();
      client = await connectKept(target);
      lane.afterIdleAnew.push(await client.ask());
    }
  }
  client.close();
}

async function startUndiciRelay(port: number, env: Readonly<Record<string, string>>) {
  const relay = await startChild<{ port: number }>(
    "undici-relay",
    [`https://127.0.0.1:${port}`],
    env,
  );
  return {
    name: "undici",
    port: relay.said.port,
    path: "/v1/messages",
    headers: {},
    pids: [relay.pid],
    close: relay.close,
  };
}

export async function measureIdle(options: IdleOptions): Promise<Findings> {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-idle-"));
  const caFile = path.join(folder, "ca.pem");
  writeFileSync(caFile, farEndTls.cert);
  const env = { NODE_EXTRA_CA_CERTS: caFile };
  const farEnd = await startFarEnd({ isTls: true });
  const lanes: Lane[] = [];
  const notes: string[] = [];
  const open = async (who: string, start: (port: number) => Promise<Addressee & Closes>) => {
    const relay = await startDelayRelay(farEnd.port, oneWayMs);
    try {
      const target = await start(relay.port);
      lanes.push({ who, target, relay, ...emptyFigures(), close: target.close });
    } catch (error) {
      await relay.close();
      notes.push(`${who}: ${error instanceof Error ? error.message : error}`);
    }
  };
  for (let count = 0; count < options.apps; count++)
    await open("Sluice", (port) => startSluice({ base: `https://127.0.0.1:${port}`, env }));
  for (let count = 0; count < 2; count++) {
    await open("nginx, keeps 75 s", (port) => startNginx({ port }, true));
    await open("relay with undici's defaults", (port) => startUndiciRelay(port, env));
  }
  const faults: string[] = [];
  // Each a little later: what one does must not stand in another's way.
  await Promise.all(
    lanes.map(async (lane, index) => {
      await wait(index * 700);
      await runLane(lane, options).catch((error: Error) => {
        if (lane.who === "Sluice") faults.push(error.message);
      });
    }),
  );
  const connections = lanes.map(({ relay, who }) => `${who} ${relay.accepted()}`).join(", ");
  for (const lane of lanes) {
    await lane.close();
    await lane.relay.close();
  }
  await farEnd.close();
  rmSync(folder, { recursive: true, force: true });
  return {
    title: `Request after ${options.idleMs / 1_000} s of silence, 20 ms there and back, TLS`,
    figures: figuresOf(lanes, options),
    faults,
    notes: [...notes, `Connections to the far end: ${connections}.`],
  };
}

function figuresOf(lanes: readonly Lane[], { idleMs }: IdleOptions): Figure[] {
  const whos = [...new Set(lanes.map(({ who }) => who))];
  return whos.flatMap((who) => {
    const mine = lanes.filter((lane) => lane.who === who);
    const all = (name: keyof ReturnType<typeof emptyFigures>) => mine.flatMap((lane) => lane[name]);
    const warmMs = spreadOf(all("warm")).median;
    const times = (ms: readonly number[]) => ms.map((one) => one / warmMs);
    const goal = who === "Sluice" ? { goal: 1.15 } : {};
    const after = `after ${idleMs / 1_000} s`;
    const figure = (what: string, values: number[], unit: Figure["unit"] = "ms"): Figure => ({
      what,
      who,
      unit,
      values,
    });
    return [
      figure("warm request", all("warm")),
      figure(after, all("afterIdle")),
      { ...figure(`${after} ÷ warm`, times(all("afterIdle")), "x"), ...goal },
      figure(`${after}, new client connection`, all("afterIdleAnew")),
      { ...figure(`the same ÷ warm`, times(all("afterIdleAnew")), "x"), ...goal },
      figure("first request of the process", all("first")),
      figure("8 at once, one connection warm", all("burst")),
      figure("8 at once again", all("burstWarm")),
    ];
  });
}
