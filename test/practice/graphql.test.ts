/** The practice analytics (facts §6): groups, sums, filters, and how late and how wrong they are. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { graphql, hour, inAccount, noon, requests, row, rowsIn, usage } from "./api-wire.ts";
import { at, hello, start, throughAiGateway } from "./wire.ts";

let practice: Practice;
let clock = noon;
beforeEach(async () => {
  clock = noon;
  practice = await start({ now: () => clock });
});
afterEach(() => practice.close());

const minute = 60_000;
const ask = async (rest: string, filter = "", more = "") =>
  rowsIn(await graphql(practice, requests(rest, filter, more)));
const second = (atMs: number) => new Date(atMs).toISOString().replace(/\.\d+Z$/, "Z");

test("the query of facts §6.1 answers by hour, model and provider, in the recorded shape", async () => {
  practice.ingest([
    row(noon - 2 * hour, { costMicroUsd: 6000 }),
    row(noon - 2 * hour + minute, { costMicroUsd: 6000.25 }),
    row(noon - hour, { status: 429, usage: null, costMicroUsd: 0 }),
    row(noon - hour, {
      provider: "compat",
      model: "deepseek/deepseek-flash",
      costMicroUsd: 500_000,
    }),
    row(noon - hour, { aiGatewayId: "work" }),
  ]);
  const query = `query Spend($acct:String!, $gw:String!, $start:Time!, $end:Time!) {
  viewer { accounts(filter:{accountTag:$acct}) {
    hours: aiGatewayRequestsAdaptiveGroups(
      limit: 5000
      filter: { gateway:$gw, datetime_geq:$start, datetime_lt:$end }
      orderBy: [datetimeHour_ASC, sum_cost_DESC]
    ) {
      count
      dimensions { ts: datetimeHour model provider }
      sum { cost tokensIn tokensOut cachedRequests erroredRequests }
    } } } }`;
  const start = second(noon - 12 * hour);
  const got = await graphql(practice, query, {
    acct: "practice",
    gw: "demo",
    start,
    end: second(noon),
  });
  const sum = { cachedRequests: 0, erroredRequests: 0 };
  expect(JSON.parse(got.text)).toEqual({
    data: {
      viewer: {
        accounts: [
          {
            hours: [
              {
                count: 2,
                dimensions: {
                  ts: "2026-11-21T10:00:00Z",
                  model: "claude-sonnet-4-6",
                  provider: "anthropic",
                },
                sum: { ...sum, cost: 0.01200025, tokensIn: 2000, tokensOut: 400 },
              },
              {
                count: 1,
                dimensions: {
                  ts: "2026-11-21T11:00:00Z",
                  model: "deepseek/deepseek-flash",
                  provider: "compat",
                },
                sum: { ...sum, cost: 0.5, tokensIn: 1000, tokensOut: 200 },
              },
              {
                count: 1,
                dimensions: {
                  ts: "2026-11-21T11:00:00Z",
                  model: "claude-sonnet-4-6",
                  provider: "anthropic",
                },
                sum: { ...sum, cost: 0, tokensIn: 0, tokensOut: 0, erroredRequests: 1 },
              },
            ],
          },
        ],
      },
    },
    errors: null,
  });
});

test("what went through the practice aiGateway is there after the lag, and not before", async () => {
  await throughAiGateway(practice);
  const cost = practice.truth()[0]?.costMicroUsd ?? 0;
  clock += 272_999;
  expect(await ask("count")).toEqual([]);
  clock += 1;
  expect(await ask("count sum { cost }")).toEqual([{ count: 1, sum: { cost: cost / 1e6 } }]);
});

test("rows are there even with logs off", async () => {
  practice.set({ collectLogs: false, lagMs: 0 });
  await throughAiGateway(practice);
  expect(await ask("count")).toEqual([{ count: 1 }]);
});

test("401 rows appear with the model `unknown`", async () => {
  practice.set({ lagMs: 0 });
  await throughAiGateway(practice, hello(), { "cf-aig-authorization": "Bearer wrong" });
  expect(await ask("count dimensions { model statusCode error }")).toEqual([
    { count: 1, dimensions: { model: "unknown", statusCode: 401, error: 1 } },
  ]);
});

test("the lag may be a row's own: from its end, 139 to 365 s, once 14 minutes", async () => {
  practice.set({ lagMs: ({ id }) => (id === "lost" ? 14 * minute : 139_000) });
  practice.ingest([row(noon, { id: "lost" }), row(noon, { id: "quick", durationMs: 1000 })]);
  clock += 139_999;
  expect(await ask("count")).toEqual([]);
  clock += 1;
  expect(await ask("count")).toEqual([{ count: 1 }]);
  clock = noon + 14 * minute;
  expect(await ask("count")).toEqual([{ count: 2 }]);
});

test("what is to come is shown when the clock gets there", async () => {
  practice.ingest([row(noon + hour)]);
  expect(practice.truth()).toHaveLength(1);
  expect(await ask("count")).toEqual([]);
  clock += hour + 273_000;
  expect(await ask("count")).toEqual([{ count: 1 }]);
});

test("new rows may count for more than they are, for a while", async () => {
  practice.set({ lagMs: 0, overcount: { factor: 1.2, lastsMs: 10 * minute } });
  practice.ingest(Array.from({ length: 10 }, () => row(noon)));
  expect(await ask("count sum { cost tokensIn }")).toEqual([
    { count: 12, sum: { cost: 0.072, tokensIn: 12_000 } },
  ]);
  clock += 10 * minute;
  expect(await ask("count sum { cost tokensIn }")).toEqual([
    { count: 10, sum: { cost: 0.06, tokensIn: 10_000 } },
  ]);
});

test("the aiGateway's cache and the provider's are counted apart", async () => {
  practice.ingest([
    row(noon - hour, { isCached: true }),
    row(noon - hour, { usage: { ...usage(10, 20, 3000), cacheWrite: 500 } }),
  ]);
  const sums =
    "cachedRequests tokensIn cachedTokensIn cachedTokensOut uncachedTokensIn cacheReadTokens cacheWriteTokens cost";
  expect(await ask(`sum { ${sums} }`, "", "")).toEqual([
    {
      sum: {
        cachedRequests: 1,
        tokensIn: 10,
        cachedTokensIn: 1000,
        cachedTokensOut: 200,
        uncachedTokensIn: 10,
        cacheReadTokens: 3000,
        cacheWriteTokens: 500,
        cost: 0.003105,
      },
    },
  ]);
});

test("wide numbers may come as texts; the cost is a float", async () => {
  practice.set({ wideNumbers: "text" });
  practice.ingest([row(noon - hour)]);
  expect(await ask("count sum { tokensIn cost }")).toEqual([
    { count: "1", sum: { tokensIn: "1000", cost: 0.006 } },
  ]);
});

test("every time dimension cuts where its name says", async () => {
  practice.ingest([row(noon - hour + 17 * minute + 42_345)]);
  const names =
    "date datetime datetimeMinute datetimeFiveMinutes datetimeFifteenMinutes datetimeHour";
  expect(await ask(`dimensions { ${names} }`)).toEqual([
    {
      dimensions: {
        date: "2026-11-21",
        datetime: "2026-11-21T11:17:42Z",
        datetimeMinute: "2026-11-21T11:17:00Z",
        datetimeFiveMinutes: "2026-11-21T11:15:00Z",
        datetimeFifteenMinutes: "2026-11-21T11:15:00Z",
        datetimeHour: "2026-11-21T11:00:00Z",
      },
    },
  ]);
});

test.each([
  ["geq", 2],
  ["gt", 1],
  ["leq", 2],
  ["lt", 1],
])("datetime_%s at a row's own moment leaves %i of three", async (operator, left) => {
  practice.ingest([row(noon - 3 * hour), row(noon - 2 * hour), row(noon - hour)]);
  const filter = `datetime_${operator}: "${second(noon - 2 * hour)}"`;
  expect(await ask("count", filter)).toEqual([{ count: left }]);
});

test.each([
  ['model: "a"', 1],
  ['model_in: ["a", "b"]', 2],
  ['model_neq: "a"', 2],
  ['model_like: "%b%"', 1],
  ["statusCode: 429", 1],
  ["statusCode_geq: 200, statusCode_lt: 300", 2],
  ["error: 1", 1],
  ['metadataKeys_has: "team"', 1],
  ['metadataRaw_like: "%blue%"', 1],
  ['AND: [{ model: "a" }, { statusCode: 200 }]', 1],
  ['OR: [{ model: "a" }, { model: "b" }]', 2],
  ['date: "2026-11-21"', 3],
  ['date_gt: "2026-11-21"', 0],
  ['datetimeHour_geq: "2026-11-21T11:00:00Z"', 3],
  ['datetimeHour_lt: "2026-11-21T11:00:00Z"', 0],
])("the filter %s leaves %i of three", async (filter, left) => {
  practice.ingest([
    row(noon - hour, { model: "a", metadata: { team: "blue" } }),
    row(noon - hour, { model: "b", status: 429 }),
    row(noon - hour, { model: "c" }),
  ]);
  expect(await ask("count", filter)).toEqual(left === 0 ? [] : [{ count: left }]);
});

test("limit keeps the first of the order", async () => {
  practice.ingest([
    row(noon - hour, { model: "a" }),
    row(noon - hour, { model: "b" }),
    row(noon - hour, { model: "b" }),
  ]);
  const query = inAccount(
    "aiGatewayRequestsAdaptiveGroups(limit: 1, filter: {}, orderBy: [count_DESC]) { count dimensions { model } }",
  );
  expect(rowsIn(await graphql(practice, query))).toEqual([
    { count: 2, dimensions: { model: "b" } },
  ]);
});

test("the other datasets: errors, the always empty cache, and how many rows are stored", async () => {
  practice.ingest([
    row(noon - hour, { status: 500 }),
    row(noon - hour),
    row(noon - hour, { isStored: false }),
  ]);
  const got = await graphql(
    practice,
    inAccount(`
      errors: aiGatewayErrorsAdaptiveGroups(limit: 1) { count }
      cache: aiGatewayCacheAdaptiveGroups(limit: 1) { count }
      size: aiGatewaySizeAdaptiveGroups(limit: 1) { max { rows } }`),
  );
  expect(at(got.text, "data", "viewer", "accounts", 0)).toEqual({
    errors: [{ count: 1 }],
    cache: [],
    size: [{ max: { rows: 2 } }],
  });
});
