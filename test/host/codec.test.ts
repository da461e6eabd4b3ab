/** What crosses between the stand-in's worlds arrives as the structured clone algorithm would bring it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { createCodec } from "./codec.ts";

const { pack, unpack } = createCodec();

test("plain values, dates, maps, sets, big numbers and bytes come back as they were", () => {
  const value = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
  });
  fc.assert(
    fc.property(value, (sent) => {
      expect(unpack(pack(sent))).toStrictEqual(structuredClone(sent));
    }),
  );
});

test("an error keeps its kind and its words", () => {
  const error = unpack(pack(new TypeError("no")));
  expect(error).toBeInstanceOf(TypeError);
  expect((error as Error).message).toBe("no");
});

test("a function, a symbol and a promise are refused in Chromium's words", () => {
  for (const value of [() => {}, Symbol("x"), Promise.resolve(), { deep: [() => {}] }])
    expect(() => pack(value)).toThrow("could not be cloned");
});
