/** The practice aiGateway keeps to its own limits: requests in a window, money in a window. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import {
  aiGatewayToken,
  at,
  fetchRaw,
  hello,
  inside,
  openaiKey,
  start,
  throughAiGateway,
} from "./wire.ts";

let practice: Practice;
let clock = 0;
beforeEach(async () => {
  clock = Date.UTC(2026, 10, 22, 12);
  practice = await start({ now: () => clock });
});
afterEach(() => practice.close());

const reached = () => practice.seen().filter((seen) => seen.which === "provider").length;
const rate = (technique: string | null, limit = 2, interval = 60) =>
  practice.set({
    aiGatewayFields: {
      rate_limiting_limit: limit,
      rate_limiting_interval: interval,
      rate_limiting_technique: technique,
    },
  });
const statuses = async (count: number, more: object = {}) => {
  const got: number[] = [];
  for (let left = count; left > 0; left--) {
    got.push((await throughAiGateway(practice, hello(), more)).status);
  }
  return got;
};

test("a fixed window takes so many, then says 2003 without a retry-after, and clears on the clock", async () => {
  rate("fixed");
  clock += 59_000;
  expect(await statuses(3)).toEqual([200, 200, 429]);
  const { headers, text } = await throughAiGateway(practice);
  expect([at(text, "error", 0, "code"), headers["retry-after"]]).toEqual([2003, undefined]);
  expect(headers["cf-aig-log-id"]).toBeDefined();
  expect(reached()).toBe(2);
  clock += 1_000;
  expect(await statuses(3)).toEqual([200, 200, 429]);
});

test("a sliding window counts back from now", async () => {
  rate("sliding");
  clock += 59_000;
  expect(await statuses(3)).toEqual([200, 200, 429]);
  clock += 1_000;
  expect(await statuses(1)).toEqual([429]);
  clock += 59_000;
  expect(await statuses(1)).toEqual([200]);
});

test("what the cache answers counts as a request, and a refused one costs nothing", async () => {
  practice.set({ cacheTtlSeconds: 600 });
  rate("fixed", 3);
  expect(await statuses(4)).toEqual([200, 200, 200, 429]);
  expect(reached()).toBe(1);
  expect(practice.truth().at(-1)).toMatchObject({ status: 429, costMicroUsd: 0 });
});

test("each aiGateway counts its own", async () => {
  practice.set({ aiGateways: ["demo", "other"] });
  rate("fixed", 1);
  expect(await statuses(2)).toEqual([200, 429]);
  const other = `${practice.aiGateway}/v1/practice/other/openai/models`;
  const headers = { ...openaiKey(practice), ...aiGatewayToken(practice) };
  expect((await fetchRaw(other, { headers })).status).toBe(200);
});

const spend = (rule: object, enabled = true) =>
  practice.set({
    aiGatewayFields: {
      spend_limits: {
        enabled,
        rules: [{ id: "5e7f", limitType: "cost", limit: 0.000_01, window: 60, ...rule }],
      },
    },
  });

test("the call that goes over the budget completes; the next is 2045 in the words of its rule", async () => {
  spend({ technique: "fixed" });
  expect(await statuses(2)).toEqual([200, 429]);
  const { headers, text } = await throughAiGateway(practice);
  expect([at(text, "error", 0, "code"), at(text, "error", 0, "message")]).toEqual([
    2045,
    "Spend limit exceeded: rule '5e7f' (cost limit 0.00001 per 60s, fixed) for anthropic anthropic/claude-sonnet-4-6",
  ]);
  expect(headers["retry-after"]).toBeUndefined();
  expect(reached()).toBe(1);
  clock += 60_000;
  expect(await statuses(1)).toEqual([200]);
});

test("a sliding budget still sees a part of the window before", async () => {
  await statuses(1);
  const spent = (practice.truth()[0]?.costMicroUsd ?? 0) / 1e6;
  spend({ technique: "sliding", limit: spent * 0.6 });
  expect(await statuses(1)).toEqual([429]);
  clock += 60_000;
  expect(await statuses(1)).toEqual([429]);
  clock += 30_000;
  expect(await statuses(1)).toEqual([200]);
});

test("what the cache answers passes a used up budget", async () => {
  practice.set({ cacheTtlSeconds: 600 });
  spend({});
  expect(await statuses(3)).toEqual([200, 200, 200]);
  expect((await throughAiGateway(practice, hello("another"))).status).toBe(429);
});

test("a rule is about what it names: a model in any spelling, a provider, metadata; or it is off", async () => {
  const mine = { "cf-aig-metadata": '{"agent":"a"}' };
  const yours = { "cf-aig-metadata": '{"agent":"b"}' };
  spend({ model: { mode: "filter", values: ["anthropic/claude-sonnet-4.6"] } });
  expect(await statuses(2)).toEqual([200, 429]);
  spend({ model: { mode: "filter", values: ["claude-opus-4-6"] } });
  expect(await statuses(1)).toEqual([200]);
  spend({ provider: { mode: "filter", values: ["openai"] } });
  expect(await statuses(1)).toEqual([200]);
  spend({ metadata: { agent: { mode: "partition" } } });
  expect([...(await statuses(2, mine)), ...(await statuses(1, yours))]).toEqual([200, 429, 200]);
  spend({ metadata: { agent: { mode: "filter", values: ["a"] } } });
  expect([...(await statuses(1, mine)), ...(await statuses(1, yours))]).toEqual([429, 200]);
  spend({ enabled: false });
  expect(await statuses(1)).toEqual([200]);
  spend({}, false);
  expect(await statuses(1)).toEqual([200]);
});

test("limits set over the management API hold as well", async () => {
  const base = `${practice.cloudflareApi}/accounts/practice/ai-gateway/gateways/demo`;
  practice.set({ analytics: { may: ["aiGateway.edit"] } });
  const headers = { authorization: `Bearer ${practice.secrets.analytics}` };
  const known = await fetchRaw(base, { headers });
  const changed = {
    ...(at(known.text, "result") as object),
    rate_limiting_limit: 1,
    rate_limiting_interval: 60,
  };
  expect((await fetchRaw(base, { method: "PUT", headers, body: changed })).status).toBe(200);
  expect(await statuses(2)).toEqual([200, 429]);
  const path = inside(practice, "/anthropic/v1/messages");
  expect(practice.seen().at(-1)?.path).toBe(new URL(path).pathname);
});
