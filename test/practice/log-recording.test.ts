/** What Cloudflare writes into its log of a request through the practice aiGateway (facts §12 A 7, §2, §4, §5.3, §8). */
import { afterEach, beforeEach, expect, test } from "vitest";
import { costOfUsage, priceOf } from "../../main/core/price.ts";
import type { PracticeLog } from "../../main/practice/log.ts";
import type { Practice } from "../../main/practice/practice.ts";
import { ask, demo, noon, refusal, result } from "./api-wire.ts";
import {
  aiGatewayToken,
  anthropicKey,
  fetchRaw,
  type Got,
  hello,
  inside,
  openaiKey,
  start,
  throughAiGateway,
} from "./wire.ts";

let practice: Practice;
let clock = noon;
beforeEach(async () => {
  clock = noon;
  practice = await start({ now: () => clock });
});
afterEach(() => practice.close());

const idOf = (got: Got) => String(got.headers["cf-aig-log-id"]);
const rowOf = (got: Got): PracticeLog | undefined =>
  practice.truth().find(({ id }) => id === idOf(got));
const read = (got: Got) => ask(practice, `${demo}/logs/${idOf(got)}`);
const reported = () => practice.seen().findLast(({ which }) => which === "provider")?.usage;
const chat = { model: "gpt-5.5", messages: [{ role: "user", content: "hi" }] };
const viaOpenai = (body: unknown, headers: object = {}) =>
  fetchRaw(inside(practice, "/openai/chat/completions"), {
    headers: { ...openaiKey(practice), ...aiGatewayToken(practice), ...headers },
    body,
  });

test.each([
  ["a message", () => throughAiGateway(practice)],
  ["a streamed message", () => throughAiGateway(practice, hello("hi", { stream: true }))],
  ["a chat completion", () => viaOpenai(chat)],
  [
    "a streamed chat completion",
    () => viaOpenai({ ...chat, stream: true, stream_options: { include_usage: true } }),
  ],
  [
    "a streamed response",
    () =>
      fetchRaw(inside(practice, "/openai/responses"), {
        headers: { ...openaiKey(practice), ...aiGatewayToken(practice) },
        body: { model: "gpt-5.5", input: "hi", stream: true },
      }),
  ],
  [
    "an embedding",
    () =>
      fetchRaw(inside(practice, "/openai/embeddings"), {
        headers: { ...openaiKey(practice), ...aiGatewayToken(practice) },
        body: { model: "text-embedding-3-small", input: "hi" },
      }),
  ],
])(
  "%s can be read by its log id at once, with the tokens the provider reported and what they cost",
  async (_, send) => {
    const got = await send();
    const row = rowOf(got);
    expect(row?.usage).toEqual(reported());
    const price = priceOf(row?.provider ?? "", row?.model ?? "", noon);
    const cost = row?.usage && price ? costOfUsage(row.usage, price) : null;
    expect([row?.costMicroUsd, row?.costMicroUsd === null]).toEqual([cost, false]);
    expect(result(await read(got), "cost")).toBe((cost ?? 0) / 1e6);
  },
);

test("prompt-cache tokens are read apart from the others", async () => {
  const system = [
    { type: "text", text: "long ".repeat(2000), cache_control: { type: "ephemeral", ttl: "1h" } },
  ];
  await throughAiGateway(practice, hello("a", { system }));
  const got = await throughAiGateway(practice, hello("b", { system, stream: true }));
  expect(rowOf(got)?.usage?.cacheRead).toBeGreaterThan(1000);
  expect(rowOf(got)?.usage).toEqual(reported());
});

test("what OpenAI read from its cache is in its prompt tokens, and in the log's, and not paid twice", async () => {
  const long = { ...chat, messages: [{ role: "user", content: "long ".repeat(2000) }] };
  await viaOpenai(long);
  const got = await viaOpenai(long);
  const { tokensIn = 0, cacheRead = 0 } = reported() ?? {};
  expect(cacheRead).toBeGreaterThan(1000);
  expect(rowOf(got)?.usage).toEqual(reported());
  expect(result(await read(got))).toMatchObject({ tokens_in: tokensIn + cacheRead });
});

test("a compressed answer is read all the same", async () => {
  practice.set({ compress: true });
  const gzip = { "accept-encoding": "gzip" };
  const whole = await throughAiGateway(practice, hello(), gzip);
  expect(whole.headers["content-encoding"]).toBe("gzip");
  expect(rowOf(whole)?.usage).toEqual(reported());
  const streamed = await throughAiGateway(practice, hello("x", { stream: true }), gzip);
  expect(rowOf(streamed)?.usage).toEqual(reported());
});

