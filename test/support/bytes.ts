/** A Buffer as pure code sees it; @types/node leaves `latin1Slice` out, which every Buffer has. */
import type { Bytes } from "../../main/core/bytes.ts";

export const bytesOf = (from: string | Buffer): Bytes => Buffer.from(from) as unknown as Bytes;
