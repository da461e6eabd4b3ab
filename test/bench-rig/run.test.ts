/** The rig against targets that are not what they seem: what they do wrong is counted, and no figure is made of it. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tokens } from "../bench/rig/content.ts";
import { faithfulnessOf, faultsOf, readLedger } from "../bench/rig/correctness.ts";
import { type Load, startLoad } from "../bench/rig/load.ts";
import { startDirect } from "../bench/rig/peers/direct.ts";
import { farPath, providerKey } from "../bench/rig/peers/keys.ts";
import type { SluiceTarget } from "../bench/rig/peers/sluice.ts";
import { sectionOf, verdictsOf } from "../bench/rig/report.ts";
import { type Outcome, runScenario } from "../bench/rig/run.ts";
import { type Scenario, scenarios } from "../bench/rig/scenarios.ts";
import { spreadOf } from "../bench/rig/statistics.ts";
import type { Target } from "../bench/rig/target.ts";
import { startUpstream, type Upstream } from "../bench/rig/upstream.ts";

let upstream: Upstream;
let load: Load;
const targets: Target[] = [];

beforeAll(async () => {
  upstream = await startUpstream();
  load = startLoad();
});
afterAll(async () => {
  await Promise.all([load, upstream, ...targets].map((one) => one.close()));
});

/** Null hangs up. */
type Change = (bytes: Buffer) => Buffer | null;
const same: Change = (bytes) => bytes;

/** A relay that passes on what it is given after changing it. */
async function startLiar({ answer = same, request = same }: Record<string, Change>) {
  const server = createServer((client) => {
    const far = connect(upstream.port, "127.0.0.1");
    const join = (from: Socket, to: Socket, change: Change) => {
      from.on("error", () => undefined);
      from.on("close", () => to.destroy());
      from.on("data", (bytes: Buffer) => {
        const changed = change(bytes);
        if (changed) to.write(changed);
        else from.destroy();
      });
    };
    join(client, far, request);
    join(far, client, answer);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const liar: Target = {
    name: "liar",
    port: typeof address === "object" && address !== null ? address.port : 0,
    path: farPath,
    headers: { "x-api-key": providerKey },
    pids: [],
    close: async () => void server.close(),
  };
  targets.push(liar);
  return liar;
}

async function run(target: Target): Promise<Outcome> {
  const json = scenarios.find(({ name }) => name === "json");
  const scenario = { ...json, requests: 5 } as Scenario;
  const direct = await startDirect(upstream);
  const rig = { load, upstream, known: new Set<number>() };
  return runScenario(rig, scenario, [direct, target], { rounds: 2, warmMs: 0 });
}

const replaced =
  (from: string, to: string): Change =>
  (bytes) =>
    Buffer.from(bytes.toString("latin1").replace(from, to), "latin1");

test("an answer with one letter changed is wrong, is shown, and makes no figure", async () => {
  const outcome = await run(await startLiar({ answer: replaced("brown fox", "brown cat") }));
  const [direct, liar] = sectionOf(outcome).rows;
  expect(direct).toMatchObject({ wrong: 0, broken: 0, changed: 0, surplus: 0 });
  expect(liar).toMatchObject({ wrong: 12, broken: 0, changed: 0, addedUs: null });
  expect(liar?.example).toContain("HTTP/1.1 200 OK");
});

test("a request with one letter changed is counted at the far end", async () => {
  const outcome = await run(await startLiar({ request: replaced("You are", "You were") }));
  expect(sectionOf(outcome).rows[1]).toMatchObject({ wrong: 0, broken: 0, changed: 12 });
  expect(faithfulnessOf([outcome])[1]?.requests).toBe("18 written anew");
});

test("a connection that is closed over a request is a broken answer, and the next one is tried anew", async () => {
  let count = 0;
  const request: Change = (bytes) => (++count % 4 === 0 ? null : bytes);
  const row = sectionOf(await run(await startLiar({ request }))).rows[1];
  // Of eighteen requests, six of them ahead of the rounds, every fourth.
  expect(row).toMatchObject({ wrong: 0, changed: 0, addedUs: null });
  expect(row?.broken).toBe(3);
});

test("whatever Sluice gets wrong is a fault: an answer, a request, a key, a count in the ledger", async () => {
  const sluice = {
    ...{ name: "Sluice", port: 1, path: "/", headers: { "x-api-key": "local" }, pids: [] },
    app: {
      until: async () => null,
      query: async () => ({ ok: true, rows: [{ requests: 12, ...tokensOf(12), tokensOut: 7 }] }),
    },
  } as unknown as SluiceTarget;
  const outcome = (wrong: number, changed: number, head: string): Outcome => ({
    scenario: scenarios[0] as Scenario,
    targets: [sluice],
    rounds: [[{ ...visit(1), wrong, changed }]],
    warming: [],
    sent: [12],
    heads: [head],
  });
  const right = `POST ${farPath} HTTP/1.1\r\nx-api-key: ${providerKey}`;
  expect(faultsOf([outcome(0, 0, right)], sluice)).toEqual([]);
  expect(faultsOf([outcome(1, 0, right)], sluice)).toEqual(["Sluice, json: 1 wrong answers: "]);
  expect(faultsOf([outcome(0, 2, right)], sluice)).toHaveLength(1);
  expect(faultsOf([outcome(0, 0, `${right}\r\nx: local`)], sluice)).toHaveLength(1);
  const { faults } = await readLedger([outcome(0, 0, right)], sluice);
  expect(faults).toEqual([`Sluice: 7 tokensOut in the ledger, ${12 * tokens.tokensOut} answered`]);
});

const tokensOf = (requests: number) =>
  Object.fromEntries(Object.entries(tokens).map(([kind, count]) => [kind, requests * count]));

const visit = (p50Us: number) => ({
  ...{ requests: 1, p50Us, p99Us: p50Us, perRequestUs: p50Us, processorUs: p50Us, head: "" },
  ...{ event50Us: null, event99Us: null, threadUs: null, wrong: 0, broken: 0, example: "" },
  ...{ changed: 0, surplus: 0 },
});

test("a ratio is taken inside its round, so that a slow minute changes nothing", () => {
  const target = (name: string) => ({ name }) as Target;
  const outcome: Outcome = {
    scenario: scenarios[0] as Scenario,
    targets: ["direct", "nginx", "Sluice"].map(target),
    rounds: [1, 10, 2].map((slow) => [visit(20 * slow), visit(40 * slow), visit(50 * slow)]),
    warming: [],
    sent: [3, 3, 3],
    heads: ["", "", ""],
  };
  const verdict = verdictsOf([outcome]).find(({ against }) => against === "nginx");
  expect(verdict).toMatchObject({ measured: { median: 1.5, low: 1.5, high: 1.5 }, holds: true });
  expect(spreadOf([4, 1, Number.NaN, 2, 3])).toEqual({ median: 2.5, low: 1.75, high: 3.25 });
});
