/** Unpacks compressed answers: off the path for the meter, at once for a held error. What is relayed stays as it came. */
import type { Meter, Reading } from "../core/meter.ts";
import { zlib } from "./late.ts";

type Bound = { readonly maxOutputLength: number };

/** Reads gzip and deflate. */
const unzip = {
  stream: () => zlib().createUnzip(),
  whole: (packed: Buffer, bound: Bound): Buffer => zlib().unzipSync(packed, bound),
};

/** By content coding. */
const ways = {
  gzip: unzip,
  "x-gzip": unzip,
  deflate: unzip,
  br: {
    stream: () => zlib().createBrotliDecompress(),
    whole: (packed: Buffer, bound: Bound): Buffer => zlib().brotliDecompressSync(packed, bound),
  },
  zstd: {
    stream: () => zlib().createZstdDecompress(),
    whole: (packed: Buffer, bound: Bound): Buffer => zlib().zstdDecompressSync(packed, bound),
  },
} as const;

function wayOf(encoding: string) {
  return Object.hasOwn(ways, encoding) ? ways[encoding as keyof typeof ways] : null;
}

/** The packed bytes unpacked, at most `limit` of them; null when that is not possible. */
export function unpacked(encoding: string, packed: Buffer, limit: number): Buffer | null {
  if (encoding === "" || encoding === "identity") return packed;
  try {
    return wayOf(encoding)?.whole(packed, { maxOutputLength: limit }) ?? null;
  } catch {
    return null;
  }
}

/** No answer is as long as this; only bytes in earnest carry one further, up to so many times their number. */
const mostUnpackedBytes = 64 * 1024 * 1024;
const mostGrowth = 20;

/** Feeds a meter with an answer that comes packed; slower than the answer passes, so that the answer need not wait. */
export class PackedMeter {
  private readonly stream: ReturnType<NonNullable<ReturnType<typeof wayOf>>["stream"]>;
  private readonly meter: Meter;
  private readonly limit: number;
  private isReadable = true;
  private packedBytes = 0;
  private unpackedBytes = 0;

  /**
   * Null for a coding nobody here can read. `limit`: bytes that may wait; beyond, the answer goes unread, as does one that grows beyond
   * all measure.
   */
  static create(encoding: string, meter: Meter, limit: number): PackedMeter | null {
    const way = wayOf(encoding);
    return way && new PackedMeter(way.stream(), meter, limit);
  }

  private constructor(stream: PackedMeter["stream"], meter: Meter, limit: number) {
    this.stream = stream;
    this.meter = meter;
    this.limit = limit;
    stream.on("data", (piece: Buffer) => {
      if (!this.isReadable) return;
      this.unpackedBytes += piece.length;
      const most = Math.max(mostUnpackedBytes, mostGrowth * this.packedBytes);
      if (this.unpackedBytes > most) this.giveUp();
      else meter.push(piece);
    });
    stream.on("error", () => {
      this.isReadable = false;
    });
  }

  push(piece: Buffer): void {
    if (!this.isReadable) return;
    if (this.stream.writableLength + piece.length > this.limit) this.giveUp();
    else {
      this.packedBytes += piece.length;
      this.stream.write(piece);
    }
  }

  /** What waits is let go, too: nobody has to wait for it to be unpacked. */
  private giveUp(): void {
    this.isReadable = false;
    this.stream.destroy();
  }

  /** `done` is called once, when everything pushed has been read, with no usage if it could not be. */
  end(done: (reading: Reading) => void): void {
    const finish = () => {
      const { model, usage } = this.meter.end();
      done({ model, usage: this.isReadable ? usage : null });
    };
    if (this.isReadable) {
      this.stream.once("close", finish);
      this.stream.end();
    } else {
      this.stream.destroy();
      finish();
    }
  }
}
