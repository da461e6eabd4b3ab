/** The list of requests, reckoned: pages at its end, new ones at its top, days between them, and which lines are drawn. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RequestRow } from "../../preload/contract/state.ts";
import { createFormat } from "../../renderer/copy/format.ts";
import {
  begunWith,
  type Loaded,
  linesOf,
  pageSize,
  requestFrom,
  withFresh,
  withNewest,
  withOlder,
} from "../../renderer/requests/list.ts";
import { drawnOf } from "../../renderer/requests/viewport.ts";
import { startOfDay } from "../../renderer/settings/days.ts";
import { requestsOf } from "./made-up-ledger.ts";
import { now, row } from "./snapshots.ts";

const all = requestsOf(450);
const from = (id: number, count = pageSize): readonly RequestRow[] =>
  all.filter((one) => one.id <= id).slice(0, count);
const idsOf = ({ rows }: Loaded) => rows.map(({ id }) => id);
const zone = "Europe/Copenhagen";
const { dayOf } = createFormat("en", zone);
const lines = (rows: readonly RequestRow[]) =>
  linesOf(rows, dayOf, (day) => startOfDay(day, 0, zone));

describe("a page", () => {
  test("at the end is added, and one that is not full is the last", () => {
    let loaded = begunWith(from(450));
    expect(loaded.isComplete).toBe(false);
    while (!loaded.isComplete) {
      const last = loaded.rows.at(-1)?.id ?? 0;
      loaded = withOlder(loaded, from(last - 1));
    }
    expect(idsOf(loaded)).toEqual(all.map(({ id }) => id));
  });

  test("that overlaps what is there adds nothing twice", () => {
    expect(idsOf(withOlder(begunWith(from(450)), from(380)))).toEqual(
      idsOf(begunWith(from(450, 170))),
    );
  });
});

describe("newer requests", () => {
  const before = begunWith(from(440));

  test("go on top at once where nothing is being read", () => {
    expect(idsOf(withNewest(before, from(450), false)).slice(0, 11)).toEqual([
      450, 449, 448, 447, 446, 445, 444, 443, 442, 441, 440,
    ]);
  });

  test("wait while something is read, are counted once, and come when they are wanted", () => {
    const once = withNewest(before, from(443), true);
    const twice = withNewest(once, from(445), true);
    expect([once.fresh.length, twice.fresh.length]).toEqual([3, 5]);
    expect(idsOf(twice)).toEqual(idsOf(before));
    const shown = withFresh(twice);
    expect(idsOf(shown).slice(0, 6)).toEqual([445, 444, 443, 442, 441, 440]);
    expect(shown.fresh).toEqual([]);
  });

  test("so many that some between may be missing take the place of the rows", () => {
    const held = withNewest(begunWith(from(300)), from(450), true);
    expect(held.hasGap).toBe(true);
    expect(idsOf(withFresh(held))).toEqual(idsOf(begunWith(from(450))));
  });

  test("renew a row that is known better by now where it stands", () => {
    const confirmed = from(440).map((one) =>
      one.id === 438 ? { ...one, costFrom: "log" as const, costMicroUsd: 7 } : one,
    );
    const renewed = withNewest(before, confirmed, true);
    expect(renewed.rows[2]).toMatchObject({ id: 438, costMicroUsd: 7, costFrom: "log" });
    expect(renewed.fresh).toEqual([]);
  });
});

describe("the lines", () => {
  test("have a day above its first request, in the person's zone", () => {
    const at = (text: string, id: number) => row({ id, startedAt: Date.parse(text) });
    const told = lines([
      at("2026-11-20T00:30:00Z", 4),
      at("2026-11-19T23:10:00Z", 3),
      at("2026-11-19T22:50:00Z", 2),
      at("2026-11-17T12:00:00Z", 1),
    ]).map((line) => (line.is === "day" ? line.day : line.row.id));
    expect(told).toEqual(["2026-11-20", 4, 3, "2026-11-19", 2, "2026-11-17", 1]);
  });

  test("name each day once, also where a request that began before midnight ended after others", () => {
    const rows = [
      row({ id: 3, startedAt: now }),
      row({ id: 2, startedAt: now - 86_400_000 }),
      row({ id: 1, startedAt: now - 3_600_000 }),
    ];
    expect(lines(rows).filter(({ is }) => is === "day")).toHaveLength(2);
  });

  test("are walked from request to request, past the days, and no further than the ends", () => {
    const walked = lines(all.slice(0, 60));
    const requests = walked.flatMap((line, index) => (line.is === "request" ? [index] : []));
    let at = requests[0] ?? 0;
    for (const next of requests.slice(1)) {
      at = requestFrom(walked, at, 1);
      expect(at).toBe(next);
    }
    expect(requestFrom(walked, at, 1)).toBe(at);
    expect(requestFrom(walked, at, -walked.length)).toBe(requests[0]);
    expect(requestFrom(walked, requests[0] ?? 0, -1)).toBe(requests[0]);
    expect(requestFrom([], 0, 1)).toBe(0);
  });
});

test("what is drawn covers what is in sight and where the person is, in order, and leaves room for the rest", () => {
  const size = fc.integer({ min: 0, max: 50_000 });
  fc.assert(
    fc.property(
      size,
      size,
      fc.integer({ min: 1, max: 80 }),
      fc.option(size),
      (count, top, visible, at) => {
        const first = Math.max(Math.min(top, count - visible), 0);
        const kept = at === null || at >= count ? null : at;
        const drawn = drawnOf(count, { first, visible, kept });
        let line = 0;
        const there = new Set<number>();
        for (const one of drawn) {
          if (one.is === "gap") {
            expect(one.lines).toBeGreaterThan(0);
            line += one.lines;
          } else {
            expect(one.index).toBe(line);
            there.add(line);
            line += 1;
          }
        }
        expect(line).toBe(count);
        for (let index = first; index < Math.min(count, first + visible); index += 1)
          expect(there.has(index)).toBe(true);
        if (kept !== null) expect(there.has(kept)).toBe(true);
        expect(there.size).toBeLessThanOrEqual(visible + 60);
      },
    ),
  );
});
