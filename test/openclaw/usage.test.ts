/** OpenClaw's own estimate of a day, asked from the real one: of the person's local day, and not before it has counted. */
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayOf, neighbourDay } from "../../main/core/zone.ts";
import type { Call } from "../../main/openclaw/models/models.ts";
import { readOpenClawUsage } from "../../main/openclaw/usage.ts";
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
});
