/** The pictures of a trial are real ones: read back here chunk by chunk, with Node's own zlib. */
import { crc32, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { noisePicture, pngOf, redPicture } from "../../../main/core/trial/picture.ts";

function read(base64: string): { readonly side: readonly number[]; readonly pixels: Buffer } {
  const bytes = Buffer.from(base64, "base64");
  // What Buffer does not understand it leaves out.
  expect(bytes.toString("base64")).toBe(base64);
  expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    chunks.set(name, bytes.subarray(at + 8, at + 8 + length));
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(
      crc32(bytes.subarray(at + 4, at + 8 + length)),
    );
    at += 12 + length;
  }
  expect([...chunks.keys()]).toEqual(["IHDR", "IDAT", "IEND"]);
  const header = chunks.get("IHDR") ?? Buffer.alloc(13);
  expect([...header.subarray(8)]).toEqual([8, 2, 0, 0, 0]);
  return {
    side: [header.readUInt32BE(0), header.readUInt32BE(4)],
    pixels: inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0)),
  };
}

test.each([1, 2, 31, 32, 100, 224])("a picture of %s pixels a side", (side) => {
  const { pixels, side: sides } = read(pngOf(side, (index) => index));
  expect(sides).toEqual([side, side]);
  expect(pixels).toHaveLength(side * (side * 3 + 1));
  // A line begins with how it is filtered: not at all.
  expect(pixels[0]).toBe(0);
  expect(pixels[1]).toBe(0);
  expect(pixels[2]).toBe(1);
});

test("the small one is red, the large one noise of about 200 000 characters", () => {
  const { pixels } = read(redPicture());
  expect([...pixels.subarray(1, 7)]).toEqual([220, 30, 30, 220, 30, 30]);
  const large = noisePicture();
  expect(large.length).toBeGreaterThan(195_000);
  expect(large.length).toBeLessThan(205_000);
  const different = new Set(read(large).pixels).size;
  expect(different).toBeGreaterThan(200);
});
