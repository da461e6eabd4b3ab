/** Opening Sluice, letting it look at everything and closing it changes nothing of OpenClaw's, neither while OpenClaw rests nor while it runs. */
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { OpenClawState } from "../../preload/contract/openclaw.ts";
import { changedBetween, pictureOf } from "../support/folder-picture.ts";
import { hasKeyring } from "../support/keyring.ts";
import { hasOpenClaw, openClawVersion } from "../support/openclaw-rig-install.ts";
import { account, type Scene, startScene } from "../support/openclaw-rig-scene.ts";

const minute = 60_000;
const restMs = 6_000;
const canRun = hasKeyring() && (await hasOpenClaw());

describe.skipIf(!canRun)(`looking, OpenClaw ${openClawVersion}`, { timeout: 2 * minute }, () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await startScene({ person: "ownKeys" });
    // A turn makes the files that only turns make.
    await scene.daemon.runTurn({ message: "Hello." });
  }, 6 * minute);
  afterEach(() => scene.killSluice());
  afterAll(() => scene?.close(), minute);

  const picture = () => pictureOf(path.join(scene.home, ".openclaw"));

  /** Everything a person can look at, and what they can set up without touching OpenClaw. */
  async function lookAtEverything(): Promise<OpenClawState> {
    const sluice = await scene.startSluice();
    await sluice.until(({ openclaw }) => openclaw.daemon !== null && openclaw.installs !== null);
    await sluice.must({ type: "openclaw.look" });
    await sluice.until(({ openclaw }) => openclaw.environment !== null);
    const { openclaw } = sluice.state();
    expect(openclaw).toMatchObject({ status: "found", link: null });
    expect(openclaw.installs?.map(({ version }) => version)).toEqual([openClawVersion]);
    await sluice.must({ type: "profile.save", name: "Test", ...account });
    const secret = scene.canaries.aiGateway;
    await sluice.must({ type: "secret.save", kind: "aiGateway", secret });
    await sluice.must({ type: "route.set", route: "direct" });
    await sluice.must({ type: "route.set", route: "cloudflare" });
    await sluice.must({ type: "settings.save", theme: "dark" });
    await sluice.must({ type: "usage.refresh" });
    await sluice.send({ type: "check.run", name: "vault" });
    await sluice.query({ type: "requests.list", limit: 10 });
    await sluice.query({ type: "usage.range", from: 0, to: Date.now(), by: "day" });
    expect(await sluice.quit()).toBe(0);
    return openclaw;
  }

  /** What changes meanwhile; a database's journals count as the database. */
  async function changed(meanwhile: () => Promise<unknown>): Promise<readonly string[]> {
    const before = picture();
    await meanwhile();
    const names = changedBetween(before, picture());
    return [...new Set(names.map((name) => name.replace(/-(wal|shm)$/, "")))];
  }

  test("while OpenClaw runs, no file changes that it would not change left alone", async () => {
    await scene.daemon.waitIdle();
    // It writes now and then by itself: once before, once after, as long as it takes to look.
    const alone = [await changed(() => wait(restMs))];
    const startedAt = Date.now();
    const looked = await changed(async () => {
      const { daemon } = await lookAtEverything();
      expect(daemon).toMatchObject({ status: "running", access: "rpc", version: openClawVersion });
    });
    const tookMs = Date.now() - startedAt;
    alone.push(await changed(() => wait(Math.max(tookMs, restMs))));
    const byItself = alone.flat();
    console.log(`${tookMs} ms looked at: ${looked.join(" ") || "nothing"}`);
    console.log(`left alone before and after: ${byItself.join(" ") || "nothing"}`);
    expect(looked.filter((name) => !byItself.includes(name))).toEqual([]);
  });

  test("while it is stopped, not a byte changes, nor the time of a change", async () => {
    await scene.stopDaemon();
    const before = picture();
    const { daemon } = await lookAtEverything();
    expect(changedBetween(before, picture())).toEqual([]);
    expect(daemon).toMatchObject({ status: "stopped" });
    expect(before.size).toBeGreaterThan(10);
  });
});
