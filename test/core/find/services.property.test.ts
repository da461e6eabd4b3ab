/** What OpenClaw writes into a service definition is read back the same, however odd the paths. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  parseEnvironmentFile,
  parseShellExports,
} from "../../../main/core/find/environment-file.ts";
import { parseLaunchAgent } from "../../../main/core/find/launchd.ts";
import { parseUnit } from "../../../main/core/find/systemd.ts";
import { parseTaskScript } from "../../../main/core/find/task.ts";
import {
  writtenEnvironmentFile,
  writtenExports,
  writtenPlist,
  writtenTask,
  writtenUnit,
} from "./written.ts";

const letters = (more: string) =>
  fc.constantFrom(..."abZ09-_.@+~ é漢🦞&%$!#;=(){}[],^`|<>*?:", ...more);
const nameOf = (more: string) =>
  fc
    .string({ unit: letters(more), minLength: 1, maxLength: 12 })
    .filter((name) => name.trim() === name);
const value = fc
  .string({ unit: letters(`"'\\`), minLength: 1, maxLength: 20 })
  .filter((text) => text.trim() === text);
const environment = fc.dictionary(fc.constantFrom("HOME", "A_KEY", "B1", "LONG_NAME"), value);
const port = fc.integer({ min: 1, max: 65_535 });

const start = (folder: fc.Arbitrary<string>, root: string, separator: string, program: string) =>
  fc
    .record({
      node: fc.array(folder, { minLength: 1, maxLength: 3 }),
      entry: fc.array(folder, { minLength: 1, maxLength: 3 }),
      port,
      environment,
    })
    .map(({ node, entry, port: number, environment: variables }) => {
      const programPath = `${root}${[...node, program].join(separator)}`;
      const script = `${root}${[...entry, "openclaw", "dist", "index.js"].join(separator)}`;
      return {
        node: programPath,
        entry: script,
        port: number,
        environment: variables,
        words: [
          programPath,
          "--max-old-space-size=8192",
          script,
          "gateway",
          "--port",
          String(number),
        ],
      };
    });

const posix = start(nameOf(`"'\\`), "/", "/", "node");
const windows = start(
  nameOf("'").filter((name) => !/["<>|?*:]/.test(name)),
  "C:\\",
  "\\",
  "node.exe",
);

test("in a LaunchAgent", () => {
  fc.assert(
    fc.property(posix, (given) => {
      const { words, ...expected } = given;
      expect(parseLaunchAgent(writtenPlist(given, "ai.openclaw.gateway"), "x")).toMatchObject(
        expected,
      );
      expect(words).toHaveLength(6);
    }),
  );
});

test("in the file its wrapper sources", () => {
  fc.assert(
    fc.property(environment, (variables) => {
      expect(parseShellExports(writtenExports(variables))).toEqual(variables);
    }),
  );
});

// OpenClaw does not quote a word with an apostrophe and no blank: systemd itself reads such a unit wrong.
const unquoted = (text: string) => text.includes("'") && !/[\s"\\]/.test(text);

test("in a systemd unit", () => {
  fc.assert(
    fc.property(posix, (given) => {
      fc.pre(![...given.words, ...Object.values(given.environment)].some(unquoted));
      const unit = parseUnit([writtenUnit(given)], {
        file: "x",
        label: "openclaw-gateway.service",
        homeDir: "/home/ada",
      });
      const { words: _, ...expected } = given;
      expect(unit?.service).toMatchObject(expected);
    }),
  );
});

test("in the file of its variables", () => {
  fc.assert(
    fc.property(environment, (variables) => {
      expect(parseEnvironmentFile(writtenEnvironmentFile(variables))).toEqual(variables);
    }),
  );
});

test("in a Windows batch file", () => {
  fc.assert(
    fc.property(windows, (given) => {
      const { words: _, ...expected } = given;
      expect(parseTaskScript(writtenTask(given), "x")).toMatchObject(expected);
    }),
  );
});

test("no text makes a reader throw", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), fc.nat(150), (text, cut) => {
      const torn = writtenUnit({
        words: ["/n/node", "/o/openclaw/dist/index.js", "gateway"],
        environment: { A: text },
      });
      for (const one of [text, torn.slice(0, cut)]) {
        parseLaunchAgent(one, "x");
        parseUnit([one], { file: "x", label: "x", homeDir: "/" });
        parseTaskScript(one, "x");
        parseShellExports(one);
        parseEnvironmentFile(one);
      }
    }),
  );
});
