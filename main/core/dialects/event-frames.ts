/** Amazon's binary event stream in pieces of any size: follows the frames and hands each one's JSON payload to the dialect. */
import type { Bytes } from "../bytes.ts";
import { textOfBase64 } from "./base64.ts";
import { type Dialect, type Format, type Found, stringIn } from "./dialect.ts";
import { DocumentScan } from "./document.ts";
import { KeySet } from "./key-set.ts";

/** Two lengths of four bytes, and their checksum. */
const PRELUDE_BYTES = 12;
const CHECKSUM_BYTES = 4;
/** The largest that AWS allows (AWS SDK developer's guide, "Event stream encoding"): 128 KB of headers, 24 MB in all. */
const MOST_HEADERS = 131_072;
const MOST_BYTES = 25_165_824;

// What the next byte belongs to.
const PRELUDE = 0;
const HEADERS = 1;
const PAYLOAD = 2;
const CHECKSUM = 3;
const BROKEN = 4;

const wrapped = new KeySet(["bytes"]);

/**
 * No checksum is computed: TLS has kept the bytes whole, and lengths that cannot be end the reading. `isWrapped`: a payload is
 * `{"bytes":"…"}` with the model's own event in base64 (InvokeModelWithResponseStream), else the event itself (ConverseStream).
 */
export class EventFrames {
  private readonly dialect: Dialect;
  private readonly isWrapped: boolean;
  private readonly document: DocumentScan;
  private state = PRELUDE;
  /** Bytes of the present part that are still to come. */
  private left = PRELUDE_BYTES;
  private total = 0;
  private headers = 0;
  private first = true;

  constructor(dialect: Dialect, isWrapped: boolean) {
    const { eventKeys, inside, isList } = dialect.format;
    this.dialect = dialect;
    this.isWrapped = isWrapped;
    this.document = isWrapped
      ? new DocumentScan(wrapped, null)
      : new DocumentScan(eventKeys, inside, isList);
  }

  push(bytes: Bytes): void {
    let at = 0;
    this.document.newPiece();
    while (at < bytes.length && this.state !== BROKEN) {
      const to = Math.min(bytes.length, at + this.left);
      if (this.state === PRELUDE) this.prelude(bytes, at, to);
      else if (this.state === PAYLOAD) this.document.feedMore(bytes, at, to);
      this.left -= to - at;
      at = to;
      while (this.left === 0 && this.state !== BROKEN) this.next();
    }
  }

  private prelude(bytes: Bytes, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const index = PRELUDE_BYTES - this.left + (at - from);
      const byte = bytes[at] as number;
      if (index < 4) this.total = this.total * 256 + byte;
      else if (index < 8) this.headers = this.headers * 256 + byte;
    }
  }

  /** A part is read whole; the next one may have no bytes. */
  private next(): void {
    const payload = this.total - this.headers - PRELUDE_BYTES - CHECKSUM_BYTES;
    if (this.state === PRELUDE) {
      const isFrame = payload >= 0 && this.headers <= MOST_HEADERS && this.total <= MOST_BYTES;
      this.state = isFrame ? HEADERS : BROKEN;
      this.left = this.headers;
    } else if (this.state === HEADERS) {
      this.state = PAYLOAD;
      this.left = payload;
    } else if (this.state === PAYLOAD) {
      this.state = CHECKSUM;
      this.left = CHECKSUM_BYTES;
    } else {
      this.endFrame();
      this.state = PRELUDE;
      this.left = PRELUDE_BYTES;
      this.total = 0;
      this.headers = 0;
    }
  }

  private endFrame(): void {
    const { dialect, document, first } = this;
    if (document.complete) {
      const found = this.isWrapped
        ? unwrapped(stringIn(document.top.get("bytes")), dialect.format)
        : document;
      if (found !== null) dialect.event(found, first);
      this.first = false;
    }
    document.reset();
  }
}

/** The event in the base64 text, as a scan would have found it; it is never longer than what a scan keeps. */
function unwrapped(base64: string | null, { eventKeys, inside }: Format): Found | null {
  const text = base64 === null ? null : textOfBase64(base64);
  if (text === null || !text.trimStart().startsWith("{")) return null;
  try {
    const event = JSON.parse(text) as Record<string, unknown>;
    const below = inside === null ? null : event[inside];
    return { top: wanted(event, eventKeys), inner: wanted(below, eventKeys) };
  } catch {
    return null;
  }
}

function wanted(value: unknown, keys: KeySet): ReadonlyMap<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return new Map();
  const kept = Object.entries(value).filter(([key]) => keys.has(key));
  return new Map(kept.map(([key, each]) => [key, JSON.stringify(each)]));
}
