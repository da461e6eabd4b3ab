/** An aiGateway is made safe from its first moment, once, and none that exists is ever changed. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCloudflare } from "../../main/cloudflare/cloudflare.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import type { FarEnd } from "../support/far-end.ts";
import { clientOn, done, farEnd, options, refused } from "./far.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await startPractice();
  practice.set({ analytics: { may: ["aiGateway.edit", "accounts.read"] } });
});
afterEach(() => practice.close());

const client = () =>
  createCloudflare({
    ...options("x"),
    base: practice.cloudflareApi,
    token: practice.secrets.analytics,
  });
const posts = () => practice.asked().filter(({ method }) => method !== "GET");

describe("a new one", () => {
  test("is authenticated, without a response cache, with logs, for own keys alone", async () => {
    expect(await client().createAiGateway("practice", "sluice-1")).toEqual({
      ok: true,
      value: { id: "sluice-1", authentication: true, collectsLogs: true, cacheTtlSeconds: null },
    });
    expect(JSON.parse(posts()[0]?.body ?? "")).toEqual({
      id: "sluice-1",
      authentication: true,
      byok_only: true,
      cache_invalidate_on_update: true,
      cache_ttl: 0,
      collect_logs: true,
      rate_limiting_interval: null,
      rate_limiting_limit: null,
    });
    const all = await client().aiGateways("practice");
    expect(all.ok && all.value.map(({ id }) => id)).toContain("sluice-1");
  });

  test("needs a permission of its own, which is named", async () => {
    practice.set({ analytics: { may: ["aiGateway.read", "accounts.read"] } });
    expect(await client().createAiGateway("practice", "mine")).toMatchObject({
      ok: false,
      code: "cloudflare.needsAiGatewayEdit",
    });
  });

  test("is one too many where there are as many as the account may have", async () => {
    practice.set({ aiGateways: Array.from({ length: 10 }, (_, i) => `g${i}`) });
    expect(await client().createAiGateway("practice", "mine")).toMatchObject({
      ok: false,
      code: "cloudflare.limitReached",
    });
  });
});

test("one that exists is not touched: nothing is written", async () => {
  expect(await client().createAiGateway("practice", "demo")).toMatchObject({
    ok: false,
    code: "cloudflare.aiGatewayExists",
  });
  expect(posts()).toEqual([]);
});

test.each(["Capital", "-a", "a-", "a--b", "a b", "", "../x", "a".repeat(65)])(
  "%j is no id of an aiGateway, and nothing is asked",
  async (id) => {
    expect(await client().createAiGateway("practice", id)).toMatchObject({
      code: "cloudflare.inputInvalid",
    });
    expect(practice.asked()).toEqual([]);
  },
);

describe("when the answer to making one is lost", () => {
  test("it is there: then it was made, and nothing is made twice", async () => {
    practice.set({ fault: "apiCut", slug: "aiGateways", times: 1 });
    // The first question is the look whether it is there; it is asked again.
    expect(await client().createAiGateway("practice", "mine")).toMatchObject({ ok: true });
    expect(posts()).toHaveLength(1);
  });
});

describe("answers of other kinds", () => {
  const open: FarEnd[] = [];
  afterEach(async () => {
    for (const far of open.splice(0)) await far.close();
  });
  const missing = refused(404, 7002, "Gateway not found");
  const info = { id: "mine", authentication: true, collect_logs: true, cache_ttl: 300 };

  async function on(post: ReturnType<typeof done> | null, after = missing, count = 0) {
    let isMade = false;
    const far = await farEnd(({ method, target }) => {
      if (method === "POST") {
        isMade = true;
        return post;
      }
      if (target.includes("?")) return done(Array.from({ length: count }, () => info));
      return isMade ? after : missing;
    });
    open.push(far);
    const outcome = await clientOn(far).createAiGateway("acc", "mine");
    return { outcome, posts: far.requests.filter(({ method }) => method === "POST").length };
  }

  test.each([
    ["the connection breaks", null],
    ["the edge has a page for it", { status: 502, body: "<html>" }],
  ])("%s, and it was made all the same", async (_, post) => {
    const { outcome, posts } = await on(post, done(info));
    expect(outcome).toMatchObject({ ok: true, value: { id: "mine", cacheTtlSeconds: 300 } });
    expect(posts).toBe(1);
  });

  test("the connection breaks, and it was not made", async () => {
    const { outcome, posts } = await on(null);
    expect(outcome).toMatchObject({ ok: false, code: "cloudflare.unreachable" });
    expect(posts).toBe(1);
  });

  test.each([
    [refused(409, 7001, "x"), 0, "aiGatewayExists"],
    [refused(400, 7001, "A gateway with this name already exists"), 0, "aiGatewayExists"],
    [refused(400, 1234, "You have reached the maximum number of gateways"), 0, "limitReached"],
    [refused(400, 1234, "no"), 10, "limitReached"],
    [refused(400, 1234, "no"), 9, "inputInvalid"],
    [refused(400, 7001, "cache_ttl: Required"), 10, "inputInvalid"],
    [refused(403, 10000, "Authentication error"), 10, "needsAiGatewayEdit"],
    [refused(404, 7003, "Could not route"), 0, "accountNotFound"],
  ])("%j with %s there is %s", async (post, count, name) => {
    const { outcome } = await on(post, missing, count);
    expect(outcome).toMatchObject({ ok: false, code: `cloudflare.${name}` });
  });

  test("success without a word of what was made is looked up", async () => {
    const { outcome } = await on(done(null), done(info));
    expect(outcome).toMatchObject({ ok: true, value: { id: "mine" } });
  });
});
