/** Traffic that is made up: a week of it in one go, without a request. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { graphql, noon, requests, row, rowsIn } from "./api-wire.ts";
import { start } from "./wire.ts";

let practice: Practice;
let clock = noon;
beforeEach(async () => {
  clock = noon;
  practice = await start({ now: () => clock });
});
afterEach(() => practice.close());

test("what is not given is that of an answered request on the practice account, at Cloudflare's price", () => {
  practice.ingest([{ ...row(noon), id: "x" }]);
  expect(practice.truth()).toEqual([
    {
      id: "x",
      accountId: "practice",
      aiGatewayId: "demo",
      createdAt: noon,
      durationMs: 0,
      provider: "anthropic",
      model: "claude-sonnet-4-6",
      path: "v1/messages",
      status: 200,
      isCached: false,
      usage: { tokensIn: 1000, tokensOut: 200, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
      costMicroUsd: 6000,
      isStored: true,
      eventId: "x",
      step: 0,
      metadata: null,
      hasCustomCost: false,
      isWholesale: false,
      userAgent: "practice",
      bodies: null,
    },
  ]);
});

test("a given cost stands, null too; a stored answer costs nothing; an unknown model has no price", () => {
  practice.ingest([
    row(noon, { costMicroUsd: 7 }),
    row(noon + 1, { costMicroUsd: null }),
    row(noon + 2, { isCached: true }),
    row(noon + 3, { model: "made-up-9" }),
    row(noon + 4, { model: "anthropic/claude-sonnet-4.6" }),
    row(noon + 5, { provider: "compat", model: "anthropic/claude-sonnet-4-6" }),
  ]);
  const costs = practice.truth().map(({ costMicroUsd }) => costMicroUsd);
  expect(costs).toEqual([7, null, 0, null, 6000, 6000]);
});

test("the truth is in the order of time, however it came in", () => {
  practice.ingest([row(noon + 2), row(noon)]);
  practice.ingest([row(noon + 1)]);
  expect(practice.truth().map(({ createdAt }) => createdAt - noon)).toEqual([0, 1, 2]);
});

test("whatever the traffic, each request is in one group, and the groups add up to the truth", async () => {
  const oneRow = fc.record({
    ago: fc.integer({ min: 1, max: 86_400_000 }),
    model: fc.constantFrom("claude-sonnet-4-6", "anthropic/claude-sonnet-4.6", "unknown"),
    status: fc.constantFrom(200, 429),
    costMicroUsd: fc.option(fc.nat(1_000_000)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(oneRow), fc.nat(86_400), async (given, splitSeconds) => {
      const one = await start({ now: () => noon, lagMs: 0 });
      one.ingest(given.map(({ ago, ...more }) => row(noon - ago, more)));
      const split = new Date(noon - splitSeconds * 1000).toISOString().replace(".000", "");
      const parts = "count sum { cost } dimensions { datetimeFifteenMinutes model statusCode }";
      const read = async (filter: string) =>
        (rowsIn(await graphql(one, requests(parts, filter).replace("100", "10000"))) ?? []) as {
          count: number;
          sum: { cost: number };
          dimensions: object;
        }[];
      const sums = (rows: Awaited<ReturnType<typeof read>>) => [
        rows.reduce((total, { count }) => total + count, 0),
        rows.reduce((total, { sum }) => total + Math.round(sum.cost * 1e6), 0),
      ];
      const all = await read("");
      const before = await read(`datetime_lt: "${split}"`);
      const after = await read(`datetime_geq: "${split}"`);
      await one.close();
      const cost = given.reduce((total, { costMicroUsd }) => total + (costMicroUsd ?? 0), 0);
      expect(sums(all)).toEqual([given.length, cost]);
      expect(sums([...before, ...after])).toEqual(sums(all));
      expect(new Set(all.map(({ dimensions }) => JSON.stringify(dimensions))).size).toBe(
        all.length,
      );
    }),
    { numRuns: 40 },
  );
});

test("a week of 50 000 requests by quarter, model and provider adds up to the truth", async () => {
  const week = 7 * 86_400_000;
  const models = ["claude-sonnet-4-6", "claude-opus-4-6", "claude-haiku-4-5"];
  practice.ingest(
    Array.from({ length: 50_000 }, (_, index) =>
      row(noon - week + Math.floor((index * week) / 50_000), {
        model: models[index % 3] ?? "",
        usage: {
          tokensIn: index % 977,
          tokensOut: index % 89,
          cacheRead: 0,
          cacheWrite: 0,
          cacheWrite1h: 0,
        },
      }),
    ),
  );
  clock += 3_600_000;
  const second = new Date(noon - week).toISOString().replace(".000", "");
  const got = await graphql(
    practice,
    requests("count sum { cost }", `datetime_geq: "${second}"`).replace(
      "limit: 100",
      "limit: 10000",
    ),
  );
  const truth = practice.truth().reduce((sum, { costMicroUsd }) => sum + (costMicroUsd ?? 0), 0);
  expect(rowsIn(got)).toEqual([{ count: 50_000, sum: { cost: truth / 1e6 } }]);
  const quarters = await graphql(
    practice,
    requests(
      "sum { cost } dimensions { datetimeFifteenMinutes model provider }",
      `datetime_geq: "${second}"`,
      "orderBy: [datetimeFifteenMinutes_ASC]",
    ).replace("limit: 100", "limit: 10000"),
  );
  const rows = rowsIn(quarters) as { sum: { cost: number } }[];
  expect(rows).toHaveLength(7 * 96 * 3);
  const sum = rows.reduce((total, one) => total + Math.round(one.sum.cost * 1e6), 0);
  expect(sum).toBe(truth);
});
