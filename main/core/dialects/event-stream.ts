/** Server-sent events in pieces of any size: hands each event's document to the dialect and looks closely only where a usage may be. */
import type { Bytes } from "../bytes.ts";
import type { Dialect } from "./dialect.ts";
import { DocumentScan } from "./document.ts";

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const COLON = 58;
const OPEN = 123;

/** Without its first quote: the search is 7 to 13 times faster when it starts at a letter that is rare in these streams. */
const NEEDLE = 'usage"';
const DATA = "data";

// Where in a line the next byte is.
const NAME = 0;
const AFTER_COLON = 1;
const VALUE = 2;
const SKIPPED = 3;

/**
 * Two gears. `walk` follows every line, is exact under any cut and may stop anywhere. `skim` is for whole events only: one
 * native search for the needle, and `walk` for the events that have it. They agree because nothing but the first event and
 * events with a usage object may change a reading (see Dialect).
 */
export class EventStream {
  private readonly dialect: Dialect;
  private readonly document: DocumentScan;
  private line = NAME;
  /** How much of the word "data" the line's name has matched. */
  private matched = 0;
  /** A CR was the last byte: an LF right after belongs to it. */
  private swallowLf = false;
  /** Where the next line ends of the present piece stand; kept, because one kind may be nowhere in it. */
  private nextLf = -1;
  private nextCr = -1;
  /** The event being read has had a data line. */
  private hasData = false;
  /** No event with data has ended yet. */
  private first = true;

  /** `spoiled`: bytes that are no line of ours have preceded; the rest of that line is skipped. */
  constructor(dialect: Dialect, spoiled: boolean) {
    this.dialect = dialect;
    const { eventKeys, inside, isList } = dialect.format;
    this.document = new DocumentScan(eventKeys, inside, isList);
    if (spoiled) this.line = SKIPPED;
  }

  push(bytes: Bytes, from: number): void {
    const to = bytes.length;
    let at = from;
    let maySkim = this.dialect.format.isSparse;
    this.document.newPiece();
    this.nextLf = -1;
    this.nextCr = -1;
    while (at < to) {
      if (maySkim && this.isBetweenEvents()) {
        const end = lastBoundary(bytes, at, to);
        // Line ends of a rare kind: walk the rest of the piece rather than search it again after every event.
        if (end === at) maySkim = false;
        else this.skim(bytes, at, end);
        at = end;
      }
      if (at < to) at = this.walk(bytes, at, to, maySkim);
    }
  }

  /** At the start of a line, with no data of the present event read: from here on whole events can be skimmed. */
  private isBetweenEvents(): boolean {
    return this.line === NAME && this.matched === 0 && !this.hasData && !this.first;
  }

  /** A stream may end without the blank line: what is whole counts. */
  end(): void {
    this.endEvent();
  }

  private skim(bytes: Bytes, from: number, to: number): void {
    this.swallowLf = false;
    let found = bytes.indexOf(NEEDLE, from);
    let start = from;
    while (found >= 0 && found < to) {
      let next = found + NEEDLE.length;
      if (bytes[found - 1] === QUOTE && mayOpenObject(bytes, next, to)) {
        next = boundaryAfter(bytes, found, to);
        this.walk(bytes, boundaryBefore(bytes, start, found), next, false);
        start = next;
      }
      found = bytes.indexOf(NEEDLE, next);
    }
  }

