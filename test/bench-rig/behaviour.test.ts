import { afterAll, expect, test } from "vitest";
import { measureAborts, moments } from "../bench/behaviour/abort.ts";
import { startFarEnd } from "../bench/behaviour/far-end.ts";
import { type Figure, spreadOf } from "../bench/behaviour/findings.ts";
import { measureMainStalls } from "../bench/behaviour/main-stalls.ts";
import { startSluice } from "../bench/behaviour/sluice.ts";
import { measureStalls } from "../bench/behaviour/stall.ts";

// A run of the behaviour bench in small: that it works, and that nothing is wrong. Its times mean nothing here.
const farEnd = await startFarEnd({ floodBytes: 33_554_432 });
const ours = await startSluice({ base: farEnd.base });
afterAll(async () => {
  await ours.close();
  await farEnd.close();
});

const worst = ({ values }: Figure) => spreadOf(values).max;

test("a client that leaves the built app takes its request with it, whenever that is", async () => {
  const { faults, figures } = await measureAborts([ours], farEnd, 10, ours);
  expect(faults).toEqual([]);
  expect(figures.map(({ values }) => values.length)).toEqual(moments.map(() => 10));
});

test("one side that stops costs the built app no memory and no byte", async () => {
  const { faults, figures } = await measureStalls([ours], farEnd, {
    times: 1,
    stallMs: 400,
    ours,
  });
  expect(faults).toEqual([]);
  const memory = figures.filter(({ unit }) => unit === "MB");
  expect(memory).toHaveLength(2);
  for (const figure of memory) expect(worst(figure)).toBeLessThan(64);
});

test("the built app answers while its main thread is busy", async () => {
  const { faults, figures } = await measureMainStalls(farEnd, 1, 200);
  expect(faults).toEqual([]);
  for (const figure of figures) expect(worst(figure)).toBeLessThan(2_000);
});
