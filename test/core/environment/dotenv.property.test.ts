/** Any `.env`, any change: the one variable is as meant, everything else is as it was, and what was added can be taken out without a trace. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDotEnv, parseDotEnv } from "../../../main/core/environment/dotenv.ts";
import { dotEnvFile, dotEnvName, dotEnvValue } from "./dotenv-files.ts";

const runs = { numRuns: 6_000 };
let refused = 0;

/** dotenv 17's, as it is written there. */
const theirs =
  /(?:^|^)\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?(?:$|$)/gm;

test("what is found is what dotenv's own expression finds, wherever blanks and line ends are", () => {
  const piece = fc.oneof(
    dotEnvFile,
    fc.constantFrom("A=1", "export", "B: x", "'", '"', "#", "=", "\u2028", "\u2029", "\uFEFF"),
    fc.stringMatching(/^[ \t\n\r\v]{1,8}$/),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join("");
      const names = [...text.replace(/\r\n?/g, "\n").matchAll(theirs)].map(([, name = ""]) => name);
      const portable = names.filter((name) => /^[A-Za-z_]\w*$/.test(name));
      expect([...parseDotEnv(text).keys()]).toEqual([...new Set(portable)]);
    }),
    runs,
  );
});

describe("a change of one variable", () => {
  test("sets it, and no other variable is another", () => {
    fc.assert(
      fc.property(dotEnvFile, dotEnvName, dotEnvValue, (text, name, value) => {
        const before = parseDotEnv(text);
        const edited = editDotEnv(text, name, value);
        if (!edited.ok) {
          refused += 1;
          return;
        }
        expect(parseDotEnv(edited.text)).toEqual(new Map(before).set(name, value));
      }),
      runs,
    );
    // Values no line can hold, and a few torn definitions.
    expect(refused / runs.numRuns).toBeLessThan(0.06);
  });

  test("leaves every byte outside the one value where it was", () => {
    fc.assert(
      fc.property(dotEnvFile, dotEnvName, dotEnvValue, (text, name, value) => {
        const edited = editDotEnv(text, name, value);
        if (!edited.ok || edited.text === text) return;
        const start = commonStart(text, edited.text);
        const end = commonEnd(text.slice(start), edited.text.slice(start));
        // What is gone is a part of one value (or its quotes), what has come is the value or a whole line.
        const gone = text.slice(start, text.length - end);
        const come = edited.text.slice(start, edited.text.length - end);
        expect(gone.length === 0 || parseDotEnv(text).has(name)).toBe(true);
        expect(come.length).toBeLessThanOrEqual(name.length + value.length + 6);
      }),
      runs,
    );
  });

  test("set and removed again, the file is what it was to the byte", () => {
    fc.assert(
      fc.property(dotEnvFile, dotEnvName, dotEnvValue, (text, name, value) => {
        fc.pre(!parseDotEnv(text).has(name));
        const added = editDotEnv(text, name, value);
        if (!added.ok) return;
        expect(editDotEnv(added.text, name, null)).toEqual({ ok: true, text });
      }),
      runs,
    );
  });

  test("removed, it is gone and no other variable is another", () => {
    fc.assert(
      fc.property(dotEnvFile, dotEnvName, (text, name) => {
        const edited = editDotEnv(text, name, null);
        if (!edited.ok) return;
        const left = new Map(parseDotEnv(text));
        left.delete(name);
        expect(parseDotEnv(edited.text)).toEqual(left);
        expect(text.length - edited.text.length === 0).toBe(edited.text === text);
      }),
      runs,
    );
  });
});

function commonStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  return at;
}

function commonEnd(one: string, other: string): number {
  let count = 0;
  while (count < one.length && count < other.length && one.at(-1 - count) === other.at(-1 - count))
    count += 1;
  return count;
}
