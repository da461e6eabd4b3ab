/** OpenClaw's own estimate of a day, asked from the real one: of the person's local day, and not before it has counted. */
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayOf, neighbourDay } from "../../main/core/zone.ts";
import type { Call } from "../../main/openclaw/models/models.ts";
import { readOpenClawUsage } from "../../main/openclaw/usage.ts";
import type { AgentRow } from "../../preload/contract/command.ts";
import type { Headless } from "../support/headless.ts";
import { hasKeyring } from "../support/keyring.ts";
import { hasOpenClaw, openClawVersion } from "../support/openclaw-rig-install.ts";
import { type Scene, setUpAndLink, startScene } from "../support/openclaw-rig-scene.ts";

const minute = 60_000;
const canRun = hasKeyring() && (await hasOpenClaw());

describe.skipIf(!canRun)(`usage, OpenClaw ${openClawVersion}`, { timeout: 3 * minute }, () => {
  let scene: Scene;
  let sluice: Headless;
  const figures: string[] = [];

  beforeAll(async () => {
    scene = await startScene();
    sluice = await scene.startSluice();
    await setUpAndLink(scene, sluice);
  }, 6 * minute);
  afterAll(async () => {
    console.log(figures.join("\n"));
    await scene?.close();
  }, minute);

  const call: Call = (method, params) =>
    scene.daemon.call(method, params as Record<string, unknown>).then(
      (value) => ({ ok: true, value: value as never }),
      (error) => ({ ok: false, code: "openclaw.refused", detail: String(error) }),
    );
  const isSome = (seen: unknown): seen is { costMicroUsd: number; asOf: number } =>
    typeof seen === "object" && seen !== null;

  test("a turn's cost is in the day it was made on, in whatever zone that is, and in no other", async () => {
    const zones = ["UTC", "Asia/Kathmandu", "Pacific/Marquesas", "America/St_Johns"];
    const asked = new Map<string, unknown>();
    // Before the turn: what is asked for once is kept for half a minute.
    const [first = ""] = zones;
    const empty = await readOpenClawUsage(call, { day: dayOf(Date.now(), first), zone: first });
    expect(isSome(empty) ? empty.costMicroUsd : 0).toBe(0);

    const turn = await scene.daemon.runTurn({ message: "Say hello." });
    await sluice.must({ type: "usage.refresh" });
    const spent = sluice.state().usage.today.costMicroUsd ?? 0;
    expect(spent).toBeGreaterThan(0);
    for (const zone of zones.toReversed()) {
      const day = dayOf(turn.endedAt, zone);
      let seen = await readOpenClawUsage(call, { day, zone });
      for (
        ;
        !isSome(seen) || seen.asOf < turn.endedAt;
        seen = await readOpenClawUsage(call, { day, zone })
      ) {
        asked.set(isSome(seen) ? "former" : String(seen), seen);
        await wait(500);
      }
      // The same tokens at the same prices: it differs by what rounds away.
      expect(Math.abs(seen.costMicroUsd - spent)).toBeLessThanOrEqual(1);
      expect(Math.abs(seen.asOf - Date.now())).toBeLessThan(minute);
      const before = await readOpenClawUsage(call, { day: neighbourDay(day, -1), zone });
      expect(isSome(before) ? before.costMicroUsd : 0).toBe(0);
    }
    figures.push(`seen before the figure: ${[...asked.keys()].join(", ")}`);
  });

  test("each agent's part is what its turns used, and its cost unknown where OpenClaw knows no price", async () => {
    const { daemon, home } = scene;
    await daemon.call("agents.create", { name: "writer", workspace: path.join(home, "writer") });
    const sessionKey = "agent:writer:one";
    const pin = { key: sessionKey, model: "spare/claude-haiku-4-5" };
    // While it takes the new agent in, 2026.9.6 asks to be asked again.
    for (let left = 40; left > 0; left -= 1) {
      const isPinned = await daemon.call("sessions.patch", pin).then(
        () => true,
        (error: unknown) => !String(error).includes("UNAVAILABLE") && Promise.reject(error),
      );
      if (isPinned) break;
      await wait(500);
    }
    const before = sluice.state().usage.today.costMicroUsd ?? 0;
    const own = await daemon.runTurn({ message: "Say hello." });
    const others = await daemon.runTurn({ message: "Say hello.", sessionKey });
    await sluice.must({ type: "usage.refresh" });
    const spent = sluice.state().usage.today.costMicroUsd ?? 0;
    expect(spent).toBeGreaterThan(before);

    const [from, to] = [own.askedAt - 60_000, others.endedAt];
    const seen = new Set<string>();
    let rows: readonly AgentRow[] = [];
    for (let left = 240; left > 0; left -= 1) {
      const answer = await sluice.query({ type: "usage.agents", from, to });
      rows = answer.ok ? (answer.rows as readonly AgentRow[]) : [];
      seen.add(answer.ok ? `${rows.length} agents` : answer.error.code);
      if (rows.length === 2 && rows[0]?.requests === 2) break;
      await wait(500);
    }
    figures.push(`agents: ${[...seen].join(", ")}`);
    expect(rows.map(({ agent }) => agent)).toEqual(["main", "writer"]);
    const [main, writer] = rows;
    expect(Math.abs((main?.costMicroUsd ?? 0) - spent)).toBeLessThanOrEqual(2);
    expect(writer).toEqual({
      ...{ agent: "writer", costMicroUsd: null, requests: 1 },
      ...{ tokensIn: others.usage?.input ?? 0, tokensOut: others.usage?.output ?? 0 },
      ...{ cacheRead: others.usage?.cacheRead ?? 0, cacheWrite: others.usage?.cacheWrite ?? 0 },
    });

    const dayMs = 86_400_000;
    const past = { from: from - 20 * dayMs, to: from - 10 * dayMs };
    expect(await sluice.query({ type: "usage.agents", ...past })).toEqual({ ok: true, rows: [] });
    await scene.stopDaemon();
    await sluice.until(({ openclaw }) => openclaw.daemon?.status === "stopped", minute);
    expect(await sluice.query({ type: "usage.agents", from, to })).toMatchObject({
      ok: false,
      error: { code: "openclaw.notRunning" },
    });
  });
});
