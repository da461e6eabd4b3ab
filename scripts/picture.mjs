// The three picture files systems want, made from pixels: PNG, Windows' ICO and Apple's ICNS. A picture is { size, rgba }, square, not premultiplied.
import { crc32, deflateSync } from "node:zlib";

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Every row is filtered by the one above it ("up"): flat drawings become runs of zeros. */
export function pngOf({ size, rgba }) {
  const stride = size * 4;
  const rows = Buffer.alloc((stride + 1) * size);
  for (let y = 0; y < size; y += 1) {
    const start = y * (stride + 1);
    rows[start] = 2;
    for (let x = 0; x < stride; x += 1) {
      const above = y === 0 ? 0 : rgba[(y - 1) * stride + x];
      rows[start + 1 + x] = rgba[y * stride + x] - above;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    pngSignature,
    pngChunk("IHDR", head),
    pngChunk("IDAT", deflateSync(rows, { level: 9 })),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

function pngChunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(crc32(body), chunk.length - 4);
  return chunk;
}

/** Bitmaps up to 128, which every Windows program can read; a PNG at 256, as Windows itself does. */
export function icoOf(pictures) {
  const images = pictures.map((picture) =>
    picture.size >= 256 ? pngOf(picture) : bitmapOf(picture),
  );
  const head = Buffer.alloc(6 + pictures.length * 16);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size }, index) => {
    const at = 6 + index * 16;
    // One byte each: 0 means 256.
    head.set([size % 256, size % 256, 0, 0], at);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(images[index].length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += images[index].length;
  });
  return Buffer.concat([head, ...images]);
}

/** A bitmap as icons hold it: bottom row first, blue first, then one bit a pixel of what is transparent. */
function bitmapOf({ size, rgba }) {
  const maskStride = Math.ceil(size / 32) * 4;
  const head = Buffer.alloc(40);
  head.writeUInt32LE(40, 0);
  head.writeInt32LE(size, 4);
  // Colours and mask, one above the other.
  head.writeInt32LE(size * 2, 8);
  head.writeUInt16LE(1, 12);
  head.writeUInt16LE(32, 14);
  const colours = Buffer.alloc(size * size * 4);
  const mask = Buffer.alloc(maskStride * size);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const from = (y * size + x) * 4;
      const row = size - 1 - y;
      const [red, green, blue, alpha] = rgba.subarray(from, from + 4);
      colours.set([blue, green, red, alpha], (row * size + x) * 4);
      if (alpha === 0) mask[row * maskStride + (x >> 3)] |= 0x80 >> (x & 7);
    }
  return Buffer.concat([head, colours, mask]);
}

/** The types by size in pixels; a size is there twice where "@2x" of a smaller one is a type of its own. */
const icnsTypes = {
  64: ["ic12"],
  128: ["ic07"],
  256: ["ic13", "ic08"],
  512: ["ic14", "ic09"],
  1024: ["ic10"],
};

/** 16 and 32 in the old packed form, which every macOS draws well; PNG above. */
export function icnsOf(pictures) {
  const blocks = pictures.flatMap((picture) => {
    const { size } = picture;
    if (size === 16) return packed(picture, "is32", "s8mk");
    if (size === 32) return [...packed(picture, "il32", "l8mk"), icnsBlock("ic11", pngOf(picture))];
    return icnsTypes[size].map((type) => icnsBlock(type, pngOf(picture)));
  });
  return icnsBlock("icns", Buffer.concat(blocks));
}

/** A length counts its own eight bytes of head. */
function icnsBlock(type, data) {
  const head = Buffer.alloc(8, type, "latin1");
  head.writeUInt32BE(data.length + 8, 4);
  return Buffer.concat([head, data]);
}

function packed({ rgba }, colourType, maskType) {
  const channel = (offset) => rgba.filter((_, index) => index % 4 === offset);
  return [
    icnsBlock(colourType, Buffer.concat([0, 1, 2].map((offset) => runsOf(channel(offset))))),
    icnsBlock(maskType, Buffer.from(channel(3))),
  ];
}

/** Apple's run lengths: 0…127 copies the next 1…128 bytes, 128…255 repeats the next byte 3…130 times. */
function runsOf(bytes) {
  const out = [];
  const runAt = (start) => {
    let end = start + 1;
    while (end < bytes.length && end - start < 130 && bytes[end] === bytes[start]) end += 1;
    return end - start;
  };
  for (let at = 0; at < bytes.length; ) {
    const run = runAt(at);
    if (run >= 3) {
      out.push(run + 125, bytes[at]);
      at += run;
      continue;
    }
    let end = at;
    while (end < bytes.length && end - at < 128 && runAt(end) < 3) end += 1;
    out.push(end - at - 1, ...bytes.subarray(at, end));
    at = end;
  }
  return Buffer.from(out);
}
