/** Amazon's binary event stream: a message of headers and a payload between lengths and checksums (AWS SDK developer's guide, "Event stream encoding"). */
import { crc32 } from "node:zlib";

/** Header values are texts: type 7. */
function header(name: string, value: string): Buffer {
  const text = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([
    Buffer.from([Buffer.byteLength(name)]),
    Buffer.from(name),
    Buffer.from([7]),
    length,
    text,
  ]);
}

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

function message(names: Readonly<Record<string, string>>, payload: unknown): Buffer {
  const headers = Buffer.concat(Object.entries(names).map(([name, value]) => header(name, value)));
  const body = Buffer.from(JSON.stringify(payload));
  const lengths = Buffer.concat([word(16 + headers.length + body.length), word(headers.length)]);
  const checked = Buffer.concat([lengths, word(crc32(lengths)), headers, body]);
  return Buffer.concat([checked, word(crc32(checked))]);
}

export const eventFrame = (type: string, payload: unknown): Buffer =>
  message(
    { ":event-type": type, ":content-type": "application/json", ":message-type": "event" },
    payload,
  );

export const exceptionFrame = (type: string, text: string): Buffer =>
  message(
    { ":exception-type": type, ":content-type": "application/json", ":message-type": "exception" },
    { message: text },
  );

export type Frame = {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer;
};

/** Null where lengths or checksums do not fit: what a client of Amazon's own would refuse. */
export function framesIn(bytes: Buffer): readonly Frame[] | null {
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (bytes.length - at < 16) return null;
    const total = bytes.readUInt32BE(at);
    const size = bytes.readUInt32BE(at + 4);
    const isWhole = total >= 16 + size && at + total <= bytes.length;
    if (!isWhole || bytes.readUInt32BE(at + 8) !== crc32(bytes.subarray(at, at + 8))) return null;
    const end = at + total - 4;
    if (bytes.readUInt32BE(end) !== crc32(bytes.subarray(at, end))) return null;
    const headers: Record<string, string> = {};
    for (let next = at + 12; next < at + 12 + size; ) {
      const nameEnd = next + 1 + bytes.readUInt8(next);
      const valueEnd = nameEnd + 3 + bytes.readUInt16BE(nameEnd + 1);
      headers[bytes.toString("utf8", next + 1, nameEnd)] = bytes.toString(
        "utf8",
        nameEnd + 3,
        valueEnd,
      );
      next = valueEnd;
    }
    frames.push({ headers, payload: bytes.subarray(at + 12 + size, end) });
    at += total;
  }
  return frames;
}
