/** Sluice leaves: its link goes with it, OpenClaw keeps working, and the person's file is theirs again. */
import { readFileSync, statSync } from "node:fs";
import { connect } from "node:net";
import JSON5 from "json5";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Headless } from "../support/headless.ts";
import { hasKeyring } from "../support/keyring.ts";
import { hasOpenClaw } from "../support/openclaw-rig-install.ts";
import { type Scene, setUpAndLink, startScene } from "../support/openclaw-rig-scene.ts";

const minute = 60_000;
const canRun = hasKeyring() && (await hasOpenClaw());

describe.skipIf(!canRun)("leaving", { timeout: 3 * minute }, () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await startScene();
  }, 6 * minute);
  afterAll(() => scene?.close(), minute);

  const file = () => readFileSync(scene.configFile, "utf8");

  /** A turn must be answered by the person's own provider, and not after a minute of knocking at a closed door. */
  async function expectOwnProvider(): Promise<void> {
    scene.practice.forget();
    scene.spare.forget();
    const turn = await scene.daemon.runTurn({ message: "Who answers?" });
    expect(turn).toMatchObject({ status: "ok", effective: { provider: "spare" } });
    expect(scene.practice.seen()).toEqual([]);
    const [first] = scene.spare.seen();
    expect((first?.at ?? Number.POSITIVE_INFINITY) - turn.askedAt).toBeLessThan(30_000);
  }

  async function expectThroughSluice(sluice: Headless): Promise<void> {
    scene.practice.forget();
    const turn = await scene.daemon.runTurn({ message: "Who answers?" });
    expect(turn).toMatchObject({
      status: "ok",
      effective: { provider: "cloudflare-ai-gateway" },
    });
    expect(scene.practice.seen().map(({ which }) => which)).toEqual(["aiGateway", "provider"]);
    expect(sluice.state().openclaw.link).toMatchObject({ applied: true });
  }

  test("quit gives the file back to the byte, and a turn begun that moment does not reach the port", async () => {
    const { mode } = statSync(scene.configFile);
    const sluice = await scene.startSluice();
    await setUpAndLink(scene, sluice);
    expect(file()).not.toBe(scene.original);
    await expectThroughSluice(sluice);
    const port = sluice.state().router.port ?? 0;
    expect(await isListening(port)).toBe(true);

    expect(await sluice.quit()).toBe(0);
    expect(file()).toBe(scene.original);
    expect(statSync(scene.configFile).mode).toBe(mode);
    expect(await isListening(port)).toBe(false);
    await expectOwnProvider();
  });

  test("started again it links again, as it was told once, and the next turn goes through it", async () => {
    const before = await scene.daemon.configHash();
    const sluice = await scene.startSluice();
    await sluice.until(({ openclaw }) => openclaw.link?.applied === true);
    await scene.daemon.waitApplied(before);
    await expectThroughSluice(sluice);

    const linked = await scene.daemon.configHash();
    await sluice.must({ type: "openclaw.unlink" });
    await scene.daemon.waitApplied(linked);
    expect(file()).toBe(scene.original);
    await expectOwnProvider();
    expect(await sluice.quit()).toBe(0);
  });

  test("unlinked it stays unlinked at the next start", async () => {
    const sluice = await scene.startSluice();
    expect(sluice.state().openclaw.link).toBeNull();
    expect(await sluice.quit()).toBe(0);
    expect(file()).toBe(scene.original);
  });

  test("when OpenClaw rewrote the file in between, exactly our places are gone", async () => {
    const sluice = await scene.startSluice();
    await scene.changeConfig(sluice, {
      type: "openclaw.link",
      kind: "own",
      providers: ["anthropic", "openai"],
    });
    const { hash } = await scene.daemon.call<{ hash: string }>("config.get");
    await scene.daemon.call("config.patch", {
      raw: `{ agents: { defaults: { thinkingDefault: "low" } } }`,
      baseHash: hash,
    });
    const rewritten = file();
    // The comments are gone: it is no longer the file Sluice wrote.
    expect(rewritten).not.toContain("My own");
    const linked = JSON5.parse(rewritten);
    expect(linked.models.providers).toHaveProperty("sluice-openai");
    await expectThroughSluice(sluice);

    expect(await sluice.quit()).toBe(0);
    const { models, agents, plugins, ...rest } = linked;
    const { spare } = models.providers;
    const own = JSON5.parse(scene.original);
    expect(JSON5.parse(file())).toEqual({
      ...rest,
      models: { ...own.models, providers: { spare } },
      agents: { ...agents, defaults: { ...agents.defaults, model: own.agents.defaults.model } },
    });
    expect(plugins).toEqual({ entries: { "cloudflare-ai-gateway": { enabled: false } } });
    await expectOwnProvider();
  });
});

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
