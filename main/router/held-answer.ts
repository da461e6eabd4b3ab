/** An answer of 400 and above that waits until it is known who said it; kept exactly as it would be passed on. */
import type { RefusalReason } from "../../preload/contract/state.ts";
import type { Spans } from "../core/framing.ts";
import { verdictOf } from "../core/verdict.ts";
import { unpacked } from "./unpack.ts";

/** Enough for any error; more unpacked text than this is no error but an attempt. */
const mostUnpackedBytes = 1_048_576;

export class HeldAnswer {
  /** Bytes of the body on the wire. */
  size = 0;
  private readonly status: number;
  private readonly encoding: string;
  private readonly isFromAiGateway: boolean;
  private readonly pieces: Buffer[];
  private readonly data: Buffer[] = [];

  /** `head` as the client is to get it; `encoding` in lower case, empty for none. */
  constructor(head: Buffer, status: number, encoding: string, isFromAiGateway: boolean) {
    this.pieces = [head];
    this.status = status;
    this.encoding = encoding;
    this.isFromAiGateway = isFromAiGateway;
  }

  /** `spans` say where the data stands between `from` and `to`. */
  add(bytes: Buffer, from: number, to: number, spans: Spans): void {
    this.pieces.push(bytes.subarray(from, to));
    this.size += to - from;
    for (let at = 0; at < spans.count; at += 2)
      this.data.push(bytes.subarray(spans.edges[at], spans.edges[at + 1]));
  }

  /** Head and body as they came. */
  wire(): Buffer {
    return Buffer.concat(this.pieces);
  }

  /** Null when the provider said it. What cannot be unpacked is nobody's words but the provider's. */
  verdict(slug: string): RefusalReason | null {
    const body = unpacked(this.encoding, Buffer.concat(this.data), mostUnpackedBytes);
    if (body === null) return null;
    const { isFromAiGateway, status } = this;
    return verdictOf({ status, slug, isFromAiGateway, body: body.toString("utf8") });
  }
}
