/** The log over the management API (facts §5.3). */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { readToken } from "../../main/practice/tokens.ts";
import { ask, demo, noon, refusal, result, row, usage } from "./api-wire.ts";
import { at, type Got, start } from "./wire.ts";

let practice: Practice;
let clock = noon;
beforeEach(async () => {
  clock = noon;
  practice = await start({ now: () => clock });
});
afterEach(() => practice.close());

const logs = (query = "") => ask(practice, `${demo}/logs${query}`);
const ids = (got: Got) => (result(got) as { id: string }[]).map(({ id }) => id);
const filters = (...all: object[]) => `?filters=${encodeURIComponent(JSON.stringify(all))}`;
const minute = 60_000;

test("newest first, 20 a page unless asked otherwise, 50 at most: 100 is 400 / 7001", async () => {
  practice.ingest(
    Array.from({ length: 60 }, (_, index) =>
      row(noon - (60 - index) * minute, { id: `r${index}` }),
    ),
  );
  const first = await logs();
  expect([ids(first).length, ids(first)[0]]).toEqual([20, "r59"]);
  expect(at(first.text, "result_info")).toEqual({
    count: 20,
    page: 1,
    per_page: 20,
    total_count: 60,
  });
  expect(ids(await logs("?per_page=50&page=2"))).toHaveLength(10);
  expect(ids(await logs("?page=9"))).toEqual([]);
  const wide = await logs("?per_page=100");
  expect(refusal(wide).slice(0, 2)).toEqual([400, 7001]);
  expect(at(wide.text, "errors", 0, "path")).toEqual(["query", "per_page"]);
  expect(ids(await logs("?order_by_direction=asc&per_page=1"))).toEqual(["r0"]);
  expect((await logs("?order_by=taste")).status).toBe(400);
});

test("meta_info adds the least and the most of cost, duration and tokens", async () => {
  practice.ingest([
    row(noon - 2 * minute, { costMicroUsd: 6000, durationMs: 100 }),
    row(noon - minute, { costMicroUsd: 90_000, durationMs: 900, usage: usage(7, 8) }),
  ]);
  expect(at((await logs("?per_page=1&meta_info=true")).text, "result_info")).toMatchObject({
    total_count: 2,
    min_cost: 0.006,
    max_cost: 0.09,
    min_duration: 100,
    max_duration: 900,
    min_tokens_in: 7,
    max_tokens_in: 1000,
  });
});

test("filters are a JSON array in the query string; all of them hold", async () => {
  practice.ingest([
    row(noon - 3 * minute, { id: "a", metadata: { user: "ann", team: "blue" } }),
    row(noon - 2 * minute, { id: "b", model: "claude-opus-4-6", metadata: { user: "blue" } }),
    row(noon - minute, { id: "c", status: 429, usage: null, costMicroUsd: 0 }),
  ]);
  const found = async (...all: object[]) => ids(await logs(filters(...all)));
  expect(await found({ key: "model", operator: "eq", value: ["claude-opus-4-6"] })).toEqual(["b"]);
  expect(await found({ key: "model", operator: "contains", value: ["claude"] })).toHaveLength(3);
  expect(await found({ key: "success", operator: "eq", value: [false] })).toEqual(["c"]);
  expect(await found({ key: "cost", operator: "gt", value: [0] })).toEqual(["b", "a"]);
  expect(await found({ key: "id", operator: "eq", value: ["a", "c"] })).toEqual(["c", "a"]);
  expect(await found({ key: "id", operator: "neq", value: ["a", "c"] })).toEqual(["b"]);
  const from = new Date(noon - 2 * minute - 1).toISOString();
  const to = new Date(noon - minute).toISOString();
  expect(
    await found(
      { key: "created_at", operator: "gt", value: [from] },
      { key: "created_at", operator: "lt", value: [to] },
    ),
  ).toEqual(["b"]);
  // "`metadata.key`+`metadata.value` are matched independently".
  expect(
    await found(
      { key: "metadata.key", operator: "eq", value: ["user"] },
      { key: "metadata.value", operator: "eq", value: ["blue"] },
    ),
  ).toEqual(["b", "a"]);
});

test.each([
  "?filters=nonsense",
  "?filters={}",
  filters({ key: "colour", operator: "eq", value: ["x"] }),
  filters({ key: "model", operator: "like", value: ["x"] }),
  filters({ key: "model", operator: "eq", value: "x" }),
])("%s is no filter", async (query) => {
  expect(refusal(await logs(query)).slice(0, 2)).toEqual([400, 7001]);
});

test("the older filters still work", async () => {
  practice.ingest([
    row(noon - 2 * minute, { id: "a" }),
    row(noon - minute, { id: "b", isCached: true }),
  ]);
  expect(ids(await logs("?cached=true"))).toEqual(["b"]);
  expect(ids(await logs(`?end_date=${new Date(noon - 90_000).toISOString()}`))).toEqual(["a"]);
  expect(ids(await logs("?min_cost=0.001&model=claude-sonnet-4-6"))).toEqual(["a"]);
});

