/** Watches one JSON object pass in pieces of any size and keeps only the few values that were asked for, never the object. */
import type { Bytes } from "../bytes.ts";
import type { KeySet } from "./key-set.ts";
import { isMark, MarkSearch } from "./marks.ts";
import { closingQuote, ESCAPED, STRIDE } from "./quotes.ts";

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN = 123;
const CLOSE = 125;

/** A value longer than this is not kept: a usage object has some 400 bytes. */
const KEEP_AT_MOST = 65_536;
const LONGEST_KEY = 32;

// What the next byte belongs to.
const START = 0;
const BEFORE_KEY = 1;
const KEY = 2;
const AFTER_KEY = 3;
const BEFORE_VALUE = 4;
const SCALAR = 5;
const TEXT = 6;
const NESTED = 7;
const NESTED_TEXT = 8;
const DONE = 9;
const BROKEN = 10;
const IN_LIST = 11;

const nothing: ReadonlyMap<string, string> = new Map();

const isSpace = (byte: number | undefined): boolean =>
  byte === SPACE || byte === LF || byte === CR || byte === TAB;

/**
 * Depth is what tells a real `usage` from one inside a tool's payload: only keys of the outermost object, and of the one object
 * named `inside` below it (or the objects in the list of that name), are looked at. Values are kept as raw JSON text (latin1), the last of a repeated key wins.
 * It is no validator: it follows strings and brackets exactly and trusts the rest.
 */
export class DocumentScan {
  readonly top = new Map<string, string>();
  /** What was found in the object `inside`; empty when there was none. */
  get inner(): ReadonlyMap<string, string> {
    return this.below ?? nothing;
  }
  private below: Map<string, string> | null = null;
  private readonly keys: KeySet;
  private readonly inside: string | null;
  private readonly isList: boolean;
  private state = START;
  /** 1: outermost · 2: in `inside`, or an object of that list · 3: a value in that list without a key. */
  private level = 1;
  private nesting = 0;
  /** The last byte of the piece before was a backslash inside a string. */
  private escaped = false;
  private key = "";
  private kept: string | null = null;
  private keepFrom = 0;
  /** Made when a stretch is long enough to need it: most answers have none. */
  private marks: MarkSearch | null = null;
  private isSearching = false;

  /** `keys` knows `inside` too. `isList`: it is looked into only where it is a list, else only where it is an object. */
  constructor(keys: KeySet, inside: string | null, isList = false) {
    this.keys = keys;
    this.inside = inside;
    this.isList = isList;
  }

  /** True once the outermost brace is closed and nothing but white space has followed. */
  get complete(): boolean {
    return this.state === DONE;
  }

  reset(): void {
    if (this.top.size > 0) this.top.clear();
    this.below = null;
    this.state = START;
    this.level = 1;
    this.nesting = 0;
    this.escaped = false;
    this.kept = null;
  }

  /** Reads `bytes` from `from` up to `to`. */
  feed(bytes: Bytes, from: number, to: number): void {
    this.newPiece();
    this.feedMore(bytes, from, to);
  }

  /** To be called before `feedMore` and `feedOne` read other bytes than last; each reads on behind the one before. */
  newPiece(): void {
    this.isSearching = false;
  }

  feedMore(bytes: Bytes, from: number, to: number): void {
    let at = from;
    this.keepFrom = from;
    while (at < to) at = this.step(bytes, at, to);
    if (this.kept !== null && from < to) this.keepUnfinished(bytes, to);
  }

  /** The same, but it stops behind the outermost brace that closes; how far it came. */
  feedOne(bytes: Bytes, from: number, to: number): number {
    let at = from;
    this.keepFrom = from;
    while (at < to && this.state !== DONE) at = this.step(bytes, at, to);
    if (this.kept !== null && from < at) this.keepUnfinished(bytes, at);
    return at;
  }

  private keepUnfinished(bytes: Bytes, to: number): void {
    if (this.state === KEY && to - this.keepFrom > LONGEST_KEY) this.kept = null;
    else this.keep(bytes, to);
  }

  /** A line break between two pieces of one document: white space, so it ends a number and may not stand inside a string. */
  breakLine(): void {
    if (this.state === SCALAR) this.finish(this.kept);
    else if (this.state === NESTED) this.kept = this.kept === null ? null : `${this.kept}\n`;
    else if (this.state === KEY || this.state === TEXT || this.state === NESTED_TEXT) {
      this.state = BROKEN;
    }
  }

  private step(bytes: Bytes, from: number, to: number): number {
    switch (this.state) {
      case NESTED:
        return this.skip(bytes, from, to);
      case KEY:
      case TEXT:
      case NESTED_TEXT:
        return this.text(bytes, from, to);
      case SCALAR:
        return this.scalar(bytes, from, to);
      case BROKEN:
        return to;
      default:
        return this.punctuation(bytes, from, to);
    }
  }

