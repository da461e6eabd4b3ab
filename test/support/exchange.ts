/** An exchange that went well, to be changed where a test cares. */
import type { Exchange } from "../../main/core/traffic.ts";

export function exchangeOf(more: Partial<Exchange> = {}): Exchange {
  return {
    startedAt: Date.UTC(2026, 10, 21, 12, 0),
    durationMs: 2500,
    firstByteMs: 400,
    route: "cloudflare",
    by: "openclaw",
    profile: "p1",
    provider: "anthropic",
    method: "POST",
    path: "/v1/messages",
    model: "claude-sonnet-4-6",
    status: 200,
    outcome: "ok",
    refusal: null,
    usage: { tokensIn: 1200, tokensOut: 34, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
    cacheHit: false,
    logId: "01STUB000001",
    ...more,
  };
}
