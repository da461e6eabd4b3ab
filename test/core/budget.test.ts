/** Never more than the shared limits allow, whatever is asked for and whenever, and nothing while Cloudflare says wait. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BudgetKind,
  budgetLimits,
  budgetWindowMs,
  createBudget,
} from "../../main/core/budget.ts";

function clock(at = 1_000_000) {
  const budget = createBudget(() => at);
  const pass = (ms: number) => {
    at += ms;
  };
  const drain = (kind: BudgetKind) => {
    let taken = 0;
    while (budget.take(kind) === 0) taken += 1;
    return taken;
  };
  return { budget, pass, drain, now: () => at };
}

describe("the limits", () => {
  test("1000 requests go out in five minutes, the next when the first is five minutes old", () => {
    const { budget, pass, drain } = clock();
    budget.take("rest");
    pass(1_000);
    expect(drain("rest")).toBe(999);
    expect(budget.take("rest")).toBe(budgetWindowMs - 1_000);
    pass(budgetWindowMs - 1_000);
    expect(budget.take("rest")).toBe(0);
    expect(budget.take("rest")).toBe(1_000);
  });

  test("240 of them may be GraphQL, which leaves the rest open", () => {
    const { budget, drain } = clock();
    expect(drain("graphql")).toBe(240);
    expect(budget.waitMs("graphql")).toBe(budgetWindowMs);
    expect(drain("rest")).toBe(760);
  });

  test("a GraphQL request waits too when all the others are spent", () => {
    const { budget, drain } = clock();
    drain("rest");
    expect(budget.take("graphql")).toBe(budgetWindowMs);
  });

  test("to ask how long to wait takes nothing", () => {
    const { budget, drain } = clock();
    for (let i = 0; i < 2_000; i += 1) budget.waitMs("rest");
    expect(drain("rest")).toBe(1000);
  });
});

type Step = { passMs: number; kind: BudgetKind; times: number; closeMs: number | null };
const step: fc.Arbitrary<Step> = fc.record({
  passMs: fc.oneof(fc.nat(3_000), fc.nat(400_000)),
  kind: fc.constantFrom("rest", "graphql"),
  times: fc.nat(400),
  closeMs: fc.option(fc.nat(120_000), { freq: 12 }),
});

test("in no five minutes do more go out than the limits, and none while closed", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { budget, pass, now } = clock();
      const sent: { at: number; kind: BudgetKind }[] = [];
      const closed = { rest: 0, graphql: 0 };
      for (const { passMs, kind, times, closeMs } of steps) {
        pass(passMs);
        if (closeMs !== null) {
          budget.close(kind, closeMs);
          closed[kind] = Math.max(closed[kind], now() + closeMs);
        }
        for (let i = 0; i < times; i += 1)
          if (budget.take(kind) === 0) sent.push({ at: now(), kind });
        const inWindow = sent.filter(({ at }) => now() - at < budgetWindowMs);
        const graphql = inWindow.filter((one) => one.kind === "graphql");
        expect(inWindow.length).toBeLessThanOrEqual(budgetLimits.rest);
        expect(graphql.length).toBeLessThanOrEqual(budgetLimits.graphql);
        const isClosed = now() < closed.rest || (kind === "graphql" && now() < closed.graphql);
        if (isClosed) expect(sent.filter(({ at }) => at === now() && passMs > 0)).toEqual([]);
        // Nobody waits longer than needed: at the moment named it is open.
        const waitMs = budget.waitMs(kind);
        if (waitMs > 0) {
          pass(waitMs - 1);
          expect(budget.waitMs(kind)).toBe(1);
          pass(1);
          expect(budget.take(kind)).toBe(0);
          sent.push({ at: now(), kind });
        }
      }
    }),
    { numRuns: 60 },
  );
});

describe("a clock that is set back", () => {
  test("keeps nothing closed for longer than it was", () => {
    const { budget, pass } = clock();
    budget.close("rest", 60_000);
    pass(-86_400_000);
    expect(budget.waitMs("rest")).toBe(60_000);
    pass(60_000);
    expect(budget.take("rest")).toBe(0);
  });

  test("frees nothing that was taken", () => {
    const { budget, pass, drain } = clock();
    drain("rest");
    pass(-3_600_000);
    expect(budget.waitMs("rest")).toBe(budgetWindowMs);
  });
});

describe("too many, said by Cloudflare", () => {
  test("closes GraphQL alone when GraphQL said it", () => {
    const { budget } = clock();
    budget.close("graphql", 5_000);
    expect([budget.waitMs("graphql"), budget.waitMs("rest")]).toEqual([5_000, 0]);
  });

  test("closes both when the other side said it", () => {
    const { budget } = clock();
    budget.close("rest", 5_000);
    expect([budget.waitMs("graphql"), budget.waitMs("rest")]).toEqual([5_000, 5_000]);
  });

  test("a shorter word does not cut a longer one, and an absurd one is an hour", () => {
    const { budget } = clock();
    budget.close("rest", 30_000);
    budget.close("rest", 1_000);
    expect(budget.waitMs("rest")).toBe(30_000);
    budget.close("rest", 1e15);
    expect(budget.waitMs("rest")).toBe(3_600_000);
  });
});
