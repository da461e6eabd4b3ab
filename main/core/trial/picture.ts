/** Pictures a trial sends, made here so that none has to be shipped: PNG of three bytes a pixel, not compressed. */
import { base64Of } from "../dialects/base64.ts";

const signature = [137, 80, 78, 71, 13, 10, 26, 10];
const largestBlock = 65_535;

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 255] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}

function adlerOf(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}

const big = (value: number): number[] => [24, 16, 8, 0].map((by) => (value >>> by) & 255);
const small = (value: number): number[] => [value & 255, value >>> 8];

function joined(...parts: readonly ArrayLike<number>[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function chunk(name: string, data: ArrayLike<number>): Uint8Array {
  const named = joined(
    [...name].map((letter) => letter.charCodeAt(0)),
    data,
  );
  return joined(big(data.length), named, big(crcOf(named)));
}

/** The zlib form without compression: blocks of bytes as they are. */
function stored(bytes: Uint8Array): Uint8Array {
  const blocks: ArrayLike<number>[] = [];
  for (let at = 0; at < bytes.length; at += largestBlock) {
    const block = bytes.subarray(at, at + largestBlock);
    const isLast = at + largestBlock >= bytes.length ? 1 : 0;
    blocks.push([isLast], small(block.length), small(~block.length & 0xffff), block);
  }
  return joined([0x78, 0x01], ...blocks, big(adlerOf(bytes)));
}

/** A square of `side` pixels in base64; `byte` says each of the three bytes of each. */
export function pngOf(side: number, byte: (index: number) => number): string {
  const line = side * 3 + 1;
  const rows = new Uint8Array(side * line);
  let index = 0;
  // The first of a line says how it is filtered: not at all.
  for (let at = 0; at < rows.length; at++) if (at % line > 0) rows[at] = byte(index++);
  // Eight bits for each of red, green and blue.
  const header = [...big(side), ...big(side), 8, 2, 0, 0, 0];
  return base64Of(
    joined(signature, chunk("IHDR", header), chunk("IDAT", stored(rows)), chunk("IEND", [])),
  );
}

/** All red, 32 pixels a side: a few thousand characters. */
export const redPicture = (): string => pngOf(32, (index) => (index % 3 === 0 ? 220 : 30));

let noise: string | null = null;

/** About 200 000 characters that a model counts as few tokens: 224 pixels a side. */
export function noisePicture(): string {
  let state = 1;
  noise ??= pngOf(224, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state >>> 16;
  });
  return noise;
}
