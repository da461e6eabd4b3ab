/** One client: reads its requests one after the other, lets in what the guard lets in, and writes the answers in the same order. */
import type { Socket } from "node:net";
import { Admission, type GuardFault, judge } from "../core/guard.ts";
import { RequestHead } from "../core/http-head-request.ts";
import { hasPlainHost, type Path, pathOf, targetOf } from "../core/route.ts";
import { linesFor } from "./chosen-lines.ts";
import type { Hub, Target } from "./hub.ts";
import { openingOf } from "./outgoing.ts";
import { turnedAwayBytes } from "./refusal-bytes.ts";
import { RequestBody } from "./request-body.ts";
import { Turn } from "./turn.ts";

const HEAD = 0;
const BODY = 1;
/** The request is read, its answer is not out. */
const WAITING = 2;
/** Answered for good; what still comes is read and dropped, or the client could not read the answer. */
const LINGERING = 3;

const lastLine = Buffer.from("\r\n");
const headEnd = Buffer.from("\r\n\r\n");
const goOn = Buffer.from("HTTP/1.1 100 Continue\r\n\r\n");

// One of each for the thread: what is in them is used up before another request can be read.
const head = new RequestHead();
const admission = new Admission();

export class ClientConnection {
  readonly keepAlive: string;
  /** Has shown a valid key: others must not take its place. */
  isTrusted = false;
  private readonly hub: Hub;
  private readonly socket: Socket;
  private state = HEAD;
  private turn: Turn | null = null;
  /** Bytes that have come and belong to a later request, or to a head that is not whole. */
  private waiting: Buffer | null = null;
  private searched = 0;
  private requestBody = new RequestBody(false, 0);
  private wantsClose = false;
  private isReading = false;
  private dropped = 0;
  /** When something last happened, and when the present head began. */
  private activeAt: number;
  private headAt: number;
  private hasSentHead = false;
  /** The client was told to send the body of a request that is not begun. */
  private hasToldOn = false;

  constructor(hub: Hub, socket: Socket) {
    this.hub = hub;
    this.socket = socket;
    this.activeAt = hub.tick;
    this.headAt = hub.tick;
    this.keepAlive = `Keep-Alive: timeout=${Math.floor(hub.limits.idleClientMs / 1_000)}\r\n`;
    hub.clients.add(this);
    socket.on("data", (bytes: Buffer) => this.received(bytes));
    socket.on("drain", () => this.turn?.unblock());
    // A client that ends its side has left: on loopback that is how an abort looks, and an answer nobody reads costs money.
    socket.on("end", () => this.ended());
    socket.on("error", () => undefined);
    socket.on("close", () => this.closed());
  }

  /** The connection is closed behind the present answer. */
  get isLast(): boolean {
    return this.wantsClose || this.hub.isClosing;
  }

  touch(): void {
    this.activeAt = this.hub.tick;
  }

  send(bytes: Buffer): void {
    if (!this.socket.write(bytes)) this.turn?.block();
  }

  /**
   * The far end cannot take more of the request for now. A client that leaves meanwhile is noticed only when it is read again, for
   * Node does not watch a paused socket; its request was never whole, so nothing is paid for.
   */
  block(): void {
    this.socket.pause();
  }

  unblock(): void {
    if (!this.isFull()) this.socket.resume();
  }

  /** The answer is out. `isKept`: the request was read to its end, and the answer had one. */
  turnEnded(isKept: boolean): void {
    this.turn = null;
    if (isKept && !this.isLast) {
      this.state = HEAD;
      this.headAt = this.hub.tick;
      this.unblock();
      this.readRequests();
    } else this.linger();
  }

  /** The answer cannot be made whole. `byReset`: a plain end of the connection would look like the answer's. */
  breakOff(byReset: boolean): void {
    this.turn = null;
    if (byReset) this.socket.resetAndDestroy();
    else this.socket.destroy();
  }

  destroy(): void {
    this.socket.destroy();
  }

  /** Closes what has been still for too long. */
  sweep(): void {
    const { hub, turn } = this;
    const { firstHeadMs, headMs, idleClientMs, lingerMs, silenceMs } = hub.limits;
    const isFirst = !this.hasSentHead;
    if (this.state === LINGERING) {
      if (hub.isOver(this.activeAt, lingerMs)) this.socket.destroy();
    } else if (turn !== null) {
      if (hub.isOver(this.activeAt, silenceMs)) turn.giveUp();
    } else if (this.waiting !== null) {
      if (hub.isOver(this.headAt, isFirst ? firstHeadMs : headMs)) this.turnAway("headTimeout");
    } else if (hub.isOver(this.activeAt, isFirst ? firstHeadMs : idleClientMs)) this.linger();
  }

  /** Ends behind the present answer, or now if there is none. */
  retire(): void {
    if (this.turn === null && this.state !== LINGERING) this.socket.destroy();
  }

  private received(bytes: Buffer): void {
    if (this.state === LINGERING) {
      this.dropped += bytes.length;
      if (this.dropped > this.hub.limits.drainedBytes) this.socket.destroy();
      return;
    }
    this.activeAt = this.hub.tick;
    const from = this.state === BODY ? this.readBody(bytes) : 0;
    if (from < 0 || from === bytes.length) return;
    if (this.waiting === null && this.hasSentHead) this.headAt = this.hub.tick;
    const rest = from === 0 ? bytes : bytes.subarray(from);
    this.waiting = this.waiting === null ? rest : Buffer.concat([this.waiting, rest]);
    this.readRequests();
  }

