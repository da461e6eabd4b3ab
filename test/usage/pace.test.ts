import { expect, test } from "vitest";
import { createPace } from "../../main/usage/pace.ts";

test("what is done at once grows while it is quick, up to the most, and shrinks to one where it is slow", () => {
  const pace = createPace(6);
  const after = (ms: number) => {
    pace.took(ms);
    return pace.size();
  };
  expect(pace.size()).toBe(1);
  expect([0, 1, 1, 1].map(after)).toEqual([2, 4, 6, 6]);
  expect(after(4)).toBe(6);
  expect([9, 9, 9].map(after)).toEqual([3, 1, 1]);
});
