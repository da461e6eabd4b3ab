/** The script's quoting, tried on the shell itself. */
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { launcherText, shellWord } from "../../../main/core/resolver/launcher.ts";

describe.skipIf(process.platform === "win32")("the launcher", () => {
  test("hands any path over unchanged", () => {
    const text = fc
      .string({ unit: "grapheme", maxLength: 30 })
      .filter((one) => !one.includes("\0"));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (words) => {
        const script = `printf '%s\\0' ${words.map(shellWord).join(" ")}`;
        const said = execFileSync("/bin/sh", ["-c", script]).toString();
        expect(said).toBe(words.map((word) => `${word}\0`).join(""));
      }),
      { numRuns: 60 },
    );
  });

  test("starts what it names, with nothing in its environment", () => {
    const text = launcherText("/bin/echo", `/a "b" 'c' $HOME \`d\`.mjs`);
    expect(text.startsWith("#!/bin/sh\n")).toBe(true);
    const said = execFileSync("/bin/sh", ["-c", text], { env: {} }).toString();
    expect(said).toBe(`/a "b" 'c' $HOME \`d\`.mjs\n`);
  });
});