  private punctuation(bytes: Bytes, from: number, to: number): number {
    let at = from;
    while (at < to && isSpace(bytes[at])) at++;
    if (at === to) return to;
    const byte = bytes[at];
    switch (this.state) {
      case START:
        this.state = byte === OPEN ? BEFORE_KEY : BROKEN;
        break;
      case BEFORE_KEY:
        if (byte === QUOTE) {
          this.state = KEY;
          this.kept = "";
          this.keepFrom = at + 1;
        } else if (byte === CLOSE) {
          if (this.level === 1) this.state = DONE;
          else if (this.isList) this.state = IN_LIST;
          else this.level = 1;
        } else if (byte !== COMMA) this.state = BROKEN;
        break;
      case AFTER_KEY:
        this.state = byte === COLON ? BEFORE_VALUE : BROKEN;
        break;
      case BEFORE_VALUE:
        this.value(byte, at);
        break;
      case IN_LIST:
        this.element(byte, at);
        break;
      default:
        this.state = BROKEN;
    }
    return at + 1;
  }

  private value(byte: number | undefined, at: number): void {
    const opensInside = this.level === 1 && this.key === this.inside;
    if (opensInside) this.below = null;
    if (opensInside && byte === (this.isList ? OPEN_LIST : OPEN)) {
      this.level = 2;
      this.state = this.isList ? IN_LIST : BEFORE_KEY;
      return;
    }
    this.kept = this.keys.has(this.key) ? "" : null;
    this.keepFrom = at;
    if (byte === OPEN || byte === OPEN_LIST) {
      this.nesting = 1;
      this.state = NESTED;
    } else this.state = byte === QUOTE ? TEXT : SCALAR;
  }

  /** In the list: an object's keys are looked at, whatever else is skipped. */
  private element(byte: number | undefined, at: number): void {
    if (byte === OPEN) this.state = BEFORE_KEY;
    else if (byte === CLOSE_LIST) {
      this.level = 1;
      this.state = BEFORE_KEY;
    } else if (byte === CLOSE) this.state = BROKEN;
    else if (byte !== COMMA) {
      this.key = "";
      this.level = 3;
      this.value(byte, at);
    }
  }

  private scalar(bytes: Bytes, from: number, to: number): number {
    for (let at = from; at < to; at++) {
      const byte = bytes[at];
      if (byte === COMMA || byte === CLOSE || byte === CLOSE_LIST || isSpace(byte)) {
        this.finish(this.keep(bytes, at));
        return at;
      }
    }
    return to;
  }

  private skip(bytes: Bytes, from: number, to: number): number {
    let depth = this.nesting;
    let at = from;
    let near = at + STRIDE;
    while (at < to) {
      const byte = bytes[at++] as number;
      if (isMark[byte] === 0) {
        if (at < near) continue;
        at = this.search().next(bytes, at, to);
      } else if (byte === QUOTE) {
        this.nesting = depth;
        this.state = NESTED_TEXT;
        return at;
      } else if (byte === OPEN || byte === OPEN_LIST) depth++;
      else if (--depth === 0) {
        this.finish(this.keep(bytes, at));
        return at;
      }
      near = at + STRIDE;
    }
    this.nesting = depth;
    return to;
  }

  /** Long lists of numbers have no mark for kilobytes. */
  private search(): MarkSearch {
    this.marks ??= new MarkSearch();
    if (!this.isSearching) this.marks.renew();
    this.isSearching = true;
    return this.marks;
  }

  private text(bytes: Bytes, from: number, to: number): number {
    const at = closingQuote(bytes, this.escaped ? from + 1 : from, to);
    this.escaped = at === ESCAPED;
    if (at < 0) return to;
    if (this.state === NESTED_TEXT) this.state = NESTED;
    else if (this.state === TEXT) this.finish(this.keep(bytes, at + 1));
    else {
      this.key = this.keyIn(bytes, at);
      this.kept = null;
      this.state = AFTER_KEY;
    }
    return at + 1;
  }

  /** The key that ends at `to`, as the caller knows it; empty for one nobody asked for, of which no text is made. */
  private keyIn(bytes: Bytes, to: number): string {
    if (this.kept === "") return this.keys.find(bytes, this.keepFrom, to);
    const fits = this.kept !== null && this.kept.length + to - this.keepFrom <= LONGEST_KEY;
    return (fits && this.keep(bytes, to)) || "";
  }

  /** Adds the bytes up to `to` to the value being kept; null when none is or it has grown too long. */
  private keep(bytes: Bytes, to: number): string | null {
    if (this.kept === null) return null;
    if (this.kept.length + to - this.keepFrom > KEEP_AT_MOST) this.kept = null;
    else this.kept += bytes.latin1Slice(this.keepFrom, to);
    return this.kept;
  }

  /** A value has ended; one too long to keep is known to have been there, and reads as nothing. */
  private finish(value: string | null): void {
    if (value !== null || this.keys.has(this.key)) {
      if (this.level === 1) this.top.set(this.key, value ?? "");
      else {
        this.below ??= new Map();
        this.below.set(this.key, value ?? "");
      }
    }
    this.kept = null;
    this.state = this.level === 3 ? IN_LIST : BEFORE_KEY;
    if (this.level === 3) this.level = 2;
  }
}
