/** How often and how long the practice aiGateway asks a provider. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { delayAfter } from "../../main/practice/attempts.ts";
import type { Practice } from "../../main/practice/practice.ts";
import {
  aiGatewayToken,
  anthropicKey,
  at,
  fetchRaw,
  hello,
  start,
  throughAiGateway,
} from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await start();
});
afterEach(() => practice.close());

const asked = () => practice.seen().filter((seen) => seen.which === "provider");
const thrice = { "cf-aig-max-attempts": "3", "cf-aig-retry-delay": "1" };

test.each(["providerFailed", "providerOverloaded", "providerHangup"] as const)(
  "%s is asked again, as often as the request says, and one row is written",
  async (fault) => {
    practice.set({ fault, times: 2 });
    const got = await throughAiGateway(practice, hello(), thrice);
    expect([got.status, got.headers["cf-aig-step"]]).toEqual([200, "0"]);
    expect(asked()).toHaveLength(3);
    expect(practice.truth()).toHaveLength(1);
    expect(practice.truth()[0]).toMatchObject({ status: 200, step: 0 });
  },
);

test("the last failure is what the client gets", async () => {
  practice.set({ fault: "providerFailed" });
  const got = await throughAiGateway(practice, hello(), thrice);
  expect([got.status, at(got.text, "error", "type")]).toEqual([500, "api_error"]);
  expect(asked()).toHaveLength(3);
});

test.each(["providerBadRequest", "providerUnauthorized", "providerRateLimited"] as const)(
  "%s is an answer: it is not asked again",
  async (fault) => {
    practice.set({ fault });
    expect((await throughAiGateway(practice, hello(), thrice)).status).toBeGreaterThan(399);
    expect(asked()).toHaveLength(1);
  },
);

test("the aiGateway's own setting holds where the request says nothing, and is once where neither does", async () => {
  practice.set({ fault: "providerFailed" });
  await throughAiGateway(practice);
  expect(asked()).toHaveLength(1);
  practice.forget();
  practice.set({ aiGatewayFields: { retry_max_attempts: 2, retry_delay: 1 } });
  await throughAiGateway(practice);
  expect(asked()).toHaveLength(2);
  practice.forget();
  await throughAiGateway(practice, hello(), { "cf-aig-max-attempts": "1" });
  expect(asked()).toHaveLength(1);
  practice.forget();
  await throughAiGateway(practice, hello(), { "cf-aig-max-attempts": "6" });
  expect(asked()).toHaveLength(2);
});

test("the pause before the next attempt stays, grows, or doubles", () => {
  const of = (backoff: string) =>
    [1, 2, 3].map((failed) =>
      delayAfter(failed, { most: 5, delayMs: 100, backoff, timeoutMs: null }),
    );
  expect([of("constant"), of("linear"), of("exponential")]).toEqual([
    [100, 100, 100],
    [100, 200, 300],
    [100, 200, 400],
  ]);
});

test("a provider that is silent too long is given up, and the next one of a universal request answers", async () => {
  practice.set({ fault: "slowFirstByte", afterMs: 60_000, times: 1 });
  const got = await throughAiGateway(practice, hello(), { "cf-aig-request-timeout": "50" });
  expect([got.status, at(got.text, "error", 0, "code")]).toEqual([400, 2005]);
  practice.set({ fault: "slowFirstByte", afterMs: 60_000, times: 1 });
  const element = {
    provider: "anthropic",
    endpoint: "v1/messages",
    headers: anthropicKey(practice),
    query: hello(),
  };
  const both = [{ ...element, config: { requestTimeout: 50 } }, element];
  const all = await fetchRaw(`${practice.aiGateway}/v1/practice/demo`, {
    headers: aiGatewayToken(practice),
    body: both,
  });
  expect([all.status, all.headers["cf-aig-step"]]).toEqual([200, "1"]);
});

test("once the first byte is there, a stream takes as long as it takes", async () => {
  practice.set({ fault: "gap", afterMs: 400, times: 1 });
  const got = await throughAiGateway(practice, hello("hi", { stream: true }), {
    "cf-aig-request-timeout": "150",
  });
  expect([got.status, got.broken]).toEqual([200, false]);
  expect(got.text).toContain("message_stop");
});

test("on the last of several attempts the answer is waited for", async () => {
  practice.set({ fault: "slowFirstByte", afterMs: 300 });
  const got = await throughAiGateway(practice, hello(), {
    "cf-aig-max-attempts": "2",
    "cf-aig-request-timeout": "60",
  });
  expect(got.status).toBe(200);
  expect(asked()).toHaveLength(2);
});
