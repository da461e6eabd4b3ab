import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    ...readdirSync(join(core, "dialects")).map((name) => `dialects/${name}`),
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
        /"\.{1,2}\/(?:dialects\/)?([a-z0-9-]+)\.ts"/g,
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
      "dialects/quotes.ts",
      "const odd = (end - slash) % 2 === 1;",
      "const odd = false;",
    ],
    [
      "forgets a backslash at the end of a piece",
      "dialects/document.ts",
      "this.escaped = at === ESCAPED;",
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
    [
      "counts what DeepSeek took from its cache twice",
      "dialects/openai.ts",
      "countOf(details.cached_tokens) ?? countOf(counts.prompt_cache_hit_tokens)",
      "countOf(details.cached_tokens)",
    ],
    [
      "forgets what was thought beside the completion",
      "dialects/openai.ts",
      "tokensOut: tokensOut + hidden",
      "tokensOut",
    ],
    [
      "takes any total for thoughts",
      "dialects/openai.ts",
      "thought === undefined || thought === rest ? rest : 0",
      "rest",
    ],
    [
      "does not see Groq's usage",
      "dialects/openai.ts",
      'objectIn(found.get("usage")) ?? objectIn(inner.get("usage"))',
      'objectIn(found.get("usage"))',
    ],
    [
      "does not open Workers AI's envelope",
      "dialects/openai.ts",
      'shape.isEnveloped && inner.has("usage")',
      "false",
    ],
    [
      "believes Cohere before the end",
      "dialects/cohere.ts",
      '=== "message-end"',
      '!== "message-start"',
    ],
    ["takes Cohere's pictures for tokens", "dialects/cohere.ts", "if (isMore || ", "if ("],
    [
      "forgets what Bedrock wrote to the cache for an hour",
      "dialects/bedrock.ts",
      'ttl === "1h"',
      'ttl === "5m"',
    ],
    [
      "believes what Bedrock counts of a stream that Anthropic did not end",
      "dialects/bedrock.ts",
      "told.usage || this.isAnthropic",
      "told.usage",
    ],
    [
      "believes a frame before its end",
      "dialects/event-frames.ts",
      "const CHECKSUM_BYTES = 4;",
      "const CHECKSUM_BYTES = 3;",
    ],
    [
      "forgets lengths cut between two pieces",
      "dialects/event-frames.ts",
      "PRELUDE_BYTES - this.left + (at - from)",
      "at - from",
    ],
    [
      "takes a frame's headers for its payload",
      "dialects/event-frames.ts",
      "this.left = this.headers;",
      "this.left = 0;",
    ],
    ["reads base64 to its padding", "dialects/base64.ts", 'base64.endsWith("==") ? 2 : ', ""],
    [
      "counts Google's cached tokens twice",
      "dialects/google.ts",
      "prompt + tools - cacheRead;",
      "prompt + tools;",
    ],
    [
      "counts Google's thoughts twice",
      "dialects/google.ts",
      "isInside ? candidates : candidates + thoughts",
      "candidates + thoughts",
    ],
    [
      "believes Google before a candidate is finished",
      "dialects/google.ts",
      "this.isFinal ? usageOf(counts) : null",
      "usageOf(counts)",
    ],
    [
      "takes what stands in a list for an object's key",
      "dialects/document.ts",
      "this.state = this.level === 3 ? IN_LIST : BEFORE_KEY;",
      "this.state = BEFORE_KEY;",
    ],
    [
      "reads on behind the end of a list",
      "dialects/list-stream.ts",
      "this.state = OVER;",
      "this.state = BETWEEN;",
    ],
    [
      "begins the next object of a list in the one before",
      "dialects/document.ts",
      "while (at < to && this.state !== DONE)",
      "while (at < to)",
    ],
  ])("%s", async (name, file, was, is) => {
    const meter = await mutant(name.replaceAll(/\W/g, ""), file, was, is);
    const caught = (seed: number) => runMeterFuzz(250, seed, meter).failures > 0;
    expect(Array.from({ length: 40 }, (_, seed) => seed).some(caught)).toBe(true);
  });
});
