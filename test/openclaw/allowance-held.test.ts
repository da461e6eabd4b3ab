/** The stop through the person's own entries: agents and heartbeats with models of their own, kills and restarts on either side, and their file to the byte at the end. */
import { readFileSync, writeFileSync } from "node:fs";
import JSON5 from "json5";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { RequestRow } from "../../preload/contract/state.ts";
import type { Headless } from "../support/headless.ts";
import { hasKeyring } from "../support/keyring.ts";
import { hasOpenClaw, openClawVersion, openClawVersions } from "../support/openclaw-rig-install.ts";
import { account, type Scene, startScene } from "../support/openclaw-rig-scene.ts";

const minute = 60_000;
const canRun = hasKeyring() && (await hasOpenClaw());
const isCurrent = openClawVersion === openClawVersions[0];
const spare = "spare/claude-haiku-4-5";
const primary = "anthropic/claude-haiku-4-5";
const own = `model: { primary: "${primary}", fallbacks: ["${spare}"] }, // in case of need`;
/** The words of either version. */
const agents = isCurrent ? `entries: { main: { ${own}\n } },` : `list: [{ id: "main", ${own}\n }],`;

describe.skipIf(!canRun)(`held, OpenClaw ${openClawVersion}`, { timeout: 4 * minute }, () => {
  let scene: Scene;
  let sluice: Headless;
  let linked = "";

  const file = () => readFileSync(scene.configFile, "utf8");
  const fallbacks = () => {
    const { defaults, entries, list } = JSON5.parse(file()).agents;
    return [defaults.model.fallbacks, (entries?.main ?? list[0]).model.fallbacks];
  };
  const free = [[spare], [spare]];
  const held = [[], []];
  const soon = { timeout: minute, interval: 100 };

  beforeAll(async () => {
    scene = await startScene({ person: "ownKeys" });
    const before = await scene.daemon.configHash();
    writeFileSync(scene.configFile, file().replace(/agents: \{\n/, `agents: {\n    ${agents}\n`));
    await scene.daemon.waitApplied(before);
    sluice = await scene.startSluice();
    await sluice.must({ type: "profile.save", name: "Test", ...account });
    const secret = scene.canaries.aiGateway;
    await sluice.must({ type: "secret.save", kind: "aiGateway", secret });
    const providers = ["anthropic", "openai"];
    await scene.changeConfig(sluice, { type: "openclaw.link", kind: "overlay", providers });
    await scene.changeConfig(sluice, { type: "model.order", primary, fallbacks: [spare] });
    linked = file();
  }, 6 * minute);
  afterEach(() => scene?.spare.forget());
  afterAll(() => scene?.close(), minute);

  async function rows(): Promise<readonly RequestRow[]> {
    const listed = await sluice.query({ type: "requests.list", limit: 200 });
    return listed.ok ? (listed.rows as readonly RequestRow[]).toReversed() : [];
  }

  /** Every request it leads to is refused, and nobody else is asked. */
  async function expectRefused(job: () => Promise<unknown>): Promise<void> {
    const from = (await rows()).length;
    scene.practice.forget();
    await job();
    const seen = async () => (await rows()).slice(from);
    while ((await seen()).length === 0) await sluice.must({ type: "usage.refresh" });
    await scene.daemon.waitIdle();
    for (const row of await seen()) expect(row).toMatchObject({ outcome: "refused" });
    expect(scene.spare.seen()).toEqual([]);
    expect(scene.practice.seen()).toEqual([]);
  }
  const turn = () => scene.daemon.runTurn({ message: "Are you there?" });
  const heartbeat = () => scene.daemon.call("wake", { mode: "now", text: "Anything to do?" });

  test("free, the agent is answered through Sluice", async () => {
    expect(fallbacks()).toEqual(free);
    expect(await turn()).toMatchObject({ status: "ok", effective: { provider: "anthropic" } });
    expect(scene.spare.seen()).toEqual([]);
  });

  test("paused, no agent has a fallback, and OpenClaw has taken that in within a second or so", async () => {
    const before = await scene.daemon.configHash();
    const startedAt = Date.now();
    await sluice.must({ type: "route.set", route: "paused" });
    await scene.daemon.waitApplied(before);
    console.log(`held and in force ${Date.now() - startedAt} ms after the pause`);
    expect(fallbacks()).toEqual(held);
    await expectRefused(turn);
    await expectRefused(heartbeat);
  });

  test("a Sluice that was killed begins again with the stop as it was", async () => {
    await scene.killSluice();
    expect(fallbacks()).toEqual(held);
    sluice = await scene.startSluice();
    await sluice.until(({ openclaw }) => openclaw.link?.applied === true);
    expect(fallbacks()).toEqual(held);
    await expectRefused(turn);
  });

  test("so does an OpenClaw that was started again", async () => {
    await scene.stopDaemon();
    await scene.startDaemon();
    expect(fallbacks()).toEqual(held);
    await expectRefused(turn);
    await expectRefused(heartbeat);
  });

  test("resumed, the file is what it was, and the next turn is answered", async () => {
    await sluice.must({ type: "route.set", route: "cloudflare" });
    expect(await turn()).toMatchObject({ status: "ok", effective: { provider: "anthropic" } });
    await expect.poll(fallbacks, soon).toEqual(free);
    // A start of OpenClaw may have written the file in its own spelling.
    if (!file().includes("lastTouchedVersion")) expect(file()).toBe(linked);
    expect(scene.spare.seen()).toEqual([]);
  });

  test("who quits in the middle of a pause leaves OpenClaw all of its fallbacks", async () => {
    await sluice.must({ type: "route.set", route: "paused" });
    await expect.poll(fallbacks, soon).toEqual(held);
    expect(await sluice.quit()).toBe(0);
    expect(fallbacks()).toEqual(free);
    expect(file()).not.toContain(`127.0.0.1:${sluice.state().router.port}`);
  });
});
