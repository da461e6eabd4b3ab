/** What was spent is read whole, in as many questions as the limits ask for, and silence is never taken for zero. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Cloudflare } from "../../main/cloudflare/cloudflare.ts";
import { createCloudflare } from "../../main/cloudflare/cloudflare.ts";
import type { AnalyticsGroup } from "../../main/core/analytics.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import { options } from "./far.ts";

const minute = 60_000;
const quarter = 15 * minute;
const day = 96 * quarter;
const now = Date.UTC(2026, 10, 21, 12, 7, 30);

let practice: Practice;
let client: Cloudflare;
beforeEach(async () => {
  practice = await startPractice({ now: () => now });
  client = createCloudflare({
    ...options("x"),
    base: practice.cloudflareApi,
    token: practice.secrets.analytics,
    now: () => now,
  });
});
afterEach(() => practice.close());

const usage = { tokensIn: 100, tokensOut: 10, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 };
let ids = 0;
const row = (createdAt: number, more: object = {}) => {
  ids += 1;
  return {
    id: `log${ids}`,
    createdAt,
    provider: "anthropic",
    model: "claude-sonnet-4-6",
    usage,
    costMicroUsd: 1_234,
    ...more,
  };
};
const read = (fromMs: number, toMs: number) => client.quarters("practice", "demo", fromMs, toMs);
const asked = (what: string) =>
  practice.asked().filter(({ resource, body }) => resource === "graphql" && body.includes(what));
const sum = (groups: readonly AnalyticsGroup[]) =>
  groups.reduce((all, { costMicroUsd }) => all + costMicroUsd, 0);
async function groupsIn(fromMs: number, toMs: number): Promise<readonly AnalyticsGroup[]> {
  const outcome = await read(fromMs, toMs);
  if (!outcome.ok) throw new Error(`${outcome.code} ${outcome.detail}`);
  return outcome.value.groups;
}

test("a quarter has one group for each provider and model, with all its sums", async () => {
  const at = now - day;
  practice.ingest([
    row(at),
    row(at, { costMicroUsd: 766 }),
    row(at, { model: "claude-opus-4-6", costMicroUsd: null, status: 500 }),
    row(at, { provider: "compat", model: "openai/gpt-5", isCached: true, costMicroUsd: 0 }),
  ]);
  const groups = await groupsIn(at - quarter, at + quarter);
  const startAt = Math.floor(at / quarter) * quarter;
  expect(groups.toSorted((a, b) => a.model.localeCompare(b.model))).toEqual([
    {
      startAt,
      provider: "anthropic",
      model: "claude-opus-4-6",
      requests: 1,
      costMicroUsd: 0,
      tokensIn: 100,
      tokensOut: 10,
      errors: 1,
      cacheHits: 0,
    },
    {
      startAt,
      provider: "anthropic",
      model: "claude-sonnet-4-6",
      requests: 2,
      costMicroUsd: 2_000,
      tokensIn: 200,
      tokensOut: 20,
      errors: 0,
      cacheHits: 0,
    },
    expect.objectContaining({ provider: "compat", requests: 1, cacheHits: 1, costMicroUsd: 0 }),
  ]);
});

test("a range begins and ends with whole quarters: those that begin in it", async () => {
  const at = Math.floor((now - day) / quarter) * quarter;
  practice.ingest(
    [at - 1, at, at + quarter - 1, at + quarter, at + 2 * quarter].map((one) => row(one)),
  );
  const starts = async (fromMs: number, toMs: number) =>
    (await groupsIn(fromMs, toMs)).map(({ startAt }) => (startAt - at) / quarter);
  expect(await starts(at, at + quarter)).toEqual([0]);
  expect(await starts(at + 1, at + quarter + 1)).toEqual([1]);
  expect(await starts(at - 1, at + 1)).toEqual([0]);
  expect(await starts(at, at + 2 * quarter + 1)).toEqual([0, 1, 2]);
  expect(await starts(at + 1, at + quarter)).toEqual([]);
});

test("numbers that come as text are numbers", async () => {
  practice.set({ wideNumbers: "text" });
  practice.ingest([row(now - day)]);
  expect(await groupsIn(now - 2 * day, now)).toMatchObject([{ requests: 1, tokensIn: 100 }]);
});

describe("a range wider than one question may be", () => {
  test("is asked for in parts of 31 days, none twice, none left out", async () => {
    const from = Math.floor((now - 61 * day) / quarter) * quarter;
    practice.ingest(Array.from({ length: 600 }, (_, i) => row(from + (i * 60.9 * day) / 600)));
    const groups = await groupsIn(from, now);
    expect(groups.reduce((all, { requests }) => all + requests, 0)).toBe(600);
    expect(sum(groups)).toBe(600 * 1_234);
    expect(asked("Quarters")).toHaveLength(2);
  });

  test("reaches no further back than analytics do, and says from where on it was read", async () => {
    practice.ingest([row(now - day)]);
    const outcome = await read(now - 70 * day, now);
    const fromMs = outcome.ok ? outcome.value.fromMs : 0;
    expect(outcome).toMatchObject({ ok: true, value: { groups: [{ requests: 1 }] } });
    expect(fromMs % quarter).toBe(0);
    expect(fromMs).toBeGreaterThan(now - 62 * day);
    expect(fromMs).toBeLessThanOrEqual(now - 62 * day + 2 * quarter);
    expect(asked("Quarters")[0]?.body).toContain(new Date(fromMs).toISOString().slice(0, 19));
  });

  test("and where all of it lies further back that is said, not taken for nothing", async () => {
    expect(await read(now - 80 * day, now - 63 * day)).toMatchObject({
      ok: false,
      code: "cloudflare.analyticsRefused",
    });
    expect(asked("Quarters")).toHaveLength(0);
  });

  test("that is read whole was read from where it begins, on a quarter", async () => {
    practice.ingest([row(now - day)]);
    const begin = Math.floor((now - 2 * day) / quarter) * quarter;
    expect(await read(begin, now)).toMatchObject({ value: { fromMs: begin } });
    expect(await read(begin - 1, now)).toMatchObject({ value: { fromMs: begin } });
    expect(await read(begin + 1, now)).toMatchObject({ value: { fromMs: begin + quarter } });
  });
});

test("more groups than one answer holds are asked for in halves, and all there", async () => {
  const models = Array.from({ length: 16 }, (_, i) => `model-${i}`);
  const from = Math.floor((now - 9 * day) / quarter) * quarter;
  const rows = Array.from({ length: 800 }, (_, i) =>
    models.map((model) => row(from + i * quarter, { model, costMicroUsd: 1 })),
  ).flat();
  practice.ingest(rows);
  const groups = await groupsIn(from, from + 800 * quarter);
  expect(groups).toHaveLength(12_800);
  expect(sum(groups)).toBe(12_800);
  expect(new Set(groups.map(({ startAt, model }) => `${startAt} ${model}`)).size).toBe(12_800);
  expect(asked("Quarters")).toHaveLength(3);
});

describe("nothing", () => {
  test("is nothing when the account has traffic elsewhere", async () => {
    practice.set({ aiGateways: ["demo", "other"] });
    practice.ingest([row(now - day, { aiGatewayId: "other" })]);
    expect(await read(now - quarter, now)).toMatchObject({ ok: true, value: { groups: [] } });
    expect(asked("Control")).toHaveLength(1);
  });

  test("is nothing when the log, too, has no row", async () => {
    expect(await read(now - day, now)).toMatchObject({ ok: true, value: { groups: [] } });
    expect(practice.asked().at(-1)?.resource).toBe("logs");
  });

  test("is not known when the log has rows that analytics do not have yet", async () => {
    practice.ingest([row(now - minute)]);
    expect(await read(now - day, now)).toMatchObject({
      ok: false,
      code: "cloudflare.analyticsEmpty",
    });
  });

  test("is the missing permission when the token is shown no rows and refused the log", async () => {
    practice.ingest([row(now - day)]);
    practice.set({ analytics: { may: ["analytics.read"] } });
    expect(await read(now - 2 * day, now)).toMatchObject({
      ok: false,
      code: "cloudflare.needsAiGatewayRead",
    });
  });

  test("is not known on a new account without a log and without any traffic", async () => {
    practice.set({ generation: "observability" });
    expect(await read(now - day, now)).toMatchObject({
      ok: false,
      code: "cloudflare.analyticsEmpty",
    });
  });

  test("of no time at all needs no question", async () => {
    expect(await read(now, now)).toMatchObject({ ok: true, value: { groups: [] } });
    expect(practice.asked()).toHaveLength(0);
  });
});

describe("failures", () => {
  test.each(["status", "ok"] as const)(
    "a refusal is one with its status and in a 200 (%s)",
    async (graphqlErrorsAs) => {
      practice.set({ graphqlErrorsAs, analytics: { may: ["aiGateway.read"] } });
      expect(await read(now - day, now)).toMatchObject({
        ok: false,
        code: "cloudflare.needsAnalyticsRead",
      });
    },
  );

  test("an error in a 200 is no empty answer", async () => {
    practice.set({ fault: "apiErrorIn200", slug: "graphql" });
    expect(await read(now - day, now)).toMatchObject({ ok: false, code: "cloudflare.failed" });
  });

  test("a token that has ended is named, though the answer is the same as for one that may not", async () => {
    practice.set({ analytics: { expiresAt: now - 1 } });
    expect(await read(now - day, now)).toMatchObject({
      ok: false,
      code: "cloudflare.tokenExpired",
    });
  });

  test("an account of somebody else is refused", async () => {
    expect(await client.quarters("foreign", "demo", now - day, now)).toMatchObject({ ok: false });
  });

  test.each(["", "../x", "a/b", "a b", "a%2fb"])(
    "%j is no id, and nothing is asked",
    async (id) => {
      expect(await client.quarters(id, "demo", now - day, now)).toMatchObject({
        code: "cloudflare.accountNotFound",
      });
      expect(await client.quarters("practice", id, now - day, now)).toMatchObject({
        code: "cloudflare.aiGatewayNotFound",
      });
      expect(practice.asked()).toHaveLength(0);
    },
  );
});

test("the limits are asked for once, not with every reading", async () => {
  practice.ingest([row(now - day)]);
  await read(now - 2 * day, now);
  await read(now - 2 * day, now);
  expect(asked("Limits")).toHaveLength(1);
  expect(asked("Quarters")).toHaveLength(2);
});
