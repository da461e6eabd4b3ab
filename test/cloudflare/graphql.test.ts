/** Analytics that answer otherwise than expected: other limits, other fields, words instead of codes, answers that are none. */
import { afterEach, describe, expect, test } from "vitest";
import { budgetWindowMs, createBudget } from "../../main/core/budget.ts";
import type { FarEnd } from "../support/far-end.ts";
import { clientOn, done, farEnd, type Said } from "./far.ts";

const open: FarEnd[] = [];
afterEach(async () => {
  for (const far of open.splice(0)) await far.close();
});

type Asked = { readonly query: string; readonly variables: Record<string, string> };
type Answers = {
  /** Of the dataset; undefined: the account has no settings. */
  readonly settings?: object | Said;
  readonly groups: (asked: Asked) => unknown;
  readonly all?: number;
};

const isSaid = (value: object): value is Said => "body" in value;
const inside = (account: object): Said => ({
  body: { data: { viewer: { accounts: [account] } }, errors: null },
});
const complaint = (message: string, status = 200): Said => ({
  status,
  body: { data: null, errors: [{ message, path: null, extensions: { timestamp: "x" } }] },
});

const now = Date.UTC(2026, 10, 21, 12);
const quarter = 900_000;
const from = now - 4 * quarter;

async function far({ settings, groups, all = 0 }: Answers) {
  const asked: Asked[] = [];
  const started = await farEnd((request) => {
    if (request.method === "GET") return done([], { result_info: { total_count: 1 } });
    const one: Asked = JSON.parse(request.body.toString());
    asked.push(one);
    if (one.query.includes("Limits")) {
      if (settings && isSaid(settings)) return settings;
      return inside({ settings: settings ? { aiGatewayRequestsAdaptiveGroups: settings } : null });
    }
    if (one.query.includes("Control")) return inside({ all: [{ n: all }] });
    const said = groups(one);
    return typeof said === "object" && said !== null && isSaid(said)
      ? said
      : inside({ groups: said });
  });
  open.push(started);
  const budget = createBudget(() => now);
  const client = clientOn(started, { now: () => now, budget });
  const read = (fromMs = from, toMs = now) => client.quarters("acc", "gw", fromMs, toMs);
  const questions = () => asked.filter(({ query }) => query.includes("Quarters"));
  return { read, asked, questions, budget };
}

const group = (at: number, more: object = {}) => ({
  n: 1,
  d: { at: new Date(at).toISOString(), m: "model", p: "provider" },
  s: { cost: 0.5, in: 1, out: 2, hits: 0, errors: 0 },
  ...more,
});

describe("fields", () => {
  const sumsIn = async (settings: Answers["settings"]) => {
    const { read, questions } = await far({
      groups: () => [group(from)],
      ...(settings && { settings }),
    });
    await read();
    return /sum \{ (.*) \}/.exec(questions()[0]?.query ?? "")?.[1];
  };
  const official = "cost: cost in: tokensIn out: tokensOut";

  test("are those of the official example where nobody names any", async () => {
    expect(await sumsIn(undefined)).toBe(official);
    expect(await sumsIn({})).toBe(official);
    expect(await sumsIn(complaint('unknown field "settings"', 400))).toBe(official);
  });

  test("are all we can use of those that are named", async () => {
    const availableFields = [
      "count",
      "sum_cost",
      "sum_tokensIn",
      "sum_tokensOut",
      "sum_cachedRequests",
    ];
    expect(await sumsIn({ availableFields })).toBe(`${official} hits: cachedRequests`);
  });

  test("are the two kinds of tokens where there is no sum of all", async () => {
    const availableFields = [
      "sum_cost",
      "sum_uncachedTokensIn",
      "sum_cachedTokensIn",
      "sum_tokensOut",
    ];
    expect(await sumsIn({ availableFields })).toBe(
      "cost: cost out: tokensOut in: uncachedTokensIn in2: cachedTokensIn",
    );
  });
});

