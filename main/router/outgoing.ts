/** Puts together what is sent: a head with few lines changed and the first bytes of its body, in one buffer and one write. */
import "./latin1.ts";
import { passes } from "../core/guard.ts";
import type { AnswerHead } from "../core/http-head-answer.ts";
import { NOTE_SIZE, type RequestHead } from "../core/http-head-request.ts";

/** The parts of `bytes` that go out, as start and end in turn; used again for every head. */
const parts: number[] = [];
let partCount = 0;
let partBytes = 0;

function addPart(from: number, to: number): void {
  if (from >= to) return;
  parts[partCount] = from;
  parts[partCount + 1] = to;
  partCount += 2;
  partBytes += to - from;
}

function clearParts(): void {
  partCount = 0;
  partBytes = 0;
}

/** `first`, the parts of `bytes`, `last`, and `bytes` from `bodyFrom` to `bodyTo`. */
function joined(
  first: string,
  bytes: Buffer,
  last: string,
  bodyFrom: number,
  bodyTo: number,
): Buffer {
  const whole = Buffer.allocUnsafe(
    first.length + partBytes + last.length + Math.max(0, bodyTo - bodyFrom),
  );
  let at = whole.latin1Write(first, 0, first.length);
  for (let index = 0; index < partCount; index += 2)
    at += bytes.copy(whole, at, parts[index], parts[index + 1]);
  at += whole.latin1Write(last, at, last.length);
  if (bodyFrom < bodyTo) bytes.copy(whole, at, bodyFrom, bodyTo);
  return whole;
}

/** The request as it goes to the far end. `lines` are added right behind the request line, so that Host comes first. */
export function requestBytes(
  head: RequestHead,
  bytes: Buffer,
  to: { readonly target: string; readonly lines: string; readonly isDirect: boolean },
  bodyFrom: number,
  bodyTo: number,
): Buffer {
  clearParts();
  let from = head.linesFrom;
  for (let at = 0; at < head.noted; at += NOTE_SIZE) {
    if (passes(head.notes[at] as number, to.isDirect)) continue;
    addPart(from, head.notes[at + 1] as number);
    from = head.notes[at + 2] as number;
  }
  addPart(from, head.linesTo);
  const first = `${head.method} ${to.target} HTTP/1.1\r\n${to.lines}`;
  return joined(first, bytes, "\r\n", bodyFrom, bodyTo);
}

/** The answer as it goes to the client; `last` are lines to add, each with its CRLF. */
export function answerBytes(
  head: AnswerHead,
  bytes: Buffer,
  last: string,
  bodyFrom: number,
  bodyTo: number,
): Buffer {
  clearParts();
  // A far end that speaks HTTP/1.0 is answered for in our own version.
  addPart(8, head.linesFrom);
  let from = head.linesFrom;
  for (let at = 0; at < head.droppedCount; at += 2) {
    addPart(from, head.dropped[at] as number);
    from = head.dropped[at + 1] as number;
  }
  addPart(from, head.linesTo);
  return joined("HTTP/1.1", bytes, `${last}\r\n`, bodyFrom, bodyTo);
}

/** An answer of our own, whole. `isKept`: the connection stays open; otherwise it is closed behind this. */
export function ownAnswer(answer: {
  readonly status: number;
  readonly reason: string;
  readonly contentType: string;
  readonly lines?: string;
  readonly body: string;
  /** The request's method was HEAD: its answer has no body. */
  readonly isHead: boolean;
  readonly isKept: boolean;
  readonly keepAlive: string;
}): Buffer {
  const body = Buffer.from(answer.body);
  const head = Buffer.from(
    `HTTP/1.1 ${answer.status} ${answer.reason}\r\n` +
      `Content-Type: ${answer.contentType}\r\nContent-Length: ${body.length}\r\n` +
      `Cache-Control: no-store\r\n${answer.lines ?? ""}` +
      `${answer.isKept ? answer.keepAlive : "Connection: close\r\n"}\r\n`,
    "latin1",
  );
  return answer.isHead ? head : Buffer.concat([head, body]);
}
