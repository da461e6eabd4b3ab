/** Sums of money become whole micro-dollars exactly as their digits stand there. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countOf, microUsdOf } from "../../main/cloudflare/money.ts";

describe("dollars", () => {
  test.each([
    [5.202603642412313, 5_202_604],
    ["5.202603642412313", 5_202_604],
    [0, 0],
    ["0.0000005", 1],
    [4e-7, 0],
    [5e-7, 1],
    // Times a million this float is 124.49999999999999, which would round down.
    [0.0001245, 125],
    [1e-18, 0],
    [-1e-18, 0],
    [1e3, 1_000_000_000],
    ["1e-3", 1_000],
    [" 2.5 ", 2_500_000],
  ])("%s are %s micro-dollars", (given, micro) => {
    expect(microUsdOf(given)).toBe(micro);
  });

  test.each([[null], [undefined], [""], ["free"], [Number.NaN], [Number.POSITIVE_INFINITY], [-1]])(
    "%s is no sum",
    (given) => {
      expect(microUsdOf(given)).toBeNull();
    },
  );

  test.each([[{}], [[]], [[1]], [true], ["0x10"], ["1e400"], ["1,5"], [1e300]])(
    "%j is no sum",
    (given) => {
      expect(microUsdOf(given)).toBeNull();
    },
  );

  test("what has at most six decimals arrives without any loss, as number and as text", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000_000), (micro) => {
        const whole = Math.floor(micro / 1e6);
        const text = `${whole}.${String(micro % 1e6).padStart(6, "0")}`;
        expect(microUsdOf(text)).toBe(micro);
        expect(microUsdOf(Number(text))).toBe(micro);
      }),
    );
  });

  test("any other sum is rounded once: never off by more than half a micro-dollar", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (dollars) => {
        const micro = microUsdOf(dollars) ?? Number.NaN;
        expect(Math.abs(micro - dollars * 1e6)).toBeLessThanOrEqual(0.5 + 1e-3);
      }),
    );
  });
});

test("a text as long as an answer is no sum, and costs no time", () => {
  for (const end of ["", "x", "e", ".", " "])
    for (const part of ["1", " ", "1.", "e1"])
      expect(microUsdOf(part.repeat(500_000) + end)).toBeNull();
  expect(countOf("1".repeat(80_000))).toBeNull();
  expect(microUsdOf(`0.${"5".repeat(62)}`)).toBe(555_556);
  expect(microUsdOf(`0.${"5".repeat(63)}`)).toBeNull();
});

test("a balance is in cents", () => {
  expect(microUsdOf(2500, "cents")).toBe(25_000_000);
  expect(microUsdOf("1234.56", "cents")).toBe(12_345_600);
});

test("a count is a whole number, as number or as text", () => {
  expect([3, "3", 3.2, "12.0"].map(countOf)).toEqual([3, 3, 3, 12]);
  expect([null, "", "many", -1].map(countOf)).toEqual([null, null, null, null]);
});
