/** Sums stay exact integers, whatever is added to them; a file that holds others is read, and mended where it is written to. */
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { quarterMs } from "../../main/core/spend.ts";
import type { Ledger } from "../../main/usage/ledger.ts";
import { all, createScene, noon, settledOf } from "./scene.ts";

const scene = createScene();
const dayMs = 96 * quarterMs;
const most = Number.MAX_SAFE_INTEGER;

const expectExact = (ledger: Ledger) => {
  const numbers = all(ledger).flatMap((bucket) =>
    Object.values(bucket).filter((value) => typeof value === "number"),
  );
  expect(numbers.length).toBeGreaterThan(0);
  for (const value of numbers) expect(Number.isSafeInteger(value)).toBe(true);
};

test.each([2 ** 53, 2 * most, 1e19, 1e300])(
  "a group of %s is one of the largest exact integer",
  (value) => {
    const ledger = scene.open();
    ledger.setZone("UTC");
    const group = { requests: value, costMicroUsd: value, tokensIn: value, tokensOut: value };
    ledger.settle(settledOf(noon, [group, group]));
    ledger.flush();
    expect(all(ledger)).toMatchObject([{ requests: most }, { requests: most }]);
    expectExact(ledger);
    expect(ledger.days(noon - dayMs, noon, "UTC")).toMatchObject([{ requests: most }]);
  },
);

test("a file with sums beyond exact integers is read, and goes on being written to", () => {
  const before = scene.open();
  before.setZone("UTC");
  before.settle(settledOf(noon, [{ requests: 3 }, { requests: 1 }]));
  before.flush();
  before.close();
  const file = new DatabaseSync(scene.path);
  for (const table of ["bucket", "day"])
    file.exec(`UPDATE ${table} SET tokensIn = ${2 * most - 1}, lastEndAt = 9223372036854775807`);
  file.close();
  const ledger = scene.open();
  expect(all(ledger)).toMatchObject([
    { requests: 3, tokensIn: most },
    { requests: 1, tokensIn: most },
  ]);
  expectExact(ledger);
  expect(ledger.days(noon - dayMs, noon, "UTC")).toMatchObject([{ requests: 4, tokensIn: most }]);
  ledger.settle(settledOf(noon, [{ requests: 3, tokensIn: 7 }]));
  ledger.flush();
  expect(ledger.buckets(noon, noon + quarterMs)).toMatchObject([{ tokensIn: 7 }]);
  expectExact(ledger);
});
