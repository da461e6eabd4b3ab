/** Requests as a busy person's OpenClaw makes them, by a seed: five models, two of them without a price, some errors, log ids of today's form. */
import type { AnalyticsGroup, Settled } from "../../main/core/analytics.ts";
import { quarterMs, quarterOf } from "../../main/core/spend.ts";
import type { Exchange } from "../../main/core/traffic.ts";

const models = [
  { provider: "anthropic", model: "claude-sonnet-4-6", share: 0.6 },
  { provider: "anthropic", model: "claude-haiku-4-5", share: 0.15 },
  { provider: "anthropic", model: "claude-opus-4-6", share: 0.1 },
  { provider: "openai", model: "gpt-5.5", share: 0.1 },
  { provider: "openai", model: "gpt-next", share: 0.05 },
] as const;

const hex = "0123456789abcdef";

export function createTraffic({ fromAt, everyMs }: { fromAt: number; everyMs: number }) {
  let seed = 1;
  /** mulberry32. */
  const chance = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number) => Math.floor(chance() * most);
  const digits = (many: number) => Array.from({ length: many }, () => hex[below(16)]).join("");
  const logIdAt = (atMs: number) => {
    const time = atMs.toString(16).padStart(12, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${digits(3)}-a${digits(3)}-${digits(12)}`;
  };
  const modelOf = (drawn: number) => {
    let passed = 0;
    for (const model of models) {
      passed += model.share;
      if (drawn < passed) return model;
    }
    return models[0];
  };
  let at = fromAt;
  const next = (): Exchange => {
    at += Math.floor(everyMs * 2 * chance());
    const { provider, model } = modelOf(chance());
    const isDirect = chance() < 0.05;
    const isError = chance() < 0.03;
    const usage = {
      ...{ tokensIn: below(3000), tokensOut: below(2000), cacheRead: below(120_000) },
      ...{ cacheWrite: below(6000), cacheWrite1h: 0 },
    };
    return {
      ...{ startedAt: at, durationMs: 1500 + below(30_000), firstByteMs: 400 + below(3000) },
      ...{ route: isDirect ? "direct" : "cloudflare", by: chance() < 0.01 ? "sluice" : "openclaw" },
      ...{ profile: isDirect ? null : "p1", provider, model, method: "POST" },
      path: provider === "anthropic" ? "/v1/messages" : "/chat/completions",
      ...{ status: isError ? 529 : 200, outcome: isError ? "providerError" : "ok", refusal: null },
      ...{ usage: isError ? null : usage, cacheHit: false, logId: isDirect ? null : logIdAt(at) },
    };
  };
  return { next };
}

/** What Cloudflare would say of them, quarter by quarter. */
export function quartersOf(
  made: readonly Exchange[],
  fromMs: number,
  toMs: number,
): Settled["quarters"] {
  const groups = new Map<number, AnalyticsGroup[]>();
  for (const { startedAt, model, provider, route } of made) {
    if (route !== "cloudflare") continue;
    const startAt = quarterOf(startedAt);
    const list = groups.get(startAt) ?? [];
    groups.set(startAt, list);
    const name = model ?? "unknown";
    const found = list.findIndex((one) => one.model === name);
    const before = list[found] ?? {
      ...{ startAt, provider, model: name, requests: 0, costMicroUsd: 0 },
      ...{ tokensIn: 0, tokensOut: 0, errors: 0, cacheHits: 0 },
    };
    const { requests, costMicroUsd } = before;
    const after = { ...before, requests: requests + 1, costMicroUsd: costMicroUsd + 9_000 };
    list[found < 0 ? list.length : found] = after;
  }
  const quarters: { startAt: number; groups: readonly AnalyticsGroup[] }[] = [];
  for (let startAt = quarterOf(fromMs); startAt < toMs; startAt += quarterMs) {
    quarters.push({ startAt, groups: groups.get(startAt) ?? [] });
  }
  return quarters;
}