test.each([
  ["absent", {}],
  ["null", { cost: null }],
  ["zero", { cost: 0 }],
] as const)("a cost that is not known may be %s", async (unknownCost, shown) => {
  practice.set({ unknownCost });
  practice.ingest([row(noon - minute, { id: "x", model: "made-up-9" })]);
  const { cost, ...rest } = result(await ask(practice, `${demo}/logs/x`)) as { cost?: unknown };
  expect("cost" in rest || cost !== undefined ? { cost } : {}).toEqual(shown);
});

test("metadata is an object on the wire, a text by its type, or null", async () => {
  practice.ingest([
    row(noon - minute, { id: "x", metadata: { a: 1 } }),
    row(noon - minute, { id: "y" }),
  ]);
  const metadata = async (id: string) =>
    result(await ask(practice, `${demo}/logs/${id}`), "metadata");
  expect([await metadata("x"), await metadata("y")]).toEqual([{ a: 1 }, null]);
  practice.set({ metadataAs: "text" });
  expect(await metadata("x")).toBe('{"a":1}');
});

test('a row may come late: "Log not found" and filled after 460 ms', async () => {
  practice.set({ logDelayMs: ({ id }) => (id === "late" ? 460 : 0) });
  practice.ingest([row(noon - 100, { id: "late", durationMs: 100 }), row(noon, { id: "prompt" })]);
  expect((await ask(practice, `${demo}/logs/prompt`)).status).toBe(200);
  expect(refusal(await ask(practice, `${demo}/logs/late`))).toEqual([404, 7002, "Log not found"]);
  expect(at((await logs()).text, "result_info", "total_count")).toBe(1);
  clock += 460;
  expect((await ask(practice, `${demo}/logs/late`)).status).toBe(200);
});

test("a row of another aiGateway, or of none, is not found", async () => {
  practice.set({ aiGateways: ["demo", "work"] });
  practice.ingest([row(noon - minute, { id: "x", aiGatewayId: "work" })]);
  expect((await ask(practice, `${demo}/logs/x`)).status).toBe(404);
  const nowhere = await ask(practice, demo.replace("demo", "nowhere/logs"));
  expect(refusal(nowhere)).toEqual([404, 7002, "Gateway not found"]);
});

test("feedback, a score and other metadata can be noted on a row", async () => {
  practice.set({ analytics: { may: [...readToken.may, "aiGateway.edit"] } });
  practice.ingest([row(noon - minute, { id: "x" })]);
  const note = (body: object) => ask(practice, `${demo}/logs/x`, { method: "PATCH", body });
  expect((await note({ feedback: 1, score: 80, metadata: { by: "me" } })).status).toBe(200);
  expect(result(await ask(practice, `${demo}/logs/x`))).toMatchObject({
    feedback: 1,
    score: 80,
    metadata: { by: "me" },
  });
  expect((await note({ feedback: 2 })).status).toBe(400);
});

test("rows are deleted by filters, from the log alone", async () => {
  practice.set({ analytics: { may: ["aiGateway.edit"] } });
  practice.ingest([row(noon - 2 * minute, { id: "a" }), row(noon - minute, { id: "b" })]);
  const query = filters({ key: "id", operator: "eq", value: ["a"] });
  expect((await ask(practice, `${demo}/logs${query}`, { method: "DELETE" })).status).toBe(200);
  expect(ids(await logs())).toEqual(["b"]);
  expect(practice.truth()).toHaveLength(2);
  expect((await ask(practice, `${demo}/logs?limit=10001`, { method: "DELETE" })).status).toBe(400);
});

test("an account of the newer generation has no /logs at all", async () => {
  practice.set({ generation: "observability" });
  practice.ingest([row(noon - minute, { id: "x" })]);
  for (const path of ["/logs", "/logs/x", "/logs/x/response"]) {
    expect(refusal(await ask(practice, `${demo}${path}`)).slice(0, 2)).toEqual([404, 7003]);
  }
  expect((await ask(practice, demo)).status).toBe(200);
});

test("only the bodies of the last requests are remembered", async () => {
  const small = await start({ now: () => noon, remember: 1 });
  const bodies = { request: "{}", response: "{}" };
  small.ingest([row(noon - 2, { id: "old", bodies }), row(noon - 1, { id: "new", bodies })]);
  expect((await ask(small, `${demo}/logs/old/response`)).status).toBe(404);
  expect((await ask(small, `${demo}/logs/new/response`)).text).toBe("{}");
  expect((await ask(small, `${demo}/logs/old`)).status).toBe(200);
  await small.close();
});
