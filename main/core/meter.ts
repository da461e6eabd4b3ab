/** Reads what an answer says it used, from its bytes as they pass, without keeping or altering them. */
import type { Bytes } from "./bytes.ts";
import { createAnthropic } from "./dialects/anthropic.ts";
import { bodyKeys, type Dialect, type Reading } from "./dialects/dialect.ts";
import { DocumentScan } from "./dialects/document.ts";
import { EventStream } from "./dialects/event-stream.ts";
import { createChat, createEmbeddings, createResponses } from "./dialects/openai.ts";

export type { Reading } from "./dialects/dialect.ts";

/** What a request is to the meter. free: costs nothing by nature · unmetered: may cost, and its answer is not understood. */
export type Endpoint = "messages" | "chat" | "responses" | "embeddings" | "free" | "unmetered";

/** Takes the de-chunked, uncompressed body in pieces of any size; `end` is called once, after a whole answer or a cut one. */
export type Meter = { push(piece: Bytes): void; end(): Reading };

/** `path` is what follows the slug in the request's path, without the query. Any provider may speak any of the formats. */
export function endpointOf(_provider: string, method: string, path: string): Endpoint {
  if (method === "GET" || method === "HEAD") return "free";
  if (method !== "POST") return "unmetered";
  if (path.endsWith("/messages/count_tokens")) return "free";
  if (path.endsWith("/chat/completions")) return "chat";
  // Not every path that ends so: OpenAI has /v1/threads/{id}/messages, which is something else.
  if (path === "/v1/messages" || path === "/messages") return "messages";
  if (path.endsWith("/anthropic/v1/messages")) return "messages";
  if (path.endsWith("/responses")) return "responses";
  if (path.endsWith("/embeddings")) return "embeddings";
  return "unmetered";
}

const dialects: Readonly<Record<Endpoint, (() => Dialect) | null>> = {
  messages: createAnthropic,
  chat: createChat,
  responses: createResponses,
  embeddings: createEmbeddings,
  free: null,
  unmetered: null,
};

/** Null where there is nothing to read: a free or unmetered endpoint, or a content type that carries no usage. */
export function createMeter(endpoint: Endpoint, contentType: string): Meter | null {
  const create = dialects[endpoint];
  return create === null || !carriesUsage(contentType) ? null : new AnswerMeter(create());
}

/** With or without parameters, in any case; the two spellings that nearly every answer has are known at once. */
function carriesUsage(contentType: string): boolean {
  if (contentType === "application/json" || contentType === "text/event-stream") return true;
  const type = contentType.split(";", 1)[0]?.trim().toLowerCase();
  return type === "text/event-stream" || type === "application/json";
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
  private markAt = 0;
  /** Something has been read that may stand before an object, but makes the first line of a stream unreadable. */
  private spoiled = false;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  push(piece: Bytes): void {
    if (this.events) this.events.push(piece, 0);
    else if (this.document) this.document.feed(piece, 0, piece.length);
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
          this.document = new DocumentScan(bodyKeys, this.dialect.inside);
          this.document.feed(piece, at, piece.length);
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
