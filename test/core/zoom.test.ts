/** The steps of the zoom: up to twice the size and back, by the keys people know. */
import { expect, test } from "vitest";
import { zoomedBy, zoomStepOf } from "../../main/core/zoom.ts";

const pressed = { type: "keyDown", control: true, alt: false, meta: false };

test.each([
  ["+", "in"],
  ["=", "in"],
  ["-", "out"],
  ["_", "out"],
  ["0", "reset"],
  ["q", null],
])("Ctrl and %s means %s", (key, step) => {
  expect(zoomStepOf("linux", { ...pressed, key })).toBe(step);
  expect(zoomStepOf("win32", { ...pressed, key })).toBe(step);
  expect(zoomStepOf("darwin", { ...pressed, key })).toBeNull();
  expect(zoomStepOf("linux", { ...pressed, key, control: false })).toBeNull();
  expect(zoomStepOf("linux", { ...pressed, key, alt: true })).toBeNull();
  expect(zoomStepOf("linux", { ...pressed, key, type: "keyUp" })).toBeNull();
});

test("goes up to twice the size, down to four fifths, and back", () => {
  const run = (step: "in" | "out", from: number): number[] => {
    const seen = [from];
    for (let next = zoomedBy(step, from); next !== seen.at(-1); next = zoomedBy(step, next))
      seen.push(next);
    return seen;
  };
  expect(run("in", 1)).toEqual([1, 1.1, 1.25, 1.5, 1.75, 2]);
  expect(run("out", 2)).toEqual([2, 1.75, 1.5, 1.25, 1.1, 1, 0.9, 0.8]);
  // As it comes back from the browser.
  expect(zoomedBy("in", 1.0999999999999999)).toBe(1.25);
  expect(zoomedBy("reset", 1.75)).toBe(1);
});
