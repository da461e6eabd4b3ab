/** The page of usage, reckoned: its ranges as local days and rolling hours, its bars, its parts and what they add up to. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AgentRow, RangeRow } from "../../preload/contract/command.ts";
import { createFormat } from "../../renderer/copy/format.ts";
import { chartOf, linesOf } from "../../renderer/usage/bars.ts";
import { figureOf, promptCacheShare } from "../../renderer/usage/figure.ts";
import { partsOf, totalOf } from "../../renderer/usage/parts.ts";
import { rangeNames, type Span, spanOf } from "../../renderer/usage/span.ts";
import { now } from "./snapshots.ts";

const hourMs = 3_600_000;
const zone = "Europe/Copenhagen";
const none = { tokensIn: 0, tokensOut: 0, cacheRead: 0, cacheWrite: 0 };
const row = (changes: Partial<RangeRow>): RangeRow => ({
  ...none,
  ...{ costMicroUsd: null, requests: 0, priced: 0, confirmed: 0, errors: 0, cacheHits: 0 },
  ...changes,
});
const iso = (at: number) => new Date(at).toISOString();
/** Made once for each zone: making one costs more than everything it is asked. */
const formats = new Map<string, ReturnType<typeof createFormat>>();
const minuteIn = (where: string) => {
  const format = formats.get(where) ?? createFormat("en", where);
  formats.set(where, format);
  return format.minute;
};
const chartIn = (span: Span, rows: readonly RangeRow[], where = zone) =>
  chartOf(span, rows, minuteIn(where));

describe("a range", () => {
  test("is a local day, or so many of them with today as the last", () => {
    const at = { now, today: "2026-11-20", zone };
    const told = rangeNames.map((name) => {
      const { by, days, from, to } = spanOf(name, at);
      return [name, iso(from).slice(0, 16), iso(to).slice(0, 16), by, days.length];
    });
    expect(told).toEqual([
      ["today", "2026-11-19T23:00", "2026-11-20T23:00", "hour", 0],
      ["hours", "2026-11-19T13:15", "2026-11-20T13:15", "hour", 0],
      ["week", "2026-11-13T23:00", "2026-11-20T23:00", "day", 7],
      // Summer time ended in between: the first midnight was at 22:00 UTC.
      ["month", "2026-10-21T22:00", "2026-11-20T23:00", "day", 30],
      ["quarter", "2026-08-22T22:00", "2026-11-20T23:00", "day", 90],
    ]);
    expect(spanOf("week", at).days).toEqual(
      [14, 15, 16, 17, 18, 19, 20].map((date) => `2026-11-${date}`),
    );
  });

  test("of today has 23 bars on the day summer time begins and 25 on the day it ends", () => {
    const barsOn = (today: string) =>
      chartIn(spanOf("today", { now, today, zone }), []).bars.map(({ startAt }) => startAt);
    expect(barsOn("2027-03-28")).toHaveLength(23);
    expect(barsOn("2026-10-25")).toHaveLength(25);
    expect(barsOn("2026-11-20")).toHaveLength(24);
  });

  test("that rolls holds the last 24 hours whatever the minute, and its bars begin where the zone's hours do", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) }),
        fc.constantFrom("Europe/Copenhagen", "Asia/Kolkata", "Asia/Kathmandu", "America/St_Johns"),
        (at, where) => {
          const span = spanOf("hours", { now: at, today: "2026-01-01", zone: where });
          expect(span.to - span.from).toBe(24 * hourMs);
          expect(span.to).toBeGreaterThan(at);
          expect(span.to - at).toBeLessThanOrEqual(900_000);
          const { bars } = chartIn(span, [], where);
          expect(bars.length === 24 || bars.length === 25).toBe(true);
          for (const { startAt } of bars) expect(minuteIn(where)(startAt ?? 0)).toBe(0);
        },
      ),
    );
  });
});

