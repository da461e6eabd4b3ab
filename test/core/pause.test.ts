/** How long a pause lasts. */
import { expect, test } from "vitest";
import { pauseEndOf } from "../../main/core/pause.ts";

const at = (time: string): number => Date.parse(time);
const noon = at("2026-11-21T12:00:00Z");

test.each([
  ["until resumed", undefined, "UTC", null],
  ["a quarter of an hour", { minutes: 15 }, "UTC", at("2026-11-21T12:15:00Z")],
  ["today in UTC", "today", "UTC", at("2026-11-22T00:00:00Z")],
  [
    "today in Kathmandu, where it is nearly over",
    "today",
    "Asia/Kathmandu",
    at("2026-11-21T18:15:00Z"),
  ],
  [
    "today in Honolulu, where it has hardly begun",
    "today",
    "Pacific/Honolulu",
    at("2026-11-22T10:00:00Z"),
  ],
] as const)("a pause for %s", (_name, pauseFor, zone, endAt) => {
  expect(pauseEndOf(pauseFor, noon, zone)).toBe(endAt);
});

test("today has 25 hours when the clocks go back", () => {
  const morning = at("2026-10-24T22:00:00Z");
  expect(pauseEndOf("today", morning, "Europe/Copenhagen")).toBe(morning + 25 * 3_600_000);
});
