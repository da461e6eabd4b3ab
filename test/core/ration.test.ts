/** Never more than the limit within any hour, whatever the clock does. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { createRation } from "../../main/core/ration.ts";

const hourMs = 3_600_000;

test("the limit is reached, and an hour after the first there is room for one", () => {
  const ration = createRation(2, hourMs);
  expect([ration.take(0), ration.take(10), ration.take(20)]).toEqual([true, true, false]);
  expect(ration.hasRoom(hourMs - 1)).toBe(false);
  expect([ration.take(hourMs), ration.take(hourMs)]).toEqual([true, false]);
});

test("asking whether there is room takes none", () => {
  const ration = createRation(1, hourMs);
  for (let times = 0; times < 5; times += 1) expect(ration.hasRoom(times)).toBe(true);
  expect(ration.take(9)).toBe(true);
});

test("no hour holds more than the limit", () => {
  const steps = fc.array(fc.integer({ min: 0, max: hourMs / 2 }), { maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), steps, (limit, gaps) => {
      const ration = createRation(limit, hourMs);
      let now = 0;
      const taken: number[] = [];
      for (const gap of gaps) {
        now += gap;
        if (ration.take(now)) taken.push(now);
      }
      for (const at of taken)
        expect(taken.filter((each) => each >= at && each < at + hourMs).length).toBeLessThanOrEqual(
          limit,
        );
    }),
  );
});

test("a clock that is set back makes no room", () => {
  const ration = createRation(1, hourMs);
  ration.take(10 * hourMs);
  expect(ration.take(hourMs)).toBe(false);
});
