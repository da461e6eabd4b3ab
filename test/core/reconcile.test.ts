import { describe, expect, test } from "vitest";
import { correctionsOf } from "../../main/core/reconcile.ts";
import { quarterMs } from "../../main/core/spend.ts";
import { bucketsOf, quartersOf, type Request, requestOf, start } from "./reconcile-world.ts";

const span = { fromMs: start, toMs: start + quarterMs };
const day = 96 * quarterMs;

function correct(requests: readonly Request[], settled = day) {
  const { buckets } = correctionsOf({
    ...{ profile: "p1", ...span, router: bucketsOf(requests) },
    quarters: quartersOf(requests, start - day, start + settled),
  });
  return buckets.map(({ by, startAt, model, requests, costMicroUsd, priced, confirmed }) => ({
    ...{ by, quarter: (startAt - start) / quarterMs, model },
    ...{ requests, costMicroUsd, priced, confirmed },
  }));
}

const ours = requestOf();
const theirs = requestOf({ by: "elsewhere", costMicroUsd: 700 });
const passed = { by: "elsewhere", quarter: 0, model: "claude-sonnet-4-6" };
const own = { by: "repriced", quarter: 0, model: "claude-sonnet-4-6", requests: 0 };
const unpriced = { tallyMicroUsd: null };
const confirmed = { costMicroUsd: null, priced: 0, confirmed: 1 };

describe("the same requests on both sides", () => {
  test("add nothing; where the sums agree, Cloudflare's word stands behind them", () => {
    expect(correct([ours])).toEqual([{ ...own, ...confirmed }]);
    expect(correct([requestOf({ isLogged: true })])).toEqual([]);
  });

  test("at other prices add nothing either, and the drift is told", () => {
    const requests = [requestOf({ tallyMicroUsd: 5500 }), requestOf({ isLogged: true })];
    const { buckets } = correctionsOf({
      ...{ profile: "p1", ...span, router: bucketsOf(requests) },
      quarters: quartersOf(requests, start, start + quarterMs),
    });
    expect(buckets).toEqual([
      expect.objectContaining({
        ...{ by: "repriced", costMicroUsd: null, requests: 0, priced: 0, confirmed: 0 },
        ...{ talliedMicroUsd: 5500, loggedMicroUsd: 5000 },
      }),
    ]);
  });

  test("without a price get what Cloudflare's sum leaves", () => {
    expect(correct([ours, requestOf({ ...unpriced, costMicroUsd: 300 })])).toEqual([
      { ...own, costMicroUsd: 300, priced: 1, confirmed: 2 },
    ]);
  });

  test("stay without a price where Cloudflare has none: 0 is what it says then, too", () => {
    expect(correct([requestOf({ ...unpriced, costMicroUsd: 0 })])).toEqual([]);
  });

  test("of Sluice's own are in Cloudflare's numbers, and in no correction", () => {
    const check = requestOf({ by: "sluice", ...unpriced, costMicroUsd: 5000 });
    expect(correct([check])).toEqual([]);
    expect(correct([check, requestOf(unpriced)])).toEqual([
      { ...own, costMicroUsd: 5000, priced: 1, confirmed: 1 },
    ]);
  });

  test("are told by their model in any spelling, and by none when Cloudflare has no name for it", () => {
    expect(correct([requestOf({ seenAs: "claude-sonnet-4-6-20260217" })])).toHaveLength(1);
    const refused = { kind: "error", costMicroUsd: 0, seenAs: "unknown" } as const;
    expect(correct([requestOf(refused), requestOf({ ...refused, model: null })])).toEqual([
      expect.objectContaining({ by: "repriced", costMicroUsd: null }),
      expect.objectContaining({ by: "repriced", costMicroUsd: null }),
    ]);
  });

  test("under another name are not counted twice: models are renamed", () => {
    const renamed = requestOf({ seenAs: "claude-sonnet-next" });
    expect(correct([ours, renamed, renamed]).filter(({ by }) => by === "elsewhere")).toEqual([]);
  });
});

