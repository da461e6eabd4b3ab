/** The practice Cloudflare keeps the contract; so does the real one, where `npm run test:cloudflare` was given credentials. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDispatcher } from "../../main/cloudflare/dispatcher.ts";
import type { RestOptions } from "../../main/cloudflare/rest.ts";
import { createBudget } from "../../main/core/budget.ts";
import { rulesFromEnvironment } from "../../main/core/proxy-choice.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import { contract } from "./contract.ts";
import { quick } from "./far.ts";

const hourMs = 3_600_000;

describe("the practice Cloudflare", () => {
  let practice: Practice;
  beforeAll(async () => {
    practice = await startPractice({ lagMs: 0 });
    practice.set({
      analytics: { may: ["aiGateway.edit", "analytics.read", "accounts.read", "billing.read"] },
    });
    practice.ingest(
      Array.from({ length: 400 }, (_, i) => ({
        id: `log-${i}`,
        createdAt: Date.now() - i * 2 * hourMs - 60_000,
        provider: "anthropic",
        model: i % 3 === 0 ? "claude-opus-4-6" : "claude-sonnet-4-6",
        isCached: i % 7 === 0,
        usage: { tokensIn: 1_000, tokensOut: 50, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
      })),
    );
  });
  afterAll(() => practice.close());

  const budget = createBudget(Date.now);
  contract(() => ({
    options: () => ({
      base: practice.cloudflareApi,
      token: practice.secrets.analytics,
      now: Date.now,
      budget,
      patience: quick,
    }),
    accountId: "practice",
    aiGatewayId: "demo",
    hasTraffic: true,
    mayEdit: true,
  }));
});

test("without credentials the script says in one sentence what to set, and asks nobody", () => {
  const script = path.join(import.meta.dirname, "../../scripts/test-cloudflare.mjs");
  const env = { PATH: process.env.PATH, SLUICE_TEST_CLOUDFLARE_TOKEN: "cfut_x" };
  const run = spawnSync(process.execPath, [script], { env, encoding: "utf8" });
  expect(run.status).toBe(2);
  expect(run.stdout).toBe("");
  expect(run.stderr).toMatch(
    /^Set SLUICE_TEST_CLOUDFLARE_ACCOUNT, SLUICE_TEST_CLOUDFLARE_AI_GATEWAY to [^\n]*\.\n$/,
  );
});

const given = (name: string) => process.env[`SLUICE_TEST_CLOUDFLARE_${name}`] ?? "";

if (given("REAL") === "1")
  describe("the real Cloudflare", () => {
    let dispatcher: NonNullable<RestOptions["dispatcher"]>;
    beforeAll(async () => {
      dispatcher = await createDispatcher(rulesFromEnvironment(process.env));
    });
    afterAll(() => dispatcher.close());

    const budget = createBudget(Date.now);
    contract(() => ({
      options: () => ({
        base: "https://api.cloudflare.com/client/v4",
        token: given("TOKEN"),
        now: Date.now,
        budget,
        dispatcher,
      }),
      accountId: given("ACCOUNT"),
      aiGatewayId: given("AI_GATEWAY"),
      hasTraffic: false,
      mayEdit: given("MAY_EDIT") === "1",
    }));
  });