test('"OpenAI streams report usage only with `stream_options.include_usage`": without it there is no cost', async () => {
  const got = await viaOpenai({ ...chat, stream: true });
  expect(rowOf(got)).toMatchObject({ usage: null, costMicroUsd: null, status: 200 });
  expect(result(await read(got))).toMatchObject({ tokens_in: null, tokens_out: null });
  expect(result(await read(got))).not.toHaveProperty("cost");
});

test.each(["cut", "endEarly", "errorEvent"] as const)(
  "%s: a stream that does not get to its end has a row without tokens",
  async (fault) => {
    practice.set({ fault });
    const got = await throughAiGateway(practice, hello("hi", { stream: true }));
    await practice.until(({ which, ended }) => which === "aiGateway" && ended !== null);
    expect(rowOf(got)).toMatchObject({ usage: null, costMicroUsd: null });
  },
);

test('a cache hit is logged as "cached:true, cost:0, tokens_in:0", a custom cost notwithstanding', async () => {
  practice.set({ cacheTtlSeconds: 60 });
  const custom = { "cf-aig-custom-cost": '{"per_token_in":0.01,"per_token_out":0.02}' };
  await throughAiGateway(practice, hello(), custom);
  const hit = await throughAiGateway(practice, hello(), custom);
  expect(hit.headers["cf-aig-cache-status"]).toBe("HIT");
  expect(result(await read(hit))).toMatchObject({ cached: true, cost: 0, tokens_in: 0 });
});

test("a custom cost, per token or for all of it, replaces Cloudflare's", async () => {
  const per = await throughAiGateway(practice, hello("a"), {
    "cf-aig-custom-cost": '{"per_token_in":0.001,"per_token_out":0.002}',
  });
  const { tokensIn = 0, tokensOut = 0 } = rowOf(per)?.usage ?? {};
  expect(rowOf(per)?.costMicroUsd).toBeCloseTo(tokensIn * 1000 + tokensOut * 2000, 3);
  const all = await throughAiGateway(practice, hello("b"), {
    "cf-aig-custom-cost": '{"total_cost":0.5}',
  });
  expect(result(await read(all))).toMatchObject({ cost: 0.5, custom_cost: true });
});

test.each([
  ['{"a":1,"b":"x","c":true}', { a: 1, b: "x", c: true }],
  ['{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}', { a: 1, b: 2, c: 3, d: 4, e: 5 }],
  ['{"a":1,"b":null}', null],
  ['{"a":1,"b":{"c":2}}', null],
  ['{"cf.user":"me","a":1}', { a: 1 }],
  ["not json", null],
])("metadata %s is kept as %j", async (given, kept) => {
  const got = await throughAiGateway(practice, hello(), { "cf-aig-metadata": given });
  expect(got.status).toBe(200);
  expect(result(await read(got), "metadata")).toEqual(kept);
});

test("collect-log overrides the aiGateway, and a log id is sent even if nothing is stored", async () => {
  const unlogged = await throughAiGateway(practice, hello(), { "cf-aig-collect-log": "false" });
  expect(idOf(unlogged)).toMatch(/-7/);
  expect(refusal(await read(unlogged))).toEqual([404, 7002, "Log not found"]);
  practice.set({ collectLogs: false });
  const off = await throughAiGateway(practice);
  expect((await read(off)).status).toBe(404);
  const on = await throughAiGateway(practice, hello(), { "cf-aig-collect-log": "true" });
  expect((await read(on)).status).toBe(200);
  expect(practice.truth().map(({ isStored }) => isStored)).toEqual([false, false, true]);
});

test("collect-log-payload: false keeps tokens, cost, model and status and drops the bodies", async () => {
  const kept = await throughAiGateway(practice);
  const path = (got: Got, which: string) => `${demo}/logs/${idOf(got)}/${which}`;
  expect((await ask(practice, path(kept, "response"))).text).toBe(kept.text);
  expect((await ask(practice, path(kept, "request"))).text).toBe(JSON.stringify(hello()));
  const bare = await throughAiGateway(practice, hello("b"), {
    "cf-aig-collect-log-payload": "false",
  });
  expect(result(await read(bare))).toMatchObject({
    model: "claude-sonnet-4-6",
    status_code: 200,
    cost: expect.any(Number),
    response_size: 0,
  });
  expect((await ask(practice, path(bare, "response"))).status).toBe(404);
});

