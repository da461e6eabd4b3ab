/** What exchanges prove: the newest of each kind, taken once. */
import { expect, test } from "vitest";
import { createGatherer } from "../../main/app/news.ts";
import type { Exchange } from "../../main/core/traffic.ts";

const exchange = (change: Partial<Exchange>): Exchange => ({
  startedAt: 1_000,
  durationMs: 10,
  firstByteMs: 5,
  route: "cloudflare",
  by: "openclaw",
  profile: "p",
  provider: "anthropic",
  method: "POST",
  path: "/v1/messages",
  model: "m",
  status: 200,
  outcome: "ok",
  refusal: null,
  usage: null,
  cacheHit: false,
  logId: "log-1",
  ...change,
});

test("a 2xx with a log id through Cloudflare verifies, per sender", () => {
  const news = createGatherer();
  news.add(exchange({}));
  news.add(exchange({ by: "sluice", logId: "log-2", startedAt: 2_000 }));
  expect(news.take().verified).toEqual([
    { startedAt: 1_000, at: 1_010, by: "openclaw", logId: "log-1" },
    { startedAt: 2_000, at: 2_010, by: "sluice", logId: "log-2" },
  ]);
  expect(news.take().verified).toEqual([]);
});

test.each([
  ["on the direct route", { route: "direct" as const }],
  ["without a log id", { logId: null }],
  ["with an error status", { status: 500 }],
  ["refused by Sluice itself", { refusal: "paused" as const, status: null, logId: null }],
])("nothing is verified %s", (_, change) => {
  const news = createGatherer();
  news.add(exchange(change));
  expect(news.take().verified).toEqual([]);
});

test("a provider's own 401 speaks against its key, a later 200 for it", () => {
  const news = createGatherer();
  news.add(exchange({ status: 401, outcome: "providerError" }));
  expect(news.take().keys).toEqual([{ provider: "anthropic", accepted: false, at: 1_010 }]);
  news.add(exchange({ status: 401 }));
  news.add(exchange({ status: 200, startedAt: 3_000 }));
  expect(news.take().keys).toEqual([{ provider: "anthropic", accepted: true, at: 3_010 }]);
});

test("an agent's turn with tools that was answered from the store is told by the name it was asked for", () => {
  const news = createGatherer();
  const asked = { model: "asked-for", hasTools: true };
  const hit = { cacheHit: true, asked, model: "asked-for-2026-01-15" };
  news.add(exchange(hit));
  expect(news.take().stored).toEqual({ provider: "anthropic", model: "asked-for", at: 1_010 });
  expect(news.take().stored).toBeNull();
  const path = "/v1beta/models/gemini-3-pro:generateContent";
  news.add(exchange({ ...hit, path, asked: { ...asked, model: null } }));
  expect(news.take().stored?.model).toBe("gemini-3-pro");
});

test.each([
  ["without tools", { cacheHit: true, asked: { model: "m", hasTools: false } }],
  [
    "of Sluice's own",
    { by: "sluice" as const, cacheHit: true, asked: { model: "m", hasTools: true } },
  ],
  ["that was no hit", {}],
])("a turn %s is nothing to warn of", (_, change) => {
  const news = createGatherer();
  news.add(exchange(change));
  expect(news.take().stored).toBeNull();
});

test("a refusal is reported by its reason and says nothing of a key", () => {
  const news = createGatherer();
  news.add(exchange({ refusal: "tokenRejected", status: 401, outcome: "refused" }));
  const { keys, refusals } = news.take();
  expect(refusals).toEqual([{ reason: "tokenRejected", route: "cloudflare", at: 1_010 }]);
  expect(keys).toEqual([]);
});
