/** Money as a person types it, and as a table shows it: nothing is read in two ways, and every column adds up. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnOf, sharesOf } from "../../renderer/copy/column.ts";
import { createFormat } from "../../renderer/copy/format.ts";
import { languages } from "../../renderer/copy/language.ts";
import { readMoney } from "../../renderer/copy/read-money.ts";

const formats = Object.fromEntries(languages.map((language) => [language, createFormat(language)]));
const formatOf = (language: string) => formats[language] ?? createFormat("en");
const amounts = (texts: readonly string[]) =>
  texts.map((text) => {
    const read = readMoney(text);
    return read.is === "amount" ? read.microUsd : read.is;
  });

describe("an amount a person typed", () => {
  test("is read as it is written anywhere", () => {
    expect(amounts(["5", "5.00", "5,00", "$ 5", "5,5 $", "0"])).toEqual([
      ...[5e6, 5e6, 5e6, 5e6, 5.5e6, 0],
    ]);
    const long = ["1.000,00", "1,000.00", "1 000", "1\u202f000,5", "1’000.50", "12 345 678"];
    expect(amounts(long)).toEqual([1e9, 1e9, 1e9, 1000.5e6, 1000.5e6, 12_345_678e6]);
    expect(amounts(["USD 5", ",50", "us$ 7", "1,234,567"])).toEqual([5e6, 0.5e6, 7e6, 1_234_567e6]);
  });

  test("is none where people read it differently, and that is not the same as no number", () => {
    const unclear = [
      "5 00",
      "5 0",
      "1,000",
      "1.000",
      "1.000.00",
      "5.001",
      "1 00 000",
      "5,0,0",
      "5. 00",
    ];
    expect(amounts(unclear)).toEqual(unclear.map(() => "unclear"));
    const wrong = ["", "five", "-1", "1e3", ".", "€5", "$", "5 $ 00"];
    expect(amounts(wrong)).toEqual(wrong.map(() => "wrong"));
  });

  test("with a gap between digits is read only where it divides thousands", () => {
    const groups = fc.array(fc.stringMatching(/^\d{1,4}$/), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(
        groups,
        fc.constantFrom(" ", "\u00a0", "\u202f"),
        ([first = "", ...rest], gap) => {
          const isThousands = first.length < 4 && rest.every(({ length }) => length === 3);
          const read = readMoney([first, ...rest].join(gap));
          expect(read).toEqual(
            isThousands
              ? { is: "amount", microUsd: Number([first, ...rest].join("")) * 1_000_000 }
              : { is: "unclear" },
          );
        },
      ),
    );
  });

  test("written by Sluice in any language is read back, in a field and as it is shown", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.constantFrom(...languages),
        (cents, language) => {
          const { money, plain } = formatOf(language);
          const read = { is: "amount", microUsd: cents * 10_000 };
          expect([plain, money].map((write) => readMoney(write(cents * 10_000)))).toEqual([
            read,
            read,
          ]);
        },
      ),
    );
  });
});

describe("a column of amounts", () => {
  const costs = fc.array(
    fc.option(
      fc.oneof(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 90_000_000 }),
        fc.integer({ min: -50_000, max: 50_000 }),
      ),
    ),
    { maxLength: 30 },
  );
  /** Ten-thousandths of a dollar; what says it is less is nothing. */
  const shown = (text: string): number => {
    if (text.includes("<")) return 0;
    const [whole = "", part = ""] = text.replace(/[^\d.-]/g, "").split(".");
    const size = Number(whole.replace("-", "")) * 10_000 + Number(part.padEnd(4, "0"));
    return whole.startsWith("-") ? -size : size;
  };

  test("adds up to what stands below it, digit by digit, and nothing in it is shown as nothing", () => {
    fc.assert(
      fc.property(costs, (made) => {
        const { cells, sum } = columnOf(made, formatOf("en"));
        const known = made.flatMap((cost) => (cost === null ? [] : [cost]));
        if (sum === null) {
          expect(known).toEqual([]);
          return;
        }
        expect(cells.reduce((all, cell) => all + (cell === "—" ? 0 : shown(cell)), 0)).toBe(
          shown(sum),
        );
        const exact = known.reduce((all, cost) => all + cost, 0);
        expect(Math.abs(shown(sum) * 100 - exact)).toBeLessThanOrEqual(5_000);
        for (const [index, cell] of cells.entries()) {
          expect(cell === "—").toBe(made[index] === null);
          if (made[index]) expect(cell).not.toMatch(/^-?\$0\.0+$/);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("is to the cent, and to four decimals where a cent would hide a part of it", () => {
    const { exact, money } = formatOf("en");
    const columnIn = (some: readonly (number | null)[]) => columnOf(some, { exact, money });
    expect(columnIn([333_333, 333_333, 333_333])).toEqual({
      ...{ cells: ["$0.34", "$0.33", "$0.33"], sum: "$1.00" },
    });
    expect(columnIn([3_000, 3_000, 3_000, null])).toEqual({
      ...{ cells: ["$0.0030", "$0.0030", "$0.0030", "—"], sum: "$0.0090" },
    });
    expect(columnIn([1_610_000, 2_800, 3])).toEqual({
      ...{ cells: ["$1.6100", "$0.0028", "<$0.0001"], sum: "$1.6128" },
    });
    expect(columnIn([0, 20_000])).toEqual({ cells: ["$0.00", "$0.02"], sum: "$0.02" });
    expect(columnIn([null])).toEqual({ cells: ["—"], sum: null });
  });

  test("has parts that are less than one unit off, whatever the unit", () => {
    const parts = fc.array(fc.integer({ min: -1e6, max: 1e10 }), { maxLength: 12 });
    fc.assert(
      fc.property(parts, fc.constantFrom(100, 10_000), (made, unit) => {
        const shares = sharesOf(made, unit);
        const total = made.reduce((sum, part) => sum + part, 0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(Math.round(total / unit) + 0);
        for (const [index, share] of shares.entries())
          expect(Math.abs(share * unit - (made[index] ?? 0))).toBeLessThan(unit);
      }),
    );
  });
});