test("two kinds of tokens are added", async () => {
  const s = { cost: "0.25", in: 1, in2: "2", out: 3, out2: 4 };
  const { read } = await far({ groups: () => [group(from, { s })] });
  expect(await read()).toMatchObject({
    value: {
      groups: [{ tokensIn: 3, tokensOut: 7, costMicroUsd: 250_000, errors: 0, cacheHits: 0 }],
    },
  });
});

test("a range told by datetime that is refused is told by quarters instead, from then on", async () => {
  const { read, questions } = await far({
    groups: ({ query }) =>
      query.includes(" datetime_geq")
        ? complaint('error parsing args: unknown arg "datetime_geq"', 400)
        : [group(from)],
  });
  expect(await read()).toMatchObject({ ok: true });
  expect(await read()).toMatchObject({ ok: true });
  expect(questions()).toHaveLength(3);
});

test("times are told to the second", async () => {
  const { read, questions } = await far({ groups: () => [group(from)] });
  await read();
  expect(questions()[0]?.variables).toMatchObject({
    from: "2026-11-21T11:00:00Z",
    to: "2026-11-21T12:00:00Z",
  });
});

describe("limits that Cloudflare names", () => {
  test("a smaller page is a full page sooner", async () => {
    const { read, questions } = await far({
      settings: { maxPageSize: "1000" },
      groups: ({ variables: { from = "", to = "" } }) => {
        const starts = [];
        for (let at = Date.parse(from); at < Date.parse(to); at += quarter)
          starts.push(...Array<object>(400).fill(group(at)));
        return starts.slice(0, 1_000);
      },
    });
    const outcome = await read();
    expect(
      outcome.ok && outcome.value.groups.map(({ startAt }) => (startAt - from) / quarter),
    ).toEqual([0, 1, 2, 3]);
    expect(questions()[0]?.query).toMatch(/limit: 1000\n/);
  });

  test("a page full of one quarter is no answer", async () => {
    const groups = () => Array<object>(1_000).fill(group(from));
    const { read } = await far({ settings: { maxPageSize: 1_000 }, groups });
    expect(await read(from, from + quarter)).toMatchObject({
      ok: false,
      code: "cloudflare.failed",
      detail: "more than a page",
    });
  });

  test("a page longer than what was asked for is no answer, and costs no second question", async () => {
    const groups = () => Array<object>(1_001).fill(group(from));
    const { read, questions } = await far({ settings: { maxPageSize: 1_000 }, groups });
    expect(await read()).toMatchObject({ ok: false, code: "cloudflare.failed" });
    expect(questions()).toHaveLength(1);
  });

  test.each([0, 1, 999, -1, "few"])(
    "a page of %j is as if nobody had said",
    async (maxPageSize) => {
      const { read, questions } = await far({
        settings: { maxPageSize },
        groups: () => [group(from)],
      });
      expect(await read()).toMatchObject({ ok: true });
      expect(questions()[0]?.query).toMatch(/limit: 10000\n/);
    },
  );

  test("a shorter range means more questions", async () => {
    const { read, questions } = await far({
      settings: { maxDuration: 1_800, notOlderThan: 86_400 },
      groups: ({ variables }) => [group(Date.parse(variables.from ?? ""))],
    });
    expect(await read()).toMatchObject({ ok: true });
    expect(questions()).toHaveLength(2);
    // A day back: what was asked for from before it is not read, and nobody takes it for empty.
    const reached = Math.ceil((now - 86_400_000) / quarter + 1) * quarter;
    expect(await read(now - 90_000_000)).toMatchObject({ ok: true, value: { fromMs: reached } });
    expect(await read(now - 99_000_000, now - 90_000_000)).toMatchObject({
      code: "cloudflare.analyticsRefused",
    });
  });

  test("not enabled is refused", async () => {
    const { read, questions } = await far({ settings: { enabled: false }, groups: () => [] });
    expect(await read()).toMatchObject({ code: "cloudflare.analyticsRefused" });
    expect(questions()).toHaveLength(0);
  });
});

