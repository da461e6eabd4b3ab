/** What Linux and macOS say of a process, recorded there, taken apart. */
import { expect, test } from "vitest";
import {
  elapsedMsOf,
  parseVariables,
  startedAtOf,
} from "../../../main/core/environment/process-text.ts";

test("variables are pieces ended by NUL; values may hold anything else", () => {
  const text = "A=1\0B=x=y\nz\0EMPTY=\0=odd\0noise\0A=second\0";
  expect(Object.fromEntries(parseVariables(text))).toEqual({ A: "1", B: "x=y\nz", EMPTY: "" });
});

test("a start is told from /proc, whatever the process is called", () => {
  const fields = "S 1 4242 4242 0 -1 4194304 1 0 0 0 5 1 0 0 20 0 11 0 360000 1 1";
  const stat = (name: string) => `4242 (${name}) ${fields} 18446744073709551615`;
  // Up for 4000 s, started 3600 s after the system: 400 s ago.
  const now = 1_795_287_714_331;
  for (const name of ["node", "openclaw-gateway", "a) S 1 (b"])
    expect(startedAtOf(stat(name), "4000.00 1234.56\n", now)).toBe(now - 400_000);
  expect(startedAtOf("", "4000.00 1\n", now)).toBeNull();
  expect(startedAtOf(stat("node"), "", now)).toBeNull();
});

test.each([
  ["   00:07\n", 7],
  ["12:34", 754],
  ["01:02:03\n", 3_723],
  ["3-04:05:06", 273_906],
  ["", null],
  ["ps: no such process", null],
])("ps says %j: %j seconds", (text, seconds) => {
  expect(elapsedMsOf(text)).toBe(seconds === null ? null : seconds * 1_000);
});
