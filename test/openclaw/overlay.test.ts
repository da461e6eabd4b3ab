/** What keeps to a model or a key of its own is metered all the same through an overlay: a pinned session, a heartbeat, an embedding. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RequestRow } from "../../preload/contract/state.ts";
import type { Headless } from "../support/headless.ts";
import { hasKeyring } from "../support/keyring.ts";
import { hasOpenClaw, openClawVersion } from "../support/openclaw-rig-install.ts";
import { account, type Scene, startScene } from "../support/openclaw-rig-scene.ts";

const minute = 60_000;
const canRun = hasKeyring() && (await hasOpenClaw());
const pinned = "agent:main:pinned";

describe.skipIf(!canRun)(`an overlay, OpenClaw ${openClawVersion}`, { timeout: 2 * minute }, () => {
  let scene: Scene;
  let sluice: Headless;

  beforeAll(async () => {
    scene = await startScene({ person: "ownKeys" });
    const model = "anthropic/claude-haiku-4-5";
    await scene.daemon.call("sessions.patch", { key: pinned, model });
    sluice = await scene.startSluice();
    await sluice.must({ type: "profile.save", name: "Test", ...account });
    // No key of a model is Sluice's here: OpenClaw's own pass through.
    const secret = scene.canaries.aiGateway;
    await sluice.must({ type: "secret.save", kind: "aiGateway", secret });
    await scene.changeConfig(sluice, {
      type: "openclaw.link",
      kind: "overlay",
      providers: ["anthropic", "openai"],
    });
  }, 6 * minute);
  afterAll(async () => {
    if (scene) console.log(table(await rows()));
    await scene?.close();
  }, minute);

  async function rows(): Promise<readonly RequestRow[]> {
    const listed = await sluice.query({ type: "requests.list", limit: 100 });
    return listed.ok ? (listed.rows as readonly RequestRow[]) : [];
  }

  /** The newest row of this model, once its request has ended. */
  async function rowOf(model: string): Promise<RequestRow> {
    for (;;) {
      const row = (await rows()).find((one) => one.model === model);
      if (row) return row;
      await sluice.until(({ usage }) => usage.recent.some((one) => one.model === model));
    }
  }

  const metered = { by: "openclaw", route: "cloudflare", outcome: "ok", status: 200 };

  test("a session pinned to a model of its own comes through Sluice", async () => {
    const turn = await scene.daemon.runTurn({ message: "Who answers?", sessionKey: pinned });
    expect(turn).toMatchObject({
      status: "ok",
      effective: { provider: "anthropic", model: "claude-haiku-4-5" },
    });
    const row = await rowOf("claude-haiku-4-5");
    expect(row).toMatchObject({ ...metered, provider: "anthropic" });
    expect(row.costMicroUsd).toBeGreaterThan(0);
    expect(scene.spare.seen()).toEqual([]);
  });

  test("a heartbeat with a model of its own comes through Sluice", async () => {
    await scene.daemon.call("wake", { mode: "now", text: "Is there anything to do?" });
    const row = await rowOf("claude-sonnet-4-6");
    expect(row).toMatchObject({ ...metered, provider: "anthropic" });
    expect(row.costMicroUsd).toBeGreaterThan(0);
    expect(scene.spare.seen()).toEqual([]);
  });

  test("an embedding for what the agent remembers comes through Sluice", async () => {
    await scene.daemon.call("tools.invoke", {
      name: "memory_search",
      args: { query: "name of the cat" },
      sessionKey: "agent:main:main",
    });
    const row = await rowOf("text-embedding-3-small");
    expect(row).toMatchObject({ ...metered, provider: "openai", tokensOut: 0 });
    expect(row.tokensIn).toBeGreaterThan(0);
  });

  test("each was sent with the person's own key, and with nothing that opens Sluice", () => {
    const { anthropic, openai, aiGateway } = scene.canaries;
    const seen = scene.practice.seen().filter(({ which }) => which === "aiGateway");
    expect(seen.length).toBeGreaterThan(2);
    for (const { slug, headers } of seen) {
      expect(headers).toMatchObject(
        slug === "anthropic" ? { "x-api-key": anthropic } : { authorization: `Bearer ${openai}` },
      );
      expect(headers).toMatchObject({ "cf-aig-authorization": `Bearer ${aiGateway}` });
      expect(headers).not.toHaveProperty("x-sluice-key");
    }
  });
});

/** The ledger as a person would have it printed. */
function table(rows: readonly RequestRow[]): string {
  return rows
    .toReversed()
    .map(
      ({ id, route, by, provider, model, outcome, tokensIn, tokensOut, costMicroUsd, logId }) =>
        `${id} ${by} ${route} ${provider}/${model} ${outcome} in ${tokensIn} out ${tokensOut} micro-USD ${costMicroUsd} log ${logId}`,
    )
    .join("\n");
}
