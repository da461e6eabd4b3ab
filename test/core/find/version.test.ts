/** OpenClaw's versions in their order, and which are too old. */
import { expect, test } from "vitest";
import { compareVersions, isTooOld, minimumVersion } from "../../../main/core/find/version.ts";

test("versions stand in the order in which OpenClaw published them", () => {
  const inOrder = [
    "2025.12.31",
    "2026.2.2",
    "2026.2.2-3",
    "2026.2.9",
    "2026.5.0-beta.1",
    "2026.5.0",
    "2026.5.28",
    "2026.9.1-alpha.9",
    "2026.9.1-beta.2",
    "2026.9.1-beta.10",
    "2026.9.1-rc.1",
    "2026.9.1",
    "2026.9.6",
    "2026.10.1",
  ];
  expect(inOrder.toReversed().toSorted(compareVersions)).toEqual(inOrder);
  for (const [index, version] of inOrder.entries())
    expect(compareVersions(version, inOrder[index + 1] ?? "2027.1.1")).toBeLessThan(0);
});

test("a leading v, blanks and build metadata make no difference", () => {
  expect(compareVersions(" v2026.9.6\n", "2026.9.6+abc")).toBe(0);
});

test("what is no version is older than every version, and like every other that is none", () => {
  expect(compareVersions(null, "2026.1.1")).toBeLessThan(0);
  expect(compareVersions("2026.1.1", "main")).toBeGreaterThan(0);
  expect(compareVersions(null, "main")).toBe(0);
});

test.each([
  ["2026.4.30", true],
  ["2026.2.26", true],
  ["2026.5.0-beta.3", true],
  [minimumVersion, false],
  ["2026.5.0-1", false],
  ["2026.5.28", false],
  ["2027.1.1-beta.1", false],
  ["0.0.0", true],
  ["main", false],
  [null, false],
])("%s: too old is %s", (version, expected) => {
  expect(isTooOld(version)).toBe(expected);
});
