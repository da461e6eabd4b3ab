/** Every kind of provider as the real OpenClaw speaks to it: an entry of Sluice's own each, a turn each, metered and paid as it was set. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { idOf } from "../../main/core/link/entry.ts";
import { providers } from "../../main/core/providers.ts";
import type { Command } from "../../preload/contract/command.ts";
import type { RequestRow } from "../../preload/contract/state.ts";
import type { Headless } from "../support/headless.ts";
import { hasKeyring } from "../support/keyring.ts";
import { hasOpenClaw, openClawVersion, openClawVersions } from "../support/openclaw-rig-install.ts";
import { account, type Scene, startScene } from "../support/openclaw-rig-scene.ts";

const minute = 60_000;
const canRun = hasKeyring() && (await hasOpenClaw());
/** The older one asks again, and then its fallback, where a model refuses. */
const takesNo = openClawVersion === openClawVersions[0];
const custom = "custom-practice";
const withEntry = Object.entries(providers).flatMap(([slug, { entry }]) => (entry ? [slug] : []));
const slugs = [...withEntry, custom];
const places: Readonly<Record<string, string>> = {
  "azure-openai": "my-resource",
  "aws-bedrock": "us-east-1",
};
/** What a person would name; where there is a price Sluice knows models of its own. */
const named: Readonly<Record<string, string>> = {
  anthropic: "claude-haiku-4-5",
  openai: "gpt-5.4-mini",
  "google-ai-studio": "gemini-2.5-flash",
  "azure-openai": "my-gpt",
  "aws-bedrock": "anthropic.claude-haiku-4-5",
  "workers-ai": "@cf/meta/llama-3.3-70b-instruct-fp8-fast",
  [custom]: "my-model",
};
const modelOf = (slug: string): string => named[slug] ?? `${slug}-model`;

describe.skipIf(!canRun)(`providers, OpenClaw ${openClawVersion}`, { timeout: 2 * minute }, () => {
  let scene: Scene;
  let sluice: Headless;
  const must = (command: Command) => sluice.must(command);

  beforeAll(async () => {
    scene = await startScene();
    const { practice } = scene;
    const { "aws-bedrock": amazon = "", ...keys } = practice.keys;
    practice.set({
      providerKeys: Object.fromEntries(
        Object.entries(practice.keys).map(([slug, key]) => [slug, [key]]),
      ),
      storedKeys: { "aws-bedrock": { default: amazon } },
    });
    sluice = await scene.startSluice();
    await must({ type: "profile.save", name: "Test", ...account });
    await must({ type: "secret.save", kind: "aiGateway", secret: scene.canaries.aiGateway });
    for (const slug of slugs) {
      const secret = keys[slug];
      if (secret !== undefined)
        await must({ type: "secret.save", kind: "provider", provider: slug, secret });
      const place = places[slug];
      if (place !== undefined) await must({ type: "provider.place", provider: slug, place });
      await must({ type: "provider.models", provider: slug, models: [modelOf(slug)] });
    }
    await scene.changeConfig(sluice, { type: "openclaw.link", kind: "own", providers: slugs });
  }, 6 * minute);
  afterAll(async () => {
    await scene?.close();
  }, minute);

  async function turnOf(slug: string, sessionKey: string) {
    const model = `${idOf(slug)}/${modelOf(slug)}`;
    await scene.daemon.call("sessions.patch", { key: sessionKey, model });
    const turn = await scene.daemon.runTurn({ message: `Who answers for ${slug}?`, sessionKey });
    await must({ type: "usage.refresh" });
    const listed = await sluice.query({ type: "requests.list", limit: 20 });
    const rows = listed.ok ? (listed.rows as readonly RequestRow[]) : [];
    return { turn, row: rows.find(({ startedAt }) => startedAt >= turn.askedAt) };
  }

  test.each(slugs)(
    "a turn of %s goes through Cloudflare, is answered and metered",
    async (slug) => {
      scene.practice.forget();
      const { row, turn } = await turnOf(slug, `agent:main:${slug}`);
      expect(turn).toMatchObject({ status: "ok" });
      expect(turn.effective).toMatchObject({ provider: idOf(slug), model: modelOf(slug) });
      expect(row).toMatchObject({
        ...{ by: "openclaw", route: "cloudflare", outcome: "ok", status: 200, provider: slug },
      });
      expect(row?.tokensIn, "tokens in").toBeGreaterThan(0);
      expect(row?.tokensOut, "tokens out").toBeGreaterThan(0);
      const seen = scene.practice.seen();
      expect(seen.filter(({ which }) => which === "aiGateway")[0]?.slug).toBe(slug);
      const answered = seen.findLast(({ which }) => which === "provider");
      expect(answered?.usage).toMatchObject({ tokensOut: row?.tokensOut });
      expect(scene.spare.seen()).toEqual([]);
    },
  );

  describe("while spending is paused", () => {
    // OpenClaw drops a turn that begins in the instant it takes its file in.
    const to = (route: "paused" | "cloudflare") =>
      scene.changeConfig(sluice, { type: "route.set", route });
    beforeAll(() => to("paused"), minute);
    afterAll(() => to("cloudflare"), minute);

    test.each(slugs)("a turn of %s ends at once, by itself, and asks nobody", async (slug) => {
      scene.practice.forget();
      const { row, turn } = await turnOf(slug, `agent:main:${slug}`);
      expect(row).toMatchObject({ route: "paused", outcome: "refused", provider: slug });
      const listed = await sluice.query({ type: "requests.list", limit: 20 });
      const rows = listed.ok ? (listed.rows as readonly RequestRow[]) : [];
      const asked = rows.filter(({ startedAt }) => startedAt >= turn.askedAt);
      if (takesNo) expect(asked).toHaveLength(1);
      expect(scene.practice.seen()).toEqual([]);
      if (takesNo) expect(scene.spare.seen()).toEqual([]);
    });
  });

  test.each(slugs)("%s answers the next turn: nothing of it was locked out", async (slug) => {
    const { row, turn } = await turnOf(slug, `agent:main:${slug}`);
    expect(turn).toMatchObject({ status: "ok", effective: { provider: idOf(slug) } });
    expect(row).toMatchObject({ route: "cloudflare", outcome: "ok", provider: slug });
  });
});
