/** Reads one answer after the other from a connection as cheaply as it can, and compares each body with the one expected, byte for byte. */

export const GOES_ON = 0;
export const RIGHT = 1;
export const WRONG = 2;
/** Whole and right, and the far side closes the connection. */
export const RIGHT_AND_LAST = 3;

const headEnd = Buffer.from("\r\n\r\n");
const HEAD = 0;
const SIZED = 1;
// Each CR is followed by its LF.
const SIZE = 2;
const SIZE_LF = 3;
const DATA = 4;
const DATA_CR = 5;
const DATA_LF = 6;
const LAST_CR = 7;
const LAST_LF = 8;

/** Of the head seen last: nearly every answer of a target has the same. */
let knownHead: Buffer = Buffer.alloc(0);
let knownLength = -1;
let knownIsLast = false;

/** The head of the last answer that could be read. */
export const lastHead = (): string => knownHead.latin1Slice();

function know(head: Buffer): boolean {
  if (knownHead.length === head.length && knownHead.equals(head)) return true;
  const text = head.latin1Slice();
  const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
  const isChunked = /\r\ntransfer-encoding: *chunked/i.test(text);
  if (!/^HTTP\/1\.1 200 /.test(text) || (length === undefined) === !isChunked) return false;
  knownHead = Buffer.from(head);
  knownLength = length === undefined ? -1 : Number(length);
  knownIsLast = /\r\nconnection: *close/i.test(text);
  return true;
}

/** -1 when it is none. */
function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

export class AnswerReader {
  /** What the last answer looked like, for those who want to see what was wrong. */
  seen = "";
  private readonly expected: Buffer;
  /** Where a stamped answer is put together; null when every byte is known beforehand. */
  private readonly body: Buffer | null;
  private readonly onBody: ((body: Buffer, from: number, to: number) => void) | null;
  private state = HEAD;
  private partial: Buffer | null = null;
  private at = 0;
  private left = 0;
  private digits = 0;
  private isLast = false;
  private isSame = true;

  /** With `onBody`, what comes of the body is shown to it instead of being compared; it may blank what it knows. */
  constructor(
    expected: Buffer,
    onBody: ((body: Buffer, from: number, to: number) => void) | null = null,
  ) {
    this.expected = expected;
    this.onBody = onBody;
    this.body = onBody === null ? null : Buffer.alloc(expected.length);
  }

  /** Takes the first `length` bytes, which are only lent. */
  push(lent: Buffer, length: number): number {
    if (this.state !== HEAD) return this.read(lent, 0, length);
    const bytes =
      this.partial === null
        ? lent.subarray(0, length)
        : Buffer.concat([this.partial, lent.subarray(0, length)]);
    const end = bytes.indexOf(headEnd);
    if (end < 0) {
      this.partial = Buffer.from(bytes);
      return GOES_ON;
    }
    this.partial = null;
    if (!know(bytes.subarray(0, end))) return this.wrong(bytes);
    this.at = 0;
    this.isSame = true;
    this.isLast = knownIsLast;
    if (knownLength < 0) this.expectSize();
    else {
      this.state = SIZED;
      this.left = knownLength;
    }
    return this.read(bytes, end + 4, bytes.length);
  }

  private wrong(bytes: Buffer): number {
    this.seen = bytes.latin1Slice(0, 600);
    return WRONG;
  }

  private read(bytes: Buffer, from: number, to: number): number {
    return this.state === SIZED ? this.sized(bytes, from, to) : this.chunked(bytes, from, to);
  }

  private sized(bytes: Buffer, from: number, to: number): number {
    const length = to - from;
    if (length > this.left) return this.wrong(bytes);
    this.take(bytes, from, to);
    this.left -= length;
    return this.left === 0 ? this.over(bytes, to, to) : GOES_ON;
  }

  /** No extension and no trailer: nobody here has a reason to send one. */
  private chunked(bytes: Buffer, from: number, to: number): number {
    let at = from;
    while (at < to) {
      if (this.state === DATA) {
        const end = Math.min(to, at + this.left);
        this.take(bytes, at, end);
        this.left -= end - at;
        at = end;
        if (this.left === 0) this.state = DATA_CR;
        continue;
      }
      const byte = bytes[at++] as number;
      if (this.state === SIZE && byte !== 0x0d) {
        const digit = hexDigit(byte);
        if (digit < 0 || ++this.digits > 8) return this.wrong(bytes);
        this.left = this.left * 16 + digit;
      } else if (this.state === SIZE || this.state === DATA_CR || this.state === LAST_CR) {
        if (byte !== 0x0d || (this.state === SIZE && this.digits === 0)) return this.wrong(bytes);
        this.state++;
      } else if (byte !== 0x0a) return this.wrong(bytes);
      else if (this.state === LAST_LF) return this.over(bytes, at, to);
      else if (this.state === SIZE_LF) this.state = this.left === 0 ? LAST_CR : DATA;
      else if (this.state === DATA_LF) this.expectSize();
    }
    return GOES_ON;
  }

  private expectSize(): void {
    this.state = SIZE;
    this.left = 0;
    this.digits = 0;
  }

  private take(bytes: Buffer, from: number, to: number): void {
    const end = this.at + to - from;
    if (end > this.expected.length) this.isSame = false;
    else if (this.body === null)
      this.isSame &&= this.expected.compare(bytes, from, to, this.at, end) === 0;
    else {
      bytes.copy(this.body, this.at, from, to);
      this.onBody?.(this.body, this.at, end);
    }
    this.at = end;
  }

  private over(bytes: Buffer, at: number, to: number): number {
    this.state = HEAD;
    const isSame = this.body === null ? this.isSame : this.body.equals(this.expected);
    // More than one answer to one request is as wrong as another answer.
    if (!isSame || this.at !== this.expected.length || at !== to) return this.wrong(bytes);
    return this.isLast ? RIGHT_AND_LAST : RIGHT;
  }
}