  /** Reads up to `to`, or only up to the end of the next event; returns how far it came. */
  private walk(bytes: Bytes, from: number, to: number, oneEvent: boolean): number {
    let at = from;
    let { nextLf, nextCr } = this;
    while (at < to) {
      const byte = bytes[at];
      if (this.swallowLf) {
        this.swallowLf = false;
        if (byte === LF) {
          at++;
          continue;
        }
      }
      if (this.line === NAME) {
        at++;
        if (byte === LF || byte === CR) {
          this.swallowLf = byte === CR;
          if (this.matched === 0) {
            if (this.endEvent() && oneEvent) break;
          } else this.endName();
        } else if (byte === COLON && this.matched === DATA.length) {
          this.endName();
          this.line = AFTER_COLON;
        } else if (byte === DATA.charCodeAt(this.matched)) this.matched++;
        else this.line = SKIPPED;
        continue;
      }
      if (this.line === AFTER_COLON) {
        this.line = VALUE;
        if (byte === SPACE) {
          at++;
          continue;
        }
      }
      if (nextLf < at) nextLf = indexOrEnd(bytes, LF, at);
      if (nextCr < at) nextCr = indexOrEnd(bytes, CR, at);
      const lineEnd = Math.min(nextLf, nextCr, to);
      if (this.line === VALUE) this.document.feedMore(bytes, at, lineEnd);
      at = lineEnd;
      if (at < to) {
        this.swallowLf = bytes[at] === CR;
        this.line = NAME;
        this.matched = 0;
        at++;
      }
    }
    this.nextLf = nextLf;
    this.nextCr = nextCr;
    return at;
  }

  /** The name of a line is read: if it was "data", its value continues the event's document on a new line. */
  private endName(): void {
    if (this.matched === DATA.length) {
      if (this.hasData) this.document.breakLine();
      this.hasData = true;
    }
    this.matched = 0;
  }

  /** True when there was an event to end. */
  private endEvent(): boolean {
    if (!this.hasData) return false;
    if (this.document.complete) this.dialect.event(this.document, this.first);
    this.document.reset();
    this.hasData = false;
    this.first = false;
    return true;
  }
}

function indexOrEnd(bytes: Bytes, byte: number, from: number): number {
  const found = bytes.indexOf(byte, from);
  return found < 0 ? bytes.length : found;
}

/** Where the last whole event between `from` and `to` ends; `from` when that cannot be told cheaply. */
function lastBoundary(bytes: Bytes, from: number, to: number): number {
  if (to - from >= 3 && bytes[to - 1] === LF) {
    const before = bytes[to - 2];
    if (before === LF || (before === CR && bytes[to - 3] === LF)) return to;
  }
  return boundaryBefore(bytes, from, to);
}

// Line by line, so that every byte between two usages is searched once, whatever line ends they have. Any true boundary will do,
// for events between are read too; one of CRs alone is not seen.

/** A boundary between `from`, which is one, and `at`. */
function boundaryBefore(bytes: Bytes, from: number, at: number): number {
  let lf = bytes.lastIndexOf(LF, at - 1);
  while (lf >= from) {
    const before = bytes[lf - 1];
    if (before === LF || (before === CR && bytes[lf - 2] === LF)) return lf + 1;
    lf = lf === 0 ? -1 : bytes.lastIndexOf(LF, lf - 1);
  }
  return from;
}

/** A boundary between `at` and `to`, which is one. */
function boundaryAfter(bytes: Bytes, at: number, to: number): number {
  let lf = bytes.indexOf(LF, at);
  while (lf >= 0 && lf < to) {
    const blank = bytes[lf + 1] === CR ? lf + 2 : lf + 1;
    if (blank < to && bytes[blank] === LF) return blank + 1;
    lf = bytes.indexOf(LF, lf + 1);
  }
  return to;
}

/** False when what follows a needle shows it is a text or a null: OpenAI says `"usage":null` in every chunk. */
function mayOpenObject(bytes: Bytes, from: number, to: number): boolean {
  const colon = skipSpace(bytes, from, to);
  if (bytes[colon] !== COLON) return isLineEnd(bytes[colon]);
  const value = skipSpace(bytes, colon + 1, to);
  return bytes[value] === OPEN || isLineEnd(bytes[value]);
}

function skipSpace(bytes: Bytes, from: number, to: number): number {
  let at = from;
  while (at < to && (bytes[at] === SPACE || bytes[at] === TAB)) at++;
  return at;
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}
