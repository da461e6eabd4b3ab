/** What is said of an aiGateway: what is understood, and "unreadable" for what is not. */
import { describe, expect, test } from "vitest";
import { bodyOf, linesOf } from "../../../main/core/ai-gateway/change.ts";
import { settingsOf } from "../../../main/core/ai-gateway/settings.ts";

/** As Cloudflare makes one. */
const plain = {
  id: "demo",
  authentication: true,
  cache_invalidate_on_update: false,
  cache_ttl: 0,
  collect_logs: true,
  rate_limiting_interval: 0,
  rate_limiting_limit: 0,
};
const rule = { limit: 5, limitType: "cost", window: 86_400, technique: "fixed" };
const five = { microUsd: 5_000_000, seconds: 86_400, technique: "fixed" as const };
const limits = (...rules: readonly unknown[]) => ({ spend_limits: { enabled: true, rules } });

test("what is not there is off", () => {
  expect(settingsOf(plain)).toEqual({
    authentication: true,
    ownKeysOnly: false,
    collectsLogs: true,
    cacheSeconds: null,
    rateLimit: null,
    retries: null,
    logStorage: null,
    spendLimits: [],
    otherSpendRules: 0,
    alsoSet: [],
  });
});

test("each setting is read from its members", () => {
  const settings = settingsOf({
    ...plain,
    ...{ byok_only: true, collect_logs: false, cache_ttl: 300 },
    ...{ rate_limiting_limit: 50, rate_limiting_interval: 60, rate_limiting_technique: "sliding" },
    ...{ retry_max_attempts: 3, retry_delay: 0, retry_backoff: "linear" },
    ...{ log_management: 100_000, log_management_strategy: "DELETE_OLDEST" },
    ...limits(rule),
  });
  expect(settings).toMatchObject({
    ...{ ownKeysOnly: true, collectsLogs: false, cacheSeconds: 300 },
    rateLimit: { requests: 50, seconds: 60, technique: "sliding" },
    retries: { attempts: 3, delayMs: 0, backoff: "linear" },
    logStorage: { rows: 100_000, whenFull: "drop" },
    spendLimits: [five],
  });
});

test.each([
  ["authentication", { authentication: "yes" }],
  ["ownKeysOnly", { byok_only: 1 }],
  ["collectsLogs", { collect_logs: undefined }],
  ["cacheSeconds", { cache_ttl: -1 }],
  ["cacheSeconds", { cache_ttl: "300" }],
  ["cacheSeconds", { cache_ttl: 0.5 }],
  ["rateLimit", { rate_limiting_limit: {} }],
  ["rateLimit", { rate_limiting_limit: 5, rate_limiting_interval: [60] }],
  [
    "rateLimit",
    { rate_limiting_limit: 5, rate_limiting_interval: 60, rate_limiting_technique: "leaky" },
  ],
  ["retries", { retry_max_attempts: 3 }],
  ["retries", { retry_max_attempts: 3, retry_delay: 500, retry_backoff: "fibonacci" }],
  ["logStorage", { log_management: 10_000 }],
  ["logStorage", { log_management: 10_000, log_management_strategy: "ARCHIVE" }],
  ["spendLimits", { spend_limits: "off" }],
  ["spendLimits", { spend_limits: { enabled: true, rules: {} } }],
  // Switched off as a whole: a change would switch them all on again.
  ["spendLimits", { spend_limits: { enabled: false, rules: [rule] } }],
] as const)("%s is unreadable in %j, and is not written over", (name, more) => {
  const object = { ...plain, ...more };
  expect(settingsOf(object)[name]).toBe("unreadable");
  const change = { cacheSeconds: 60, authentication: false, spendLimits: [], collectsLogs: true };
  const all = { ...change, ownKeysOnly: false, rateLimit: null, retries: null, logStorage: null };
  expect(linesOf(object, all).map((line) => line.name)).not.toContain(name);
  expect(bodyOf(object, all)).toMatchObject(more);
});