describe("more at Cloudflare than the router saw", () => {
  test("passed elsewhere, for what the sum leaves over the router's", () => {
    expect(correct([ours, theirs])).toEqual([
      { ...passed, requests: 1, costMicroUsd: 700, priced: 1, confirmed: 1 },
      { ...own, ...confirmed },
    ]);
  });

  test("shares what is left with the router's unpriced ones, by number", () => {
    expect(correct([requestOf(unpriced), requestOf(unpriced), theirs])).toEqual([
      { ...passed, requests: 1, costMicroUsd: 3567, priced: 1, confirmed: 1 },
      { ...own, costMicroUsd: 7133, priced: 2, confirmed: 2 },
    ]);
  });

  test("cost nobody knows what when Cloudflare has no price for them", () => {
    const other = { by: "elsewhere", seenAs: "home-made", costMicroUsd: 0 } as const;
    const there = { ...passed, model: "home-made", requests: 2, costMicroUsd: null };
    expect(correct([ours, requestOf(other), requestOf(other)])).toEqual([
      { ...own, ...confirmed },
      { ...there, priced: 0, confirmed: 0 },
    ]);
  });

  test("cost nothing when all were refused or came from the store", () => {
    const free = { by: "elsewhere", costMicroUsd: 0 } as const;
    expect(
      correct([requestOf({ ...free, kind: "error" }), requestOf({ ...free, kind: "hit" })]),
    ).toEqual([
      {
        ...passed,
        model: "anthropic/claude-sonnet-4.6",
        requests: 2,
        costMicroUsd: 0,
        priced: 2,
        confirmed: 2,
      },
    ]);
  });

  test("are seen behind refused ones of ours that Cloudflare does not count", () => {
    const refused = requestOf({ kind: "error", costMicroUsd: 0, seenAt: null });
    expect(correct([refused, refused, theirs, theirs])).toEqual([
      { ...passed, requests: 2, costMicroUsd: 1400, priced: 2, confirmed: 2 },
      expect.objectContaining({ by: "repriced", costMicroUsd: null }),
    ]);
  });

  test("never cost less than nothing", () => {
    const dear = requestOf({ tallyMicroUsd: 9000 });
    expect(correct([dear, theirs])).toEqual([
      { ...passed, requests: 1, costMicroUsd: null, priced: 0, confirmed: 0 },
    ]);
  });
});

describe("more at the router than Cloudflare saw", () => {
  test("is no correction: it is late, or samples", () => {
    expect(correct([ours, requestOf({ seenAt: null })])).toEqual([]);
  });

  test("without an answer may not have reached it, and does not hide what passed elsewhere at a price", () => {
    const lost = requestOf({ ...unpriced, seenAt: null, isAnswered: false });
    const [only, ...more] = correct([lost, theirs]);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ costMicroUsd: 700, priced: 1 });
  });
});

describe("at the edge of a quarter", () => {
  const edge = start + quarterMs;
  const long = requestOf({ at: edge - 30_000, durationMs: 90_000, seenAt: edge + 60_000 });

  test("a request Cloudflare counts at its end is the same", () => {
    expect(correct([long]).filter(({ by }) => by === "elsewhere")).toEqual([]);
    expect(correct([{ ...long, ...unpriced }])).toEqual([
      { ...own, costMicroUsd: 5000, priced: 1, confirmed: 1 },
    ]);
  });

  test("so is one between two clocks that differ", () => {
    const soon = requestOf({ at: start + 1000, seenAt: start - 1000 });
    expect(correct([soon]).filter(({ by }) => by === "elsewhere")).toEqual([]);
  });

  test("a row of such requests over every edge is none elsewhere, and what is elsewhere is found", () => {
    const row = [0, 1, 2, 3, 4, 5].map((index) => ({
      ...long,
      at: long.at + index * quarterMs,
      seenAt: edge + 60_000 + index * quarterMs,
    }));
    expect(correct(row).filter(({ by }) => by === "elsewhere")).toEqual([]);
    const there = requestOf({ by: "elsewhere", seenAt: edge + 3 * quarterMs, costMicroUsd: 42 });
    expect(correct([...row, there]).filter(({ by }) => by === "elsewhere")).toEqual([
      expect.objectContaining({ requests: 1, costMicroUsd: 42 }),
    ]);
  });

  test("nothing is said of it before both quarters are settled, and no price is guessed meanwhile", () => {
    expect(correct([{ ...long, ...unpriced }], quarterMs)).toEqual([]);
  });

  test("what passed elsewhere there is not taken for a request of ours that Cloudflare has", () => {
    const near = requestOf({ at: edge - 1000 });
    const there = requestOf({ by: "elsewhere", seenAt: edge + 1000, costMicroUsd: 42 });
    expect(correct([near, there]).filter(({ by }) => by === "elsewhere")).toEqual([
      { ...passed, quarter: 1, requests: 1, costMicroUsd: 42, priced: 1, confirmed: 1 },
    ]);
  });
});
