/** Reads the pictures scripts/icons.mjs draws, each by its format and not by the code that wrote it. */
import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";

/** Square, four bytes a pixel: red, green, blue and how much it covers. */
export type Picture = { readonly kind: string; readonly size: number; readonly rgba: Uint8Array };

export function readPictures(file: string): Picture[] {
  const bytes = readFileSync(file);
  if (file.endsWith(".ico")) return readIco(bytes);
  return file.endsWith(".icns") ? readIcns(bytes) : [readPng(bytes, "png")];
}

/** Only what we draw: eight bits, red green blue alpha, not interlaced. https://www.w3.org/TR/png-3/ */
function readPng(bytes: Buffer, kind: string): Picture {
  const size = bytes.readUInt32BE(16);
  if (bytes.toString("latin1", 1, 4) !== "PNG" || bytes.readUInt32BE(20) !== size)
    throw new Error(`${kind} is no square PNG.`);
  if (bytes[24] !== 8 || bytes[25] !== 6 || bytes[28] !== 0)
    throw new Error(`${kind} is a PNG of another kind.`);
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT")
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  const rows = inflateSync(Buffer.concat(data));
  const stride = size * 4;
  const rgba = new Uint8Array(stride * size);
  for (let y = 0; y < size; y += 1) {
    const start = y * (stride + 1);
    // "Up" is the one filter in use: each byte is the difference to the one above.
    if (rows[start] !== 2) throw new Error(`${kind} has a row with filter ${rows[start]}.`);
    for (let x = 0; x < stride; x += 1)
      rgba[y * stride + x] = (rows[start + 1 + x] ?? 0) + (rgba[(y - 1) * stride + x] ?? 0);
  }
  return { kind, size, rgba };
}

/** https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10) */
function readIco(bytes: Buffer): Picture[] {
  return Array.from({ length: bytes.readUInt16LE(4) }, (_, index) => {
    const at = 6 + index * 16;
    const size = bytes[at] || 256;
    const start = bytes.readUInt32LE(at + 12);
    const image = bytes.subarray(start, start + bytes.readUInt32LE(at + 8));
    const kind = `ico ${size}`;
    return image[0] === 0x89 ? readPng(image, kind) : readBitmap(image, size, kind);
  });
}

function readBitmap(image: Buffer, size: number, kind: string): Picture {
  const maskStride = Math.ceil(size / 32) * 4;
  const length = 40 + size * size * 4 + maskStride * size;
  const head = [image.readUInt32LE(0), image.readInt32LE(4), image.readInt32LE(8)];
  if (head.join() !== [40, size, size * 2].join() || image.length !== length)
    throw new Error(`${kind} is no bitmap of an icon.`);
  const rgba = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const row = size - 1 - y;
      const from = 40 + (row * size + x) * 4;
      const [blue = 0, green = 0, red = 0, alpha = 0] = image.subarray(from, from + 4);
      rgba.set([red, green, blue, alpha], (y * size + x) * 4);
      const bits = image[length - maskStride * (size - row) + (x >> 3)] ?? 0;
      const isOut = (bits & (0x80 >> (x & 7))) !== 0;
      if (isOut !== (alpha === 0)) throw new Error(`${kind} has a mask of another shape.`);
    }
  return { kind, size, rgba };
}

/** https://en.wikipedia.org/wiki/Apple_Icon_Image_format */
function readIcns(bytes: Buffer): Picture[] {
  if (bytes.readUInt32BE(4) !== bytes.length) throw new Error("An .icns of another length.");
  const blocks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at + 4))
    blocks.set(
      bytes.toString("latin1", at, at + 4),
      bytes.subarray(at + 8, at + bytes.readUInt32BE(at + 4)),
    );
  return [...blocks].flatMap(([type, block]) => {
    if (type.startsWith("ic")) return [readPng(block, type)];
    if (type.endsWith("mk")) return [];
    const size = type === "is32" ? 16 : 32;
    const mask = blocks.get(type === "is32" ? "s8mk" : "l8mk");
    const colours = unpackRuns(block);
    if (mask?.length !== size * size || colours.length !== size * size * 3)
      throw new Error(`${type} has another length.`);
    const rgba = new Uint8Array(size * size * 4);
    for (let index = 0; index < size * size; index += 1)
      for (let channel = 0; channel < 4; channel += 1)
        rgba[index * 4 + channel] =
          (channel === 3 ? mask[index] : colours[channel * size * size + index]) ?? 0;
    return [{ kind: type, size, rgba }];
  });
}

function unpackRuns(block: Buffer): number[] {
  const out: number[] = [];
  for (let at = 0; at < block.length; ) {
    const length = block[at] ?? 0;
    if (length < 128) out.push(...block.subarray(at + 1, at + 2 + length));
    else out.push(...new Array<number>(length - 125).fill(block[at + 1] ?? 0));
    at += length < 128 ? length + 2 : 2;
  }
  return out;
}
