/** One answer on its way: reads its head, follows its framing, passes its bytes on as they came, then lets the meter read them. */
import { BROKEN, ChunkReader, MORE, Spans } from "../core/framing.ts";
import { AnswerHead } from "../core/http-head-answer.ts";
import { createMeter, type Endpoint, type Reading } from "../core/meter.ts";
import { CarefulMeter, nothingRead } from "./careful-meter.ts";
import type { ClientConnection } from "./client-connection.ts";
import { HeldAnswer } from "./held-answer.ts";
import type { Hub } from "./hub.ts";
import { answerBytes } from "./outgoing.ts";
import { PackedMeter } from "./unpack.ts";

/** How an answer stands after the bytes it was given. */
export const GOES_ON = 0;
export const WHOLE = 1;
/** Whole, of 400 and above, and not passed on yet: somebody has to decide who said it. */
export const HELD = 2;
/** Not HTTP that everybody reads alike. */
export const CORRUPT = 3;

const HEAD = 0;
const SIZED = 1;
const CHUNKED = 2;
const UNTIL_CLOSE = 3;
const OVER = 4;

// One of each for the thread: they are read before anything else can happen.
const head = new AnswerHead();
const spans = new Spans();
const headEnd = Buffer.from("\r\n\r\n");
const scratch = Buffer.allocUnsafeSlow(65_536);

export class Answer {
  status: number | null = null;
  firstByteAt = 0;
  logId: string | null = null;
  cacheHit = false;
  /** The far end keeps the connection, and it is in step. */
  isKept = false;
  /** Something has been passed on: the answer can only go on or be broken off. */
  isBegun = false;
  /** It has no length: the end of the connection is its end, here and at the client. */
  endsWithConnection = false;
  held: HeldAnswer | null = null;
  private readonly hub: Hub;
  private readonly client: ClientConnection;
  private readonly endpoint: Endpoint;
  private readonly isToHead: boolean;
  private readonly mayHold: boolean;
  private state = HEAD;
  private partial: Buffer | null = null;
  private left = 0;
  private chunks: ChunkReader | null = null;
  private meter: CarefulMeter | null = null;
  private packed: PackedMeter | null = null;

  /** `isToHead`: answers a HEAD request. `mayHold`: an answer of 400 and above may be Cloudflare's. */
  constructor(
    hub: Hub,
    client: ClientConnection,
    endpoint: Endpoint,
    isToHead: boolean,
    mayHold: boolean,
  ) {
    this.hub = hub;
    this.client = client;
    this.endpoint = endpoint;
    this.isToHead = isToHead;
    this.mayHold = mayHold;
  }

  /** No byte has come yet. */
  get isUntouched(): boolean {
    return this.state === HEAD && this.firstByteAt === 0;
  }

  get isMetered(): boolean {
    return this.meter !== null || this.packed !== null;
  }

  push(bytes: Buffer): number {
    if (this.state !== HEAD) return this.body(bytes, 0, false);
    if (this.firstByteAt === 0) this.firstByteAt = this.hub.now();
    return this.readHead(this.partial === null ? bytes : Buffer.concat([this.partial, bytes]));
  }

  /** The connection has ended where the answer's end is. */
  close(): number {
    this.state = OVER;
    return this.held === null ? WHOLE : HELD;
  }

  /** Passes on what was held; the rest follows as it comes. */
  relayHeld(): void {
    const { held } = this;
    if (held === null) return;
    this.held = null;
    this.isBegun = true;
    this.client.send(held.wire());
  }

  get isPacked(): boolean {
    return this.packed !== null;
  }

  /** What the meter made of it; asked once, at the end. */
  reading(): Reading {
    return this.meter?.end() ?? nothingRead;
  }

  /** The same of an answer that came packed; `done` is called later. */
  readPacked(done: (reading: Reading) => void): void {
    this.packed?.end(done);
  }

  private readHead(given: Buffer): number {
    let bytes = given;
    for (;;) {
      const end = bytes.indexOf(headEnd);
      if (end < 0 || end > this.hub.limits.headBytes) {
        this.partial = bytes;
        return bytes.length > this.hub.limits.headBytes ? CORRUPT : GOES_ON;
      }
      if (!head.read(bytes, end + 2)) return CORRUPT;
      if (head.status >= 200) return this.begin(bytes, end + 4);
      // Nobody asked to switch; and whoever expected 100 has had ours.
      if (head.status === 101) return CORRUPT;
      if (head.status !== 100) this.client.send(answerBytes(head, bytes, "", end + 4));
      bytes = bytes.subarray(end + 4);
    }
  }

