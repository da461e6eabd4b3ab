/** Where a chunked body ends and where its data stands, in bytes that come in pieces of any size; it keeps none of them. */
import type { Bytes } from "./bytes.ts";
import { CR, isTokenByte, isValueByte, LF } from "./http-head.ts";

/** The body goes on behind these bytes. */
export const MORE = -1;
/** These bytes are not chunked coding, or not within the limits. */
export const BROKEN = -2;

/** A chunk-size line and a trailer section are small; a far end that needs more is not talking to us. */
const mostSizeDigits = 8;
const mostExtensionBytes = 1_024;
const mostTrailerBytes = 16_384;

const SEMICOLON = 59;
const COLON = 58;

const SIZE = 0;
const EXTENSION = 1;
const SIZE_LF = 2;
const DATA = 3;
const DATA_CR = 4;
const DATA_LF = 5;
const TRAILER_START = 6;
const TRAILER_NAME = 7;
const TRAILER_VALUE = 8;
const TRAILER_LF = 9;
const END_LF = 10;

/** The value of each hex digit, 16 for every other byte. */
const hexValue = new Uint8Array(256).fill(16);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  hexValue[digit.charCodeAt(0)] = value;
  hexValue[digit.toUpperCase().charCodeAt(0)] = value;
}

/** Starts and ends of the data in one piece of the wire; used again for every piece. */
export class Spans {
  readonly edges: number[] = [];
  /** Numbers in `edges` that count: two for each span. */
  count = 0;

  add(from: number, to: number): void {
    this.edges[this.count] = from;
    this.edges[this.count + 1] = to;
    this.count += 2;
  }
}

/** Reads one body; a new one is needed for the next. */
export class ChunkReader {
  /** In the piece just fed: where the trailer section begins, behind the line of the last chunk; -1 while there is none. */
  trailerFrom = -1;
  /** The trailer section holds at least one field. */
  hasTrailer = false;
  private state = SIZE;
  private left = 0;
  /** Digits of the size line, or bytes of its extension, or of the trailer section. */
  private length = 0;

  /** Reads `bytes` from `from` up to `to`. The index just past the body's end, or MORE, or BROKEN. Data is added to `spans`. */
  feed(bytes: Bytes, from: number, to: number, spans: Spans | null): number {
    this.trailerFrom = this.state >= TRAILER_START ? from : -1;
    let at = from;
    while (at < to) {
      const byte = bytes[at] as number;
      switch (this.state) {
        case SIZE: {
          const value = hexValue[byte] as number;
          if (value < 16) {
            if (++this.length > mostSizeDigits) return BROKEN;
            this.left = this.left * 16 + value;
          } else if (this.length === 0) return BROKEN;
          else if (byte === CR) this.state = SIZE_LF;
          else if (byte === SEMICOLON) {
            this.state = EXTENSION;
            this.length = 0;
          } else return BROKEN;
          at++;
          break;
        }
        case EXTENSION:
          if (byte === CR) this.state = SIZE_LF;
          else if (++this.length > mostExtensionBytes || !isValueByte(byte)) return BROKEN;
          at++;
          break;
        case SIZE_LF:
          if (byte !== LF) return BROKEN;
          at++;
          this.length = 0;
          if (this.left > 0) this.state = DATA;
          else {
            this.state = TRAILER_START;
            this.trailerFrom = at;
          }
          break;
        case DATA: {
          const taken = Math.min(to - at, this.left);
          if (spans !== null) spans.add(at, at + taken);
          this.left -= taken;
          at += taken;
          if (this.left === 0) this.state = DATA_CR;
          break;
        }
        case DATA_CR:
          if (byte !== CR) return BROKEN;
          this.state = DATA_LF;
          at++;
          break;
        case DATA_LF:
          if (byte !== LF) return BROKEN;
          this.state = SIZE;
          at++;
          break;
        case END_LF:
          return byte === LF ? at + 1 : BROKEN;
        default:
          if (!this.trailer(byte)) return BROKEN;
          at++;
      }
    }
    return MORE;
  }

  /** One byte of the trailer section, which holds header lines and is as strict as a head. */
  private trailer(byte: number): boolean {
    if (++this.length > mostTrailerBytes) return false;
    switch (this.state) {
      case TRAILER_START:
        if (byte === CR) {
          this.state = END_LF;
          return true;
        }
        this.state = TRAILER_NAME;
        this.hasTrailer = true;
        return isTokenByte(byte);
      case TRAILER_NAME:
        if (byte === COLON) this.state = TRAILER_VALUE;
        return byte === COLON || isTokenByte(byte);
      case TRAILER_VALUE:
        if (byte === CR) this.state = TRAILER_LF;
        return byte === CR || isValueByte(byte);
      default:
        this.state = TRAILER_START;
        return byte === LF;
    }
  }
}
