/** The brake of the router: it closes with the exchange that uses the allowance up, not a moment later. */
import { expect, test } from "vitest";
import { createBrake } from "../../main/core/brake.ts";
import { exchangeOf } from "../support/exchange.ts";

const usage = { tokensIn: 1_000, tokensOut: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 };
/** 3 dollars a million: 3 000 micro-dollars. */
const exchange = exchangeOf({ provider: "anthropic", model: "claude-sonnet-4-6", usage });

test("it closes with the exchange that reaches the limit", () => {
  const brake = createBrake();
  brake.set(9_000, 1_000);
  expect([brake.add(exchange), brake.add(exchange), brake.add(exchange)]).toEqual([
    false,
    false,
    true,
  ]);
});

test("what Sluice asks for itself, what is refused and what has no price brings it no nearer", () => {
  const brake = createBrake();
  brake.set(3_000, 2_999);
  expect(brake.add({ ...exchange, by: "sluice" })).toBe(false);
  expect(brake.add({ ...exchange, outcome: "refused", usage: null })).toBe(false);
  expect(brake.add({ ...exchange, model: "nobody-knows" })).toBe(false);
  expect(brake.add(exchange)).toBe(true);
});

test("where the record was lost what was counted before is not forgotten", () => {
  const brake = createBrake();
  brake.set(9_000, 8_000);
  brake.set(9_000, 0, true);
  expect(brake.add(exchange)).toBe(true);
  brake.set(9_000, 3_000);
  expect(brake.isClosed()).toBe(false);
});

test("without a limit it never closes", () => {
  const brake = createBrake();
  brake.set(null, 10 ** 12);
  expect(brake.add(exchange)).toBe(false);
});
