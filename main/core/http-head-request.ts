/** A request's head: what the router must know of it, and where the lines stand that do not simply pass. */
import type { Bytes } from "./bytes.ts";
import {
  HeaderLine,
  isAiGatewayName,
  lengthIn,
  listIn,
  NameTable,
  startLineEnd,
} from "./http-head.ts";

/** malformed: two readers could disagree on it · host: none or several · version: HTTP, but not 1.1. */
export type HeadFault = "malformed" | "host" | "version";

// What a noted line is. Everything that is not noted passes unchanged.
/** Belongs to this hop, or is ours to write: never passes. */
export const DROPPED = 1;
/** A header of Cloudflare's aiGateway that we do not write: passes to Cloudflare only. */
export const AI_GATEWAY = 2;
/** The way Sluice's own trial asks for: for the guard to read, never passes. */
export const WAY = 3;
/** Headers a key may stand in; what they are is in `credentialNames`. */
export const CREDENTIAL = 8;

/** Bits for the headers that may hold a key: ours in the first three, a provider's in all but the last. */
export const credentialNames = {
  "x-api-key": 1,
  authorization: 2,
  "x-goog-api-key": 4,
  "api-key": 8,
  "xi-api-key": 16,
  "x-sluice-key": 32,
} as const;
export type CredentialName = keyof typeof credentialNames;

const HOST = 101;
const CONNECTION = 102;
const CONTENT_LENGTH = 103;
const TRANSFER_ENCODING = 104;
const EXPECT = 105;
const ORIGIN = 106;
const UPGRADE = 107;

const names = new NameTable({
  host: HOST,
  connection: CONNECTION,
  "content-length": CONTENT_LENGTH,
  "transfer-encoding": TRANSFER_ENCODING,
  expect: EXPECT,
  origin: ORIGIN,
  upgrade: UPGRADE,
  "keep-alive": DROPPED,
  "proxy-connection": DROPPED,
  "proxy-authorization": DROPPED,
  te: DROPPED,
  trailer: DROPPED,
  "cf-aig-authorization": DROPPED,
  // What the person sets in Sluice is said by Sluice alone: two lines of one name would be neither.
  "cf-aig-skip-cache": DROPPED,
  "cf-aig-cache-ttl": DROPPED,
  "cf-aig-max-attempts": DROPPED,
  "cf-aig-retry-delay": DROPPED,
  "cf-aig-backoff": DROPPED,
  "cf-aig-request-timeout": DROPPED,
  "cf-aig-no-wholesale": DROPPED,
  "cf-aig-byok-alias": DROPPED,
  "cf-aig-collect-log-payload": DROPPED,
  "x-sluice-way": WAY,
  ...Object.fromEntries(
    Object.entries(credentialNames).map(([name, bit]) => [name, CREDENTIAL + bit]),
  ),
});

/** Fields of one noted line, in `notes`: its kind, its start and end, the start and end of its value. */
export const NOTE_SIZE = 5;

/** One per connection, read again for every request. */
export class RequestHead {
  method = "";
  target = "";
  host = "";
  /** -1: none given. */
  contentLength = -1;
  isChunked = false;
  /** The client will not send another request on this connection. */
  isLast = false;
  expectation = "";
  hasOrigin = false;
  hasUpgrade = false;
  /** Where the header lines begin and end in the bytes. */
  linesFrom = 0;
  linesTo = 0;
  /** `NOTE_SIZE` numbers for each noted line, in the order of the lines. */
  readonly notes: number[] = [];
  noted = 0;
  /** How long the longest line is that may pass without being a credential's, the request line included. */
  longestPlain = 0;
  private readonly line = new HeaderLine();

  get hasBody(): boolean {
    return this.isChunked || this.contentLength > 0;
  }

