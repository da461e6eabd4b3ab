/** Unified Billing over the management API (facts §5.4). */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import { account, ask, hour, noon, result, row } from "./api-wire.ts";
import { start } from "./wire.ts";

let practice: Practice;
beforeEach(async () => {
  practice = await start({ now: () => noon, credits: "some" });
});
afterEach(() => practice.close());

const balance = () => ask(practice, `${account}/ai-gateway/billing/credit-balance`);
const history = (from: number, to: number, grouping = "hour") =>
  ask(
    practice,
    `${account}/ai-gateway/billing/usage-history?value_grouping_window=${grouping}&start_time=${from}&end_time=${to}`,
  );

test("the balance is in cents", async () => {
  practice.set({ creditCents: 1234 });
  expect(result(await balance())).toMatchObject({
    balance: 1234,
    has_default_payment_method: true,
    payment_method: { brand: "visa", last4: "4242" },
  });
  practice.set({ credits: "empty" });
  expect(result(await balance(), "balance")).toBe(0);
  practice.set({ credits: "none" });
  expect(result(await balance())).toMatchObject({ balance: 0, payment_method: null });
});

test("the history is what was billed by hour or day, of Unified Billing alone, whatever the aiGateway", async () => {
  practice.ingest([
    row(noon - 2 * hour, { isWholesale: true, costMicroUsd: 20_000 }),
    row(noon - hour - 1, { isWholesale: true, costMicroUsd: 30_000, aiGatewayId: "work" }),
    row(noon - hour, { isWholesale: false }),
  ]);
  const got = await history(noon - 2 * hour, noon);
  expect(result(got, "history", 0)).toEqual({
    id: expect.any(String),
    aggregated_value: 5,
    start_time: noon - 2 * hour,
    end_time: noon - hour,
  });
  expect(result(got, "history", 1, "aggregated_value")).toBe(0);
  const midnight = noon - 12 * hour;
  expect(result(await history(midnight, midnight + 24 * hour, "day"), "history", 0)).toMatchObject({
    aggregated_value: 5,
  });
});

test("unaligned bounds are an HTTP 500", async () => {
  expect((await history(noon - hour + 1, noon)).status).toBe(500);
  expect((await history(noon - hour, noon, "day")).status).toBe(500);
  expect((await history(noon, noon, "week")).status).toBe(400);
});
