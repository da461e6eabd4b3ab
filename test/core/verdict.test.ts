import { describe, expect, test } from "vitest";
import { verdictOf } from "../../main/core/verdict.ts";

const full = (status: number, code: number, message: string) =>
  JSON.stringify({
    success: false,
    result: [],
    messages: [],
    error: [{ code, message }],
    name: "AiGatewayError",
    httpCode: status,
    internalCode: code,
    message,
    description: message,
  });
const short = (code: number, message: string) =>
  JSON.stringify({ success: false, result: [], messages: [], error: [{ code, message }] });
const policy = (error: object) => JSON.stringify({ success: false, error });
const api = (code: number, message: string) =>
  JSON.stringify({ success: false, errors: [{ code, message }], messages: [], result: null });
const page = (host: string, status: number) =>
  `<!DOCTYPE html>\n<html>\n<title>${host} | ${status}: A timeout occurred</title>\n</html>`;

const ask = (
  status: number,
  body: string,
  more: { slug?: string; isFromAiGateway?: boolean } = {},
) => verdictOf({ status, body, slug: "anthropic", isFromAiGateway: true, ...more });

describe("the aiGateway's own words", () => {
  test.each([
    [400, 2001, "Please configure AI Gateway in the Cloudflare dashboard", "aiGatewayMissing"],
    [429, 2003, "Rate limited", "rateLimited"],
    [400, 2005, "Failed to get response from provider", "providerSilent"],
    [400, 2008, "Invalid provider", "providerUnknown"],
    [401, 2009, "Unauthorized", "tokenRejected"],
    [400, 2009, "Unauthorized", "tokenRejected"],
    [424, 2016, "Prompt blocked due to security configurations", "promptBlocked"],
    [424, 2017, "Response blocked due to security configurations", "answerBlocked"],
    [422, 2017, "Response blocked due to security configurations", "answerBlocked"],
    [429, 2018, "Wholesale Rate limited", "billingRateLimited"],
    [400, 2019, "Chat completion bad format", "modelFormat"],
    [402, 2021, "Insufficient wholesale credits.", "noCredits"],
    [400, 2029, "Request content blocked due to DLP policy violations", "dlpRequest"],
    [400, 2030, "Response content blocked due to DLP policy violations", "dlpAnswer"],
    [400, 2040, "Provider 'x' has no BYOK credential named 'y'.", "storedKeyMissing"],
    [429, 2041, "Spend limit exceeded: rule 'a'", "spendLimit"],
    [429, 2045, "Spend limit exceeded: rule 'a'", "spendLimit"],
    [429, 2999, "Spend limit exceeded: rule 'a'", "spendLimit"],
    [400, 2999, "No API key was given", "keyMissing"],
    [404, 7003, "Model not found: x", "modelUnknown"],
    [400, 7003, "Something else about a model", "modelUnknown"],
    [404, 7003, "Could not route to /x", "aiGatewayMissing"],
    [503, 7013, "The guardrail scanner is unavailable", "guardrailsDown"],
    [401, 2998, "Something new", "tokenRejected"],
    [424, 2998, "Something new", "blocked"],
    [500, 2997, "Something new", "cloudflareFailed"],
    [418, 2996, "Something new", "cloudflareFailed"],
  ])("%i %i %s: %s", (status, code, message, reason) => {
    expect(ask(status, full(status, code, message))).toBe(reason);
    expect(ask(status, short(code, message))).toBe(reason);
  });

  test("without a code it is known by its shape", () => {
    const error = [{ message: "No provider credentials (BYOK)" }];
    const head = { success: false, result: [], messages: [], error };
    expect(ask(400, JSON.stringify(head))).toBe("keyMissing");
    expect(ask(400, JSON.stringify({ success: false, error }))).toBeNull();
  });

  test("its policies say it with an object", () => {
    const spent = { message: "Spending limit exceeded", bucket: "b", spent: 5, limit: 5 };
    expect(ask(403, policy({ message: "Access denied by policy" }))).toBe("policyDenied");
    expect(ask(429, policy(spent))).toBe("policySpend");
    expect(ask(429, policy({ message: "Slow down" }))).toBe("rateLimited");
    expect(ask(403, policy({ code: 2016, message: "Prompt blocked" }))).toBe("promptBlocked");
    expect(ask(400, policy({ message: "No provider credentials (BYOK)" }))).toBe("keyMissing");
  });

  test("Cloudflare's API says it with `errors`", () => {
    expect(ask(404, api(7003, "Could not route to /x"))).toBe("aiGatewayMissing");
    expect(ask(400, api(7003, "Your object identifier is invalid"))).toBe("aiGatewayMissing");
    expect(ask(404, api(7003, "Model not found: x"))).toBe("modelUnknown");
    expect(ask(400, api(6003, "Invalid request headers"))).toBe("tokenRejected");
    expect(ask(403, api(10_000, "Authentication error"))).toBe("tokenRejected");
    expect(ask(401, api(1_000, "Invalid API Token"))).toBe("tokenRejected");
  });
});

