/** A missing tool is a failure on CI and a loud skip elsewhere, never a silent one. */
import { afterEach, expect, test, vi } from "vitest";
import { needTools } from "./tools.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const missing = { names: ["sh", "no-such-program"], install: "apt-get install no-such-program" };

test("on CI a missing tool fails the file", () => {
  vi.stubEnv("CI", "true");
  expect(() => needTools(missing)).toThrow(/no-such-program.*apt-get install no-such-program/);
});

test("elsewhere it is said, with the way to install it", () => {
  vi.stubEnv("CI", undefined);
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  expect(needTools(missing)).toBe(false);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining("apt-get install no-such-program"));
  expect(warn).toHaveBeenCalledWith(expect.not.stringContaining("sh,"));
});

test("what is there is found, by name and by path", () => {
  vi.stubEnv("CI", "true");
  expect(needTools({ names: [process.execPath], install: "" })).toBe(true);
});
