/** Whatever comes back, the verdict is a known reason or none, and nothing a provider says is taken for Cloudflare's. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { mayHaveCost, verdictOf } from "../../main/core/verdict.ts";
import { type RefusalReason, refusalReasons } from "../../preload/contract/state.ts";

const status = fc.integer({ min: 400, max: 599 });
const isReason = (reason: RefusalReason | null): boolean =>
  reason === null || refusalReasons.includes(reason);

test("any text, any JSON, any status: a reason or none, never an exception", () => {
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record(
      {
        success: fc.constantFrom(false, true, null),
        name: fc.constantFrom("AiGatewayError", "Error"),
        error: fc.oneof(fc.anything(), fc.array(fc.record({ code: fc.anything() }))),
        errors: fc.anything(),
        internalCode: fc.anything(),
        cloudflare_error: fc.boolean(),
        error_code: fc.anything(),
        zone: fc.anything(),
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(body, status, fc.boolean(), (value, code, isFromAiGateway) => {
      const text = typeof value === "string" ? value : textOf(value);
      const verdict = verdictOf({ status: code, slug: "anthropic", isFromAiGateway, body: text });
      expect(isReason(verdict)).toBe(true);
    }),
  );
});

test("every code of the aiGateway, known or not, is Cloudflare's word in either shape of it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2_000, max: 2_999 }), status, (code, httpCode) => {
      const error = [{ code, message: "Something" }];
      const short = { success: false, result: [], messages: [], error };
      const full = { ...short, name: "AiGatewayError", httpCode, internalCode: code };
      const [one, other] = [short, full].map((body) =>
        verdictOf({
          status: httpCode,
          slug: "openai",
          isFromAiGateway: true,
          body: JSON.stringify(body),
        }),
      );
      expect(one).not.toBeNull();
      expect(other).toBe(one);
    }),
  );
});

test("what a provider says in its own shape is its own, whatever words and numbers are in it", () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "Unauthorized",
      "Spend limit exceeded: rule 'a'",
      "Spending limit exceeded",
      "error code: 1010",
      "AiGatewayError",
      "No API key",
      "gateway.ai.cloudflare.com",
    ),
  );
  const code = fc.oneof(fc.integer({ min: 1_000, max: 10_000 }), text, fc.constant(null));
  const said = fc.oneof(
    fc.record({
      type: fc.constant("error"),
      error: fc.record({ type: text, message: text }),
      request_id: text,
    }),
    fc.record({ error: fc.record({ message: text, type: text, param: code, code }) }),
    fc.record({ error: fc.record({ code, message: text, status: text }) }),
    fc.array(fc.record({ error: fc.record({ code, message: text }) })),
    fc.record({ error: text }),
    fc.record({ detail: text, status: code }),
  );
  fc.assert(
    fc.property(said, status, fc.boolean(), (body, httpCode, isFromAiGateway) => {
      const answer = { status: httpCode, slug: "openai", isFromAiGateway };
      expect(verdictOf({ ...answer, body: JSON.stringify(body) })).toBeNull();
    }),
  );
});

test("only what comes after the provider was asked may have cost something", () => {
  expect(refusalReasons.filter(mayHaveCost)).toEqual([
    "answerBlocked",
    "dlpAnswer",
    "providerSilent",
    "edgeTimeout",
  ]);
});

/** JSON of what has one; circles and big integers have none. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "";
  }
}
