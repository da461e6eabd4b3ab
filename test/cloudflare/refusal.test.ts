/** Each complaint of Cloudflare's management side, in each of its shapes, has the code whose sentence names what is missing. */
import { describe, expect, test } from "vitest";
import { refusalOf } from "../../main/cloudflare/refusal.ts";
import { errorsOf } from "../../main/cloudflare/replies.ts";

const meaning = {
  denied: "cloudflare.needsAiGatewayRead",
  missing: "cloudflare.aiGatewayNotFound",
} as const;
const codeOf = (status: number, json: unknown) =>
  refusalOf({ status, json, errors: errorsOf(json) }, meaning)?.code ?? null;
const rest = (code: number | string, message = "") => ({
  success: false,
  errors: [{ code, message }],
});

describe("the four shapes", () => {
  test.each([
    ["management", { success: false, errors: [{ code: 7003, message: "Could not route" }] }],
    ["an aiGateway, old", { success: false, result: [], error: [{ code: 7003, message: "x" }] }],
    [
      "an aiGateway",
      {
        success: false,
        error: [{ code: 7003, message: "x" }],
        name: "AiGatewayError",
        internalCode: 7003,
      },
    ],
    ["policies", { success: false, error: { message: "no", code: 7003 } }],
    ["numbers as text", rest("7003")],
    ["only in the chain", { errors: [{ message: "x", error_chain: [{ code: 7003 }] }] }],
    ["only on top", { success: false, internalCode: 7003, message: "x" }],
  ])("%s", (_, json) => {
    expect(codeOf(404, json)).toBe("cloudflare.accountNotFound");
  });

  test("a provider's own error is one, too", () => {
    const json = { type: "error", error: { type: "permission_error", message: "no" } };
    expect(codeOf(403, json)).toBe("cloudflare.needsAiGatewayRead");
  });

  test("an answer that complains is a refusal, whatever its status", () => {
    expect(codeOf(200, rest(10000, "Authentication error"))).toBe("cloudflare.needsAiGatewayRead");
    expect(codeOf(200, { success: false })).toBe("cloudflare.failed");
  });

  test.each([
    { success: true, errors: [], result: 1 },
    { result: 1 },
    { errors: null, error: null },
  ])("%j is none", (json) => {
    expect(codeOf(200, json)).toBeNull();
  });
});

describe("the codes", () => {
  test.each([
    [401, 1000, "Invalid API Token", "tokenInvalid"],
    [403, 9109, "Invalid access token", "tokenInvalid"],
    [400, 9106, "Missing X-Auth-Key", "tokenInvalid"],
    [403, 9109, "Cannot use the access token from location: 192.0.2.1", "tokenElsewhere"],
    [403, 9109, "Unauthorized to access requested resource", "accountNotFound"],
    [400, 6003, "Invalid request headers", "tokenMalformed"],
    [400, 6111, "Invalid format for Authorization header", "tokenMalformed"],
    [403, 10000, "Authentication error", "needsAiGatewayRead"],
    [401, 10000, "Authentication error", "needsAiGatewayRead"],
    [400, 7001, "Required", "inputInvalid"],
    [404, 7002, "Gateway not found", "aiGatewayNotFound"],
    [404, 7003, "Could not route to /accounts/x", "accountNotFound"],
    [400, 7003, "Could not route to /accounts/x", "accountNotFound"],
    [401, 1000, "This token has expired", "tokenExpired"],
    [418, 4711, "I am a teapot", "failed"],
  ])("%s with %s (%s) is %s", (status, code, message, name) => {
    expect(codeOf(status, rest(code, message))).toBe(`cloudflare.${name}`);
  });

  test("a path that leads nowhere means no log, where a log was asked for", () => {
    const json = rest(7003, "Could not route");
    const log = { ...meaning, missing: "cloudflare.noLogs" } as const;
    expect(refusalOf({ status: 404, json, errors: errorsOf(json) }, log)?.code).toBe(
      "cloudflare.noLogs",
    );
  });

  test.each([
    [404, "aiGatewayNotFound"],
    [401, "needsAiGatewayRead"],
    [403, "needsAiGatewayRead"],
    [400, "inputInvalid"],
  ])("without any code %s is %s", (status, name) => {
    expect(codeOf(status, {})).toBe(`cloudflare.${name}`);
  });
});

test("the detail is made of our own words and of numbers", () => {
  const json = rest(7003, "Could not route to /accounts/0123/ai-gateway, secret");
  const refusal = refusalOf({ status: 404, json, errors: errorsOf(json) }, meaning);
  expect(refusal?.detail).toBe("http 404, code 7003");
});
