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
    [400, 2005, "Failed to get response from provider", "providerUnreachable"],
    [401, 2009, "Unauthorized", "tokenRejected"],
    [400, 2009, "Unauthorized", "tokenRejected"],
    [424, 2016, "Prompt blocked due to security configurations", "blocked"],
    [424, 2017, "Response blocked due to security configurations", "blocked"],
    [422, 2017, "Response blocked due to security configurations", "blocked"],
    [429, 2018, "Wholesale Rate limited", "rateLimited"],
    [402, 2021, "Insufficient wholesale credits.", "noCredits"],
    [400, 2029, "Request content blocked due to DLP policy violations", "blocked"],
    [400, 2030, "Response content blocked due to DLP policy violations", "blocked"],
    [400, 2040, "Provider 'x' has no BYOK credential named 'y'.", "keyMissing"],
    [429, 2041, "Spend limit exceeded: rule 'a'", "spendLimit"],
    [429, 2045, "Spend limit exceeded: rule 'a'", "spendLimit"],
    [429, 2999, "Spend limit exceeded: rule 'a'", "spendLimit"],
    [400, 2999, "No API key was given", "keyMissing"],
    [404, 7003, "Could not route to /x", "aiGatewayMissing"],
    [503, 7013, "The guardrail scanner is unavailable", "cloudflareFailed"],
    [401, 2998, "Something new", "tokenRejected"],
    [500, 2997, "Something new", "cloudflareFailed"],
    [418, 2996, "Something new", "cloudflareFailed"],
  ])("%i %i %s: %s", (status, code, message, reason) => {
    expect(ask(status, full(status, code, message))).toBe(reason);
    expect(ask(status, short(code, message))).toBe(reason);
  });

  test("its policies say it with an object", () => {
    expect(ask(403, policy({ message: "Access denied by policy" }))).toBe("blocked");
    expect(
      ask(429, policy({ message: "Spending limit exceeded", bucket: "b", spent: 5, limit: 5 })),
    ).toBe("spendLimit");
    expect(ask(429, policy({ message: "Slow down" }))).toBe("rateLimited");
  });

  test("Cloudflare's API says it with `errors`", () => {
    expect(ask(404, api(7003, "Could not route to /x"))).toBe("aiGatewayMissing");
    expect(ask(403, api(10_000, "Authentication error"))).toBe("tokenRejected");
    expect(ask(401, api(1_000, "Invalid API Token"))).toBe("tokenRejected");
  });
});

describe("the edge before the aiGateway", () => {
  const edge = { isFromAiGateway: false };
  test.each([
    [403, "error code: 1010", "blocked"],
    [403, "error code: 1020\n", "blocked"],
    [429, "error code: 1015", "rateLimited"],
    [530, "error code: 1016", "cloudflareFailed"],
    [502, "error code: 502", "cloudflareFailed"],
    [524, page("gateway.ai.cloudflare.com", 524), "cloudflareFailed"],
    [500, "", "cloudflareFailed"],
    [413, "<html>413 Request Entity Too Large</html>", "cloudflareFailed"],
    [403, "<html>Sorry, you have been blocked</html>", "blocked"],
  ])("%i %j: %s", (status, body, reason) => {
    expect(ask(status, body, edge)).toBe(reason);
  });

  test("a page of Cloudflare's own host is Cloudflare's, whatever headers it has", () => {
    expect(ask(524, page("gateway.ai.cloudflare.com", 524))).toBe("cloudflareFailed");
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
    [500, '{"type":"error","err'],
    [502, "upstream connect error"],
    [524, page("api.anthropic.com", 524)],
    [400, "null"],
  ])("%i %s", (status, body) => {
    expect(ask(status, body)).toBeNull();
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