describe("a spend rule", () => {
  test.each([
    ["of one model", { model: { mode: "filter", values: ["m"] } }],
    ["of one provider", { provider: { mode: "filter", values: ["p"] } }],
    ["by metadata", { metadata: { team: { mode: "partition" } } }],
    ["of something nobody knows", { region: { mode: "filter", values: ["eu"] } }],
    ["that is off", { enabled: false }],
    ["of another kind", { limitType: "tokens" }],
    ["without a sum", { limit: 0 }],
    ["of a technique nobody knows", { technique: "leaky" }],
  ])("%s is another's, and stays", (_, more) => {
    const other = { ...rule, id: "r1", ...more };
    const object = { ...plain, ...limits(other, rule) };
    expect(settingsOf(object)).toMatchObject({ spendLimits: [five], otherSpendRules: 1 });
    expect(bodyOf(object, { spendLimits: [] }).spend_limits).toEqual({
      enabled: true,
      rules: [other],
    });
  });

  test("for everything may have a name, an id and empty filters", () => {
    const named = { ...rule, id: "r1", name: "all", metadata: {}, model: null, enabled: true };
    expect(settingsOf(limits(named))).toMatchObject({ spendLimits: [five], otherSpendRules: 0 });
  });

  test("with another sum is changed in its place, and keeps what else is in it", () => {
    const [mine, day] = [
      { id: "r1", note: "x", ...rule },
      { ...rule, window: 3_600 },
    ];
    const change = { spendLimits: [{ ...five, microUsd: 12_340_000 }, hour] };
    expect(bodyOf(limits(mine, day), change).spend_limits).toEqual({
      enabled: true,
      rules: [{ ...mine, limit: 12.34 }, day],
    });
  });
  const hour = { microUsd: 5_000_000, seconds: 3_600, technique: "fixed" } as const;

  test("that is new comes last; the first switches the limits on, without the last they are off", () => {
    const change = { spendLimits: [hour] };
    const made = { enabled: true, limitType: "cost", limit: 5, window: 3_600, technique: "fixed" };
    const first = bodyOf({ ...plain, spend_limits: null }, change).spend_limits;
    expect(first).toEqual({ enabled: true, rules: [made] });
    const more = { enabled: true, rules: [rule], notify: ["a"] };
    const none = bodyOf({ ...plain, spend_limits: more }, { spendLimits: [] }).spend_limits;
    expect(none).toEqual({ enabled: false, rules: [], notify: ["a"] });
    expect(settingsOf({ spend_limits: none }).spendLimits).toEqual([]);
  });
});

test.each([
  ["guardrails", { prompt: { S1: "FLAG" }, response: {} }, { prompt: {}, response: {} }],
  ["dlp", { enabled: true, policies: [] }, { enabled: false, policies: [{ id: "p" }] }],
  ["otel", [{ url: "https://x", headers: {} }], []],
  ["logpush", true, false],
  ["log_classification", true, null],
  ["zdr", true, false],
  ["stripe", { authorization: "sk", usage_events: [] }, null],
  ["workers_ai_billing_mode", "unified", "postpaid"],
])("%s is named where it is on, without what is in it", (name, on, off) => {
  expect(settingsOf({ ...plain, [name]: on }).alsoSet).toEqual([name]);
  expect(settingsOf({ ...plain, [name]: off }).alsoSet).toEqual([]);
});

test("the body of a PUT is the whole object without what Cloudflare alone writes", () => {
  const own = { created_at: "x", modified_at: "y", internal_id: "z", is_default: true };
  const rest = { account_id: "a", account_tag: "a", internal: null, wholesale: false };
  const { id: _, cache_ttl, ...kept } = { ...plain, otel: [{ url: "u" }], brand_new: { a: [1] } };
  expect(cache_ttl).toBe(0);
  const change = { cacheSeconds: 300, authentication: true };
  expect(bodyOf({ ...plain, ...kept, ...own, ...rest }, change)).toEqual({
    ...kept,
    cache_ttl: 300,
  });
  expect(linesOf(plain, change)).toEqual([{ name: "cacheSeconds", before: null, after: 300 }]);
});

test("what Cloudflare requires and does not show is said to be unset, not left out", () => {
  expect(bodyOf({ id: "demo", collect_logs: true }, {})).toEqual({
    ...{ cache_invalidate_on_update: null, cache_ttl: null, collect_logs: true },
    ...{ rate_limiting_interval: null, rate_limiting_limit: null },
  });
});