test.each([
  ["noCredits", 402, "claude-sonnet-4-6"],
  ["spendLimit", 429, "claude-sonnet-4-6"],
  ["rateLimited", 429, "claude-sonnet-4-6"],
  ["dlpRequest", 400, "unknown"],
  ["unauthorized", 401, "unknown"],
] as const)(
  "refused requests are logged too: %s, %i, with cost 0 and the model %s",
  async (fault, status, model) => {
    practice.set({ fault });
    const got = await throughAiGateway(practice);
    expect(result(await read(got))).toMatchObject({
      status_code: status,
      success: false,
      cost: 0,
      model,
    });
  },
);

test("a wrong token leaves a row where the aiGateway is there; the edge and nowhere leave none", async () => {
  const wrong = await throughAiGateway(practice, hello(), { "cf-aig-authorization": "Bearer no" });
  expect(rowOf(wrong)).toMatchObject({ status: 401, model: "unknown" });
  practice.set({ fault: "edgeBlocked", times: 1 });
  await throughAiGateway(practice);
  await fetchRaw(`${practice.aiGateway}/v1/practice/nowhere/anthropic/v1/messages`, {
    headers: { ...anthropicKey(practice), ...aiGatewayToken(practice) },
    body: hello(),
  });
  expect(practice.truth()).toHaveLength(1);
});

test("the provider of a compat request is `compat`, its model the one with the prefix", async () => {
  const got = await fetchRaw(inside(practice, "/compat/chat/completions"), {
    headers: { ...openaiKey(practice), ...aiGatewayToken(practice) },
    body: { ...chat, model: "openai/gpt-5.5" },
  });
  expect(rowOf(got)).toMatchObject({
    provider: "compat",
    model: "openai/gpt-5.5",
    costMicroUsd: expect.any(Number),
  });
});

test("a universal request is one row: the element that was answered, with its step", async () => {
  const element = (key: string) => ({
    provider: "anthropic",
    endpoint: "v1/messages",
    headers: { ...anthropicKey(practice), "x-api-key": key },
    query: hello(),
  });
  const got = await fetchRaw(inside(practice, ""), {
    headers: aiGatewayToken(practice),
    body: [element("wrong"), element(practice.secrets.anthropic)],
  });
  expect(practice.truth()).toHaveLength(1);
  expect(rowOf(got)).toMatchObject({
    provider: "anthropic",
    model: "claude-sonnet-4-6",
    step: 1,
    status: 200,
    usage: reported(),
  });
});

test("Unified Billing is written down as wholesale", async () => {
  practice.set({ credits: "some" });
  const got = await fetchRaw(inside(practice, "/anthropic/v1/messages"), {
    headers: { ...aiGatewayToken(practice), "anthropic-version": "2023-06-01" },
    body: hello(),
  });
  expect(result(await read(got), "wholesale")).toBe(true);
  expect(result(await read(await throughAiGateway(practice)), "wholesale")).toBe(false);
});

test.each([
  ["sent", "claude-haiku-4-5-20251001", "claude-haiku-4-5-20251001"],
  ["catalogue", "claude-haiku-4-5-20251001", "anthropic/claude-haiku-4.5"],
  ["catalogue", "claude-sonnet-4-6", "anthropic/claude-sonnet-4.6"],
] as const)("names as %s: %s is logged as %s, at the same price", async (modelNames, model, as) => {
  practice.set({ modelNames });
  const got = await throughAiGateway(practice, hello("hi", { model }));
  expect(rowOf(got)).toMatchObject({ model: as, costMicroUsd: expect.any(Number) });
});

test("Cloudflare's price may differ from the list's, or be missing", async () => {
  const cost = async () => rowOf(await throughAiGateway(practice))?.costMicroUsd ?? null;
  const list = await cost();
  practice.set({ prices: { "claude-sonnet-4-6": 1.1 } });
  expect(await cost()).toBe(Math.round((list ?? 0) * 1.1));
  practice.set({ prices: { "*": null } });
  expect(await cost()).toBeNull();
});

test("the row tells when it began and how long it took", async () => {
  practice.set({ fault: "slowFirstByte", afterMs: 50 });
  const pending = throughAiGateway(practice);
  await practice.until(({ which }) => which === "provider");
  clock += 1234;
  expect(rowOf(await pending)).toMatchObject({ createdAt: noon, durationMs: 1234 });
});
