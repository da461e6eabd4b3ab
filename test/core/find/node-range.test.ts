/** Which releases of Node.js a package asks for. */
import { expect, test } from "vitest";
import { isNodeFit } from "../../../main/core/find/node-range.ts";

test.each<[string, readonly string[], readonly string[]]>([
  // OpenClaw 2026.9.6 and 2026.5.28, as their package.json say.
  [
    ">=24.16.0 <25 || >=26.1.0",
    ["24.16.0", "24.21.3", "26.1.0", "27.0.0", "v24.16.0"],
    ["24.15.9", "25.0.0", "26.0.9", "22.22.3", "25.9.0"],
  ],
  [">=22.19.0", ["22.19.0", "24.0.0"], ["22.18.9", "20.20.2"]],
  ["^22.22.3 || ^24.15.0 || >=25.9", ["22.22.3", "24.15.0", "25.9.0"], ["23.0.0", "25.8.9"]],
  ["22", ["22.0.0", "22.99.0"], ["21.9.9", "23.0.0"]],
  ["22.x || 24.1.*", ["22.4.0", "24.1.7"], ["24.2.0"]],
  ["~24.3", ["24.3.0", "24.3.9"], ["24.4.0"]],
  ["> 24 <= 26", ["25.0.0", "26.4.0"], ["24.9.0", "27.0.0"]],
  ["=24.1.0", ["24.1.0"], ["24.1.1"]],
  ["22.1.0 - 24", ["22.1.0", "24.9.9"], ["25.0.0", "22.0.9"]],
  ["*", ["0.0.1", "30.0.0"], []],
])("%s", (range, fitting, unfit) => {
  expect(fitting.filter((version) => !isNodeFit(version, range))).toEqual([]);
  expect(unfit.filter((version) => isNodeFit(version, range))).toEqual([]);
});

test("a range that is missing or cannot be read lets every release through", () => {
  for (const range of [null, "", "  ", "latest", ">=a.b"])
    expect(isNodeFit("20.0.0", range)).toBe(true);
});

test("what is no release fits no range", () => {
  for (const version of ["", "24", "v24.x", "26.0.0-nightly2026", "not a version"])
    expect(isNodeFit(version, "*")).toBe(false);
});
