/** The permission matrix of facts §5.6: who lacks what, and how that is said. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import type { Permission } from "../../main/practice/tokens.ts";
import {
  account,
  aiGateways,
  ask,
  demo,
  graphql,
  noon,
  refusal,
  requests,
  row,
  rowsIn,
} from "./api-wire.ts";
import { start } from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await start({ now: () => noon, credits: "some" });
  practice.ingest([row(noon - 600_000, { id: "seen", bodies: { request: "{}", response: "{}" } })]);
});
afterEach(() => practice.close());

const blank = {
  id: "mine",
  cache_invalidate_on_update: false,
  cache_ttl: 0,
  collect_logs: true,
  rate_limiting_interval: null,
  rate_limiting_limit: null,
};

/** By what is asked: which status each single permission leads to. */
const asks = {
  aiGateways: () => ask(practice, aiGateways),
  create: () => ask(practice, aiGateways, { body: blank }),
  replace: () => ask(practice, demo, { method: "PUT", body: blank }),
  logs: () => ask(practice, `${demo}/logs`),
  log: () => ask(practice, `${demo}/logs/seen`),
  body: () => ask(practice, `${demo}/logs/seen/response`),
  note: () => ask(practice, `${demo}/logs/seen`, { method: "PATCH", body: { feedback: 1 } }),
  credits: () => ask(practice, `${account}/ai-gateway/billing/credit-balance`),
  storedKeys: () => ask(practice, `${demo}/provider_configs`),
  analytics: () => graphql(practice, requests("count")),
};

const reading = { aiGateways: 200, logs: 200, log: 200, storedKeys: 200 };
const matrix: readonly (readonly [Permission, Partial<Record<keyof typeof asks, number>>])[] = [
  ["aiGateway.run", {}],
  ["aiGateway.read", { ...reading, body: 200 }],
  ["aiGateway.metadata", reading],
  ["aiGateway.edit", { ...reading, body: 200, create: 200, replace: 200, note: 200 }],
  ["analytics.read", { analytics: 200 }],
  ["accounts.read", {}],
  ["billing.read", { credits: 200 }],
];

test.each(matrix)(
  "%s alone opens just what it says; all else is 403",
  async (permission, opened) => {
    practice.set({ analytics: { may: [permission] } });
    for (const [name, send] of Object.entries(asks)) {
      const got = await send();
      expect([name, got.status]).toEqual([name, opened[name as keyof typeof asks] ?? 403]);
    }
  },
);

test('a token with Run alone, the aiGateway\'s own, is 403 / 10000 "Authentication error" for logs and analytics', async () => {
  const token = practice.secrets.aiGateway;
  expect((await ask(practice, "/user/tokens/verify", { token })).status).toBe(200);
  expect(refusal(await ask(practice, `${demo}/logs`, { token }))).toEqual([
    403,
    10000,
    "Authentication error",
  ]);
});

test("without AI Gateway Read GraphQL answers zero rows and no error", async () => {
  expect(rowsIn(await graphql(practice, requests("count")))).toEqual([{ count: 1 }]);
  practice.set({ analytics: { may: ["analytics.read"] } });
  const blind = await graphql(practice, requests("count"));
  expect([blind.status, rowsIn(blind)]).toEqual([200, []]);
});

test("without Account Analytics Read GraphQL is 403, in GraphQL's shape", async () => {
  practice.set({ analytics: { may: ["aiGateway.read"] } });
  const got = await graphql(practice, requests("count"));
  expect(JSON.parse(got.text)).toMatchObject({
    data: null,
    errors: [{ message: "not authorized for that account", extensions: { code: "authz" } }],
  });
  expect(got.status).toBe(403);
});

test("an account that is not there is 404 / 7003, one that is another's 403 / 9109", async () => {
  const nowhere = await ask(practice, "/accounts/nowhere/ai-gateway/gateways");
  expect(refusal(nowhere).slice(0, 2)).toEqual([404, 7003]);
  practice.set({ analytics: { accounts: ["other"] } });
  expect(refusal(await ask(practice, aiGateways)).slice(0, 2)).toEqual([403, 9109]);
});

test("a path that is none is 404 / 7003", async () => {
  for (const path of ["/zones", "/accounts/practice/ai-gateway", `${demo}/nothing`]) {
    expect(refusal(await ask(practice, path)).slice(0, 2)).toEqual([404, 7003]);
  }
});
