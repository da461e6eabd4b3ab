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

/** `first` and the parts of `bytes`. */
function joined(first: string, bytes: Buffer): Buffer {
  const whole = Buffer.allocUnsafe(first.length + partBytes);
  let at = whole.latin1Write(first, 0, first.length);
  for (let index = 0; index < partCount; index += 2)
    at += bytes.copy(whole, at, parts[index], parts[index + 1]);
  return whole;
}

/** How a request leaves: its head with the beginning of its body behind it; a long beginning is not copied and stays in `more`. */
export type Opening = {
  readonly first: Buffer;
  /** How much of `first` is the head. */
  readonly headLength: number;
  readonly more: Buffer | null;
};

const joinedBytes = 8_192;

/**
 * The request as it goes to the far end, with its body up to `bodyTo`. `lines` are added right behind the request line, so that
 * Host comes first and everything behind the last changed line is one piece with the body.
 */
export function openingOf(
  head: RequestHead,
  bytes: Buffer,
  to: {
    readonly target: string;
    readonly lines: string;
    readonly isDirect: boolean;
    readonly isKeyless: boolean;
  },
  bodyFrom: number,
  bodyTo: number,
): Opening {
  const joinedTo = bodyTo - bodyFrom > joinedBytes ? bodyFrom : bodyTo;
  clearParts();
  let from = head.linesFrom;
  for (let at = 0; at < head.noted; at += NOTE_SIZE) {
    if (passes(head.notes[at] as number, to.isDirect, to.isKeyless)) continue;
    addPart(from, head.notes[at + 1] as number);
    from = head.notes[at + 2] as number;
  }
  addPart(from, joinedTo);
  const first = joined(`${head.method} ${to.target} HTTP/1.1\r\n${to.lines}`, bytes);
  return {
    first,
    headLength: first.length - (joinedTo - bodyFrom),
    more: joinedTo < bodyTo ? bytes.subarray(joinedTo, bodyTo) : null,
  };
}

/** The answer as it goes to the client, with its body up to `bodyTo`; `lines` are added, each with its CRLF. */
export function answerBytes(
  head: AnswerHead,
  bytes: Buffer,
  lines: string,
  bodyTo: number,
): Buffer {
  clearParts();
  let from = head.linesFrom;
  for (let at = 0; at < head.droppedCount; at += 2) {
    addPart(from, head.dropped[at] as number);
    from = head.dropped[at + 1] as number;
  }
  addPart(from, bodyTo);
  // A far end that speaks HTTP/1.0 is answered for in our own version.
  return joined(`HTTP/1.1${bytes.latin1Slice(8, head.linesFrom)}${lines}`, bytes);
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
