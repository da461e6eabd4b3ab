/** The lists of Home, the steps of setting up, and the reading of a pasted address. */
import { describe, expect, test } from "vitest";
import { columnOf } from "../../renderer/copy/column.ts";
import { createFormat } from "../../renderer/copy/format.ts";
import { barsOf, modelRowsOf, outcomeOf } from "../../renderer/home/rows.ts";
import { masked, readAddress } from "../../renderer/setup/address.ts";
import { isSetupNeeded } from "../../renderer/setup/steps.ts";
import { createSource } from "../../renderer/snapshot.ts";
import { createFarEnd } from "./far-end.ts";
import { byModel, hours, modelKey, row, snapshot, verified } from "./snapshots.ts";

describe("models of the day", () => {
  test("stand dearest first, and the ones without a price last", () => {
    expect(
      modelRowsOf(byModel.toReversed()).map(({ microUsd, model }) => [model, microUsd]),
    ).toEqual([
      ["claude-sonnet-4-6", 1_610_000],
      ["claude-haiku-4-5", 230_000],
      ["gpt-5.5-mini", null],
    ]);
  });

  test("sum to the day's figure although each is rounded", () => {
    const thirds = byModel.map((model) => ({ ...model, costMicroUsd: 333_333 }));
    const costs = modelRowsOf(thirds).map(({ microUsd }) => microUsd);
    expect(columnOf(costs, createFormat("en"))).toEqual({
      ...{ cells: ["$0.34", "$0.33", "$0.33"], sum: "$1.00" },
    });
  });

  test("say how many of their requests have no price", () => {
    expect(
      modelRowsOf(byModel.slice(0, 1).map((model) => ({ ...model, requests: 5, priced: 3 })))[0],
    ).toMatchObject({ unpriced: 2 });
  });
});

test.each([
  [{ firstByteMs: 440 }, { is: "took", ms: 440 }],
  [{ firstByteMs: null }, { is: "none" }],
  [
    { outcome: "providerError", status: 529 },
    { is: "status", status: 529 },
  ],
  [{ outcome: "providerError", status: null }, { is: "error" }],
  [{ outcome: "refused" }, { is: "refused" }],
  [{ outcome: "aborted" }, { is: "aborted" }],
  [{ outcome: "failed" }, { is: "failed" }],
  [{ cacheHit: true }, { is: "cached" }],
] as const)("a request with %o is shown as %o", (changes, outcome) => {
  expect(outcomeOf(row(changes))).toEqual(outcome);
});

describe("the hours", () => {
  const hourOf = createFormat("en", "Europe/Copenhagen").hour;

  test("stand in the column of their own hour, the dearest full", () => {
    const { bars, columns } = barsOf(hours, hourOf);
    expect(columns).toBe(24);
    expect(bars.map(({ column, hour }) => [column, hour])).toEqual(
      hours.map((_, index) => [index, index]),
    );
    expect(bars[11]?.share).toBe(1);
    expect(bars[13]?.hasUnpriced).toBe(true);
    expect(barsOf(hours.slice(8, 9), hourOf).bars[0]?.column).toBe(8);
  });

  test("of the day the clock goes back are twenty-five", () => {
    const midnight = Date.UTC(2026, 9, 24, 22);
    const long = Array.from({ length: 25 }, (_, index) => midnight + index * 3_600_000).flatMap(
      (startAt) => hours.slice(0, 1).map((hour) => ({ ...hour, startAt })),
    );
    const { bars, columns } = barsOf(long, hourOf);
    expect(columns).toBe(25);
    expect(bars[24]).toMatchObject({ column: 24, hour: 23 });
  });

  test("without any there is no chart to draw", () => {
    expect(barsOf([], hourOf)).toEqual({ bars: [], columns: 24, startAt: null });
  });
});

describe("setting up", () => {
  test("is over once linked, and comes back when the key is gone", () => {
    expect(isSetupNeeded(verified)).toBe(false);
    expect(isSetupNeeded(snapshot({ secrets: [modelKey] }))).toBe(false);
    expect(isSetupNeeded(snapshot({ secrets: [] }))).toBe(true);
    expect(isSetupNeeded(snapshot({ secrets: [{ ...modelKey, status: "missing" }] }))).toBe(true);
    expect(isSetupNeeded(snapshot({ secrets: [{ ...modelKey, status: "unknown" }] }))).toBe(false);
  });

  test("an overlay needs no key of ours", () => {
    const link = { kind: "overlay", providers: ["anthropic"], applied: true } as const;
    expect(isSetupNeeded(snapshot({ secrets: [], openclaw: { link } }))).toBe(false);
  });
});

test.each([
  ["https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789aba1b2/openclaw/anthropic"],
  ["https://dash.cloudflare.com/0123456789abcdef0123456789aba1b2/ai/ai-gateway/gateways/openclaw"],
])("the account and the AI Gateway are read from %s", (text) => {
  expect(readAddress(text)).toEqual({
    accountId: "0123456789abcdef0123456789aba1b2",
    aiGatewayId: "openclaw",
  });
});

test("an id alone is no address, and is shown by its end only", () => {
  expect(readAddress("0123456789abcdef0123456789aba1b2")).toBeNull();
  expect(masked("0123456789abcdef0123456789aba1b2")).toBe("••••a1b2");
});

test("an older snapshot never wins", () => {
  const far = createFarEnd(verified);
  let tell: ((state: typeof verified) => void) | undefined;
  const source = createSource({
    watch(listener) {
      tell = listener;
      return far.bridge.watch(listener);
    },
  });
  let changes = 0;
  source.subscribe(() => {
    changes += 1;
  });
  tell?.({ ...verified, rev: 9 });
  tell?.({ ...verified, rev: 3 });
  expect([source.get()?.rev, changes]).toEqual([9, 2]);
});