test.each([
  "cannot request a time range wider than 1h, but your query time range spans 4h",
  "query consumed excessive resources, please try running smaller queries",
])("what is too much at once is asked for in halves: %s", async (message) => {
  const { read, questions } = await far({
    groups: ({ variables: { from = "", to = "" } }) =>
      Date.parse(to) - Date.parse(from) > quarter
        ? complaint(message, 400)
        : [group(Date.parse(from))],
  });
  const outcome = await read();
  expect(outcome.ok && outcome.value.groups).toHaveLength(4);
  expect(questions()).toHaveLength(7);
});

test("an answer longer than anything we read is asked for in halves", async () => {
  const { read } = await far({
    groups: ({ variables: { from = "", to = "" } }) =>
      Date.parse(to) - Date.parse(from) > quarter
        ? { body: " ".repeat(3_000_000) }
        : [group(Date.parse(from))],
  });
  const outcome = await read();
  expect(outcome.ok && outcome.value.groups).toHaveLength(4);
});

describe("words", () => {
  test.each([
    ["not authorized for that account", "needsAnalyticsRead"],
    ["account does not have access to the path", "needsAnalyticsRead"],
    ["rate limiter budget depleted, try again after 5 minutes", "rateLimited"],
    ["cannot request data older than 2678400s", "analyticsRefused"],
    ["not available for your plan. Upgrade to pro", "analyticsRefused"],
    ['unknown field "coast"', "analyticsRefused"],
    ["Internal server error", "failed"],
    ["unable to execute query, please try again later", "failed"],
    ["too many queries in progress, please try again later", "failed"],
  ])("%s, in a 200", async (message, name) => {
    const { read, budget } = await far({ groups: () => complaint(message) });
    expect(await read()).toMatchObject({ ok: false, code: `cloudflare.${name}` });
    expect(budget.waitMs("graphql")).toBe(name === "rateLimited" ? budgetWindowMs : 0);
    expect(budget.waitMs("rest")).toBe(0);
  });

  test("half an answer beside a complaint is none", async () => {
    const half = { data: { viewer: { accounts: [{ groups: [group(from)] }] } } };
    const { read } = await far({
      groups: () => ({ body: { ...half, errors: [{ message: "Internal server error" }] } }),
    });
    expect(await read()).toMatchObject({ ok: false, code: "cloudflare.failed" });
  });
});

describe("answers that are none", () => {
  test.each<[string, unknown]>([
    ["no groups", undefined],
    ["null", null],
    ["something else", { a: 1 }],
    ["a group without a count", [group(from), group(from, { n: null })]],
    ["a group without a time", [group(from, { d: { at: "soon", m: "model", p: "provider" } })]],
    ["a group without sums", [group(from, { s: null })]],
    ["a group of another day", [group(from - 96 * quarter)]],
    ["a group between quarters", [group(from + 60_000)]],
    ["not of GraphQL", { body: { hello: 1 } }],
    ["a list", { body: [] }],
    ["no data", { body: { data: null, errors: null } }],
  ])("%s", async (_, said) => {
    const { read } = await far({ groups: () => said });
    expect(await read()).toMatchObject({ ok: false, code: "cloudflare.failed" });
  });

  test("no account at all is a missing permission", async () => {
    const { read } = await far({
      groups: () => ({ body: { data: { viewer: { accounts: [] } }, errors: null } }),
    });
    expect(await read()).toMatchObject({ code: "cloudflare.needsAnalyticsRead" });
  });
});

test("groups without a name are one group, called unknown", async () => {
  const nameless = (model: unknown) =>
    group(from, { d: { at: new Date(from).toISOString(), m: model } });
  const { read } = await far({ groups: () => [nameless(null), nameless(""), nameless(undefined)] });
  expect(await read()).toMatchObject({
    value: {
      groups: [{ provider: "unknown", model: "unknown", requests: 3, costMicroUsd: 1_500_000 }],
    },
  });
});
