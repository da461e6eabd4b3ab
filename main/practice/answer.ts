/** Puts a provider's answer on the wire: whole or in events, plain or gzip, at a person's pace, and broken where ordered. */
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { constants, createGzip, gzip } from "node:zlib";
import type { Usage } from "../core/traffic.ts";
import type { Fault } from "./faults.ts";
import type { Ended } from "./record.ts";
import { type Call, end, write } from "./server.ts";

export type Answer = {
  readonly status: number;
  /** Name, value, name, value … without those that frame the body. */
  readonly headers: readonly string[];
  /** A JSON text, or the events of a stream as they stand on the wire and the one that says it failed. */
  readonly body:
    | string
    | { readonly events: readonly (string | Buffer)[]; readonly failure: string | Buffer };
  /** What the body reports when it is read to its end. */
  readonly usage: Usage | null;
};

export type Manner = {
  readonly pauseMs: number;
  readonly compress: boolean;
  readonly fault: Fault<"provider"> | null;
};

/** Of a text or of bytes that are none. */
const bytesOf = (part: string | Buffer): Buffer =>
  typeof part === "string" ? Buffer.from(part) : part;

type Squeeze = { piece(text: Buffer): Promise<Buffer>; rest(): Promise<Buffer> };

const plain: Squeeze = {
  piece: (bytes) => Promise.resolve(bytes),
  rest: () => Promise.resolve(Buffer.alloc(0)),
};

/** Every piece can be read as soon as it is out: each is flushed. Pieces are events, far smaller than zlib's buffer. */
function squeezed(): Squeeze {
  const zip = createGzip({ flush: constants.Z_SYNC_FLUSH });
  const taken = (): Buffer => (zip.read() as Buffer | null) ?? Buffer.alloc(0);
  return {
    piece: async (bytes) => {
      await new Promise<void>((done) => zip.write(bytes, () => done()));
      return taken();
    },
    rest: async () => {
      const parts: Buffer[] = [];
      zip.end();
      for await (const part of zip) parts.push(part as Buffer);
      return Buffer.concat(parts);
    },
  };
}

/** True when the `accept-encoding` allows gzip by name or by star, and not with q=0. */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  const wanted = String(header ?? "").toLowerCase();
  return wanted
    .split(",")
    .map((part) => part.trim().split(/\s*;\s*/))
    .some(
      ([name, quality]) => (name === "gzip" || name === "*") && !/^q=0(\.0*)?$/.test(quality ?? ""),
    );
}

async function stream(
  call: Call,
  pieces: readonly Buffer[],
  failure: Buffer,
  squeeze: Squeeze,
  { pauseMs, fault }: Manner,
): Promise<Ended> {
  const breaksAt = fault === null ? -1 : Math.min(fault.afterEvents, pieces.length - 1);
  let shown = pieces;
  if (fault?.what === "endEarly") shown = pieces.slice(0, breaksAt);
  if (fault?.what === "errorEvent") shown = [...pieces.slice(0, breaksAt), failure];
  for (const [index, piece] of shown.entries()) {
    if (index === breaksAt && fault?.what === "cut") {
      call.response.destroy();
      return "cut";
    }
    if (index === breaksAt && fault?.what === "gap") {
      await pause(fault.afterMs, undefined, { signal: call.gone });
    } else if (index > 0 && pauseMs > 0) {
      await pause(pauseMs, undefined, { signal: call.gone });
    }
    await write(call, await squeeze.piece(piece));
  }
  await end(call, await squeeze.rest());
  return shown === pieces ? "whole" : "cut";
}

async function send(call: Call, answer: Answer, manner: Manner): Promise<Ended> {
  const { response } = call;
  const { body } = answer;
  const small = manner.compress && acceptsGzip(call.headers["accept-encoding"]);
  const headers = small
    ? [...answer.headers, "content-encoding", "gzip", "vary", "accept-encoding"]
    : [...answer.headers];
  if (typeof body !== "string") {
    response.writeHead(answer.status, headers).flushHeaders();
    const pieces = body.events.map(bytesOf);
    const squeeze = small ? squeezed() : plain;
    return stream(call, pieces, bytesOf(body.failure), squeeze, manner);
  }
  const bytes = small ? await promisify(gzip)(body) : Buffer.from(body);
  // An edge that compresses on the way does not know the length beforehand.
  if (!small) headers.push("content-length", String(bytes.length));
  response.writeHead(answer.status, headers);
  const breaks = manner.fault?.what === "gap" || manner.fault?.what === "cut";
  if (manner.fault === null || !breaks || call.method === "HEAD") {
    if (small) await write(call, bytes);
    await end(call, small ? Buffer.alloc(0) : bytes);
    return "whole";
  }
  const half = Math.ceil(bytes.length / 2);
  const pieces = [bytes.subarray(0, half), bytes.subarray(half)];
  const fault = { ...manner.fault, afterEvents: 1 };
  return stream(call, pieces, Buffer.alloc(0), plain, { ...manner, fault });
}

/** Sends `answer` and tells how that ended. */
export async function deliver(call: Call, answer: Answer, manner: Manner): Promise<Ended> {
  if (call.gone.aborted) return "aborted";
  try {
    return await send(call, answer, manner);
  } catch (error) {
    if (call.gone.aborted || call.response.destroyed) return "aborted";
    throw error;
  }
}
