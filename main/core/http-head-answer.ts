/** An answer's head: its status, how its body ends, and what the ledger wants to know of it. */
import type { Bytes } from "./bytes.ts";
import {
  HeaderLine,
  isAiGatewayName,
  isValueByte,
  lengthIn,
  listIn,
  NameTable,
  SPACE,
} from "./http-head.ts";

const CONNECTION = 1;
const DROPPED = 2;
const CONTENT_LENGTH = 3;
const TRANSFER_ENCODING = 4;
const CONTENT_TYPE = 5;
const CONTENT_ENCODING = 6;
const CACHE_STATUS = 7;
const LOG_ID = 8;

const names = new NameTable({
  connection: CONNECTION,
  "keep-alive": DROPPED,
  "proxy-connection": DROPPED,
  upgrade: DROPPED,
  "content-length": CONTENT_LENGTH,
  "transfer-encoding": TRANSFER_ENCODING,
  "content-type": CONTENT_TYPE,
  "content-encoding": CONTENT_ENCODING,
  "cf-aig-cache-status": CACHE_STATUS,
  "cf-aig-log-id": LOG_ID,
});

/** "HTTP/1." and a space between version and status. */
const version = [..."HTTP/1."].map((letter) => letter.charCodeAt(0));
const longestLogId = 256;

/** One per thread will do: what is read from it is used before the next head is read. */
export class AnswerHead {
  status = 0;
  /** -1: none given. */
  contentLength = -1;
  isChunked = false;
  /** The far end keeps the connection. */
  isKept = true;
  /** Of HTTP/1.1: the status line can pass as it is. */
  isCurrent = true;
  contentType = "";
  /** In lower case; empty when there is none. */
  contentEncoding = "";
  logId: string | null = null;
  cacheHit = false;
  /** At least one header is of Cloudflare's aiGateway: it has seen this answer. */
  isFromAiGateway = false;
  /** Where the header lines begin and end in the bytes. */
  linesFrom = 0;
  linesTo = 0;
  /** Start and end of each line that belongs to the far end's hop, in the order of the lines. */
  readonly dropped: number[] = [];
  droppedCount = 0;
  private readonly line = new HeaderLine();

  /** `to` is just past the CRLF of the last line. False when it is no head that everybody reads alike. */
  read(bytes: Bytes, to: number): boolean {
    for (let index = 0; index < version.length; index++) {
      if (bytes[index] !== version[index]) return false;
    }
    const minor = (bytes[7] as number) - 48;
    const hundreds = (bytes[9] as number) - 48;
    if ((minor !== 1 && minor !== 0) || bytes[8] !== SPACE || hundreds < 1) return false;
    this.status = lengthIn(bytes, 9, 12);
    let at = 12;
    // The reason may be missing, and with it the space before it.
    if (this.status < 0 || (bytes[at] !== SPACE && bytes[at] !== 13)) return false;
    while (isValueByte(bytes[at])) at++;
    if (bytes[at] !== 13 || bytes[at + 1] !== 10) return false;
    this.linesFrom = at + 2;
    this.linesTo = to;
    this.isCurrent = minor === 1;
    return this.readLines(bytes, null);
  }

  private readLines(bytes: Bytes, nominated: ReadonlySet<string> | null): boolean {
    this.contentLength = -1;
    this.isChunked = false;
    this.isKept = this.isCurrent;
    this.contentType = "";
    this.contentEncoding = "";
    this.logId = null;
    this.cacheHit = false;
    this.isFromAiGateway = false;
    this.droppedCount = 0;
    const { line } = this;
    let connection = "";
    for (let at = this.linesFrom; at < this.linesTo; at = line.to) {
      if (!line.read(bytes, at)) return false;
      if (isAiGatewayName(bytes, at, line.nameTo)) this.isFromAiGateway = true;
      switch (names.find(bytes, at, line.nameTo)) {
        case CONTENT_LENGTH:
          // Even the same length twice is refused by strict clients, and the lines pass as they are.
          if (this.contentLength >= 0) return false;
          this.contentLength = lengthIn(bytes, line.valueFrom, line.valueTo);
          if (this.contentLength < 0) return false;
          break;
        case TRANSFER_ENCODING:
          if (this.isChunked || line.value(bytes).toLowerCase() !== "chunked") return false;
          this.isChunked = true;
          break;
        case CONNECTION:
          connection += `${connection === "" ? "" : ","}${line.value(bytes)}`;
          this.drop();
          break;
        case DROPPED:
          this.drop();
          break;
        case CONTENT_TYPE:
          this.contentType = line.value(bytes);
          break;
        case CONTENT_ENCODING:
          this.contentEncoding = line.value(bytes).toLowerCase();
          break;
        case CACHE_STATUS:
          this.cacheHit = line.value(bytes).toUpperCase() === "HIT";
          break;
        case LOG_ID:
          this.logId = line.value(bytes).slice(0, longestLogId) || null;
          break;
        default:
          if (nominated?.has(bytes.latin1Slice(at, line.nameTo).toLowerCase())) this.drop();
      }
    }
    // HTTP/1.0 has no chunks; both lengths at once is how answers are smuggled.
    if (this.isChunked && (this.contentLength >= 0 || !this.isCurrent)) return false;
    if (nominated !== null || connection === "" || connection === "keep-alive") return true;
    return this.readConnection(bytes, connection);
  }

  private readConnection(bytes: Bytes, value: string): boolean {
    const options = new Set(listIn(value));
    const isLast = options.has("close");
    options.delete("close");
    options.delete("keep-alive");
    const isRead = options.size === 0 || this.readLines(bytes, options);
    if (isLast) this.isKept = false;
    return isRead;
  }

  private drop(): void {
    const at = this.droppedCount;
    this.dropped[at] = this.line.nameFrom;
    this.dropped[at + 1] = this.line.to;
    this.droppedCount = at + 2;
  }
}