describe("the edge before the aiGateway", () => {
  const edge = { isFromAiGateway: false };
  test.each([
    [403, "error code: 1010", "edgeBlocked"],
    [403, "error code: 1020\n", "edgeBlocked"],
    [429, "error code: 1015", "rateLimited"],
    [530, "error code: 1016", "cloudflareFailed"],
    [502, "error code: 502", "cloudflareFailed"],
    [502, page("gateway.ai.cloudflare.com", 502), "cloudflareFailed"],
    [524, page("gateway.ai.cloudflare.com", 524), "edgeTimeout"],
    [524, "error code: 524", "edgeTimeout"],
    [429, "<html>Too many requests</html>", "rateLimited"],
    [500, "", "cloudflareFailed"],
    [413, "<html>413 Request Entity Too Large</html>", "cloudflareFailed"],
    [403, "<html>Sorry, you have been blocked</html>", "edgeBlocked"],
  ])("%i %j: %s", (status, body, reason) => {
    expect(ask(status, body, edge)).toBe(reason);
  });

  test("a page of Cloudflare's own host is Cloudflare's, whatever headers it has", () => {
    expect(ask(524, page("gateway.ai.cloudflare.com", 524))).toBe("edgeTimeout");
  });

  test("says it in JSON to who accepts that", () => {
    const said = (status: number, code: number, more: object = {}) =>
      JSON.stringify({ status, error_code: code, cloudflare_error: true, ...more });
    const own = { zone: "gateway.ai.cloudflare.com" };
    expect(ask(403, said(403, 1010), edge)).toBe("edgeBlocked");
    expect(ask(403, said(403, 1010, own))).toBe("edgeBlocked");
    expect(ask(429, said(429, 1015, own), edge)).toBe("rateLimited");
    expect(ask(524, said(524, 524, own), edge)).toBe("edgeTimeout");
    expect(ask(530, said(530, 1016, own), edge)).toBe("cloudflareFailed");
  });

  test("and a provider behind Cloudflare says it of its own place", () => {
    const problem = { error_code: 520, cloudflare_error: true };
    const zones = ["api.openai.com", "gateway.ai.cloudflare.com.example", "notcloudflare.com"];
    for (const zone of zones)
      for (const isFromAiGateway of [true, false])
        expect(ask(520, JSON.stringify({ ...problem, zone }), { isFromAiGateway })).toBeNull();
    expect(ask(520, JSON.stringify(problem))).toBeNull();
  });
});

describe("the provider's own words", () => {
  test.each([
    [401, '{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}'],
    [
      429,
      '{"error":{"message":"Rate limit reached","type":"tokens","code":"rate_limit_exceeded"}}',
    ],
    [529, '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}'],
    [400, '{"error":{"code":400,"message":"API key not valid","status":"INVALID_ARGUMENT"}}'],
    [400, '[{"error":{"code":400,"message":"x"}}]'],
    [400, '{"success":false,"error":"no"}'],
    [400, '{"error":[{"code":2009}]}'],
    [400, '{"success":false,"error":[{"code":"2009"}]}'],
    [400, '{"success":false,"error":[]}'],
    [401, '{"success":false,"error":{"message":"Invalid token"}}'],
    [400, '{"success":false,"error":{"message":"Unknown parameter"}}'],
    [500, '{"success":false,"error":{"message":"Internal error"}}'],
    [500, '{"type":"error","err'],
    [502, "upstream connect error"],
    [524, page("api.anthropic.com", 524)],
    [400, "null"],
  ])("%i %s", (status, body) => {
    expect(ask(status, body)).toBeNull();
  });

  test("what a model says of its own input, in whatever shape Cloudflare wraps it", () => {
    const text = "Model execution failed (User Input Error): system: not a string";
    expect(ask(400, full(400, 7003, text))).toBeNull();
    expect(ask(400, api(7003, text))).toBeNull();
  });

  test("JSON is the provider's even where no header tells", () => {
    expect(ask(401, '{"type":"error"}', { isFromAiGateway: false })).toBeNull();
  });

  test("Workers AI speaks in `errors` for itself", () => {
    const body = api(5007, "No such model");
    expect(ask(400, body, { slug: "workers-ai" })).toBeNull();
    expect(ask(401, full(401, 2009, "Unauthorized"), { slug: "workers-ai" })).toBe("tokenRejected");
  });
});