describe("the bars", () => {
  const today = spanOf("today", { now, today: "2026-11-20", zone });

  test("stand in their hours, with and without a cost, and the highest is the peak", () => {
    const { bars, lines, peak } = chartIn(today, [
      row({ startAt: today.from, costMicroUsd: 420_000, requests: 4, priced: 4 }),
      row({ startAt: today.from + 13 * hourMs, costMicroUsd: 210_000, requests: 8, priced: 5 }),
      row({ startAt: today.from + 14 * hourMs, requests: 2, cacheHits: 0 }),
      row({
        startAt: today.from + 15 * hourMs,
        costMicroUsd: 0,
        requests: 1,
        priced: 1,
        cacheHits: 1,
      }),
    ]);
    expect(lines).toEqual([100_000, 200_000, 300_000, 400_000, 500_000]);
    expect(peak).toBe(bars[0]);
    expect(bars[0]?.share).toBeCloseTo(0.84);
    expect(bars[13]).toMatchObject({ requests: 8, unpriced: 3, cached: 0, microUsd: 210_000 });
    expect(bars[14]).toMatchObject({ requests: 2, unpriced: 2, microUsd: null, share: 0 });
    expect(bars[15]).toMatchObject({ cached: 1, unpriced: 0, microUsd: 0 });
    expect(bars[16]).toMatchObject({ requests: 0, microUsd: null, unpriced: 0 });
  });

  test("of days are found by their names, and a day without a row has an empty place", () => {
    const span = spanOf("week", { now, today: "2026-11-20", zone });
    const { bars, peak } = chartIn(span, [
      row({ day: "2026-11-17", costMicroUsd: 3_400_000, requests: 40, priced: 40 }),
      row({ day: "2026-11-20", costMicroUsd: 1_840_000, requests: 64, priced: 64 }),
    ]);
    expect(bars.map(({ requests }) => requests)).toEqual([0, 0, 0, 40, 0, 0, 64]);
    expect(peak?.day).toBe("2026-11-17");
  });

  test("lose nothing: whatever hours the rows begin at, all requests and costs are in them", () => {
    const rows = fc.array(
      fc.record({
        quarter: fc.integer({ min: 0, max: 99 }),
        costMicroUsd: fc.option(fc.integer({ min: 0, max: 9_000_000 })),
        requests: fc.integer({ min: 1, max: 50 }),
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom("2026-10-25", "2027-03-28", "2026-11-20"), rows, (day, made) => {
        const span = spanOf("today", { now, today: day, zone });
        const inside = made
          .map(({ quarter, ...rest }) => row({ ...rest, startAt: span.from + quarter * 900_000 }))
          .filter(({ startAt }) => (startAt ?? 0) < span.to);
        const { bars } = chartIn(span, inside);
        const sum = (of: readonly { requests: number }[]) =>
          of.reduce((all, it) => all + it.requests, 0);
        expect(sum(bars)).toBe(sum(inside));
        const cost = inside.reduce((all, it) => all + (it.costMicroUsd ?? 0), 0);
        expect(bars.reduce((all, bar) => all + (bar.microUsd ?? 0), 0)).toBe(cost);
        for (const { share } of bars) expect(share >= 0 && share <= 1).toBe(true);
      }),
    );
  });

  test("are read against at most five round amounts, and the highest bar takes more than half the room", () => {
    expect(linesOf(0)).toEqual([]);
    expect(linesOf(3)).toEqual([10_000]);
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 5_000_000_000 }), (highest) => {
        const lines = linesOf(highest);
        const top = lines.at(-1) ?? 0;
        expect(lines.length).toBeLessThanOrEqual(5);
        expect(top).toBeGreaterThanOrEqual(highest);
        expect(highest / top).toBeGreaterThan(0.5);
        expect(String(lines[0])).toMatch(/^[125]0+$/);
      }),
    );
  });
});

describe("the parts", () => {
  test("stand dearest first, the unpriced last", () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 0, max: 90_000_000 })), { minLength: 1 }),
        (costs) => {
          const parts = partsOf(
            costs.map((costMicroUsd, index) =>
              row({
                provider: "p",
                model: `m${index}`,
                costMicroUsd,
                requests: 1,
                priced: costMicroUsd === null ? 0 : 1,
              }),
            ),
          );
          const shown = parts.map(({ microUsd }) => microUsd ?? -1);
          expect(shown).toEqual(shown.toSorted((a, b) => b - a));
        },
      ),
    );
  });

  test("keep what is unknown unknown: a row of an agent has no times, and no count where none is told", () => {
    const agents: AgentRow[] = [
      { ...none, agent: "mail", costMicroUsd: null, requests: null },
      { ...none, agent: "main", costMicroUsd: 1_000_000, requests: 4 },
    ];
    const parts = partsOf(agents);
    expect(parts.map(({ agent, microUsd, requests }) => [agent, microUsd, requests])).toEqual([
      ["main", 1_000_000, 4],
      ["mail", null, null],
    ]);
    expect(
      parts.every(
        ({ durationMs, errors, firstByteMs }) =>
          durationMs === null && errors === null && firstByteMs === null,
      ),
    ).toBe(true);
    expect(totalOf(parts)).toMatchObject({ requests: 4, errors: null });
    expect(totalOf(partsOf(agents.slice(0, 1)))).toMatchObject({ requests: null });
  });
});

describe("the figure of a range", () => {
  const priced = row({
    costMicroUsd: 900_000,
    requests: 3,
    priced: 3,
    cacheRead: 60,
    cacheWrite: 20,
    tokensIn: 20,
    promptCacheMicroUsd: 500_000,
  });

  test("sums what is known and says whose word it is", () => {
    expect(figureOf([priced, row({ requests: 2 })])).toMatchObject({
      ...{ costMicroUsd: 900_000, requests: 5, priced: 3, source: "own" },
    });
    expect(figureOf([{ ...priced, confirmed: 2 }]).source).toBe("both");
    expect(figureOf([{ ...priced, confirmed: 3 }]).source).toBe("cloudflare");
    expect(figureOf([row({ requests: 2 })]).costMicroUsd).toBeNull();
    expect(figureOf([]).costMicroUsd).toBeNull();
  });

  test("knows what the prompt cache saved only where every use of it is known", () => {
    const unused = row({ requests: 1, tokensIn: 5, promptCacheMicroUsd: null });
    const unknown = row({ requests: 1, cacheRead: 5, promptCacheMicroUsd: null });
    expect(
      figureOf([priced, { ...priced, promptCacheMicroUsd: -600_000 }, unused]).savedMicroUsd,
    ).toBe(-100_000);
    expect(figureOf([priced, unknown]).savedMicroUsd).toBeNull();
    expect(promptCacheShare(priced)).toBe(60);
    expect(promptCacheShare(none)).toBeNull();
  });
});
