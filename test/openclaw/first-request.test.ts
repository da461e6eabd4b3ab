/** The promise itself: the real OpenClaw, linked by Sluice, through the router and the practice Cloudflare, direct, paused, and back. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Seen } from "../../main/practice/record.ts";
import type { RequestRow, Tokens } from "../../preload/contract/state.ts";
import type { Headless } from "../support/headless.ts";
import { hasKeyring } from "../support/keyring.ts";
import type { Turn } from "../support/openclaw-rig-client.ts";
import { hasOpenClaw, openClawVersion, openClawVersions } from "../support/openclaw-rig-install.ts";
import { account, type Scene, setUpAndLink, startScene } from "../support/openclaw-rig-scene.ts";

const minute = 60_000;
/** OpenClaw's ids for Sluice's entries. */
const entryIds: Record<string, string> = {
  anthropic: "cloudflare-ai-gateway",
  openai: "sluice-openai",
};
const canRun = hasKeyring() && (await hasOpenClaw());
/** The older one asks again, and then its fallback, where a model refuses. */
const takesNo = openClawVersion === openClawVersions[0];

describe.skipIf(!canRun)("the first request", { timeout: 3 * minute }, () => {
  let scene: Scene;
  let sluice: Headless;
  let openaiModel = "";
  const figures: string[] = [];

  beforeAll(async () => {
    scene = await startScene();
    sluice = await scene.startSluice();
    const appliedMs = await setUpAndLink(scene, sluice);
    figures.push(`OpenClaw ready ${scene.daemon.readyAfterMs} ms`, `link applied ${appliedMs} ms`);
    const known = sluice.state().models.known.find(({ provider }) => provider === "openai");
    openaiModel = known?.model ?? "";
  }, 6 * minute);
  afterAll(async () => {
    console.log(figures.join("\n"));
    await scene?.close();
  }, minute);

  /** Everything that is known of one turn from all sides. */
  async function observe(message: string): Promise<Observed> {
    scene.practice.forget();
    scene.spare.forget();
    const turn = await scene.daemon.runTurn({ message });
    await sluice.must({ type: "usage.refresh" });
    const listed = await sluice.query({ type: "requests.list", limit: 100 });
    if (!listed.ok) throw new Error(listed.error.code);
    const rows = (listed.rows as readonly RequestRow[]).filter(
      ({ startedAt }) => startedAt >= turn.askedAt,
    );
    const [arrivedAt = turn.endedAt] = rows.map(({ startedAt }) => startedAt);
    const [before, after] = [arrivedAt - turn.askedAt, turn.endedAt - arrivedAt];
    figures.push(`"${message}" at the router after ${before} ms, ended ${after} ms later`);
    const seen = scene.practice.seen();
    const at = (which: Seen["which"]) => seen.filter((one) => one.which === which);
    return {
      turn,
      rows,
      aiGateway: at("aiGateway"),
      provider: at("provider"),
      spare: scene.spare.seen(),
    };
  }

  async function expectNoCooldown(slug: string): Promise<void> {
    const listed = await scene.daemon.models();
    const own = listed.filter(({ provider }) => provider === entryIds[slug]);
    expect(own.length).toBeGreaterThan(1);
    const locked = own.filter(({ available }) => available === false);
    expect(locked.map(({ id, unavailableReason }) => `${id}: ${unavailableReason}`)).toEqual([]);
  }

  async function expectRefusedAtOnce(observed: Observed, provider: string): Promise<void> {
    const { turn, rows, aiGateway, spare } = observed;
    expect(rows[0]).toMatchObject({ provider });
    for (const row of rows)
      expect(row).toMatchObject({ route: "paused", outcome: "refused", status: null });
    expect([...aiGateway, ...observed.provider]).toEqual([]);
    if (!takesNo) return;
    expect(rows).toHaveLength(1);
    expect(spare).toEqual([]);
    expect(turn.text).toMatch(/paused/i);
    // From the moment the request was at the router: what OpenClaw does before that is not ours to hurry.
    expect(turn.endedAt - (rows[0]?.startedAt ?? 0)).toBeLessThan(2_000);
    await expectNoCooldown(provider);
  }

  test("an agent turn goes through the router and Cloudflare with both keys, and the answer arrives", async () => {
    const { turn, rows, aiGateway, provider, spare } = await observe("Say hello.");
    expect(turn).toMatchObject({
      status: "ok",
      effective: { provider: "cloudflare-ai-gateway", model: "claude-sonnet-4-6" },
    });
    expect(turn.text).toContain("made the whole round trip");
    expect(aiGateway.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `POST /v1/${account.accountId}/${account.aiGatewayId}/anthropic/v1/messages`,
    ]);
    expect(aiGateway[0]?.headers).toMatchObject({
      "x-api-key": scene.canaries.anthropic,
      "cf-aig-authorization": `Bearer ${scene.canaries.aiGateway}`,
    });
    expectNoLocalKey([...aiGateway, ...provider]);
    expect(spare).toEqual([]);

    const [row] = rows;
    expect(rows).toHaveLength(1);
    expect(row).toMatchObject({
      route: "cloudflare",
      by: "openclaw",
      provider: "anthropic",
      model: "claude-sonnet-4-6",
      status: 200,
      outcome: "ok",
      ...reported(provider),
    });
    // USD per million tokens is micro-dollars per token: 3 in, 15 out, 0.30 from the cache, 3.75 into it.
    const { tokensIn, tokensOut, cacheRead, cacheWrite } = reported(provider);
    expect(row?.costMicroUsd).toBe(
      Math.round(3 * tokensIn + 15 * tokensOut + 0.3 * cacheRead + 3.75 * cacheWrite),
    );
    // The older one leaves out what is nothing.
    expect({ cacheRead: 0, cacheWrite: 0, ...turn.usage }).toMatchObject({
      input: tokensIn,
      output: tokensOut,
      cacheRead,
      cacheWrite,
    });
    const { route } = await sluice.until(({ route }) => route.verified !== null);
    expect(route).toMatchObject({
      asked: "cloudflare",
      applied: "cloudflare",
      verified: { by: "openclaw", logId: row?.logId },
    });
  });

  test("on the direct route the provider is asked itself, with its key and nothing of Cloudflare's", async () => {
    await sluice.must({ type: "route.set", route: "direct" });
    const { turn, rows, aiGateway, provider } = await observe("And without Cloudflare?");
    expect(turn.status).toBe("ok");
    expect(aiGateway).toEqual([]);
    expect(provider.map(({ path }) => path)).toEqual(["/v1/messages"]);
    expect(provider[0]?.headers["x-api-key"]).toBe(scene.canaries.anthropic);
    expect(Object.keys(provider[0]?.headers ?? {}).filter((name) => /^cf-/.test(name))).toEqual([]);
    expectNoLocalKey(provider);
    expect(rows).toMatchObject([{ route: "direct", outcome: "ok", ...reported(provider) }]);
    expect(sluice.state().route.verified).toBeNull();
  });

  test("paused, a turn ends at once with one request, no fallback and no cooldown", async () => {
    await sluice.must({ type: "route.set", route: "paused" });
    await expectRefusedAtOnce(await observe("Do not spend anything."), "anthropic");
  });

  test("resumed, the very next turn goes through Cloudflare", async () => {
    await sluice.must({ type: "route.set", route: "cloudflare" });
    const { turn, aiGateway } = await observe("Still there?");
    expect(turn).toMatchObject({
      status: "ok",
      effective: { provider: "cloudflare-ai-gateway" },
    });
    expect(aiGateway).toHaveLength(1);
    await sluice.until(({ route }) => route.verified?.by === "openclaw");
  });

  test("a turn begun while OpenClaw still takes in a change of model is answered, and locks nothing", async () => {
    const before = await scene.daemon.configHash();
    await sluice.must({ type: "model.select", provider: "openai", model: openaiModel });
    const { turn, rows } = await observe("Which model are you?");
    expect(turn.status).toBe("ok");
    expect(rows).toMatchObject([{ outcome: "ok" }]);
    await scene.daemon.waitApplied(before);
    await expectNoCooldown("anthropic");
  });

  test("the other provider goes the same way, with its own key", async () => {
    const { turn, rows, aiGateway, provider } = await observe("Say hello.");
    expect(turn).toMatchObject({
      status: "ok",
      effective: { provider: "sluice-openai", model: openaiModel },
    });
    expect(aiGateway.map(({ path }) => path)).toEqual([
      `/v1/${account.accountId}/${account.aiGatewayId}/openai/chat/completions`,
    ]);
    expect(aiGateway[0]?.headers).toMatchObject({
      authorization: `Bearer ${scene.canaries.openai}`,
      "cf-aig-authorization": `Bearer ${scene.canaries.aiGateway}`,
    });
    expectNoLocalKey([...aiGateway, ...provider]);
    expect(rows).toMatchObject([{ provider: "openai", outcome: "ok", ...reported(provider) }]);
    expect(rows[0]?.costMicroUsd).toBeGreaterThan(0);
  });

  test("paused on the other provider's route, a turn ends the same way, and resumed works at once", async () => {
    await sluice.must({ type: "route.set", route: "paused" });
    await expectRefusedAtOnce(await observe("Do not spend anything."), "openai");
    await sluice.must({ type: "route.set", route: "cloudflare" });
    const { turn, aiGateway } = await observe("Still there?");
    expect(turn).toMatchObject({ status: "ok", effective: { provider: "sluice-openai" } });
    expect(aiGateway).toHaveLength(1);
  });

  test("the day's figure is the sum of the requests, the refused ones at nothing", async () => {
    await sluice.must({ type: "usage.refresh" });
    const listed = await sluice.query({ type: "requests.list", limit: 100 });
    const rows = listed.ok ? (listed.rows as readonly RequestRow[]) : [];
    const { today } = sluice.state().usage;
    expect(rows.length).toBeGreaterThan(5);
    expect(today).toMatchObject({ requests: rows.length, priced: rows.length, ...sum(rows) });
    expect(today.costMicroUsd).toBe(
      rows.reduce((total, { costMicroUsd }) => total + (costMicroUsd ?? Number.NaN), 0),
    );
    const refused = rows.filter(({ outcome }) => outcome === "refused");
    expect(refused.length).toBeGreaterThan(1);
    for (const { costMicroUsd } of refused) expect(costMicroUsd).toBe(0);
  });

  function expectNoLocalKey(requests: readonly Seen[]): void {
    const key = scene.localKey();
    for (const { rawHeaders, body, path } of requests)
      expect([...rawHeaders, path, body.toString()].filter((text) => text.includes(key))).toEqual(
        [],
      );
  }
});

type Observed = {
  readonly turn: Turn;
  /** As Sluice's ledger has them. */
  readonly rows: readonly RequestRow[];
  readonly aiGateway: readonly Seen[];
  readonly provider: readonly Seen[];
  readonly spare: readonly Seen[];
};

/** What the practice provider said it used. */
const reported = (requests: readonly Seen[]): Tokens =>
  sum(requests.flatMap(({ usage }) => usage ?? []));

function sum(all: readonly Tokens[]): Tokens {
  const total = (name: keyof Tokens) => all.reduce((so, one) => so + one[name], 0);
  return {
    tokensIn: total("tokensIn"),
    tokensOut: total("tokensOut"),
    cacheRead: total("cacheRead"),
    cacheWrite: total("cacheWrite"),
  };
}
