/** The far end as a process: answers every request with the prepared bytes of the answer it was told to give, and counts what came changed. */
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { farEndTls } from "../../support/far-end.tls.ts";
import { headerOf, readMessage } from "../../support/framing.reference.ts";
import { serveParent } from "./child.ts";
import {
  type Answer,
  type AnswerName,
  answerOf,
  chunk,
  lastChunk,
  nowMicroseconds,
  type RequestName,
  requestBody,
  stampDigits,
  stampMark,
  wireOf,
} from "./content.ts";

export type UpstreamAsk =
  | { readonly type: "listen" }
  | { readonly type: "give"; readonly answer: AnswerName; readonly request: RequestName }
  | { readonly type: "counts" };

export type UpstreamCounts = {
  /** Since they were last asked for. */
  readonly requests: number;
  /** Requests whose body was not the one that was sent. */
  readonly changed: number;
  /** The last request's head, as it came. */
  readonly lastHead: string;
};

let answer: Answer = answerOf("json2k");
let wire = wireOf(answer);
let expected = requestBody("2k", false);
let requests = 0;
let changed = 0;
let lastHead: Buffer = Buffer.alloc(0);

const headEnd = Buffer.from("\r\n\r\n");

class Connection {
  private readonly socket: Socket;
  private kept: Buffer | null = null;
  /** Of the present body. */
  private left = 0;
  private at = 0;
  private isSame = true;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    socket.on("data", (bytes: Buffer) => this.received(bytes));
  }

  private received(bytes: Buffer): void {
    if (this.left > 0) {
      this.body(bytes, 0);
      return;
    }
    const all = this.kept === null ? bytes : Buffer.concat([this.kept, bytes]);
    const end = all.indexOf(headEnd);
    this.kept = all;
    if (end < 0) return;
    const head = all.latin1Slice(0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) {
      this.unusual(all);
      return;
    }
    lastHead = all.subarray(0, end);
    this.kept = null;
    this.left = Number(length);
    this.at = 0;
    this.isSame = this.left === expected.length;
    if (end + 4 < all.length || this.left === 0) this.body(all, end + 4);
  }

  /** A body in chunked coding or none at all: rare, so read slowly. */
  private unusual(bytes: Buffer): void {
    let message: ReturnType<typeof readMessage>;
    try {
      message = readMessage(bytes, "request", false);
    } catch {
      this.socket.destroy();
      return;
    }
    if (message === null) return;
    this.kept = null;
    lastHead = Buffer.from(message.head, "latin1");
    this.isSame = message.body.equals(expected) && headerOf(message, "host") !== undefined;
    this.answered();
  }

  private body(bytes: Buffer, from: number): void {
    const length = bytes.length - from;
    if (this.isSame)
      this.isSame =
        length <= this.left &&
        expected.compare(bytes, from, bytes.length, this.at, this.at + length) === 0;
    this.at += length;
    this.left -= length;
    if (this.left <= 0) this.answered();
  }

  private answered(): void {
    this.left = 0;
    requests++;
    if (!this.isSame) changed++;
    if (answer.gapMs === 0) this.socket.write(wire);
    else this.pace(answer);
  }

  private pace({ head, parts, gapMs }: Answer): void {
    let index = 0;
    const timer = setInterval(() => {
      const part = parts[index];
      if (part === undefined || this.socket.destroyed) return clearInterval(timer);
      const piece = chunk(part);
      const mark = piece.indexOf(stampMark);
      if (mark >= 0)
        piece.latin1Write(
          String(nowMicroseconds()).padStart(stampDigits, "0"),
          mark + stampMark.length,
        );
      index++;
      const isLast = index === parts.length;
      if (index === 1) this.socket.write(Buffer.concat([head, piece]));
      else this.socket.write(isLast ? Buffer.concat([piece, lastChunk]) : piece);
      if (isLast) clearInterval(timer);
    }, gapMs);
  }
}

const accept = (socket: Socket): void => void new Connection(socket);
const plain = createServer({ noDelay: true }, accept);
const secure = createTlsServer({ ...farEndTls, ALPNProtocols: ["http/1.1"] }, accept);
secure.on("tlsClientError", () => undefined);

const portOf = (server: typeof plain): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", 1_024, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });

serveParent<UpstreamAsk>(async (ask) => {
  if (ask.type === "listen") return { port: await portOf(plain), tlsPort: await portOf(secure) };
  if (ask.type === "give") {
    answer = answerOf(ask.answer);
    wire = wireOf(answer);
    expected = requestBody(ask.request, answer.isStream);
    return null;
  }
  const counts: UpstreamCounts = { requests, changed, lastHead: lastHead.toString("latin1") };
  requests = 0;
  changed = 0;
  return counts;
});
