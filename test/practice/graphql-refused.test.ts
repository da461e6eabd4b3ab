/** What the practice analytics refuse, and what they say of themselves (facts §6): one wrong word fails the whole query. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { ask, graphql, inAccount, noon, requests, row, rowsIn } from "./api-wire.ts";
import { at, type Got, start } from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await start({ now: () => noon });
});
afterEach(() => practice.close());

const day = 86_400_000;
const second = (atMs: number) => new Date(atMs).toISOString().replace(/\.\d+Z$/, "Z");
const complaint = (got: Got) => at(got.text, "errors", 0, "message");
const range = (from: number, to: number) =>
  `datetime_geq: "${second(from)}", datetime_lt: "${second(to)}"`;

test.each([
  ["a field", requests("count nonsense"), /^unknown field "nonsense"/],
  ["a sum", requests("sum { cost dollars }"), /^unknown field "dollars"/],
  ["a dimension", requests("dimensions { day }"), /^unknown field "day"/],
  ["a dataset", inAccount("aiGatewayMiracles(limit: 1) { count }"), /^unknown field/],
  ["a root", "{ me { name } }", /^unknown field "me"/],
  ["a filter", requests("count", 'colour: "red"'), /^unknown arg colour/],
  ["an argument", requests("count", "", "first: 1"), /^unknown arg first/],
])("%s that is not known is HTTP 400 for the whole query", async (_, query, words) => {
  for (const graphqlErrorsAs of ["status", "ok"] as const) {
    practice.set({ graphqlErrorsAs });
    const got = await graphql(practice, query);
    expect([got.status, at(got.text, "data")]).toEqual([400, null]);
    expect(complaint(got)).toMatch(words);
  }
});

test("a field that is known and not for this account fails the whole query too, and is not among the available ones", async () => {
  practice.set({ unentitledFields: ["sum_cacheReadTokens"] });
  const got = await graphql(practice, requests("count sum { cost cacheReadTokens }"));
  expect([got.status, complaint(got)]).toEqual([
    400,
    "account 'practice' does not have access to the field 'cachereadtokens'",
  ]);
  const inner = "settings { aiGatewayRequestsAdaptiveGroups { availableFields } }";
  const said = (await graphql(practice, inAccount(inner))).text;
  expect(said).toContain('"sum_cost"');
  expect(said).not.toContain("cacheReadTokens");
});

test.each([
  ["no limit", inAccount("aiGatewayRequestsAdaptiveGroups(filter: {}) { count }")],
  ["a limit of 0", inAccount("aiGatewayRequestsAdaptiveGroups(limit: 0) { count }")],
  ["a limit above 10 000", inAccount("aiGatewayRequestsAdaptiveGroups(limit: 10001) { count }")],
])("%s: limit must be positive number and not greater than 10000", async (_, query) => {
  const got = await graphql(practice, query);
  expect([got.status, complaint(got)]).toEqual([
    400,
    "limit must be positive number and not greater than 10000",
  ]);
});

test("32 days are a query, more are not; 62 days back are there, more are not", async () => {
  const asked = (from: number, to: number) => graphql(practice, requests("count", range(from, to)));
  expect((await asked(noon - 32 * day, noon)).status).toBe(200);
  const wide = await asked(noon - 32 * day - 1000, noon);
  expect([wide.status, complaint(wide)]).toEqual([
    400,
    'account "practice" cannot request a time range wider than 4w4d, but your query time range spans 4w4d1s',
  ]);
  expect((await asked(noon - 62 * day, noon - 31 * day)).status).toBe(200);
  const old = await asked(noon - 62 * day - 1000, noon - 40 * day);
  expect([old.status, complaint(old)]).toEqual([
    400,
    'account "practice" cannot request data older than 8w6d, but your query requests data from 8w6d1s ago',
  ]);
});

test("30 fields are a query, 31 are not", async () => {
  const sums = (count: number) =>
    `sum { ${Array.from({ length: count }, (_, index) => `a${index}: cost`).join(" ")} }`;
  expect((await graphql(practice, requests(sums(30)))).status).toBe(200);
  const many = await graphql(practice, requests(sums(31)));
  expect([many.status, complaint(many)]).toEqual([400, "number of fields can't be more than 30"]);
});

test("the same complaint may come in an HTTP 200", async () => {
  practice.set({ graphqlErrorsAs: "ok" });
  const got = await graphql(practice, requests("count", range(noon - 63 * day, noon - 62 * day)));
  expect([got.status, at(got.text, "data")]).toEqual([200, null]);
  expect(complaint(got)).toMatch(/cannot request data older than/);
});

test("an account that is another's, or none at all, is 403; a stranger is 401", async () => {
  const query = requests("count");
  for (const tag of ["nowhere", ""]) {
    const got = await graphql(practice, query.replace('"practice"', `"${tag}"`));
    expect([got.status, complaint(got)]).toEqual([403, "not authorized for that account"]);
  }
  const stranger = await ask(practice, "/graphql", { body: { query }, token: "cfut_nobody" });
  expect([stranger.status, complaint(stranger)]).toEqual([401, "Unauthorized"]);
});

test.each([
  ["a bad moment", requests("count", 'datetime_geq: "yesterday"')],
  ["a moment for a date", requests("count", 'date_geq: "2026-11-21T00:00:00Z"')],
  ["a text for a number", requests("count", 'statusCode: "429"')],
  ["one for several", requests("count", 'model_in: "a"')],
  ["an order that is none", requests("count", "", "orderBy: [taste_ASC]")],
  ["an order by what is not grouped", requests("count", "", "orderBy: [model_ASC]")],
  ["a scalar with parts", requests("count { more }")],
  ["an object without", requests("sum")],
  ["no query", ""],
  ["half a query", "{ viewer {"],
  ["a mutation", "mutation { viewer }"],
  [
    "a variable nobody gave",
    "query A($x: String!) { viewer { accounts(filter: { accountTag: $x }) { settings { a } } } }",
  ],
  ["a variable nobody declared", inAccount("aiGatewayRequestsAdaptiveGroups(limit: $x) { count }")],
])("%s is refused with HTTP 400", async (_, query) => {
  const got = await graphql(practice, query);
  expect([got.status, at(got.text, "data")]).toEqual([400, null]);
});

test("variables may be texts, numbers, lists and whole filters; both spellings of their types are taken", async () => {
  practice.ingest([row(noon - 3_600_000, { model: "a" }), row(noon - 3_600_000, { model: "b" })]);
  const query = `query A($tag: string!, $limit: uint64!, $filter: AccountAiGatewayRequestsAdaptiveGroupsFilter_InputObject!, $unused: [Time!]) {
    viewer { accounts(filter: { accountTag: $tag }) {
      aiGatewayRequestsAdaptiveGroups(limit: $limit, filter: $filter) { count }
    } }
  }`;
  const filter = { model_in: ["a"], datetime_geq: second(noon - day) };
  const got = await graphql(practice, query, { tag: "practice", limit: 5, filter });
  expect(rowsIn(got)).toEqual([{ count: 1 }]);
});

test("settings tell the limits of the account", async () => {
  const inner =
    "settings { aiGatewayRequestsAdaptiveGroups { enabled maxDuration maxNumberOfFields maxPageSize notOlderThan } }";
  const got = await graphql(practice, inAccount(inner));
  expect(at(got.text, "data", "viewer", "accounts", 0, "settings")).toEqual({
    aiGatewayRequestsAdaptiveGroups: {
      enabled: true,
      maxDuration: 2_764_800,
      maxNumberOfFields: 30,
      maxPageSize: 10_000,
      notOlderThan: 5_356_800,
    },
  });
});

test("`__type` tells the fields, also the sums that are seen by introspection alone", async () => {
  const type = (name: string, rest: string) =>
    graphql(practice, `{ t: __type(name: "${name}") { ${rest} } }`);
  const name = "AccountAiGatewayRequestsAdaptiveGroups";
  const sum = await type(`${name}Sum`, "fields { name }");
  expect(at(sum.text, "data", "t", "fields")).toContainEqual({ name: "cacheWriteTokens" });
  const filter = await type(`${name}Filter_InputObject`, "kind inputFields { name type { name } }");
  expect(at(filter.text, "data", "t", "inputFields")).toContainEqual({
    name: "datetime_geq",
    type: { name: "Time" },
  });
  expect((await type("account", "fields { name }")).text).toContain(
    '"aiGatewayRequestsAdaptiveGroups"',
  );
  expect(at((await type("Nothing", "name")).text, "data", "t")).toBeNull();
});

test("whatever is asked, the answer is GraphQL's: never a defect, never silence", async () => {
  const words = fc.constantFrom(
    ...'{ } ( ) [ ] : , $ ! ... @ " 1 -2.5 null true query viewer accounts filter accountTag limit count sum'.split(
      " ",
    ),
    '"practice"',
    "aiGatewayRequestsAdaptiveGroups",
    "#x\n",
    "€",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.array(words).map((all) => all.join(" ")),
        fc.string(),
      ),
      fc.jsonValue(),
      async (query, variables) => {
        const got = await ask(practice, "/graphql", { body: { query, variables } });
        expect(at(got.text, "data") === null || got.status === 200).toBe(true);
        practice.forget();
      },
    ),
    { numRuns: 150 },
  );
});
