/** Reads what an answer says it used, from its bytes as they pass, without keeping or altering them. */
import type { Bytes } from "./bytes.ts";
import { createAnthropic } from "./dialects/anthropic.ts";
import { createConverse, createInvoke } from "./dialects/bedrock.ts";
import { createCohere, createCohereLines } from "./dialects/cohere.ts";
import type { Dialect, Reading } from "./dialects/dialect.ts";
import { DocumentScan } from "./dialects/document.ts";
import { EventFrames } from "./dialects/event-frames.ts";
import { EventStream } from "./dialects/event-stream.ts";
import { createGoogle } from "./dialects/google.ts";
import { ListStream } from "./dialects/list-stream.ts";
import {
  createChat,
  createEmbeddings,
  createResponses,
  createWorkersAi,
} from "./dialects/openai.ts";
import { endpointInPath } from "./dialects/paths.ts";

export type { Reading } from "./dialects/dialect.ts";

/** What a request is to the meter. free: costs nothing by nature · unmetered: may cost, and its answer is not understood. */
export type Endpoint =
  | "messages"
  | "chat"
  | "responses"
  | "embeddings"
  | "google"
  | "cohere"
  | "workersAi"
  | "converse"
  | "invoke"
  | "free"
  | "unmetered";

/** Takes the de-chunked, uncompressed body in pieces of any size; `end` is called once, after a whole answer or a cut one. */
export type Meter = { push(piece: Bytes): void; end(): Reading };

/** `path` is what follows the slug in the request's path, without the query. Any provider may speak any of the formats. */
export function endpointOf(_provider: string, method: string, path: string): Endpoint {
  if (method === "GET" || method === "HEAD") return "free";
  if (method !== "POST") return "unmetered";
  if (path.endsWith("/messages/count_tokens")) return "free";
  // The older completions without "chat" state the same usage.
  if (path.endsWith("/completions")) return "chat";
  // Not every path that ends so: OpenAI has /v1/threads/{id}/messages, which is something else.
  if (path === "/v1/messages" || path === "/messages") return "messages";
  if (path.endsWith("/anthropic/v1/messages")) return "messages";
  // The other name of Perplexity's (docs.perplexity.ai, Agent API, "OpenAI compatibility").
  if (path.endsWith("/responses") || path === "/v1/agent") return "responses";
  if (path.endsWith("/embeddings")) return "embeddings";
  if (coherePaths.has(path)) return "cohere";
  return endpointInPath(path);
}

const coherePaths: ReadonlySet<string> = new Set([
  "/v2/chat",
  "/v1/chat",
  "/v2/embed",
  "/v1/embed",
]);

const dialects: Readonly<Record<Endpoint, (() => Dialect) | null>> = {
  messages: createAnthropic,
  chat: createChat,
  responses: createResponses,
  embeddings: createEmbeddings,
  google: createGoogle,
  cohere: createCohere,
  workersAi: createWorkersAi,
  converse: createConverse,
  invoke: createInvoke,
  free: null,
  unmetered: null,
};

/** Null where there is nothing to read: a free or unmetered endpoint, or a content type that carries no usage. */
export function createMeter(endpoint: Endpoint, contentType: string): Meter | null {
  const create = dialects[endpoint];
  if (create === null) return null;
  const type = typeOf(contentType);
  if (type === json || type === eventStream) return new AnswerMeter(create());
  if (endpoint === "cohere" && type === lines) return new LineMeter(createCohereLines());
  const isBedrock = endpoint === "converse" || endpoint === "invoke";
  return isBedrock && type === frames ? new FrameMeter(create(), endpoint === "invoke") : null;
}

const json = "application/json";
const eventStream = "text/event-stream";
const frames = "application/vnd.amazon.eventstream";
const lines = "application/stream+json";

/** With or without parameters, in any case; the two spellings that nearly every answer has are known at once. */
function typeOf(contentType: string): string | undefined {
  if (contentType === json || contentType === eventStream) return contentType;
  return contentType.split(";", 1)[0]?.trim().toLowerCase();
}

class FrameMeter implements Meter {
  private readonly dialect: Dialect;
  private readonly frames: EventFrames;

  constructor(dialect: Dialect, isWrapped: boolean) {
    this.dialect = dialect;
    this.frames = new EventFrames(dialect, isWrapped);
  }

  push(piece: Bytes): void {
    this.frames.push(piece);
  }

  end(): Reading {
    return this.dialect.reading();
  }
}

/** One object a line is a list that nothing but spaces divides. */
class LineMeter implements Meter {
  private readonly dialect: Dialect;
  private readonly list: ListStream;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
    this.list = new ListStream(dialect);
  }

  push(piece: Bytes): void {
    this.list.push(piece, 0);
  }

  end(): Reading {
    return this.dialect.reading();
  }
}

const byteOrderMark = [0xef, 0xbb, 0xbf];

/**
 * The first byte tells an object from a stream of events, not the content type: Cloudflare's guardrails turn a stream
 * into one payload. Nothing of the answer outlives the call that brought it, but for the few values a scan keeps.
 */
class AnswerMeter implements Meter {
  private readonly dialect: Dialect;
  private document: DocumentScan | null = null;
  private events: EventStream | null = null;
  private list: ListStream | null = null;
  private markAt = 0;
  /** Something has been read that may stand before an object, but makes the first line of a stream unreadable. */
  private spoiled = false;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  push(piece: Bytes): void {
    if (this.events) this.events.push(piece, 0);
    else if (this.document) this.document.feed(piece, 0, piece.length);
    else if (this.list) this.list.push(piece, 0);
    else this.open(piece);
  }

  end(): Reading {
    if (this.document?.complete) this.dialect.body(this.document);
    this.events?.end();
    return this.dialect.reading();
  }

  private open(piece: Bytes): void {
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at];
      if (byte === byteOrderMark[this.markAt]) this.markAt++;
      else {
        if (this.markAt === 1 || this.markAt === 2) this.spoiled = true;
        this.markAt = byteOrderMark.length;
        if (byte === 0x0a || byte === 0x0d) this.spoiled = false;
        else if (byte === 0x20 || byte === 0x09) this.spoiled = true;
        else if (byte === 0x7b) {
          const { bodyKeys, inside, isList } = this.dialect.format;
          this.document = new DocumentScan(bodyKeys, inside, isList);
          this.document.feed(piece, at, piece.length);
          return;
        } else if (byte === 0x5b && this.dialect.format.mayBeList) {
          this.list = new ListStream(this.dialect);
          this.list.push(piece, at + 1);
          return;
        } else {
          this.events = new EventStream(this.dialect, this.spoiled);
          this.events.push(piece, at);
          return;
        }
      }
    }
  }
}