  /** A pipelined request is held until its turn, and no more than a head of it. */
  private isFull(): boolean {
    return (
      this.state === WAITING &&
      this.waiting !== null &&
      this.waiting.length > this.hub.limits.headBytes
    );
  }

  /** Not recursive: a request may be answered before it returns. */
  private readRequests(): void {
    if (this.isReading) return;
    this.isReading = true;
    while (this.state === HEAD && this.waiting !== null && this.readRequest(this.waiting));
    this.isReading = false;
    if (this.isFull()) this.socket.pause();
  }

  /** False when the head is not whole yet, or the connection takes no more requests. */
  private readRequest(bytes: Buffer): boolean {
    const { headBytes } = this.hub.limits;
    const end = bytes.indexOf(headEnd, this.searched);
    if (end < 0 || end > headBytes) {
      this.searched = Math.max(0, bytes.length - 3);
      // A TLS hello or another protocol would never send the end of a head.
      const isHttp = (bytes[0] as number) >= 0x41 && (bytes[0] as number) <= 0x5a;
      if (!isHttp) this.turnAway("malformed");
      else if (bytes.length > headBytes) this.turnAway("headTooLarge");
      return false;
    }
    this.searched = 0;
    this.waiting = null;
    this.hasSentHead = true;
    const fault = head.read(bytes, end + 2) ?? judge(head, bytes, this.hub.door, admission);
    if (fault === null) return this.admit(bytes, end + 4);
    this.turnAway(fault, head.method === "HEAD");
    return false;
  }

  private admit(bytes: Buffer, bodyFrom: number): boolean {
    this.isTrusted = true;
    const path = pathOf(head.target);
    const target = path && this.hub.targetOf(path.slug, admission.way);
    if (!path || !target || !hasPlainHost(target, path.path)) {
      const isUnknown = path && !target;
      this.turnAway(isUnknown ? "unknownProvider" : "path", head.method === "HEAD");
      return false;
    }
    this.wantsClose = head.isLast;
    const body = new RequestBody(head.isChunked, head.contentLength);
    const bodyTo = body.follow(bytes, bodyFrom);
    if (bodyTo < 0) {
      this.turnAway("malformed");
      return false;
    }
    const lines = linesFor(target, path.path, head.isChunked, body.isWhole, bytes, bodyFrom);
    if (head.expectation !== "" && !body.isWhole && !this.hasToldOn) this.socket.write(goOn);
    if (lines === null) {
      // What is sent depends on the model, and its name has not come: the head is read again with what comes.
      this.hasToldOn = true;
      this.waiting = bytes;
      return false;
    }
    this.hasToldOn = false;
    this.requestBody = body;
    this.state = body.isWhole ? WAITING : BODY;
    if (bodyTo < bytes.length) this.waiting = bytes.subarray(bodyTo);
    this.begin(path, target, lines, bytes, bodyFrom);
    return true;
  }

  private begin(path: Path, target: Target, lines: string, bytes: Buffer, bodyFrom: number): void {
    const { by, kept, stoodForProvider, way } = admission;
    const { endsAnew, isWhole, passTo: bodyTo } = this.requestBody;
    const { origin } = target;
    const addsKey = stoodForProvider && (kept & target.keyBit) === 0;
    const reason = target.refusal ?? (addsKey && target.keyLine === null ? "keyMissing" : null);
    const isSent = reason === null && origin !== null;
    const turn = new Turn(this.hub, this, {
      target,
      by,
      way,
      method: head.method,
      path: path.path,
      isChunked: head.isChunked,
    });
    this.turn = turn;
    if (isSent) {
      const to = {
        target: targetOf(target, path.rest),
        lines: addsKey ? lines + target.keyLine : lines,
        isDirect: target.isDirect,
        isKeyless: target.isKeyless,
      };
      turn.start(origin, openingOf(head, bytes, to, bodyFrom, bodyTo));
    } else {
      turn.refuse(reason ?? "noProfile");
      turn.body(bytes.subarray(bodyFrom, bodyTo));
    }
    if (endsAnew) turn.body(lastLine);
    if (isWhole) turn.bodyEnded();
  }

  /** Passes on what `bytes` hold of the body. Where the body ends or the bytes do; -1 when it is no body. */
  private readBody(bytes: Buffer): number {
    const { requestBody, turn } = this;
    const to = requestBody.follow(bytes, 0);
    if (turn === null) return to;
    if (to < 0) {
      this.turn = null;
      turn.abort();
      this.socket.destroy();
      return to;
    }
    const { endsAnew, isWhole, passTo } = requestBody;
    if (isWhole) this.state = WAITING;
    if (passTo > 0) turn.body(passTo === bytes.length ? bytes : bytes.subarray(0, passTo));
    if (endsAnew) turn.body(lastLine);
    // Refusing may have ended the turn in the middle of its body.
    if (isWhole && this.turn === turn) turn.bodyEnded();
    return this.state === LINGERING ? bytes.length : to;
  }

  private turnAway(fault: GuardFault, isHead = false): void {
    this.hub.turnedAway(fault);
    this.send(turnedAwayBytes(fault, isHead));
    this.linger();
  }

  private linger(): void {
    this.state = LINGERING;
    this.waiting = null;
    this.activeAt = this.hub.tick;
    this.socket.end();
    this.socket.resume();
  }

  private ended(): void {
    if (this.turn !== null) this.socket.destroy();
  }

  private closed(): void {
    const { hub, turn } = this;
    this.turn = null;
    hub.clients.delete(this);
    turn?.abort();
    hub.settled();
  }
}