  private begin(bytes: Buffer, bodyFrom: number): number {
    this.partial = null;
    this.status = head.status;
    this.logId = this.mayHold ? head.logId : null;
    this.cacheHit = this.mayHold && head.cacheHit;
    this.isKept = head.isKept;
    const isEmpty = this.isToHead || head.status === 204 || head.status === 304;
    if (head.isChunked && !isEmpty) {
      this.state = CHUNKED;
      this.chunks = new ChunkReader();
    } else if (head.contentLength >= 0 || isEmpty) {
      this.state = SIZED;
      this.left = isEmpty ? 0 : head.contentLength;
    } else {
      this.state = UNTIL_CLOSE;
      this.endsWithConnection = true;
      this.isKept = false;
    }
    if (head.status < 400) this.openMeter();
    else if (this.mayHold && !isEmpty) return this.hold(bytes, bodyFrom);
    return this.body(bytes, bodyFrom, true);
  }

  /**
   * What the client is told of its connection. Null where the head can pass as it came; a hint alone is not worth writing it
   * anew.
   */
  private addedLines(): string | null {
    if (this.endsWithConnection || this.client.isLast) return "Connection: close\r\n";
    return head.isCurrent && head.droppedCount === 0 ? null : this.client.keepAlive;
  }

  private hold(bytes: Buffer, bodyFrom: number): number {
    this.held = new HeldAnswer(
      this.headWith(bytes, bodyFrom),
      head.status,
      head.contentEncoding,
      head.isFromAiGateway,
    );
    return this.body(bytes, bodyFrom, false);
  }

  /** The head in `bytes` as the client gets it, and the body behind it up to `to`. */
  private headWith(bytes: Buffer, to: number): Buffer {
    const lines = this.addedLines();
    return lines === null ? cut(bytes, 0, to) : answerBytes(head, bytes, lines, to);
  }

  private openMeter(): void {
    const created = createMeter(this.endpoint, head.contentType);
    if (created === null) return;
    const meter = new CarefulMeter(created, this.hub.log);
    const { contentEncoding } = head;
    if (contentEncoding === "" || contentEncoding === "identity") this.meter = meter;
    else this.packed = PackedMeter.create(contentEncoding, meter, this.hub.limits.packedBytes);
  }

  /** The body in `bytes` from `from` on; `withHead`: the head before it goes with it. */
  private body(bytes: Buffer, from: number, withHead: boolean): number {
    spans.count = 0;
    const to = this.follow(bytes, from);
    if (to === BROKEN) return CORRUPT;
    // Bytes behind the end belong to no answer: they are not passed on, and the connection is not used again.
    if (to < bytes.length) this.isKept = false;
    if (this.held !== null) {
      this.held.add(bytes, from, to, spans);
      if (this.held.size > this.hub.limits.heldAnswerBytes) this.relayHeld();
    } else {
      this.isBegun = true;
      if (withHead) this.client.send(this.headWith(bytes, to));
      else if (to > from) this.client.send(cut(bytes, from, to));
      if (spans.count > 0) this.feed(bytes);
    }
    if (this.state !== OVER) return GOES_ON;
    return this.held === null ? WHOLE : HELD;
  }

  /** Follows the framing and collects the data in `spans`. Where the message ends, or the bytes do; BROKEN. */
  private follow(bytes: Buffer, from: number): number {
    let to = bytes.length;
    if (this.chunks !== null) {
      const end = this.chunks.feed(bytes, from, to, spans);
      if (end === MORE || end === BROKEN) return end === MORE ? to : BROKEN;
      this.state = OVER;
      return end;
    }
    if (this.state === SIZED) {
      to = Math.min(to, from + this.left);
      this.left -= to - from;
      if (this.left === 0) this.state = OVER;
    }
    if (to > from) spans.add(from, to);
    return to;
  }

  /** Many small chunks are joined first: one search for the meter instead of one for each. */
  private feed(bytes: Buffer): void {
    const { count, edges } = spans;
    if (this.packed !== null) {
      for (let at = 0; at < count; at += 2)
        this.packed.push(bytes.subarray(edges[at], edges[at + 1]));
      return;
    }
    const { meter } = this;
    if (meter === null) return;
    if (count === 2) {
      meter.push(cut(bytes, edges[0] as number, edges[1] as number));
      return;
    }
    let length = 0;
    for (let at = 0; at < count; at += 2) {
      const size = (edges[at + 1] as number) - (edges[at] as number);
      if (length + size > scratch.length) {
        meter.push(scratch.subarray(0, length));
        length = 0;
      }
      if (size > scratch.length) meter.push(bytes.subarray(edges[at], edges[at + 1]));
      else length += bytes.copy(scratch, length, edges[at], edges[at + 1]);
    }
    meter.push(scratch.subarray(0, length));
  }
}

function cut(bytes: Buffer, from: number, to: number): Buffer {
  return from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to);
}
