/** A SQLite database and its write-ahead log, read as bytes, made into the one image of what has been committed: no file is opened, locked or made. */

const headerSize = 32;
const frameHeaderSize = 24;
/** Read from bytes, and memory is asked for by it. */
const mostBytes = 512 * 1024 * 1024;
/** The last bit says in which byte order the checksums were made. */
const magic = 0x377f0682;

/**
 * The database's bytes with every committed page of the log in its place, and marked as one without a log; as `deserialize` of
 * node:sqlite wants it. Frames of an earlier use of the log and of a transaction not finished are left out, as SQLite does
 * (sqlite.org/fileformat2.html, 4). Null when `database` is no database.
 */
export function withLog(database: Uint8Array, log: Uint8Array): Uint8Array | null {
  if (!isDatabase(database)) return null;
  const pages = committedPages(log);
  const image = new Uint8Array(pages ? pages.count * pages.pageSize : database.length);
  image.set(database.subarray(0, image.length));
  for (const [page, bytes] of pages?.byNumber ?? [])
    if (page > 0 && page * bytes.length <= image.length)
      image.set(bytes, (page - 1) * bytes.length);
  // File format versions: 2 asks for a log beside the file, which an image in memory cannot have.
  image.set([1, 1], 18);
  return image;
}

/** What is different whenever the log was begun anew. */
export const logIdentity = (log: Uint8Array): string => log.subarray(0, headerSize).join();

const isDatabase = (bytes: Uint8Array): boolean =>
  bytes.length >= 512 &&
  [..."SQLite format 3\0"].every((character, i) => bytes[i] === character.charCodeAt(0));

type Pages = {
  readonly pageSize: number;
  /** Pages of the database after the last commit. */
  readonly count: number;
  readonly byNumber: ReadonlyMap<number, Uint8Array>;
};

/** Null when nothing in the log counts. */
function committedPages(log: Uint8Array): Pages | null {
  if (log.length < headerSize) return null;
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  const mark = view.getUint32(0);
  if ((mark & ~1) >>> 0 !== magic) return null;
  const isLittle = (mark & 1) === 0;
  const pageSize = view.getUint32(8);
  if (pageSize < 512 || pageSize > 65_536) return null;
  const salts = [view.getUint32(16), view.getUint32(20)] as const;
  let sum = checksum(view, 0, 24, isLittle, [0, 0]);
  if (sum[0] !== view.getUint32(24) || sum[1] !== view.getUint32(28)) return null;

  const byNumber = new Map<number, Uint8Array>();
  let count = 0;
  let pending: [number, Uint8Array][] = [];
  const step = frameHeaderSize + pageSize;
  for (let at = headerSize; at + step <= log.length; at += step) {
    if (view.getUint32(at + 8) !== salts[0] || view.getUint32(at + 12) !== salts[1]) break;
    sum = checksum(view, at, 8, isLittle, sum);
    sum = checksum(view, at + frameHeaderSize, pageSize, isLittle, sum);
    if (sum[0] !== view.getUint32(at + 16) || sum[1] !== view.getUint32(at + 20)) break;
    pending.push([view.getUint32(at), log.subarray(at + frameHeaderSize, at + step)]);
    const sizeAfter = view.getUint32(at + 4);
    if (sizeAfter === 0) continue;
    for (const [page, bytes] of pending) byNumber.set(page, bytes);
    pending = [];
    count = sizeAfter;
  }
  return count === 0 || count * pageSize > mostBytes ? null : { pageSize, count, byNumber };
}

type Sum = readonly [number, number];

function checksum(view: DataView, from: number, length: number, isLittle: boolean, sum: Sum): Sum {
  let [a, b] = sum;
  for (let at = from; at < from + length; at += 8) {
    a = (a + view.getUint32(at, isLittle) + b) >>> 0;
    b = (b + view.getUint32(at + 4, isLittle) + a) >>> 0;
  }
  return [a, b];
}
