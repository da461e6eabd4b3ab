import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMeter } from "../../main/core/meter.ts";
import { bytesOf } from "../support/bytes.ts";
import { runMeterFuzz } from "../support/meter.fuzz.ts";

test("20 000 random answers in random pieces are read as the slow reference reads them", {
  timeout: 180_000,
}, () => {
  const report = runMeterFuzz(20_000, 20_261_121);
  expect(report.examples).toEqual([]);
  expect(report.failures).toBe(0);
  // The cases are different ones, and most of them have something to read.
  expect(report.distinct).toBeGreaterThan(19_000);
  expect(report.read).toBeGreaterThan(10_000);
});

test("any text, any figures, any cut: a message stream is read the same as in one piece", () => {
  const count = fc.nat(1_000_000_000);
  const line = fc.constantFrom("\n", "\r\n", "\r");
  const given = [
    fc.array(fc.string({ unit: "grapheme" })),
    count,
    count,
    line,
    fc.array(fc.nat(4000)),
  ] as const;
  fc.assert(
    fc.property(...given, (texts, tokensIn, tokensOut, end, cuts) => {
      const events = [
        { type: "message_start", message: { model: "m", usage: { input_tokens: tokensIn } } },
        ...texts.map((text) => ({
          type: "content_block_delta",
          delta: { text, [text]: { usage: {} } },
        })),
        { type: "message_delta", usage: { output_tokens: tokensOut } },
      ];
      const body = Buffer.from(
        events.map((one) => `data: ${JSON.stringify(one)}${end}${end}`).join(""),
      );
      const meter = createMeter("messages", "text/event-stream");
      const at = [0, ...cuts.map((cut) => cut % body.length).sort((a, b) => a - b), body.length];
      for (let index = 1; index < at.length; index++) {
        meter?.push(bytesOf(body.subarray(at[index - 1], at[index])));
      }
      expect(meter?.end()).toMatchObject({ model: "m", usage: { tokensIn, tokensOut } });
    }),
    { numRuns: 2000 },
  );
});

describe("the fuzz can fail: it catches a meter that", () => {
  const core = join(import.meta.dirname, "../../main/core");
  const files = [
    "meter.ts",
    ...["anthropic", "dialect", "document", "event-stream", "key-set", "marks", "openai"].map(
      (name) => `dialects/${name}.ts`,
    ),
  ];
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "sluice-mutant-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A copy of the meter in one folder, with one place of one file broken. */
  async function mutant(
    name: string,
    file: string,
    was: string,
    is: string,
  ): Promise<typeof createMeter> {
    for (const each of files) {
      const source = readFileSync(join(core, each), "utf8");
      if (each === file) expect(source.split(was)).toHaveLength(2);
      const broken = each === file ? source.replace(was, is) : source;
      const flat = stripTypeScriptTypes(broken).replaceAll(
        /"\.{1,2}\/(?:dialects\/)?([a-z-]+)\.ts"/g,
        `"./${name}-$1.mjs"`,
      );
      writeFileSync(
        join(folder, `${name}-${each.replace("dialects/", "").replace(".ts", ".mjs")}`),
        flat,
      );
    }
    const made = await import(
      /* @vite-ignore */ pathToFileURL(join(folder, `${name}-meter.mjs`)).href
    );
    return made.createMeter;
  }

  test("is unharmed, as the check of this check", async () => {
    const meter = await mutant("same", "meter.ts", "byteOrderMark = [", "byteOrderMark = [");
    expect(runMeterFuzz(1500, 3, meter).failures).toBe(0);
  });

  test.each([
    [
      "ends a string at an escaped quote",
      "dialects/document.ts",
      "const odd = (end - slash) % 2 === 1;",
      "const odd = false;",
    ],
    [
      "forgets a backslash at the end of a piece",
      "dialects/document.ts",
      "this.escaped = at > to;",
      "this.escaped = false;",
    ],
    [
      "looks into nested objects",
      "dialects/document.ts",
      '    this.kept = this.keys.has(this.key) ? "" : null;',
      '    if (byte === OPEN) return void (this.state = BEFORE_KEY);\n    this.kept = this.keys.has(this.key) ? "" : null;',
    ],
    [
      "takes the LF of a split CRLF for a line of its own",
      "dialects/event-stream.ts",
      "this.swallowLf = bytes[at] === CR;",
      "this.swallowLf = false;",
    ],
    [
      "does not see a usage written over two lines",
      "dialects/event-stream.ts",
      "bytes[value] === OPEN || isLineEnd(bytes[value])",
      "bytes[value] === OPEN",
    ],
    [
      "believes the figures a stream begins with",
      "dialects/anthropic.ts",
      "private isFinal = false;",
      "private isFinal = true;",
    ],
    [
      "believes figures that are counted along",
      "dialects/openai.ts",
      "shape.isLast(top) ? counts : null",
      "counts",
    ],
    [
      "counts cached tokens twice",
      "dialects/openai.ts",
      "- cacheRead - cacheWrite",
      "- cacheWrite",
    ],
  ])("%s", async (name, file, was, is) => {
    const meter = await mutant(name.replaceAll(/\W/g, ""), file, was, is);
    const caught = (seed: number) => runMeterFuzz(250, seed, meter).failures > 0;
    expect(Array.from({ length: 20 }, (_, seed) => seed).some(caught)).toBe(true);
  });
});
