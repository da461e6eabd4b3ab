/** A trial of both ways, through the built app and the practice far end. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ProbeName, probeNames, type Trial } from "../../preload/contract/desk.ts";
import type { AppState, RequestRow } from "../../preload/contract/state.ts";
import type { Headless } from "../support/headless.ts";
import { openRoom, type Room, setUp } from "./room.ts";

let room: Room;
beforeEach(async () => {
  room = await openRoom();
  // Events of a stream that arrive one by one, as a model's do.
  room.practice.set({ pauseMs: 5 });
});
afterEach(() => room.close());

async function ready(env: Readonly<Record<string, string>> = {}): Promise<Headless> {
  const sluice = await room.start({ env });
  await setUp(room, sluice);
  return sluice;
}

const trialOf = ({ trial }: AppState): Trial => {
  if (!trial.last) throw new Error("There is no trial.");
  return trial.last;
};
const ended = (sluice: Headless): Promise<Trial> =>
  sluice.until(({ trial }) => trial.last !== null && trial.last.status !== "running").then(trialOf);

async function run(sluice: Headless, probes?: ProbeName[]): Promise<Trial> {
  await sluice.must({ type: "trial.run", ...(probes && { probes }) });
  return ended(sluice);
}

async function sluiceRows(sluice: Headless): Promise<readonly RequestRow[]> {
  const reply = await sluice.query({ type: "requests.list", limit: 100 });
  if (!reply.ok) throw new Error(reply.error.code);
  return (reply.rows as readonly RequestRow[]).filter(({ by }) => by === "sluice");
}

const statuses = (trial: Trial, way: "direct" | "cloudflare") =>
  trial.rows.map((row) => `${row.probe} ${row[way].status}`);
const every = (status: string, probes: readonly ProbeName[] = probeNames) =>
  probes.map((probe) => `${probe} ${status}`);

describe("a whole trial", () => {
  test.each(["cloudflare", "direct"] as const)(
    "passes both ways while the route is %s, which stays",
    async (route) => {
      const sluice = await ready();
      await sluice.must({ type: "route.set", route });
      const trial = await run(sluice);
      expect(statuses(trial, "direct")).toEqual(every("passed"));
      expect(statuses(trial, "cloudflare")).toEqual(every("passed"));
      expect(trial).toMatchObject({
        ...{ status: "done", provider: "anthropic", model: "claude-sonnet-4-6" },
        added: { pairs: 7 },
      });
      for (const { cloudflare, direct } of trial.rows)
        for (const { error, firstByteMs, totalMs } of [direct, cloudflare]) {
          expect(error).toBeNull();
          expect(firstByteMs).toBeGreaterThanOrEqual(0);
          expect(totalMs).toBeGreaterThanOrEqual(firstByteMs ?? 0);
        }
      // Tools, thinking and the cache take two requests each.
      const rows = await sluiceRows(sluice);
      expect(rows.filter((row) => row.route === "direct")).toHaveLength(10);
      expect(rows.filter((row) => row.route === "cloudflare")).toHaveLength(10);
      // What the ledger says of them is what it cost, and the day is as it was.
      const costs = rows.map(({ costMicroUsd }) => costMicroUsd ?? Number.NaN);
      expect(trial.costMicroUsd).toBe(costs.reduce((sum, cost) => sum + cost, 0));
      expect(trial.costMicroUsd).toBeGreaterThan(0);
      const { trial: shown, usage } = sluice.state();
      expect(usage.today.requests).toBe(0);
      // Practice counts other tokens than a model, but not by far.
      expect((shown.estimateMicroUsd ?? 0) / (trial.costMicroUsd ?? 1)).toBeGreaterThan(0.5);
      expect((shown.estimateMicroUsd ?? 0) / (trial.costMicroUsd ?? 1)).toBeLessThan(2);
      expect(sluice.state().route.applied).toBe(route);
      const by = sluice.state().route.verified?.by ?? null;
      expect(by).toBe(route === "cloudflare" ? "sluice" : null);
    },
  );

  test("of OpenAI does without what chat completions do not have", async () => {
    const sluice = await ready();
    const { openai } = room.practice.secrets;
    await sluice.must({
      type: "secret.save",
      kind: "provider",
      provider: "openai",
      secret: openai,
    });
    room.writeConfig("{}");
    await sluice.quit();
    const file = path.join(room.userDataDir, "settings.json");
    const kept = JSON.parse(readFileSync(file, "utf8"));
    kept.model = { provider: "openai", model: "gpt-5.5" };
    writeFileSync(file, JSON.stringify(kept));
    const again = await room.start();
    await again.must({ type: "vault.session" });
    await again.must({ type: "secret.save", kind: "provider", provider: "openai", secret: openai });
    const { aiGateway } = room.practice.secrets;
    await again.must({ type: "secret.save", kind: "aiGateway", secret: aiGateway });
    const trial = await run(again);
    const expected = probeNames.map(
      (probe) => `${probe} ${probe === "thinking" ? "absent" : "passed"}`,
    );
    expect(statuses(trial, "direct")).toEqual(expected);
    expect(statuses(trial, "cloudflare")).toEqual(expected);
    expect(trial.costMicroUsd).toBeGreaterThan(0);
    expect(await again.send({ type: "trial.run", probes: ["thinking"] })).toMatchObject({
      error: { code: "trial.unavailable" },
    });
  });

  test("is there after a restart; a broken file is as if there had been none", async () => {
    const sluice = await ready();
    const trial = await run(sluice, ["plain"]);
    const file = path.join(room.userDataDir, "trial.json");
    await sluice.quit();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = await room.start();
    expect(again.state().trial.last).toEqual(trial);
    await again.quit();
    for (const text of ["{", '{"status":"running"}', readFileSync(file, "utf8").slice(9)]) {
      writeFileSync(file, text);
      const third = await room.start();
      expect(third.state().trial.last).toBeNull();
      await third.quit();
    }
  });
});

describe("one row run again", () => {
  test("leaves the others as they were, and adds to what it cost", async () => {
    const sluice = await ready();
    const first = await run(sluice, ["plain", "tools"]);
    expect(statuses(first, "direct").slice(0, 3)).toEqual([
      ...["plain passed", "stream skipped", "tools passed"],
    ]);
    const second = await run(sluice, ["stream"]);
    expect(statuses(second, "cloudflare").slice(0, 3)).toEqual([
      ...["plain passed", "stream passed", "tools passed"],
    ]);
    expect(second.rows[0]).toEqual(first.rows[0]);
    expect(second.added?.pairs).toBe(3);
    expect(second.costMicroUsd).toBeGreaterThan(first.costMicroUsd ?? 0);
  });
});

describe("stopping", () => {
  test("breaks off the request under way at once, and skips the rest", async () => {
    const sluice = await ready();
    room.practice.set({ fault: "slowFirstByte", afterMs: 60_000, times: 50, slug: "anthropic" });
    await sluice.must({ type: "trial.run" });
    await room.practice.until(({ which }) => which === "provider");
    expect(await sluice.send({ type: "trial.run" })).toMatchObject({
      error: { code: "trial.running" },
    });
    await sluice.must({ type: "trial.stop" });
    const trial = trialOf(sluice.state());
    expect(trial.status).toBe("stopped");
    expect(statuses(trial, "direct")).toEqual(every("skipped"));
    expect(statuses(trial, "cloudflare")).toEqual(every("skipped"));
    // What an aborted request used nobody knows.
    expect(trial.costMicroUsd).toBeNull();
    await room.practice.until(({ ended, which }) => which === "provider" && ended === "aborted");
    await sluice.must({ type: "trial.stop" });
  });

  test("quitting in the middle keeps what was found", async () => {
    const sluice = await ready();
    await run(sluice, ["plain"]);
    room.practice.set({ fault: "slowFirstByte", afterMs: 60_000, times: 50, slug: "anthropic" });
    await sluice.must({ type: "trial.run", probes: ["tools"] });
    await sluice.quit();
    const again = await room.start();
    expect(trialOf(again.state())).toMatchObject({ status: "stopped" });
    expect(statuses(trialOf(again.state()), "direct")[0]).toBe("plain passed");
  });
});

describe("what fails says why", () => {
  test("a refused token on the way through Cloudflare, and the direct way passes", async () => {
    const sluice = await ready();
    await sluice.must({ type: "route.set", route: "direct" });
    await sluice.must({ type: "secret.save", kind: "aiGateway", secret: "cfut_wrong_0123456789" });
    const trial = await run(sluice, ["plain", "tools"]);
    expect(trial.rows[0]?.direct.status).toBe("passed");
    expect(trial.rows[0]?.cloudflare).toMatchObject({ status: "failed", error: "tokenRejected" });
    expect(trial.rows[2]?.cloudflare).toMatchObject({ status: "failed", error: "tokenRejected" });
    const token = await sluice.until(({ secrets }) =>
      secrets.some(({ kind, status }) => kind === "aiGateway" && status === "rejected"),
    );
    // The way that is on is in order: nobody needs to be told but who asked.
    expect(token.notice).toBeNull();
  });

  test("an error of the provider's, with its status", async () => {
    const sluice = await ready();
    room.practice.set({ fault: "providerOverloaded", times: 2, slug: "anthropic" });
    const trial = await run(sluice, ["plain"]);
    expect(trial.rows[0]?.direct).toMatchObject({
      ...{ status: "failed", error: "check.failed", answered: 529 },
    });
    expect(trial.rows[0]?.cloudflare).toMatchObject({ status: "failed", answered: 529 });
    expect(trial).toMatchObject({ status: "done", added: null, costMicroUsd: 0 });
  });

  test("paused: nothing leaves, and it is said once", async () => {
    const sluice = await ready();
    await sluice.must({ type: "route.set", route: "paused" });
    const trial = await run(sluice);
    const all = trial.rows.flatMap(({ cloudflare, direct }) => [direct, cloudflare]);
    expect(all.filter(({ error }) => error === "paused")).toHaveLength(1);
    expect(all.filter(({ status }) => status === "skipped")).toHaveLength(13);
    expect(trial).toMatchObject({ status: "stopped", costMicroUsd: 0 });
    expect(room.practice.seen()).toEqual([]);
  });
});

describe("without a way or a key", () => {
  test("there is nothing to try", async () => {
    const sluice = await room.start();
    await sluice.must({ type: "vault.session" });
    expect(await sluice.send({ type: "trial.run" })).toMatchObject({
      error: { code: "trial.unavailable" },
    });
    expect(sluice.state().trial).toEqual({ estimateMicroUsd: null, last: null });
    await sluice.must({ type: "trial.stop" });
  });

  test("a key alone tries the direct way", async () => {
    const sluice = await room.start();
    await sluice.must({ type: "vault.session" });
    const secret = room.practice.secrets.anthropic;
    await sluice.must({ type: "secret.save", kind: "provider", provider: "anthropic", secret });
    expect(sluice.state().trial.estimateMicroUsd).toBeGreaterThan(0);
    const trial = await run(sluice, ["plain", "large"]);
    expect(trial.rows.map(({ cloudflare }) => cloudflare.status)).toEqual(
      probeNames.map(() => "absent"),
    );
    expect(trial.rows[0]?.direct.status).toBe("passed");
    expect(trial.rows[6]?.direct.status).toBe("passed");
    expect(trial.added).toBeNull();
  });
});
