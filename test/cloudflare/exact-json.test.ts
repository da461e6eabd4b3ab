/** What is read to be written back says the same when it is written, to the last digit. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseExact } from "../../main/cloudflare/exact-json.ts";

const again = (text: string): string => JSON.stringify(parseExact(text));

test.each([
  "12345678901234567890",
  "9007199254740993",
  "1e400",
  "-1E-400",
  "0.30000000000000000001",
  "123456789.123456789123456789",
])("%s is written as it was: no number here can hold it", (text) => {
  expect(again(`{"a":[${text}]}`)).toBe(`{"a":[${text}]}`);
});

test.each([
  ["1.50", "1.5"],
  ["15e-1", "1.5"],
  ["-0", "0"],
  ["0.000", "0"],
  ["1E2", "100"],
  ["9007199254740992", "9007199254740992"],
])("%s is the number %s", (text, same) => {
  expect(parseExact(text)).toBeTypeOf("number");
  expect(again(text)).toBe(same);
});

test("names that mean something elsewhere are names", () => {
  const text = '{"__proto__":{"a":1},"constructor":null,"toString":[]}';
  expect(again(text)).toBe(text);
});

test("any JSON is the same JSON afterwards", () => {
  const number = fc
    .tuple(
      fc.stringMatching(/^-?(?:0|[1-9]\d{0,25})(?:\.\d{1,25})?$/),
      fc.integer({ min: -400, max: 400 }),
    )
    .map(([digits, exponent]) => (exponent % 3 === 0 ? `${digits}e${exponent}` : digits));
  fc.assert(
    fc.property(fc.array(number, { maxLength: 5 }), fc.json(), (numbers, value) => {
      const text = `{"numbers":[${numbers}],"value":${value}}`;
      const twice = again(again(text));
      expect(twice).toBe(again(text));
      expect(valuesOf(twice)).toEqual(valuesOf(text));
    }),
    { numRuns: 500 },
  );
});

/** Each number as an exact fraction, so that no double is between. */
const valuesOf = (text: string): readonly string[] =>
  [...(/\{"numbers":\[([^\]]*)\]/.exec(text)?.[1]?.split(",") ?? [])].map((number) => {
    const [, sign = "", whole = "", part = "", exponent = "0"] =
      /^(-?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(number) ?? [];
    const scaled =
      BigInt(`${whole}${part}0`) * 10n ** BigInt(1_000 + Number(exponent) - part.length);
    return `${scaled === 0n ? "" : sign}${scaled}`;
  });

test("what is no JSON, too long or too deep is none", () => {
  for (const text of ["", "{", "nope", `[${"1,".repeat(200_000)}1]`])
    expect(parseExact(text)).toBeUndefined();
  for (const depth of [33, 1_000, 100_000])
    expect(parseExact("[".repeat(depth) + "]".repeat(depth))).toBeUndefined();
  expect(parseExact("[".repeat(30) + "]".repeat(30))).toBeDefined();
  const slow = `1${"0".repeat(100_000)}1`.repeat(2);
  expect(again(slow)).toBe(slow);
});
