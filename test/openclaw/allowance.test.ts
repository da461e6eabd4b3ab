/** The stop that holds: an agent that asks for one tool after the other, the day's allowance used up in the middle of it, and nothing asked after that by any way. */
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AppState, RequestRow } from "../../preload/contract/state.ts";
import type { Headless } from "../support/headless.ts";
import { hasKeyring } from "../support/keyring.ts";
import { hasOpenClaw, openClawVersion, openClawVersions } from "../support/openclaw-rig-install.ts";
import { type Scene, setUpAndLink, startScene } from "../support/openclaw-rig-scene.ts";
import { roundMicroUsd, startToolLoop, type ToolLoop } from "../support/tool-loop.ts";

const minute = 60_000;
const canRun = hasKeyring() && (await hasOpenClaw());
/** The older one takes a refusal for a failure: a turn under way is told in words, and every later one has no fallback to ask. */
const takesNo = openClawVersion === openClawVersions[0];
/** Measured: 0.8 to 3.4 s. */
const olderTakesInWithinMs = 5_000;
const session = "agent:main:loop";
const spare = "spare/claude-haiku-4-5";

type Message = { readonly role: string; readonly content: unknown; readonly errorMessage?: string };
type History = { readonly messages: readonly Message[] };
/** Of a turn that failed OpenClaw keeps a note, which it words anew when it likes. */
const told = ({ messages }: History) => messages.filter((one) => one.errorMessage === undefined);

