/** Every ability is tried by itself, and each that is missing names the one permission that would mend it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCloudflare } from "../../main/cloudflare/cloudflare.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import { type Permission, readToken } from "../../main/practice/tokens.ts";
import type { CapabilityName } from "../../preload/contract/cloudflare.ts";
import { options } from "./far.ts";

const now = Date.UTC(2026, 10, 21, 12);
const day = 86_400_000;
let practice: Practice;
beforeEach(async () => {
  practice = await startPractice({ now: () => now });
});
afterEach(() => practice.close());

const look = (
  account: string | null = "practice",
  aiGateway: string | null = "demo",
  token = practice.secrets.analytics,
) =>
  createCloudflare({
    ...options("x"),
    base: practice.cloudflareApi,
    token,
    now: () => now,
  }).look(account, aiGateway);

const traffic = () =>
  practice.ingest([
    {
      id: "log1",
      createdAt: now - day,
      provider: "anthropic",
      model: "claude-sonnet-4-6",
      usage: { tokensIn: 1, tokensOut: 1, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
    },
  ]);

const all: readonly Permission[] = [
  "aiGateway.read",
  "analytics.read",
  "accounts.read",
  "billing.read",
];

test("a token with everything can everything that was tried; making one is not tried", async () => {
  traffic();
  practice.set({ credits: "some" });
  const got = await look();
  expect(got).toMatchObject({
    status: "ok",
    error: null,
    tokenExpiresAt: null,
    accounts: [{ id: "practice", name: "Practice account" }],
    aiGateways: [{ id: "demo", authentication: true, collectsLogs: true, cacheTtlSeconds: null }],
    credits: { microUsd: 25_000_000, at: now },
  });
  const { edit, ...tried } = got.capabilities;
  expect(edit).toEqual({ status: "unknown", error: null });
  expect(new Set(Object.values(tried).map(({ status }) => status))).toEqual(new Set(["yes"]));
  expect(
    practice.asked().every(({ method, path }) => method === "GET" || path === "/graphql"),
  ).toBe(true);
});

test("without AI Gateway Read nothing can be had, and each of three abilities says why", async () => {
  traffic();
  practice.set({ analytics: { may: all.filter((one) => one !== "aiGateway.read") } });
  const { status, error, capabilities } = await look();
  expect([status, error]).toEqual(["failed", "cloudflare.needsAiGatewayRead"]);
  for (const name of ["aiGateways", "logs", "analytics"] as const)
    expect(capabilities[name]).toEqual({ status: "no", error: "cloudflare.needsAiGatewayRead" });
});

test.each<[Permission, CapabilityName, string]>([
  ["analytics.read", "analytics", "needsAnalyticsRead"],
  ["accounts.read", "accounts", "needsAccountSettingsRead"],
  ["billing.read", "credits", "needsBillingRead"],
])("without %s there is no %s, and %s says why", async (missing, ability, name) => {
  traffic();
  practice.set({ analytics: { may: all.filter((one) => one !== missing) } });
  const { status, capabilities } = await look();
  expect(status).toBe("ok");
  expect(capabilities[ability]).toEqual({ status: "no", error: `cloudflare.${name}` });
  expect(capabilities.token.status).toBe("yes");
});

test("rows that are kept back without an error are noticed where everything else may be read", async () => {
  traffic();
  practice.set({ analytics: { may: ["aiGateway.metadata", "analytics.read", "accounts.read"] } });
  const { capabilities } = await look();
  expect(capabilities.aiGateways.status).toBe("yes");
  expect(capabilities.logs.status).toBe("yes");
  expect(capabilities.analytics).toEqual({
    status: "no",
    error: "cloudflare.needsAiGatewayRead",
  });
});

describe("an account without traffic", () => {
  test("has analytics when its log, too, is empty", async () => {
    const { capabilities } = await look();
    expect(capabilities.analytics).toEqual({ status: "yes", error: null });
  });

  test("has analytics when it has no aiGateway at all", async () => {
    practice.set({ aiGateways: [] });
    const { capabilities, aiGateways } = await look("practice", null);
    expect(aiGateways).toEqual([]);
    expect(capabilities.analytics.status).toBe("yes");
    expect(capabilities.logs).toEqual({ status: "unknown", error: null });
  });

  test("of the new kind, without a log: nobody can say", async () => {
    practice.set({ generation: "observability" });
    const { capabilities } = await look();
    expect(capabilities.logs).toEqual({ status: "no", error: "cloudflare.noLogs" });
    expect(capabilities.analytics).toEqual({
      status: "unknown",
      error: "cloudflare.analyticsEmpty",
    });
  });
});

test("an aiGateway that is not there is named", async () => {
  const { capabilities, status } = await look("practice", "gone");
  expect(status).toBe("ok");
  expect(capabilities.logs).toEqual({ status: "no", error: "cloudflare.aiGatewayNotFound" });
});

test("an account the token does not reach is named, and nothing can be had", async () => {
  practice.set({ accounts: ["practice", "other"], analytics: { accounts: ["practice"] } });
  const got = await look("other", null);
  expect(got).toMatchObject({ status: "failed", error: "cloudflare.accountNotFound" });
  expect(got.capabilities.aiGateways.status).toBe("no");
});

describe("without an account", () => {
  test("the only one is taken", async () => {
    expect(await look(null, null)).toMatchObject({
      status: "ok",
      aiGateways: [{ id: "demo" }],
      capabilities: { logs: { status: "yes" } },
    });
  });

  test("of several none is guessed", async () => {
    practice.set({ accounts: ["a", "b"] });
    const got = await look(null, null);
    expect(got).toMatchObject({ status: "ok", error: null, aiGateways: null });
    expect(got.accounts).toHaveLength(2);
    expect(got.capabilities.aiGateways).toEqual({ status: "unknown", error: null });
  });

  test("a token that may not name them needs to be told", async () => {
    practice.set({ analytics: { may: ["aiGateway.read", "analytics.read"] } });
    expect(await look(null, null)).toMatchObject({
      status: "failed",
      error: "cloudflare.needsAccountSettingsRead",
      accounts: null,
    });
  });
});

describe("a token that is none", () => {
  test.each([
    [{ status: "disabled" }, "tokenDisabled"],
    [{ status: "expired" }, "tokenExpired"],
  ] as const)("%j: %s, and nothing else is asked", async (change, name) => {
    practice.set({ analytics: change });
    const got = await look();
    expect(got).toMatchObject({ status: "failed", error: `cloudflare.${name}` });
    expect(got.capabilities.token).toEqual({ status: "no", error: `cloudflare.${name}` });
    expect(got.capabilities.accounts.status).toBe("unknown");
    expect(practice.asked()).toHaveLength(1);
  });

  test("an aiGateway token opens an aiGateway and reads nothing", async () => {
    const got = await look("practice", "demo", practice.secrets.aiGateway);
    expect(got.capabilities.token.status).toBe("yes");
    expect(got).toMatchObject({ status: "failed", error: "cloudflare.needsAiGatewayRead" });
  });
});

test("a new token that is let in every second time has all its abilities", async () => {
  traffic();
  practice.set({ analytics: { ...readToken, madeAt: now - 1_000 } });
  const { status, capabilities } = await look();
  expect(status).toBe("ok");
  const { edit, ...tried } = capabilities;
  expect(edit.status).toBe("unknown");
  expect(Object.entries(tried).filter(([, { status }]) => status !== "yes")).toEqual([]);
});

describe("trouble", () => {
  test("with the network says nothing about the token", async () => {
    practice.set({ fault: "apiHangup", times: 20 });
    const got = await look();
    expect(got).toMatchObject({ status: "failed", error: "cloudflare.unreachable" });
    expect(got.capabilities.token).toEqual({ status: "unknown", error: "cloudflare.unreachable" });
  });

  test("with one thing leaves the others", async () => {
    traffic();
    practice.set({ fault: "apiFailed", slug: "logs", times: 20 });
    const { status, capabilities } = await look();
    expect(status).toBe("ok");
    expect(capabilities.logs).toEqual({ status: "unknown", error: "cloudflare.failed" });
    expect(capabilities.analytics.status).toBe("yes");
  });

  test("with asking too much is said, and nothing more is asked", async () => {
    practice.set({ fault: "apiRateLimited", slug: "aiGateways" });
    const { capabilities } = await look();
    expect(capabilities.aiGateways).toEqual({ status: "unknown", error: "cloudflare.rateLimited" });
    const last = practice.asked().at(-1);
    expect([last?.resource, last?.status]).toEqual(["aiGateways", 429]);
  });
});
