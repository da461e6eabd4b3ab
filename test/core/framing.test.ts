import { describe, expect, test } from "vitest";
import { BROKEN, ChunkReader, MORE, Spans } from "../../main/core/framing.ts";
import { bytesOf } from "../support/bytes.ts";
import { createBrokenReader, type Mistake } from "../support/framing.broken.ts";
import { runFramingFuzz } from "../support/framing.fuzz.ts";

function feed(text: string) {
  const reader = new ChunkReader();
  const spans = new Spans();
  const bytes = bytesOf(text);
  const end = reader.feed(bytes, 0, bytes.length, spans);
  const data: string[] = [];
  for (let at = 0; at < spans.count; at += 2)
    data.push(bytes.latin1Slice(spans.edges[at], spans.edges[at + 1]));
  return { end, data, reader };
}

describe("a chunked body", () => {
  test("ends behind its last, empty line, and what follows is not its own", () => {
    const wire = "3\r\nabc\r\nA;x=1\r\n0123456789\r\n0\r\n\r\n";
    expect(feed(`${wire}GET /`)).toMatchObject({ end: wire.length, data: ["abc", "0123456789"] });
  });

  test("may have a trailer section, whose beginning is told", () => {
    const { end, reader } = feed("0\r\nx-sum: 1\r\n\r\n");
    expect(end).toBe(15);
    expect(reader).toMatchObject({ trailerFrom: 3, hasTrailer: true });
    expect(feed("0\r\n\r\n").reader).toMatchObject({ trailerFrom: 3, hasTrailer: false });
  });

  test.each([
    ["no size", "\r\nabc"],
    ["a size that is no number", "ZZ\r\n"],
    ["a sign before the size", "+5\r\nhello\r\n"],
    ["a prefix before the size", "0x5\r\nhello\r\n"],
    ["a space behind the size", "5 \r\nhello\r\n"],
    ["a size of nine digits", "000000005\r\nhello\r\n"],
    ["a bare LF behind the size", "5\nhello\r\n"],
    ["a bare LF within an extension", "5;a\nb\r\nhello\r\n"],
    ["a bare CR within an extension", "5;a\rb\r\nhello\r\n"],
    ["a NUL within an extension", "5;a\0b\r\nhello\r\n"],
    ["an extension of more than a kilobyte", `5;${"a".repeat(1_025)}\r\nhello\r\n`],
    ["data longer than its size", "5\r\nhello!\r\n"],
    ["a bare LF behind the data", "5\r\nhello\n0\r\n\r\n"],
    ["a trailer line without a name", "0\r\n: x\r\n\r\n"],
    ["a folded trailer line", "0\r\na: b\r\n c\r\n\r\n"],
    ["a space before a trailer's colon", "0\r\na : b\r\n\r\n"],
    ["a bare LF behind a trailer", "0\r\na: b\n\r\n"],
    ["trailers of more than sixteen kilobytes", `0\r\n${"a: b\r\n".repeat(2_731)}\r\n`],
  ])("is refused with %s", (_what, wire) => {
    expect(feed(wire).end).toBe(BROKEN);
  });

  test("goes on as long as its end has not come", () => {
    const wire = "5;e\r\nhello\r\n0\r\na: b\r\n\r\n";
    for (let length = 0; length < wire.length; length++)
      expect(feed(wire.slice(0, length)).end).toBe(MORE);
    expect(feed(wire).end).toBe(wire.length);
  });
});

describe("however it is cut", () => {
  test("20 000 random messages are read as the slow reference reads them", () => {
    const { cases, distinct, examples, refused, wrong } = runFramingFuzz(20_000, 20_261_121);
    expect(examples).toEqual([]);
    expect(wrong).toBe(0);
    expect(distinct).toBeGreaterThan(cases * 0.7);
    expect(refused).toBeGreaterThan(cases * 0.1);
  }, 120_000);

  test.each<[Mistake, boolean]>([
    ["none", false],
    ["trailerLine", true],
    ["sizeDigits", true],
    ["crOnly", true],
    ["bareLf", true],
  ])(
    "a reader with the mistake %s is found out: %s",
    (mistake, isFound) => {
      const { wrong } = runFramingFuzz(10_000, 7, () => createBrokenReader(mistake));
      expect(wrong > 0).toBe(isFound);
    },
    120_000,
  );
});
