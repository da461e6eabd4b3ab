/** Everything that can go wrong on the real wire goes wrong here on order, in the same words. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { at, chatDirect, direct, eventsOf, hello, start, throughAiGateway } from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await start();
});
afterEach(() => practice.close());

const reached = () => practice.seen().filter((seen) => seen.which === "provider").length;
const streaming = hello("hi", { stream: true });
const chat = { model: "gpt-5.5", messages: [{ role: "user", content: "hi" }] };

test.each([
  ["unauthorized", 401, 2009, "Unauthorized"],
  ["aiGatewayMissing", 400, 2001, "Please configure AI Gateway in the Cloudflare dashboard"],
  ["rateLimited", 429, 2003, "Rate limited"],
  [
    "spendLimit",
    429,
    2045,
    /^Spend limit exceeded: rule '[^']+' \(cost limit 5 per 86400s, fixed\) for anthropic anthropic\/claude-sonnet-4-6$/,
  ],
  ["spendLimitOld", 429, 2041, /^Spend limit exceeded: rule '/],
  ["noCredits", 402, 2021, /^Insufficient wholesale credits/],
  ["wholesaleRateLimited", 429, 2018, "Wholesale Rate limited"],
  ["promptBlocked", 424, 2016, /^Prompt blocked/],
  ["answerBlocked", 424, 2017, /^Response blocked/],
  ["dlpRequest", 400, 2029, /DLP/],
  ["dlpAnswer", 400, 2030, /DLP/],
  ["unauthorizedAs400", 400, 2009, "Unauthorized"],
  ["providerSilent", 400, 2005, "Failed to get response from provider"],
  ["providerUnknown", 400, 2008, "Invalid provider"],
  ["modelFormat", 400, 2019, "Chat completion bad format"],
  ["storedKeyMissing", 400, 2040, /^Provider 'anthropic' has no BYOK credential named '[^']+'/],
  ["noCreditsRun", 402, 2021, /^Insufficient balance; add money/],
  ["answerBlockedRun", 422, 2017, /^Response blocked/],
  ["guardrailsDown", 503, 7013, /scanner/],
  ["unknownCode", 400, 2999, /./],
] as const)("%s: the aiGateway answers %i / %i itself", async (fault, status, code, message) => {
  practice.set({ fault });
  const got = await throughAiGateway(practice, streaming);
  expect(got.status).toBe(status);
  expect(got.headers["content-type"]).toBe("application/json");
  expect(got.headers["retry-after"]).toBeUndefined();
  expect(got.headers["cf-aig-log-id"]).toBeDefined();
  const said = at(got.text, "message");
  expect(JSON.parse(got.text)).toEqual({
    success: false,
    result: [],
    messages: [],
    error: [{ code, message: said }],
    name: "AiGatewayError",
    httpCode: status,
    internalCode: code,
    message: said,
    description: said,
  });
  expect(said).toMatch(message);
  expect(reached()).toBe(0);
});

test("policies answer with `error` as an object, the management API with `errors`", async () => {
  practice.set({ fault: "policyDenied" });
  const denied = await throughAiGateway(practice);
  expect([denied.status, denied.text]).toEqual([
    403,
    '{"success":false,"error":{"message":"Access denied by policy"}}',
  ]);
  practice.set({ fault: "policySpend" });
  const spent = await throughAiGateway(practice);
  expect([spent.status, at(spent.text, "error", "message")]).toEqual([
    429,
    "Spending limit exceeded",
  ]);
  practice.set({ fault: "managementError" });
  const routed = await throughAiGateway(practice);
  expect([routed.status, at(routed.text, "errors", 0, "code"), at(routed.text, "result")]).toEqual([
    404,
    7003,
    null,
  ]);
});

test("what REST says of a body it cannot run is 400 / 7003 in the management API's shape", async () => {
  practice.set({ fault: "modelRejected" });
  const got = await throughAiGateway(practice);
  expect([got.status, at(got.text, "errors", 0, "code")]).toEqual([400, 7003]);
  expect(at(got.text, "errors", 0, "message")).toMatch(
    /^Model execution failed \(User Input Error\): /,
  );
});

test("no credentials where they are required: a 400 by the aiGateway without a code of its own", async () => {
  practice.set({ fault: "keyRequired" });
  const got = await throughAiGateway(practice);
  expect(got.status).toBe(400);
  expect([at(got.text, "name"), at(got.text, "error", 0, "code")]).toEqual([
    "AiGatewayError",
    undefined,
  ]);
});

test("a refusal of Unified Billing may come without a log id", async () => {
  practice.set({ fault: "noCreditsUnmarked" });
  const got = await throughAiGateway(practice);
  expect([got.status, at(got.text, "internalCode")]).toEqual([402, 2021]);
  expect(Object.keys(got.headers).join()).not.toContain("cf-aig");
});

test.each([
  ["edgeBlocked", 403, "error code: 1010"],
  ["edgeRateLimited", 429, "error code: 1015"],
  ["edgeUnresolved", 530, "error code: 1016"],
  ["edgeFailed", 520, /unknown error/],
  ["edgeBadGateway", 502, /Bad gateway/],
  ["edgeUnavailable", 503, /Unavailable/],
  ["edgeTimeout", 524, /A timeout occurred/],
] as const)(
  "%s: the edge answers %i in plain text or HTML, without any cf-aig header",
  async (fault, status, words) => {
    practice.set({ fault });
    const got = await throughAiGateway(practice);
    expect(got.status).toBe(status);
    if (typeof words === "string") expect(got.text).toBe(words);
    else expect(got.text).toMatch(words);
    const isPage = got.text.startsWith("<!DOCTYPE html>");
    expect(got.headers["content-type"]).toBe(`text/${isPage ? "html" : "plain"}; charset=UTF-8`);
    expect(Object.keys(got.headers).join()).not.toContain("cf-aig");
    expect(got.headers["cf-ray"]).toBeDefined();
  },
);

test("who hangs up says nothing; behind the aiGateway a provider's silence is 400 / 2005", async () => {
  practice.set({ fault: "aiGatewayHangup", times: 1 });
  await expect(throughAiGateway(practice)).rejects.toThrow();
  practice.set({ fault: "providerHangup" });
  await expect(direct(practice)).rejects.toThrow();
  const got = await throughAiGateway(practice);
  expect([got.status, at(got.text, "internalCode"), at(got.text, "message")]).toEqual([
    400,
    2005,
    "Failed to get response from provider",
  ]);
});

test.each([
  ["providerUnauthorized", 401, "authentication_error", 401],
  ["providerForbidden", 403, "permission_error", 403],
  ["providerRateLimited", 429, "rate_limit_error", 429],
  ["providerOverloaded", 529, "overloaded_error", 503],
  ["providerFailed", 500, "api_error", 500],
  ["providerBadRequest", 400, "invalid_request_error", 400],
  ["providerNoCredits", 400, "invalid_request_error", 429],
] as const)(
  "%s: each provider says it in its own shape, the same direct and behind the aiGateway",
  async (fault, status, type, openaiStatus) => {
    practice.set({ fault });
    for (const ask of [direct, throughAiGateway]) {
      const got = await ask(practice, streaming);
      expect([got.status, at(got.text, "type"), at(got.text, "error", "type")]).toEqual([
        status,
        "error",
        type,
      ]);
      expect(at(got.text, "request_id")).toBe(got.headers["request-id"]);
      expect(got.headers["retry-after"]).toBe(status === 429 ? "7" : undefined);
    }
    const openai = await chatDirect(practice, chat);
    expect(openai.status).toBe(openaiStatus);
    expect(Object.keys(at(openai.text, "error") as object)).toEqual([
      "message",
      "type",
      "param",
      "code",
    ]);
  },
);

test("an answer spelled out is given as it is, at the place it was ordered for", async () => {
  const scripted = {
    status: 418,
    headers: { "retry-after": "9", "content-type": "text/x" },
    body: "tea",
  };
  practice.set({ fault: { at: "aiGateway", ...scripted }, times: 1 });
  const mine = await throughAiGateway(practice);
  expect([mine.status, mine.text, mine.headers["retry-after"]]).toEqual([418, "tea", "9"]);
  expect(mine.headers["cf-aig-log-id"]).toBeDefined();
  expect(reached()).toBe(0);
  practice.set({ fault: { at: "provider", ...scripted } });
  expect((await direct(practice)).text).toBe("tea");
  expect((await throughAiGateway(practice)).headers["content-type"]).toBe("text/x");
});

test("an order is for one slug or all, for so many times or until it is taken back", async () => {
  practice.set({ fault: "providerFailed", slug: "anthropic", times: 2 });
  expect((await chatDirect(practice, chat)).status).toBe(200);
  const three = [await direct(practice), await direct(practice), await direct(practice)];
  expect(three.map((got) => got.status)).toEqual([500, 500, 200]);
  practice.set({ fault: "providerFailed" });
  expect((await chatDirect(practice, chat)).status).toBe(500);
  practice.set({ pauseMs: 0 });
  expect((await direct(practice)).status).toBe(500);
  practice.set({ fault: null });
  expect((await direct(practice)).status).toBe(200);
});

test("a fault of the aiGateway does not touch the direct way", async () => {
  practice.set({ fault: "rateLimited" });
  expect((await direct(practice)).status).toBe(200);
});

test("slow first byte: nothing comes for a while, then everything", async () => {
  practice.set({ fault: "slowFirstByte", afterMs: 80 });
  const startedAt = Date.now();
  const got = await throughAiGateway(practice, streaming);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(75);
  expect(eventsOf(got.text).at(-1)?.name).toBe("message_stop");
});

test("a gap: the stream pauses after so many events and then ends well", async () => {
  practice.set({ fault: "gap", afterMs: 80, afterEvents: 2 });
  const startedAt = Date.now();
  const got = await throughAiGateway(practice, streaming);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(75);
  expect([got.broken, eventsOf(got.text).at(-1)?.name]).toEqual([false, "message_stop"]);
});

test.each([
  ["direct", direct],
  ["behind the aiGateway", throughAiGateway],
] as const)(
  "cut, %s: what was sent arrives, then the connection breaks, and no usage is recorded",
  async (_, ask) => {
    practice.set({ fault: "cut", afterEvents: 5 });
    const got = await ask(practice, streaming);
    expect(got.broken).toBe(true);
    expect(eventsOf(got.text)).toHaveLength(5);
    const seen = await practice.until(({ which, ended }) => which === "provider" && ended !== null);
    expect([seen.ended, seen.usage]).toEqual(["cut", null]);
    practice.forget();
    const whole = await ask(practice);
    expect(whole.broken).toBe(true);
    expect(whole.raw.length).toBeGreaterThan(0);
  },
);

test("ended early: the body ends correctly, the message does not", async () => {
  practice.set({ fault: "endEarly" });
  const got = await throughAiGateway(practice, streaming);
  expect(got.broken).toBe(false);
  expect(eventsOf(got.text).map(({ name }) => name)).not.toContain("message_stop");
  const seen = practice.seen().find(({ which }) => which === "provider");
  expect([seen?.ended, seen?.usage]).toEqual(["cut", null]);
});

test("an error event ends the stream, in each provider's way", async () => {
  practice.set({ fault: "errorEvent" });
  const last = eventsOf((await throughAiGateway(practice, streaming)).text).at(-1);
  expect(last?.name).toBe("error");
  expect(last?.data).toBe(
    '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
  );
  const openai = eventsOf((await chatDirect(practice, { ...chat, stream: true })).text).at(-1);
  expect([openai?.name, at(openai?.data ?? "", "error", "type")]).toEqual([null, "server_error"]);
});

test("buffered: a guardrail makes one piece of a stream", async () => {
  practice.set({ fault: "buffered" });
  const got = await throughAiGateway(practice, streaming);
  expect(got.headers["content-length"]).toBe(String(got.raw.length));
  expect(got.headers["transfer-encoding"]).toBeUndefined();
  expect(eventsOf(got.text).at(-1)?.name).toBe("message_stop");
});
