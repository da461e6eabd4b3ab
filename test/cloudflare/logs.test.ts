/** What a single request cost, by the id its answer carried; how many there were; and what is left of the credit. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCloudflare } from "../../main/cloudflare/cloudflare.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import type { FarEnd } from "../support/far-end.ts";
import { clientOn, done, farEnd, options, refused } from "./far.ts";

const now = Date.UTC(2026, 10, 21, 12);
let practice: Practice;
beforeEach(async () => {
  practice = await startPractice({ now: () => now });
});
afterEach(() => practice.close());

const client = () =>
  createCloudflare({
    ...options("x"),
    base: practice.cloudflareApi,
    token: practice.secrets.analytics,
    now: () => now,
  });
const usage = { tokensIn: 1, tokensOut: 1, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 };
const row = (id: string, more: object = {}) => ({
  id,
  createdAt: now - 60_000,
  provider: "anthropic",
  model: "claude-sonnet-4-6",
  usage,
  costMicroUsd: 1_234_567,
  ...more,
});
const read = (id: string) => client().log("practice", "demo", id);

describe("a row", () => {
  test.each(["0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", "01JC8Q0ZKQ7Y2X4W6V8T0S2R4P"])(
    "has its cost, under an id of either age (%s)",
    async (id) => {
      practice.ingest([row(id)]);
      expect(await read(id)).toEqual({
        ok: true,
        value: {
          costMicroUsd: 1_234_567,
          provider: "anthropic",
          model: "claude-sonnet-4-6",
          cached: false,
        },
      });
    },
  );

  test.each(["absent", "null"] as const)(
    "without a cost has none, not 0 (%s)",
    async (unknownCost) => {
      practice.set({ unknownCost });
      practice.ingest([row("a", { costMicroUsd: null })]);
      expect(await read("a")).toMatchObject({ value: { costMicroUsd: null } });
    },
  );

  test("out of the response cache cost nothing", async () => {
    practice.ingest([row("a", { isCached: true, costMicroUsd: 0 })]);
    expect(await read("a")).toMatchObject({ value: { costMicroUsd: 0, cached: true } });
  });

  test("that is not there yet comes later", async () => {
    practice.set({ logDelayMs: 3_600_000 });
    practice.ingest([row("a")]);
    expect(await read("a")).toEqual({ ok: true, value: "later" });
    practice.set({ logDelayMs: 0 });
    expect(await read("a")).toMatchObject({ value: { costMicroUsd: 1_234_567 } });
  });

  test("of an account without such a log never comes: that is said", async () => {
    practice.set({ generation: "observability" });
    expect(await read("a")).toMatchObject({ ok: false, code: "cloudflare.noLogs" });
  });

  test("may not be read with any token", async () => {
    practice.set({ analytics: { may: ["analytics.read"] } });
    expect(await read("a")).toMatchObject({ code: "cloudflare.needsAiGatewayRead" });
  });

  test.each(["", "a/b", "..", "a?b", "%2e"])(
    "has no id like %j, and nothing is asked",
    async (id) => {
      expect(await read(id)).toMatchObject({ code: "cloudflare.inputInvalid" });
      expect(practice.asked()).toEqual([]);
    },
  );
});

test("rows are counted from a moment to before another", async () => {
  practice.ingest([0, 1, 999, 1_000].map((ms) => row(`r${ms}`, { createdAt: now - 10_000 + ms })));
  const count = (from: number, to: number) =>
    client().logCount("practice", "demo", now - 10_000 + from, now - 10_000 + to);
  expect(await count(0, 1_000)).toEqual({ ok: true, value: 3 });
  expect(await count(1, 1_000)).toEqual({ ok: true, value: 2 });
  expect(await count(0, 1_001)).toEqual({ ok: true, value: 4 });
});

describe("the credit", () => {
  test("is cents over there and micro-dollars here", async () => {
    practice.set({ credits: "some", creditCents: 1_234 });
    expect(await client().credits("practice")).toEqual({
      ok: true,
      value: { microUsd: 12_340_000 },
    });
  });

  test("may not be read with any token", async () => {
    practice.set({ analytics: { may: ["analytics.read"] } });
    expect(await client().credits("practice")).toMatchObject({
      code: "cloudflare.needsBillingRead",
    });
  });
});

describe("answers of other kinds", () => {
  const open: FarEnd[] = [];
  afterEach(async () => {
    for (const far of open.splice(0)) await far.close();
  });
  const on = async (said: ReturnType<typeof done>) => {
    const far = await farEnd(() => said);
    open.push(far);
    return clientOn(far);
  };

  test.each([
    [
      { id: "a", cost: "0.25", cached: 1, provider: null },
      { costMicroUsd: 250_000, cached: true, provider: "" },
    ],
    [{ id: "a" }, { costMicroUsd: null, cached: false, provider: "", model: "" }],
    [
      { id: "a", cost: -1, model: 7 },
      { costMicroUsd: null, model: "" },
    ],
    [{ id: "a", cost: "soon" }, { costMicroUsd: null }],
  ])("of %j what can be read is read", async (result, value) => {
    const client = await on(done(result));
    expect(await client.log("acc", "gw", "a")).toMatchObject({ ok: true, value });
  });

  test.each([null, [], {}, "text"])("%j is no row", async (result) => {
    const client = await on(done(result));
    expect(await client.log("acc", "gw", "a")).toMatchObject({ code: "cloudflare.failed" });
  });

  test("the aiGateway that is missing is not the row", async () => {
    const client = await on(refused(404, 7002, "Gateway not found"));
    expect(await client.log("acc", "gw", "a")).toMatchObject({
      code: "cloudflare.aiGatewayNotFound",
    });
  });

  test.each([{}, { result_info: null }, { result_info: { total_count: "many" } }])(
    "%j has no count",
    async (info) => {
      const client = await on(done([], info));
      expect(await client.logCount("acc", "gw", 0, 1)).toMatchObject({ code: "cloudflare.failed" });
    },
  );

  test("a balance that is none is not 0", async () => {
    const client = await on(done({ balance: null }));
    expect(await client.credits("acc")).toMatchObject({ code: "cloudflare.failed" });
  });
});
