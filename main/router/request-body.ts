/** Follows a request's body to its end, and says how much of what came goes on to the far end. */
import { BROKEN, ChunkReader, MORE } from "../core/framing.ts";

export class RequestBody {
  isWhole: boolean;
  /** Of the bytes just followed: up to where they are passed on. */
  passTo = 0;
  /** Behind them goes the body's last, empty line, in place of what the client sent there. */
  endsAnew = false;
  private readonly chunks: ChunkReader | null;
  private left: number;

  /** `contentLength` -1: none given. */
  constructor(isChunked: boolean, contentLength: number) {
    this.chunks = isChunked ? new ChunkReader() : null;
    this.left = Math.max(0, contentLength);
    this.isWhole = !isChunked && this.left === 0;
  }

  /** Where the body ends in `bytes`, or they do; -1 when it is broken. */
  follow(bytes: Buffer, from: number): number {
    if (this.chunks !== null) return this.followChunks(this.chunks, bytes, from);
    const to = Math.min(bytes.length, from + this.left);
    this.left -= to - from;
    this.passTo = to;
    this.isWhole = this.left === 0;
    return to;
  }

  /** Fields behind the last chunk are not passed on: they could carry what the head may not. */
  private followChunks(chunks: ChunkReader, bytes: Buffer, from: number): number {
    const end = chunks.feed(bytes, from, bytes.length, null);
    if (end === BROKEN) return -1;
    this.isWhole = end !== MORE;
    const to = this.isWhole ? end : bytes.length;
    const { hasTrailer, trailerFrom } = chunks;
    const isPlainEnd = this.isWhole && !hasTrailer && to === trailerFrom + 2;
    this.endsAnew = this.isWhole && !isPlainEnd;
    this.passTo = trailerFrom < 0 || isPlainEnd ? to : trailerFrom;
    return to;
  }
}
