/** The management API's budget (facts §3.3, §7) and what else goes wrong there. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { account, aiGateways, ask, demo, graphql, noon, refusal, requests } from "./api-wire.ts";
import { at, start, throughAiGateway } from "./wire.ts";

let practice: Practice;
let clock = noon;
beforeEach(async () => {
  clock = noon;
  practice = await start({ now: () => clock });
});
afterEach(() => practice.close());

const accounts = () => ask(practice, "/accounts");
const count = () => graphql(practice, requests("count"));

test("every answer tells what is left, and how long until more is", async () => {
  await accounts();
  clock += 1000;
  const { headers } = await accounts();
  expect([
    headers["x-ratelimit-limit"],
    headers["x-ratelimit-remaining"],
    headers["x-ratelimit-reset"],
  ]).toEqual(["1200", "1198", "299"]);
  expect(headers["cf-ray"]).toBeDefined();
  expect(headers.date).toBe("Sat, 21 Nov 2026 12:00:01 GMT");
});

test('"exceeding blocks 5 min (429)", with retry-after, whatever token is shown', async () => {
  practice.set({ restPer5Minutes: 2 });
  expect([(await accounts()).status, (await accounts()).status]).toEqual([200, 200]);
  const over = await accounts();
  expect(refusal(over)).toEqual([
    429,
    971,
    "Please wait and consider throttling your request speed",
  ]);
  expect(over.headers["retry-after"]).toBe("300");
  clock += 100_000;
  const other = await ask(practice, "/user/tokens/verify", { token: practice.secrets.aiGateway });
  expect([other.status, other.headers["retry-after"]]).toEqual([429, "200"]);
  expect((await count()).status).toBe(429);
  clock += 200_000;
  expect((await accounts()).status).toBe(200);
});

test("requests older than five minutes count no more", async () => {
  practice.set({ restPer5Minutes: 2 });
  await accounts();
  clock += 299_999;
  await accounts();
  clock += 1;
  expect((await accounts()).status).toBe(200);
  expect((await accounts()).status).toBe(429);
});

test("GraphQL has a budget of its own within the general one, and says so in its own shape", async () => {
  practice.set({ graphqlPer5Minutes: 1 });
  expect((await count()).headers["x-ratelimit-remaining"]).toBe("0");
  const over = await count();
  expect([over.status, over.headers["retry-after"]]).toEqual([429, "300"]);
  expect(at(over.text, "errors", 0, "message")).toBe(
    "rate limiter budget depleted, try again after 5 minutes",
  );
});

test("a 429 can be ordered, and closes everything for five minutes like a real one", async () => {
  practice.set({ fault: "apiRateLimited", times: 1 });
  expect((await accounts()).status).toBe(429);
  expect((await accounts()).status).toBe(429);
  clock += 300_000;
  expect((await accounts()).status).toBe(200);
});

test("500 comes in the envelope, and in GraphQL's shape; the page of the edge before it is HTML", async () => {
  practice.set({ fault: "apiFailed" });
  expect(refusal(await accounts()).slice(0, 2)).toEqual([500, 10001]);
  const failed = await count();
  expect([failed.status, at(failed.text, "errors", 0, "message"), at(failed.text, "data")]).toEqual(
    [500, "Internal server error", null],
  );
  practice.set({ fault: "apiPage" });
  const page = await accounts();
  expect([page.status, page.headers["content-type"]]).toEqual([502, "text/html; charset=UTF-8"]);
});

test('"HTTP 200 with `errors[]` is a failure": either side can do that', async () => {
  practice.set({ fault: "apiErrorIn200" });
  const rest = await accounts();
  expect([rest.status, at(rest.text, "success")]).toEqual([200, false]);
  const analytics = await count();
  expect([analytics.status, at(analytics.text, "data")]).toEqual([200, null]);
});

test("a body may be cut, be no JSON, come late, or never", async () => {
  practice.set({ fault: "apiCut", times: 1 });
  const cut = await accounts();
  expect([cut.broken, cut.raw.length > 0]).toEqual([true, true]);
  practice.set({ fault: "apiNoJson", times: 1 });
  expect(() => JSON.parse('{"success":true,"result":[{"id":')).toThrow();
  expect((await accounts()).text).toBe('{"success":true,"result":[{"id":');
  practice.set({ fault: "apiSlow", afterMs: 60, times: 1 });
  const startedAt = Date.now();
  expect((await accounts()).status).toBe(200);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(55);
  practice.set({ fault: "apiHangup", times: 1 });
  await expect(accounts()).rejects.toThrow();
  practice.set({ fault: "apiHang", times: 1 });
  const left = new AbortController();
  practice.forget();
  const waiting = fetch(`${practice.cloudflareApi}/accounts`, {
    headers: { authorization: `Bearer ${practice.secrets.analytics}` },
    signal: left.signal,
  });
  await Promise.all([
    expect(waiting).rejects.toThrow(),
    vi.waitFor(() => expect(practice.asked()).toHaveLength(1), 20_000).then(() => left.abort()),
  ]);
  expect(practice.asked()[0]?.status).toBeNull();
  expect((await accounts()).status).toBe(200);
});

test("an order may name one resource, and leaves the traffic alone", async () => {
  practice.set({ fault: "apiFailed", slug: "logs" });
  expect((await ask(practice, `${demo}/logs`)).status).toBe(500);
  expect((await ask(practice, aiGateways)).status).toBe(200);
  practice.set({ fault: "rateLimited", times: 1 });
  expect((await throughAiGateway(practice)).status).toBe(429);
  expect((await ask(practice, `${demo}/logs`)).status).toBe(500);
  practice.set({ fault: null, slug: "logs" });
  expect((await ask(practice, `${demo}/logs`)).status).toBe(200);
});

test("an answer spelled out is given as it is", async () => {
  practice.set({ fault: { at: "api", status: 418, body: "tea", headers: { "x-pot": "1" } } });
  const got = await accounts();
  expect([got.status, got.text, got.headers["x-pot"]]).toEqual([418, "tea", "1"]);
});

test("what was asked is remembered, without the token, until it is forgotten", async () => {
  await ask(practice, `${account}/ai-gateway/gateways?page=2`);
  await count();
  await ask(practice, "/nothing");
  expect(practice.asked()).toEqual([
    {
      at: noon,
      method: "GET",
      path: "/accounts/practice/ai-gateway/gateways?page=2",
      resource: "aiGateways",
      body: "",
      status: 200,
    },
    expect.objectContaining({ path: "/graphql", resource: "graphql", status: 200 }),
    expect.objectContaining({ path: "/nothing", resource: null, status: 404 }),
  ]);
  expect(JSON.stringify(practice.asked())).not.toContain(practice.secrets.analytics);
  practice.forget();
  expect(practice.asked()).toEqual([]);
  expect(practice.seen()).toEqual([]);
});
