/** Slow and obvious reading of HTTP/1.1 messages: what the fast readers are held against, and how tests read the wire. */

export type Message = {
  readonly startLine: string;
  /** As they stood, in their order. */
  readonly headers: readonly (readonly [string, string])[];
  /** De-chunked. */
  readonly body: Buffer;
  readonly framing: "none" | "length" | "chunked" | "close";
  readonly trailers: readonly (readonly [string, string])[];
  /** Everything on the wire, head included. */
  readonly raw: Buffer;
  readonly head: string;
};

export type Expected = "request" | "answer" | "answerToHead";

export class Malformed extends Error {}

export function headerOf(message: Pick<Message, "headers">, name: string): string | undefined {
  return message.headers.find(([one]) => one.toLowerCase() === name)?.[1];
}

/** The head's lines, strictly. */
export function readHead(text: string): Pick<Message, "startLine" | "headers"> {
  const [startLine = "", ...lines] = text.split("\r\n");
  if (!/^[\x20-\x7e\t\x80-\xff]+$/.test(startLine)) throw new Malformed("start line");
  const headers = lines.map((line) => {
    const [, name, value] =
      /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([\t\x20-\x7e\x80-\xff]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Malformed(JSON.stringify(line));
    return [name, value.replace(/^[ \t]+|[ \t]+$/g, "")] as const;
  });
  return { startLine, headers };
}

export type Chunked =
  | { readonly kind: "more" }
  | { readonly kind: "broken" }
  | {
      readonly kind: "whole";
      readonly data: Buffer;
      readonly end: number;
      readonly trailers: Message["trailers"];
    };

/** A chunked body at the start of `bytes`, by one regular expression per line. */
export function readChunked(bytes: Buffer): Chunked {
  const data: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = lineAt(bytes, at, /^[0-9a-fA-F]{1,8}(?:;[\t\x20-\x7e\x80-\xff]{0,1024})?$/);
    if (line === null) return { kind: isHopeless(bytes, at) ? "broken" : "more" };
    if (line === "") return { kind: "broken" };
    at += line.length + 2;
    const size = Number.parseInt(line, 16);
    if (size === 0) break;
    if (bytes.length < at + size + 2) {
      const tail = bytes.toString("latin1", at + size, at + size + 2);
      return { kind: "\r\n".startsWith(tail) ? "more" : "broken" };
    }
    if (bytes.toString("latin1", at + size, at + size + 2) !== "\r\n") return { kind: "broken" };
    data.push(bytes.subarray(at, at + size));
    at += size + 2;
  }
  return readTrailers(bytes, at, Buffer.concat(data));
}

function readTrailers(bytes: Buffer, from: number, data: Buffer): Chunked {
  const trailers: [string, string][] = [];
  let at = from;
  for (;;) {
    const rest = bytes.toString("latin1", at);
    const end = rest.indexOf("\r\n");
    if (end === 0) return { kind: "whole", data, end: at + 2, trailers };
    if (end < 0) return { kind: isTrailerStart(rest) ? "more" : "broken" };
    try {
      const [header] = readHead(`x\r\n${rest.slice(0, end)}`).headers;
      if (header) trailers.push([...header]);
    } catch {
      return { kind: "broken" };
    }
    at += end + 2;
  }
}

const isTrailerStart = (text: string): boolean =>
  /^(?:\r?|[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?::[\t\x20-\x7e\x80-\xff]*\r?)?)$/.test(text);

/** The line at `at` if it is whole and right; "" when it is wrong; null when it is not whole. */
function lineAt(bytes: Buffer, at: number, pattern: RegExp): string | null {
  const end = bytes.indexOf("\r\n", at);
  if (end < 0) return null;
  const line = bytes.toString("latin1", at, end);
  return pattern.test(line) ? line : "";
}

/** An unfinished size line that no further byte can make right. */
function isHopeless(bytes: Buffer, at: number): boolean {
  const rest = bytes.toString("latin1", at);
  return !/^(?:[0-9a-fA-F]{0,8}|[0-9a-fA-F]{1,8}(?:;[\t\x20-\x7e\x80-\xff]{0,1024})?\r?)$/.test(
    rest,
  );
}

/** The first message in `bytes`; null while it is not whole. `isClosed`: the sender has ended its side. */
export function readMessage(bytes: Buffer, expected: Expected, isClosed: boolean): Message | null {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const head = bytes.toString("latin1", 0, end);
  const start = { ...readHead(head), head };
  const body = bytes.subarray(end + 4);
  const whole = (length: number, more: Pick<Message, "body" | "framing" | "trailers">) => ({
    ...start,
    ...more,
    raw: bytes.subarray(0, end + 4 + length),
  });
  const status = Number(start.startLine.split(" ")[1]);
  const isEmpty =
    expected === "answerToHead" ||
    (expected === "answer" && (status < 200 || status === 204 || status === 304));
  if (isEmpty) return whole(0, { body: Buffer.alloc(0), framing: "none", trailers: [] });
  if (headerOf(start, "transfer-encoding") !== undefined) {
    const chunked = readChunked(body);
    if (chunked.kind === "broken") throw new Malformed("chunked body");
    if (chunked.kind === "more") return null;
    return whole(chunked.end, {
      body: chunked.data,
      framing: "chunked",
      trailers: chunked.trailers,
    });
  }
  const length = headerOf(start, "content-length");
  if (length !== undefined) {
    const size = Number(length);
    if (body.length < size) return null;
    return whole(size, { body: body.subarray(0, size), framing: "length", trailers: [] });
  }
  if (expected === "request")
    return whole(0, { body: Buffer.alloc(0), framing: "none", trailers: [] });
  return isClosed ? whole(body.length, { body, framing: "close", trailers: [] }) : null;
}
