/** A far end that shows what becomes of a connection: it stays silent, drips, floods, turns deaf or answers, as it is told. */
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { farEndTls } from "../../support/far-end.tls.ts";

/** "drip": an event every 5 ms for ever. "flood": all of `floodBytes` as fast as they are taken. "deaf": takes the head and no more. */
export type Manner = "silent" | "drip" | "flood" | "deaf" | "answer";

/** One request as the far end sees it, from its first byte to the end of its connection. */
export type Visit = {
  readonly socket: Socket;
  /** Resolves when so many have come, behind those it began with. */
  received(bytes: number): Promise<void>;
  /** When the connection's end was first noticed, by `performance.now()`; never while the far end is deaf. */
  readonly ended: Promise<number>;
  /** What the kernel has taken of the answer. */
  sentBytes(): number;
};

export type FarEnd = {
  readonly port: number;
  readonly base: string;
  manner: Manner;
  readonly floodBytes: number;
  /** The next request's bytes are given to this, in place of being dropped. */
  onBytes: ((bytes: Buffer) => void) | null;
  /** Resolves at the first byte of the next request. */
  next(): Promise<Visit>;
  close(): Promise<void>;
};

/** Stands at the end of every body of the bench: an answer is due behind it. */
export const endMark = '"end of the body"}';

const event = `event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"${"word ".repeat(20)}"}}\n\n`;
const chunkOf = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
const streamHead =
  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
export const floodPiece = event.repeat(1_024).slice(0, 65_534).concat("\n\n");
const floodChunk = Buffer.from(chunkOf(floodPiece));
const drop = Buffer.from(chunkOf(event));

export const answerBody = JSON.stringify({
  id: "msg_01bench",
  type: "message",
  role: "assistant",
  model: "claude-sonnet-4-6",
  content: [{ type: "text", text: "An answer of two kilobytes. ".repeat(64) }],
  stop_reason: "end_turn",
  usage: { input_tokens: 2_095, output_tokens: 503 },
});
const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${answerBody.length}\r\n\r\n${answerBody}`,
);

/** `floodBytes`: a multiple of 64 KB. */
export async function startFarEnd(
  options: { readonly isTls?: boolean; readonly floodBytes?: number } = {},
): Promise<FarEnd> {
  const floodBytes = options.floodBytes ?? 268_435_456;
  const sockets = new Set<Socket>();
  let waiting: ((visit: Visit) => void)[] = [];

  function accept(socket: Socket): void {
    sockets.add(socket);
    socket.setNoDelay(true);
    let isServing = false;
    let bytesIn = 0;
    const listeners = new Set<() => void>();
    const ended = new Promise<number>((resolve) => {
      const notice = () => resolve(performance.now());
      for (const sign of ["end", "error", "close"]) socket.once(sign, notice);
    });
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (bytes: Buffer) => {
      bytesIn += bytes.length;
      farEnd.onBytes?.(bytes);
      if (!isServing) begin();
      for (const look of listeners) look();
      if (farEnd.manner !== "answer" || bytes.indexOf(endMark) < 0) return;
      isServing = false;
      socket.write(answer);
    });

    function begin(): void {
      isServing = true;
      const before = bytesIn;
      const visit: Visit = {
        socket,
        ended,
        sentBytes: () => socket.bytesWritten - socket.writableLength,
        received: (bytes) =>
          new Promise((resolve) => {
            const look = () => {
              if (bytesIn - before < bytes) return;
              listeners.delete(look);
              resolve();
            };
            listeners.add(look);
            look();
          }),
      };
      if (farEnd.manner === "drip") drip(socket);
      else if (farEnd.manner === "flood") flood(socket, floodBytes);
      else if (farEnd.manner === "deaf") socket.pause();
      for (const tell of waiting.splice(0)) tell(visit);
    }
  }

  const server = options.isTls
    ? createTlsServer({ ...farEndTls, ALPNProtocols: ["http/1.1"] }, accept)
    : createServer({ noDelay: true }, accept);
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const farEnd: FarEnd = {
    port,
    base: `${options.isTls ? "https" : "http"}://127.0.0.1:${port}`,
    manner: "answer",
    floodBytes,
    onBytes: null,
    next: () => new Promise((resolve) => waiting.push(resolve)),
    async close() {
      waiting = [];
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return farEnd;
}

function drip(socket: Socket): void {
  socket.write(streamHead);
  const timer = setInterval(() => socket.write(drop), 5);
  for (const sign of ["end", "error", "close"]) socket.once(sign, () => clearInterval(timer));
}

function flood(socket: Socket, bytes: number): void {
  socket.write(streamHead);
  let left = bytes / floodPiece.length;
  const pour = () => {
    while (left > 0 && !socket.destroyed) {
      left--;
      if (!socket.write(floodChunk)) {
        socket.once("drain", pour);
        return;
      }
    }
    if (left === 0) socket.write("0\r\n\r\n");
  };
  pour();
}