  /** `to` is just past the CRLF of the last line; the blank line is the caller's. */
  read(bytes: Bytes, to: number): HeadFault | null {
    this.method = "";
    const end = startLineEnd(bytes);
    if (end < 0) return "malformed";
    const fault = this.readRequestLine(bytes.latin1Slice(0, end));
    if (fault !== null) return fault;
    this.linesFrom = end + 2;
    this.linesTo = to;
    return this.readLines(bytes, null);
  }

  private readRequestLine(line: string): HeadFault | null {
    const first = line.indexOf(" ");
    const second = line.indexOf(" ", first + 1);
    // Nearly every request; a text that is already known costs nothing where it is looked up.
    this.method = first === 4 && line.startsWith("POST") ? "POST" : line.slice(0, first);
    this.target = line.slice(first + 1, second);
    if (first < 1 || second < first + 2 || !/^[A-Z]{1,24}$/.test(this.method)) return "malformed";
    const version = line.slice(second + 1);
    if (version === "HTTP/1.1") return null;
    return /^HTTP\/\d\.\d$/.test(version) ? "version" : "malformed";
  }

  /** `nominated`: further names that the client's Connection header declares to be of this hop only. */
  private readLines(bytes: Bytes, nominated: ReadonlySet<string> | null): HeadFault | null {
    this.host = "";
    this.contentLength = -1;
    this.isChunked = false;
    this.isLast = false;
    this.expectation = "";
    this.hasOrigin = false;
    this.hasUpgrade = false;
    this.noted = 0;
    this.longestPlain = this.linesFrom;
    const { line } = this;
    let connection = "";
    let hosts = 0;
    for (let at = this.linesFrom; at < this.linesTo; at = line.to) {
      if (!line.read(bytes, at)) return "malformed";
      const kind = names.find(bytes, at, line.nameTo);
      switch (kind) {
        case 0:
          if (line.to - at > this.longestPlain) this.longestPlain = line.to - at;
          if (isAiGatewayName(bytes, at, line.nameTo)) this.note(AI_GATEWAY);
          else if (nominated?.has(bytes.latin1Slice(at, line.nameTo).toLowerCase()))
            this.note(DROPPED);
          break;
        case CONTENT_LENGTH:
          if (this.contentLength >= 0) return "malformed";
          this.contentLength = lengthIn(bytes, line.valueFrom, line.valueTo);
          if (this.contentLength < 0) return "malformed";
          break;
        case TRANSFER_ENCODING:
          if (this.isChunked || line.value(bytes).toLowerCase() !== "chunked") return "malformed";
          this.isChunked = true;
          break;
        case HOST:
          if (hosts++ > 0) return "host";
          this.host = line.value(bytes);
          this.note(DROPPED);
          break;
        case CONNECTION:
          connection += `${connection === "" ? "" : ","}${line.value(bytes)}`;
          this.note(DROPPED);
          break;
        case EXPECT:
          this.expectation = line.value(bytes).toLowerCase();
          this.note(DROPPED);
          break;
        case ORIGIN:
          this.hasOrigin = true;
          break;
        case UPGRADE:
          this.hasUpgrade = true;
          break;
        default:
          this.note(kind);
      }
    }
    if (this.isChunked && this.contentLength >= 0) return "malformed";
    if (this.host === "") return "host";
    if (nominated !== null || connection === "" || connection === "keep-alive") return null;
    return this.readConnection(bytes, connection);
  }

  private readConnection(bytes: Bytes, value: string): HeadFault | null {
    const options = new Set(listIn(value));
    const isLast = options.has("close");
    options.delete("close");
    options.delete("keep-alive");
    const fault = options.size > 0 ? this.readLines(bytes, options) : null;
    this.isLast = isLast;
    return fault;
  }

  private note(kind: number): void {
    const { line, notes } = this;
    const at = this.noted;
    notes[at] = kind;
    notes[at + 1] = line.nameFrom;
    notes[at + 2] = line.to;
    notes[at + 3] = line.valueFrom;
    notes[at + 4] = line.valueTo;
    this.noted = at + NOTE_SIZE;
  }
}
