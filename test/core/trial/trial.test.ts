/** A trial as a whole: its order, its rows, what it costs and what Cloudflare adds. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addedOf,
  canTry,
  estimateOf,
  orderOf,
  probeOf,
  rowsOf,
  skipRest,
} from "../../../main/core/trial/trial.ts";
import { type ProbeResult, probeNames, type Trial } from "../../../preload/contract/desk.ts";

const anthropic = { provider: "anthropic", model: "claude-sonnet-4-6" };
const openai = { provider: "openai", model: "gpt-5.5" };
const at = Date.UTC(2026, 10, 22);

describe("the order", () => {
  test("sends every probe both ways, right after each other, either first for half of them", () => {
    fc.assert(
      fc.property(
        fc.subarray([...probeNames], { minLength: 1 }),
        fc.array(fc.double({ min: 0, max: 0.999_999, noNaN: true }), {
          minLength: 8,
          maxLength: 8,
        }),
        (probes, numbers) => {
          let drawn = 0;
          const order = orderOf(probes, () => numbers[drawn++ % numbers.length] ?? 0);
          expect(order).toHaveLength(2 * probes.length);
          const firsts = probes.map((probe, index) => {
            const [one, other] = order.slice(2 * index, 2 * index + 2);
            expect([one?.probe, other?.probe]).toEqual([probe, probe]);
            expect(new Set([one?.way, other?.way]).size).toBe(2);
            return one?.way;
          });
          const directs = firsts.filter((way) => way === "direct").length;
          expect(Math.abs(2 * directs - probes.length)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test("is another one with other numbers, a single probe's included", () => {
    const of = (numbers: readonly number[]) => {
      let drawn = 0;
      return JSON.stringify(orderOf(["plain"], () => numbers[drawn++ % numbers.length] ?? 0));
    };
    expect(of([0.2])).not.toBe(of([0.8]));
  });
});

describe("the rows", () => {
  const passed = (firstByteMs: number): ProbeResult => ({
    ...{ status: "passed", firstByteMs, totalMs: 900, error: null },
  });
  const plan = {
    ...anthropic,
    probes: probeNames,
    ways: ["direct", "cloudflare"],
    before: null,
  } as const;

  test("all wait where both ways are", () => {
    const rows = rowsOf(plan);
    expect(rows.map(({ probe }) => probe)).toEqual(probeNames);
    for (const row of rows)
      expect([row.direct.status, row.cloudflare.status]).toEqual(["waiting", "waiting"]);
  });

  test("a way that does not exist is absent, and so is what the dialect does not have", () => {
    for (const row of rowsOf({ ...plan, ways: ["direct"] }))
      expect([row.direct.status, row.cloudflare.status]).toEqual(["waiting", "absent"]);
    const absent = (provider: string) =>
      rowsOf({ ...plan, provider, model: "m" })
        .filter(({ direct }) => direct.status === "absent")
        .map(({ probe }) => probe);
    expect(absent("openai")).toEqual(["thinking"]);
    expect(absent("groq")).toEqual(["thinking", "picture", "promptCache", "large"]);
    expect(absent("deepgram")).toEqual(probeNames);
  });

  test("one that is asked for alone keeps the others of the same model", () => {
    const before: Trial = {
      ...{ status: "done", ...anthropic, startedAt: 1, endedAt: 2, costMicroUsd: 3, added: null },
      rows: rowsOf(plan).map((row) => ({ ...row, direct: passed(1), cloudflare: passed(2) })),
    };
    const again = rowsOf({ ...plan, probes: ["tools"], before });
    for (const { direct, probe } of again)
      expect(direct.status).toBe(probe === "tools" ? "waiting" : "passed");
    const other = rowsOf({ ...plan, model: "claude-opus-5", probes: ["tools"], before });
    for (const { direct, probe } of other)
      expect(direct.status).toBe(probe === "tools" ? "waiting" : "skipped");
  });

  test("what was not answered when it ends is skipped, the rest stays", () => {
    const rows = rowsOf({ ...plan, ways: ["direct"] }).map((row) =>
      row.probe === "plain" ? { ...row, direct: passed(1) } : row,
    );
    const left = skipRest(rows);
    expect(left[0]?.direct).toEqual(passed(1));
    expect(left[1]?.direct.status).toBe("skipped");
    expect(left[1]?.cloudflare.status).toBe("absent");
  });

  test("what Cloudflare adds is the middle of the pairs that both passed, and nothing under three", () => {
    const rows = (pairs: readonly (readonly [number, number | null])[]): Trial["rows"] =>
      rowsOf(plan).map((row, index) => {
        const pair = pairs[index];
        const failed: ProbeResult = { ...passed(1), status: "failed" };
        if (pair === undefined) return row;
        const [direct, cloudflare] = pair;
        return {
          ...row,
          direct: passed(direct),
          cloudflare: cloudflare === null ? failed : passed(cloudflare),
        };
      });
    expect(
      addedOf(
        rows([
          [100, 136],
          [100, 137],
        ]),
      ),
    ).toBeNull();
    expect(
      addedOf(
        rows([
          [100, 136],
          [100, 137],
          [100, null],
        ]),
      ),
    ).toBeNull();
    expect(
      addedOf(
        rows([
          [100, 145],
          [900, 936],
          [100, 137],
          [1, null],
        ]),
      ),
    ).toEqual({
      ...{ medianMs: 37, lowMs: 36, highMs: 45, pairs: 3 },
    });
    expect(
      addedOf(
        rows([
          [100, 60],
          [100, 90],
          [100, 105],
          [100, 300],
        ]),
      ),
    ).toEqual({
      ...{ medianMs: -2, lowMs: -40, highMs: 200, pairs: 4 },
    });
  });
});

describe("the estimate", () => {
  test("is a few cents for a usual model, and half of it for one way", () => {
    const both = estimateOf(anthropic, 2, at) ?? 0;
    expect(both).toBeGreaterThan(30_000);
    expect(both).toBeLessThan(120_000);
    expect(estimateOf(anthropic, 1, at)).toBe(both / 2);
    expect(estimateOf(openai, 2, at)).toBeGreaterThan(1_000);
    expect(estimateOf(openai, 2, at)).toBeLessThan(120_000);
  });

  test("is not known without a price, or without a way", () => {
    expect(estimateOf({ ...anthropic, model: "claude-of-tomorrow-9" }, 2, at)).toBeNull();
    expect(estimateOf({ provider: "groq", model: "llama" }, 2, at)).toBeNull();
    expect(estimateOf(anthropic, 0, at)).toBeNull();
  });
});

test("who speaks no dialect Sluice knows cannot be tried", () => {
  expect(["anthropic", "openai", "groq", "workers-ai"].map(canTry)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(["deepgram", "constructor", "", "aws-bedrock"].map(canTry)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test("no two requests of one model are alike, so no response cache can answer one", () => {
  for (const which of [anthropic, openai]) {
    const bodies = probeNames.flatMap((name) =>
      ["a1", "b2"].flatMap((nonce) => {
        const probe = probeOf(name, { ...which, nonce });
        return probe ? [JSON.stringify(probe.begin().body)] : [];
      }),
    );
    expect(new Set(bodies).size).toBe(bodies.length);
  }
});