describe.skipIf(!canRun)(
  `the allowance, OpenClaw ${openClawVersion}`,
  { timeout: 4 * minute },
  () => {
    let scene: Scene;
    let sluice: Headless;
    let loop: ToolLoop;
    let linked = "";
    const figures: string[] = [];

    beforeAll(async () => {
      scene = await startScene();
      loop = await startToolLoop(scene.practice);
      const { providers } = scene.practice;
      sluice = await scene.startSluice({
        env: { SLUICE_FAR_ENDS: JSON.stringify({ aiGateway: loop.base, providers }) },
      });
      await setUpAndLink(scene, sluice);
      linked = file();
    }, 6 * minute);
    afterAll(async () => {
      console.log(figures.join("\n"));
      await loop?.close();
      await scene?.close();
    }, minute);

    const file = () => readFileSync(scene.configFile, "utf8");
    const isStopped = ({ route }: AppState) => route.refusing === "allowance";

    async function rows(): Promise<readonly RequestRow[]> {
      const listed = await sluice.query({ type: "requests.list", limit: 200 });
      if (!listed.ok) throw new Error(listed.error.code);
      return (listed.rows as readonly RequestRow[]).toReversed();
    }

    function forget(): void {
      scene.spare.forget();
      scene.practice.forget();
      loop.rounds.length = 0;
    }

    /** What the job brings about: the requests at the router, which must all be refused, and none anywhere else. */
    async function refusedOnly(job: () => Promise<unknown>): Promise<readonly RequestRow[]> {
      forget();
      const from = (await rows()).length;
      await job();
      const seen = async () => (await rows()).slice(from);
      while ((await seen()).length === 0) await sluice.must({ type: "usage.refresh" });
      await scene.daemon.waitIdle();
      const refused = await seen();
      for (const row of refused)
        expect(row).toMatchObject({ outcome: "refused", refusal: "allowance", costMicroUsd: 0 });
      expect(loop.rounds).toEqual([]);
      expect(scene.practice.seen()).toEqual([]);
      return refused;
    }

    const history = () => scene.daemon.call<History>("chat.history", { sessionKey: session });

    test("used up in the middle of a tool loop, it ends the loop with the next request", async () => {
      expect(file()).toContain(spare);
      // The third round takes it over the line.
      await sluice.must({
        type: "allowance.set",
        microUsdPerDay: 2.5 * roundMicroUsd,
        then: "pause",
      });
      loop.isLooping = true;
      const turn = await scene.daemon.runTurn({
        message: "Work until you are done.",
        sessionKey: session,
      });
      await sluice.until(isStopped);
      expect(loop.rounds).toHaveLength(3);
      const seen = await rows();
      expect(seen.map(({ outcome }) => outcome)).toEqual(["ok", "ok", "ok", "refused"]);
      expect(seen.reduce((sum, { costMicroUsd }) => sum + (costMicroUsd ?? 0), 0)).toBe(
        3 * roundMicroUsd,
      );
      expect(scene.practice.seen()).toEqual([]);
      expect(scene.spare.seen()).toEqual([]);
      if (takesNo) expect(turn.text).toMatch(/budget_is_used_up/);
      figures.push(
        `ended ${turn.endedAt - (seen.at(-1)?.startedAt ?? 0)} ms after the refused request`,
      );
    });

    test("every fallback is out of OpenClaw's file, and OpenClaw has taken that in", async () => {
      while (file().includes(spare)) await sluice.must({ type: "usage.refresh" });
      const { openclaw } = await sluice.until(({ openclaw }) => openclaw.link?.applied === true);
      expect(openclaw.daemon?.isConfigApplied ?? true).toBe(true);
      // The older one cannot say when: until then a new turn may still ask the fallback it had.
      if (!takesNo) await wait(olderTakesInWithinMs);
    });

    test("a new turn, in that session and in another, is one refused request", async () => {
      for (const sessionKey of [session, undefined]) {
        const refused = await refusedOnly(() =>
          scene.daemon.runTurn({ message: "Go on.", ...(sessionKey && { sessionKey }) }),
        );
        expect(refused).toHaveLength(1);
        expect(scene.spare.seen()).toEqual([]);
      }
    });

    test("a heartbeat asks nobody else", async () => {
      await refusedOnly(() => scene.daemon.call("wake", { mode: "now", text: "Anything to do?" }));
      expect(scene.spare.seen()).toEqual([]);
    });

    test.each([
      ["without a model of its own", {}, 0],
      // Its own list is no part of the file.
      ["with fallbacks of its own", { fallbacks: [spare] }, takesNo ? 0 : 1],
    ])("a timed job %s fails, and asks nobody else", async (_, more, most) => {
      const { id } = await scene.daemon.call<{ id: string }>("cron.add", {
        name: "Nightly",
        schedule: { kind: "cron", expr: "0 3 * * *" },
        sessionTarget: "isolated",
        wakeMode: "now",
        payload: { kind: "agentTurn", message: "Sweep.", ...more },
        delivery: { mode: "none" },
      });
      type Runs = { readonly entries: readonly { readonly status: string }[] };
      const runs = () => scene.daemon.call<Runs>("cron.runs", { id });
      await refusedOnly(async () => {
        await scene.daemon.call("cron.run", { id, mode: "force" });
        while ((await runs()).entries.length === 0) await sluice.must({ type: "usage.refresh" });
      });
      expect(scene.spare.seen().length).toBeLessThanOrEqual(most);
      if (most === 0) expect((await runs()).entries).toMatchObject([{ status: "error" }]);
      await scene.daemon.call("cron.remove", { id });
    });

    test("compacting changes nothing of the history", async () => {
      const before = told(await history());
      expect(JSON.stringify(before)).toContain("round 3");
      forget();
      const compacted = await scene.daemon.call<{ compacted?: boolean }>("sessions.compact", {
        key: session,
      });
      expect(compacted.compacted).toBe(false);
      const after = told(await history());
      expect(after).toEqual(expect.arrayContaining([...before]));
      if (takesNo) expect(after).toEqual(before);
      // Our words must never take the place of what was said.
      expect(JSON.stringify(after.slice(before.length))).not.toMatch(/allowance in Sluice/);
      expect(scene.practice.seen()).toEqual([]);
    });

    test("raised, the very next turn is answered, and the file is what it was to the byte", async () => {
      forget();
      loop.isLooping = false;
      await sluice.must({ type: "allowance.set", microUsdPerDay: 10_000_000, then: "pause" });
      const turn = await scene.daemon.runTurn({ message: "And now?", sessionKey: session });
      expect(turn).toMatchObject({
        status: "ok",
        effective: { provider: "cloudflare-ai-gateway" },
      });
      const [asked] = scene.practice.seen().filter(({ which }) => which === "aiGateway");
      // What was done before the stop is still known.
      for (const said of ["Work until you are done.", "round 3", "And now?"])
        expect(asked?.body.toString()).toContain(said);
      expect(scene.spare.seen()).toEqual([]);
      while (file() !== linked) await sluice.must({ type: "usage.refresh" });
      figures.push(`answered ${turn.endedAt - turn.askedAt} ms after it was asked`);
    });

    test("paused in the middle of another loop, that ends the same way, and resumed it goes on at once", async () => {
      forget();
      loop.isLooping = true;
      const turn = scene.daemon.runTurn({ message: "Once more.", sessionKey: session });
      const over = turn.then(({ status }) => {
        throw new Error(`It ended by itself, ${status}, after ${loop.rounds.length} rounds.`);
      });
      await Promise.race([loop.more(2), over]);
      over.catch(() => undefined);
      await sluice.must({ type: "route.set", route: "paused" });
      const rounds = loop.rounds.length;
      await turn;
      // One may have been on its way.
      expect(loop.rounds.length).toBeLessThanOrEqual(rounds + 1);
      const last = (await rows()).at(-1);
      expect(last).toMatchObject({ outcome: "refused", refusal: "paused" });
      expect(scene.spare.seen()).toEqual([]);
      while (file().includes(spare)) await sluice.must({ type: "usage.refresh" });

      loop.isLooping = false;
      scene.spare.forget();
      await sluice.must({ type: "route.set", route: "cloudflare" });
      const next = { message: "And now?", sessionKey: session };
      expect(await scene.daemon.runTurn(next)).toMatchObject({ status: "ok" });
      expect(scene.spare.seen()).toEqual([]);
      while (file() !== linked) await sluice.must({ type: "usage.refresh" });
    });
  },
);
