import { describe, expect, test } from "vitest";
import { AnswerHead } from "../../main/core/http-head-answer.ts";
import {
  AI_GATEWAY,
  CREDENTIAL,
  DROPPED,
  NOTE_SIZE,
  RequestHead,
} from "../../main/core/http-head-request.ts";
import { bytesOf } from "../support/bytes.ts";

function readRequest(lines: string, start = "POST /anthropic/v1/messages HTTP/1.1") {
  const head = new RequestHead();
  const bytes = bytesOf(`${start}\r\n${lines}\r\n`);
  const fault = head.read(bytes, bytes.length - 2);
  const notes: [number, string][] = [];
  for (let at = 0; at < head.noted; at += NOTE_SIZE)
    notes.push([
      head.notes[at] ?? 0,
      bytes.latin1Slice(head.notes[at + 1], head.notes[at + 2]).trimEnd(),
    ]);
  return { head, fault, notes };
}

function readAnswer(lines: string, start = "HTTP/1.1 200 OK") {
  const head = new AnswerHead();
  const bytes = bytesOf(`${start}\r\n${lines}\r\n`);
  const isRead = head.read(bytes, bytes.length - 2);
  const dropped: string[] = [];
  for (let at = 0; at < head.droppedCount; at += 2)
    dropped.push(bytes.latin1Slice(head.dropped[at], head.dropped[at + 1]).trimEnd());
  return { head, isRead, dropped };
}

const host = "Host: x\r\n";

