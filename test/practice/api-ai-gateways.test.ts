/** aiGateways over the management API (facts §5.2): whole objects only, and what is made there is there for traffic. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { readToken } from "../../main/practice/tokens.ts";
import { aiGateways, ask, demo, noon, refusal, result } from "./api-wire.ts";
import { aiGatewayToken, anthropicKey, at, fetchRaw, hello, start } from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await start({ now: () => noon });
  practice.set({ analytics: { may: [...readToken.may, "aiGateway.edit"] } });
});
afterEach(() => practice.close());

const whole = {
  cache_invalidate_on_update: false,
  cache_ttl: 0,
  collect_logs: true,
  rate_limiting_interval: null,
  rate_limiting_limit: null,
};
const make = (id: unknown, more: object = {}) =>
  ask(practice, aiGateways, { body: { id, ...whole, ...more } });
const message = (id: string, headers: object = aiGatewayToken(practice)) =>
  fetchRaw(`${practice.aiGateway}/v1/practice/${id}/anthropic/v1/messages`, {
    headers: { ...anthropicKey(practice), ...headers },
    body: hello(),
  });

test("the list has what the settings say, in pages of at most 100", async () => {
  practice.set({ aiGateways: ["demo", "work"], cacheTtlSeconds: 300, byokOnly: true });
  const got = await ask(practice, `${aiGateways}?per_page=100`);
  expect(result(got, 1)).toMatchObject({
    id: "work",
    authentication: true,
    byok_only: true,
    cache_ttl: 300,
    collect_logs: true,
    is_default: false,
    account_id: "practice",
  });
  expect(at(got.text, "result_info")).toEqual({ count: 2, page: 1, per_page: 100, total_count: 2 });
  const found = await ask(practice, `${aiGateways}?search=wor`);
  expect([result(found, 0, "id"), result(found, 1)]).toEqual(["work", undefined]);
  expect(refusal(await ask(practice, `${aiGateways}?per_page=101`)).slice(0, 2)).toEqual([
    400, 7001,
  ]);
});

test.each(["id", ...Object.keys(whole)])(
  "POST without %s is 400 / 7001 with the path to it",
  async (name) => {
    const { [name]: _, ...rest } = { id: "mine", ...whole } as Record<string, unknown>;
    const got = await ask(practice, aiGateways, { body: rest });
    expect(refusal(got).slice(0, 2)).toEqual([400, 7001]);
    expect(at(got.text, "errors", 0, "path")).toEqual(["body", name]);
  },
);

test.each(["", "Upper", "a--b", "-a", "a-", "a.b", "ä", "x".repeat(65), 7])(
  "%j is no id for an aiGateway",
  async (id) => {
    const got = await make(id);
    expect([got.status, at(got.text, "errors", 0, "path")]).toEqual([400, ["body", "id"]]);
  },
);

test.each([
  ["authentication", "yes"],
  ["cache_ttl", -1],
  ["retry_max_attempts", 6],
  ["retry_delay", 60_001],
  ["retry_backoff", "fast"],
  ["rate_limiting_technique", "loose"],
  ["log_management", 9_999],
  ["otel", [1, 2, 3, 4, 5, 6]],
  ["spend_limits", { enabled: true, rules: [{ limit: 0, limitType: "cost", window: 60 }] }],
])("%s: %j is refused", async (name, value) => {
  const got = await make("mine", { [name]: value });
  expect([got.status, at(got.text, "errors", 0, "path")]).toEqual([400, ["body", name]]);
});

test("one that was made is there for traffic, with what it was made with, and gone when it is removed", async () => {
  expect((await message("mine")).status).toBe(400);
  const got = await make("mine", { authentication: true, byok_only: true, cache_ttl: null });
  expect(got.status).toBe(200);
  // "PUT `cache_ttl:null` is stored as 0".
  expect(result(got)).toMatchObject({ id: "mine", cache_ttl: 0, authentication: true });
  expect((await message("mine", {})).status).toBe(401);
  expect((await message("mine")).status).toBe(200);
  const keyless = await fetchRaw(`${practice.aiGateway}/v1/practice/mine/anthropic/v1/messages`, {
    headers: aiGatewayToken(practice),
    body: hello(),
  });
  expect(keyless.status).toBe(400);
  expect((await ask(practice, `${aiGateways}/mine`, { method: "DELETE" })).status).toBe(200);
  expect(refusal(await ask(practice, `${aiGateways}/mine`)).slice(0, 2)).toEqual([404, 7002]);
  expect(at((await message("mine")).text, "internalCode")).toBe(2001);
});

test("PUT replaces the object: what is left out is reset, what is required must be there", async () => {
  await make("mine", { authentication: true, zdr: true });
  const path = `${aiGateways}/mine`;
  const partial = await ask(practice, path, { method: "PUT", body: { cache_ttl: 60 } });
  expect(refusal(partial).slice(0, 2)).toEqual([400, 7001]);
  const replaced = await ask(practice, path, { method: "PUT", body: { ...whole, cache_ttl: 60 } });
  expect(result(replaced)).toMatchObject({
    id: "mine",
    cache_ttl: 60,
    authentication: false,
    zdr: false,
  });
  const headers = { ...anthropicKey(practice) };
  expect((await message("mine", headers)).headers["cf-aig-cache-status"]).toBe("MISS");
  expect((await message("mine", headers)).headers["cf-aig-cache-status"]).toBe("HIT");
});

test("read-only fields cannot be written", async () => {
  const before = result(await ask(practice, demo)) as object;
  const body = {
    ...before,
    created_at: "1999-01-01T00:00:00Z",
    internal_id: "mine",
    is_default: true,
  };
  const after = result(await ask(practice, demo, { method: "PUT", body })) as object;
  expect({ ...after, modified_at: "" }).toEqual({ ...before, modified_at: "" });
});

test.each([
  ["free", 10],
  ["paid", 20],
] as const)("a %s account has at most %i", async (plan, most) => {
  practice.set({ plan, aiGateways: Array.from({ length: most - 1 }, (_, index) => `g${index}`) });
  expect((await make("last")).status).toBe(200);
  expect(refusal(await make("one-more"))[2]).toMatch(/maximum number/i);
  expect((await make("last")).status).toBe(409);
});

test("default, made by traffic, is authenticated, logged, not cached and not limited", async () => {
  practice.set({ authentication: false, cacheTtlSeconds: 60 });
  expect((await message("default")).status).toBe(200);
  expect(result(await ask(practice, `${aiGateways}/default`))).toMatchObject({
    is_default: true,
    authentication: true,
    collect_logs: true,
    cache_ttl: 0,
    rate_limiting_limit: 0,
  });
});

test("url/{provider} is a string, and an unknown provider 404", async () => {
  const got = await ask(practice, `${demo}/url/anthropic`);
  expect(result(got)).toBe("https://gateway.ai.cloudflare.com/v1/practice/demo/anthropic");
  expect((await ask(practice, `${demo}/url/nobody`)).status).toBe(404);
});

test("stored keys are listed by their ends; storing one needs Secrets Store Write", async () => {
  practice.set({ storedKeys: { anthropic: { default: "sk-ant-secret-1234" } } });
  const listed = await ask(practice, `${demo}/provider_configs`);
  expect(result(listed, 0)).toMatchObject({
    id: "demo_anthropic_default",
    alias: "default",
    provider_slug: "anthropic",
    secret_preview: "1234",
  });
  expect(listed.text).not.toContain("sk-ant-secret");
  const body = { alias: "work", default_config: false, provider_slug: "openai", secret: "sk-9999" };
  const path = `${demo}/provider_configs`;
  expect((await ask(practice, path, { body })).status).toBe(403);
  practice.set({ analytics: { may: ["secretsStore.edit"] } });
  expect(result(await ask(practice, path, { body }), "secret_preview")).toBe("9999");
  expect(
    at((await ask(practice, path, { body: { alias: "x" } })).text, "errors", 0, "path"),
  ).toEqual(["body", "default_config"]);
});
