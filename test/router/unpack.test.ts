/** Unpacking for the meter costs no more than an answer in earnest would, whatever is packed in the bytes. */
import { randomBytes } from "node:crypto";
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Meter, Reading } from "../../main/core/meter.ts";
import { PackedMeter } from "../../main/router/unpack.ts";

const mega = 1024 * 1024;
const usage = { tokensIn: 1, tokensOut: 2, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 };

/** Reads nothing but how much there was. */
function counting(): { readonly meter: Meter; bytes(): number } {
  let bytes = 0;
  const meter: Meter = {
    push: (piece) => {
      bytes += piece.length;
    },
    end: () => ({ model: "model", usage }),
  };
  return { meter, bytes: () => bytes };
}

async function read(encoding: string, pieces: readonly Buffer[], waiting = 512 * mega) {
  const { meter, bytes } = counting();
  const packed = PackedMeter.create(encoding, meter, waiting);
  for (const piece of pieces) packed?.push(piece);
  const reading = await new Promise<Reading>((resolve) => packed?.end(resolve));
  return { reading, bytes: bytes() };
}

describe("an answer that unpacks beyond all measure goes unread, and is waited for no longer than that", () => {
  const zeros = Buffer.alloc(200 * mega);
  // Many members are one stream: half a gigabyte.
  const member = gzipSync(zeros.subarray(0, mega));
  test.each<[string, readonly Buffer[]]>([
    ["gzip", Array<Buffer>(512).fill(member)],
    ["br", [brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })]],
    ["zstd", [zstdCompressSync(zeros)]],
  ])("%s", async (encoding, pieces) => {
    const { bytes, reading } = await read(encoding, pieces);
    expect(reading.usage).toBeNull();
    expect(bytes).toBeLessThanOrEqual(64 * mega);
    expect(bytes).toBeGreaterThan(60 * mega);
  });
});

test("an answer that is as long because so much came is read to its end", async () => {
  const member = gzipSync(randomBytes(mega), { level: 1 });
  const { bytes, reading } = await read("gzip", Array<Buffer>(70).fill(member));
  expect(reading).toMatchObject({ model: "model", usage });
  expect(bytes).toBe(70 * mega);
});

test("what piles up is let go at once, not unpacked to the end", async () => {
  const member = gzipSync(Buffer.alloc(mega));
  const { meter, bytes } = counting();
  const piled = PackedMeter.create("gzip", meter, 10 * member.length);
  for (let times = 0; times < 11; times++) piled?.push(member);
  // Twice as much, begun later, is through: so would this be.
  expect(await read("gzip", Array<Buffer>(20).fill(member))).toMatchObject({ bytes: 20 * mega });
  expect(bytes()).toBe(0);
  const reading = await new Promise<Reading>((resolve) => piled?.end(resolve));
  expect(reading.usage).toBeNull();
});