describe("a request's head", () => {
  test("tells method, target, host and length", () => {
    const { head, fault } = readRequest(`hOsT:\t127.0.0.1:1 \r\nContent-Length: 12\r\n`);
    expect(fault).toBeNull();
    expect(head).toMatchObject({
      method: "POST",
      target: "/anthropic/v1/messages",
      host: "127.0.0.1:1",
      contentLength: 12,
      isChunked: false,
      isLast: false,
    });
  });

  test.each([
    ["two lengths", "Content-Length: 5\r\nContent-Length: 5\r\n"],
    ["a length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"],
    ["a signed length", "Content-Length: +5\r\n"],
    ["an empty length", "Content-Length: \r\n"],
    ["a list of lengths", "Content-Length: 5, 5\r\n"],
    ["a length of sixteen digits", "Content-Length: 1000000000000000\r\n"],
    ["a non-breaking space before the length", "Content-Length: \xa05\r\n"],
    ["a coding before chunked", "Transfer-Encoding: gzip, chunked\r\n"],
    ["a coding nobody knows", "Transfer-Encoding: identity\r\n"],
    ["chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"],
    ["a folded line", "X-A: b\r\n c\r\n"],
    ["a space before the colon", "X-A : b\r\n"],
    ["a line without a colon", "X-A\r\n"],
    ["a line without a name", ": b\r\n"],
    ["a name that is no token", "X(A): b\r\n"],
    ["a NUL", "X-A: b\0c\r\n"],
    ["a bare LF", "X-A: b\nX-Evil: 1\r\n"],
    ["a bare CR", "X-A: b\rX-Evil: 1\r\n"],
    ["a control byte", "X-A: b\x01\r\n"],
  ])("is malformed with %s", (_what, lines) => {
    expect(readRequest(host + lines).fault).toBe("malformed");
  });

  test.each([
    ["GET  / HTTP/1.1", "malformed"],
    ["GET / HTTP/1.1 ", "malformed"],
    ["GET /", "malformed"],
    ["get / HTTP/1.1", "malformed"],
    ["GET /a b HTTP/1.1", "malformed"],
    ["GET /\x80 HTTP/1.1", "malformed"],
    ["GET / http/1.1", "malformed"],
    [" GET / HTTP/1.1", "malformed"],
    ["GET / HTTP/1.0", "version"],
    ["GET / HTTP/2.0", "version"],
    ["PRI * HTTP/2.0", "version"],
  ])("may not begin with %j", (start, fault) => {
    expect(readRequest(host, start).fault).toBe(fault);
  });

  test("needs one Host and no more", () => {
    expect(readRequest("X-A: b\r\n").fault).toBe("host");
    expect(readRequest(`${host}Host: x\r\n`).fault).toBe("host");
    expect(readRequest("Host:\r\n").fault).toBe("host");
    expect(readRequest(`Host:\r\n${host}`).fault).toBe("host");
  });

  test("notes the lines that do not simply pass", () => {
    const { notes } = readRequest(
      `${host}TE: trailers\r\nAccept: a\r\nKeep-Alive: 5\r\nProxy-Authorization: x\r\ncf-aig-metadata: {}\r\nCF-AIG-Authorization: Bearer mine\r\nx-api-key: k\r\n`,
    );
    expect(notes).toEqual([
      [DROPPED, "Host: x"],
      [DROPPED, "TE: trailers"],
      [DROPPED, "Keep-Alive: 5"],
      [DROPPED, "Proxy-Authorization: x"],
      [AI_GATEWAY, "cf-aig-metadata: {}"],
      [DROPPED, "CF-AIG-Authorization: Bearer mine"],
      [CREDENTIAL + 1, "x-api-key: k"],
    ]);
  });

  test("drops what its Connection header names, but never its framing", () => {
    const { head, fault, notes } = readRequest(
      `${host}Connection: close, X-Hop ,content-length\r\nx-hop: 1\r\nContent-Length: 3\r\n`,
    );
    expect(fault).toBeNull();
    expect(head).toMatchObject({ isLast: true, contentLength: 3 });
    expect(notes.map(([, line]) => line)).toEqual([
      "Host: x",
      "Connection: close, X-Hop ,content-length",
      "x-hop: 1",
    ]);
  });

  test("is forgotten when the next one is read", () => {
    const head = new RequestHead();
    const first = bytesOf(
      `GET / HTTP/1.1\r\n${host}Origin: o\r\nUpgrade: u\r\nExpect: e\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    expect(head.read(first, first.length - 2)).toBeNull();
    expect(head).toMatchObject({
      hasOrigin: true,
      hasUpgrade: true,
      isLast: true,
      isChunked: true,
    });
    const second = bytesOf(`GET / HTTP/1.1\r\n${host}\r\n`);
    expect(head.read(second, second.length - 2)).toBeNull();
    expect(head).toMatchObject({
      hasOrigin: false,
      hasUpgrade: false,
      isLast: false,
      isChunked: false,
      expectation: "",
      noted: NOTE_SIZE,
    });
  });
});

describe("an answer's head", () => {
  test("tells what the ledger wants to know", () => {
    const { head, isRead } = readAnswer(
      "Content-Type: text/event-stream\r\nContent-Encoding: GZIP\r\ncf-aig-cache-status: HIT\r\ncf-aig-log-id: 01J\r\nTransfer-Encoding: Chunked\r\n",
    );
    expect(isRead).toBe(true);
    expect(head).toMatchObject({
      status: 200,
      isChunked: true,
      contentLength: -1,
      isKept: true,
      contentType: "text/event-stream",
      contentEncoding: "gzip",
      cacheHit: true,
      logId: "01J",
      isFromAiGateway: true,
    });
  });

  test("keeps to itself what belongs to its hop", () => {
    const { head, dropped } = readAnswer(
      "Connection: Keep-Alive, X-Hop\r\nKeep-Alive: timeout=5\r\nX-Hop: 1\r\nUpgrade: h2\r\nTrailer: x\r\n",
    );
    expect(head.isKept).toBe(true);
    expect(dropped).toEqual([
      "Connection: Keep-Alive, X-Hop",
      "Keep-Alive: timeout=5",
      "X-Hop: 1",
      "Upgrade: h2",
    ]);
    expect(readAnswer("connection: Close\r\n").head.isKept).toBe(false);
  });

  test.each([
    ["HTTP/1.1 200", true],
    ["HTTP/1.1 200 ", true],
    ["HTTP/1.0 200 OK", true],
    ["HTTP/1.1 99 OK", false],
    ["HTTP/1.1 099 OK", false],
    ["HTTP/1.1 2000 OK", false],
    ["HTTP/1.1  200 OK", false],
    ["HTTP/2 200 OK", false],
    ["HTTP/1.2 200 OK", false],
    ["ICY 200 OK", false],
    ["HTTP/1.1 200 O\x01K", false],
  ])("beginning with %j is read: %s", (start, isRead) => {
    expect(readAnswer("", start).isRead).toBe(isRead);
  });

  test("of HTTP/1.0 keeps no connection and has no chunks", () => {
    expect(readAnswer("", "HTTP/1.0 200 OK").head.isKept).toBe(false);
    expect(readAnswer("Transfer-Encoding: chunked\r\n", "HTTP/1.0 200 OK").isRead).toBe(false);
  });

  test.each([
    "Content-Length: 5\r\nContent-Length: 5\r\n",
    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
    "Transfer-Encoding: gzip, chunked\r\n",
    "Content-Length: x\r\n",
    "X-A: b\r\n c\r\n",
    "X-A: b\nc: d\r\n",
  ])("with %j is no head", (lines) => {
    expect(readAnswer(lines).isRead).toBe(false);
  });
});
