/** Routes that choose between models, as Cloudflare's JSON configuration draws them. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { holds } from "../../main/practice/dynamic-route.ts";
import type { Practice } from "../../main/practice/practice.ts";
import { aiGatewayToken, at, fetchRaw, inside, start } from "./wire.ts";

let practice: Practice;
let clock = 0;
beforeEach(async () => {
  clock = Date.UTC(2026, 10, 22, 12);
  practice = await start({ now: () => clock });
  const { groq = "", mistral = "" } = practice.keys;
  practice.set({ storedKeys: { groq: { default: groq }, mistral: { default: mistral } } });
});
afterEach(() => practice.close());

const to = (elementId: string) => ({ elementId });
const begin = (next: string) => ({ id: "s", type: "start", outputs: { next: to(next) } });
const end = { id: "e", type: "end", outputs: {} };
const model = (id: string, provider: string, fallback = "e", more: object = {}) => ({
  id,
  type: "model",
  properties: { provider, model: `${provider}-large`, ...more },
  outputs: { success: to("e"), fallback: to(fallback) },
});
const draw = (...elements: readonly Record<string, unknown>[]) =>
  practice.set({ dynamicRouteElements: { support: [...elements, end] } });
const ask = (headers: object = {}, name = "support") =>
  fetchRaw(inside(practice, "/compat/chat/completions"), {
    headers: { ...aiGatewayToken(practice), ...headers },
    body: { model: `dynamic/${name}`, messages: [{ role: "user", content: "hi" }] },
  });
const chosen = async (headers: object = {}) => {
  const got = await ask(headers);
  return [got.status, got.headers["cf-aig-provider"], got.headers["cf-aig-step"]];
};

test("start, a model, the end: its provider is asked with the stored key and the model's own name, and both are said", async () => {
  draw(begin("m"), model("m", "groq"));
  const got = await ask();
  expect([got.status, at(got.text, "model")]).toEqual([200, "groq-large"]);
  expect([got.headers["cf-aig-model"], got.headers["cf-aig-provider"]]).toEqual([
    "groq-large",
    "groq",
  ]);
  const seen = practice.seen().at(-1);
  expect([seen?.host, seen?.path]).toEqual(["api.groq.com", "/openai/v1/chat/completions"]);
  expect(at(String(seen?.body), "model")).toBe("groq-large");
});

test("a model that fails, after its retries, gives way to its fallback; without one its failure is the answer", async () => {
  draw(begin("a"), model("a", "groq", "b", { retries: 2 }), model("b", "mistral"));
  practice.set({ fault: "providerFailed", slug: "groq" });
  expect(await chosen()).toEqual([200, "mistral", "1"]);
  expect(practice.seen().filter(({ slug }) => slug === "groq")).toHaveLength(3);
  draw(begin("a"), model("a", "groq"));
  expect((await ask()).status).toBe(500);
});

test("a model that is silent gives way as well", async () => {
  draw(begin("a"), model("a", "groq", "b", { timeout: 50 }), model("b", "mistral"));
  practice.set({ fault: "slowFirstByte", slug: "groq", afterMs: 60_000, times: 1 });
  expect(await chosen()).toEqual([200, "mistral", "1"]);
});

test("a condition looks at metadata, headers and the body", async () => {
  const condition = { "metadata.plan": { $eq: "free" }, "body.messages": { $exists: true } };
  const outputs = { true: to("a"), false: to("b") };
  const fork = { id: "c", type: "conditional", properties: { condition }, outputs };
  draw(begin("c"), fork, model("a", "groq"), model("b", "mistral"));
  const plan = (name: string) => ({ "cf-aig-metadata": JSON.stringify({ plan: name }) });
  expect(await chosen(plan("free"))).toEqual([200, "groq", "0"]);
  expect(await chosen(plan("paid"))).toEqual([200, "mistral", "0"]);
  expect(await chosen()).toEqual([200, "mistral", "0"]);
});

test("shares are kept to, and the rest goes where else leads", async () => {
  const split = (outputs: object) => ({ id: "p", type: "percentage", outputs });
  draw(
    begin("p"),
    split({ "100%": to("a"), else: to("b") }),
    model("a", "groq"),
    model("b", "mistral"),
  );
  expect(await chosen()).toEqual([200, "groq", "0"]);
  draw(
    begin("p"),
    split({ "0%": to("a"), else: to("b") }),
    model("a", "groq"),
    model("b", "mistral"),
  );
  expect(await chosen()).toEqual([200, "mistral", "0"]);
});

test("a limit by a key sends on what is beyond it; without a way on it is 2003, and each value counts apart", async () => {
  const properties = { limitType: "count", key: "metadata.user", limit: 1, interval: 60 };
  const limit = (outputs: object) => ({ id: "l", type: "rate", properties, outputs });
  const user = (name: string) => ({ "cf-aig-metadata": JSON.stringify({ user: name }) });
  draw(
    begin("l"),
    limit({ success: to("a"), fallback: to("b") }),
    model("a", "groq"),
    model("b", "mistral"),
  );
  expect(await chosen(user("x"))).toEqual([200, "groq", "0"]);
  expect(await chosen(user("x"))).toEqual([200, "mistral", "0"]);
  expect(await chosen(user("y"))).toEqual([200, "groq", "0"]);
  draw(begin("l"), limit({ success: to("a") }), model("a", "groq"));
  const got = await ask(user("x"));
  expect([got.status, at(got.text, "error", 0, "code")]).toEqual([429, 2003]);
  clock += 60_000;
  expect(await chosen(user("x"))).toEqual([200, "groq", "0"]);
});

test("a limit of money counts what the key's value has cost", async () => {
  const properties = { limitType: "cost", key: "metadata.user", limit: 0.000_1, window: 60 };
  const outputs = { success: to("a"), fallback: to("b") };
  draw(
    begin("l"),
    { id: "l", type: "rate", properties, outputs },
    model("a", "groq"),
    model("b", "mistral"),
  );
  const made = { createdAt: clock, provider: "groq", model: "m", usage: null, costMicroUsd: 200 };
  practice.ingest([{ id: "one", ...made, metadata: { user: "x" } }]);
  const user = (name: string) => ({ "cf-aig-metadata": JSON.stringify({ user: name }) });
  expect(await chosen(user("x"))).toEqual([200, "mistral", "0"]);
  expect(await chosen(user("y"))).toEqual([200, "groq", "0"]);
  clock += 60_000;
  expect(await chosen(user("x"))).toEqual([200, "groq", "0"]);
});

test("a used up budget of the first model leads to the second", async () => {
  const rule = { id: "r", limit: 0.000_001, limitType: "cost", window: 60 };
  const own = { ...rule, provider: { mode: "filter", values: ["groq"] } };
  practice.ingest([
    {
      ...{ id: "one", createdAt: clock, provider: "groq", model: "groq-large" },
      ...{ usage: null, costMicroUsd: 5 },
    },
  ]);
  practice.set({ aiGatewayFields: { spend_limits: { enabled: true, rules: [own] } } });
  draw(begin("a"), model("a", "groq", "b"), model("b", "mistral"));
  expect(await chosen()).toEqual([200, "mistral", "1"]);
});

test("a route that is not there, one in a circle, one that asks nobody, and an open aiGateway are refused", async () => {
  expect((await ask({}, "nobody")).status).toBe(400);
  draw(begin("s"));
  expect((await ask()).status).toBe(400);
  draw(begin("e"));
  expect((await ask()).status).toBe(400);
  draw(begin("m"), model("m", "groq"));
  practice.set({ authentication: false });
  expect((await ask()).status).toBe(401);
});

test.each([
  [{ "metadata.n": { $gt: 3, $lte: 5 } }, true],
  [{ "metadata.n": { $in: [1, 2] } }, false],
  [{ $or: [{ "metadata.n": 9 }, { "metadata.n": 5 }] }, true],
  [{ $not: { "metadata.n": { $ne: 5 } } }, true],
  [{ $and: [{ "metadata.n": { $gte: 5 } }, { "metadata.n": { $lt: 5 } }] }, false],
  [{ "metadata.n": { $nin: [1] }, "headers.x": { $exists: false } }, true],
  [{ "metadata.n": { $constructor: 5 } }, false],
  ["text", false],
])("%j holds: %s", (condition, isTrue) => {
  expect(holds(condition, { body: {}, headers: {}, metadata: { n: 5 } })).toBe(isTrue);
});
