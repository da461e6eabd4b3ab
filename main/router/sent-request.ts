/** What has been sent of a request, kept while it may have to be sent again or refused after all; bounded, and read only then. */
import { type BodyFacts, BodyScan } from "../core/body-scan.ts";
import { ChunkReader, Spans } from "../core/framing.ts";

const unknown: BodyFacts = { model: null, isStream: false, hasTools: false };
const spans = new Spans();
/** Clients write the model first. */
const beginningBytes = 4_096;
const heldBytes = 16_384;

export class SentRequest {
  private readonly chunks: ChunkReader | null;
  private readonly limit: number;
  private pieces: Buffer[] | null = [];
  private size = 0;
  /** Of the first piece: the head is not part of the body. */
  private headLength = 0;
  private scan: BodyScan | null = null;
  /** Not one byte more is needed of this request. */
  private isOver = false;

  /** `limit` bytes are kept at most. */
  constructor(isChunked: boolean, limit: number) {
    this.chunks = isChunked ? new ChunkReader() : null;
    this.limit = limit;
  }

  /** The first piece, of which `headLength` bytes are the request's head; a request that is not sent begins with its body. */
  open(first: Buffer, headLength: number): void {
    this.headLength = headLength;
    this.add(first);
  }

  /** Bytes of the wire, in order. Beyond the limit they are read as they pass and no longer kept. */
  add(piece: Buffer): void {
    if (this.isOver) return;
    if (this.pieces === null) {
      this.read(piece);
      return;
    }
    this.pieces.push(piece);
    this.size += piece.length;
    if (this.size > this.limit) this.letGo();
  }

  /** Everything sent so far; null when it is no longer kept. */
  get replay(): readonly Buffer[] | null {
    return this.isOver ? null : this.pieces;
  }

  /** Keeps nothing more: what comes is read as it passes. */
  letGo(): void {
    const { pieces } = this;
    this.pieces = null;
    for (const piece of pieces ?? []) this.read(piece);
  }

  /** The answer has begun and is the far end's: forget all but a copy of the beginning, for an answer that names no model. */
  release(): void {
    const { headLength, pieces, size } = this;
    this.isOver = true;
    // One small piece costs less to keep than to copy.
    if (pieces === null || (pieces.length === 1 && size <= heldBytes)) return;
    this.pieces = [Buffer.concat(pieces, Math.min(size, headLength + beginningBytes))];
  }

  /** As far as the request has been sent. */
  facts(): BodyFacts {
    if (this.pieces !== null) this.letGo();
    return this.scan?.facts() ?? unknown;
  }

  private read(piece: Buffer): void {
    const from = this.headLength;
    this.headLength = 0;
    this.scan ??= new BodyScan();
    if (this.chunks === null) {
      this.scan.push(piece, from, piece.length);
      return;
    }
    spans.count = 0;
    this.chunks.feed(piece, from, piece.length, spans);
    for (let at = 0; at < spans.count; at += 2)
      this.scan.push(piece, spans.edges[at] as number, spans.edges[at + 1] as number);
  }
}
