/** A far end for tests: a raw server, plain or TLS, that shows the very bytes it got and answers with the very bytes it is told to. */
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { type Message, readMessage } from "./framing.reference.ts";

export type FarEndRequest = Message & {
  readonly method: string;
  readonly target: string;
  readonly socket: Socket;
  /** How many requests this connection has brought before. */
  readonly index: number;
};

/** Sends the answer; may keep the socket and go on later. */
export type Respond = (request: FarEndRequest, socket: Socket) => void | Promise<void>;

export type FarEnd = {
  readonly port: number;
  /** As a base URL. */
  readonly base: string;
  readonly requests: FarEndRequest[];
  /** Sockets that have been accepted, open or not. */
  readonly sockets: Socket[];
  respond: Respond;
  /** Called when the first bytes of a request have come; the request may still be on its way. */
  onBytes: ((bytes: Buffer, socket: Socket) => void) | null;
  /** False: sockets are accepted and never read. */
  isReading: boolean;
  close(): Promise<void>;
};

export async function startFarEnd(
  respond: Respond = ok,
  tls?: { readonly key: string; readonly cert: string },
): Promise<FarEnd> {
  const requests: FarEndRequest[] = [];
  const sockets: Socket[] = [];
  const accept = (socket: Socket) => {
    sockets.push(socket);
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    let waiting: Buffer = Buffer.alloc(0);
    let index = 0;
    if (farEnd.isReading)
      socket.on("data", (bytes: Buffer) => {
        farEnd.onBytes?.(bytes, socket);
        waiting = Buffer.concat([waiting, bytes]);
        for (;;) {
          const message = readMessage(waiting, "request", false);
          if (message === null) return;
          waiting = waiting.subarray(message.raw.length);
          const [method = "", target = ""] = message.startLine.split(" ");
          const request = { ...message, method, target, socket, index };
          index++;
          requests.push(request);
          void farEnd.respond(request, socket);
        }
      });
  };
  const server: Server = tls
    ? createTlsServer({ ...tls, ALPNProtocols: ["http/1.1"] }, accept)
    : createServer({ noDelay: true }, accept);
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const farEnd: FarEnd = {
    port,
    base: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    requests,
    sockets,
    respond,
    onBytes: null,
    isReading: true,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return farEnd;
}

/** An answer's bytes with a Content-Length. */
export function answerText(
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = { "Content-Type": "application/json" },
): Buffer {
  const lines = Object.entries({ ...headers, "Content-Length": Buffer.byteLength(body) });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status} Said so\r\n${head}\r\n`, "latin1"),
    Buffer.from(body),
  ]);
}

/** Text in chunked coding, one chunk for each piece. */
export function chunkedText(pieces: readonly string[]): string {
  const chunks = pieces.map((piece) => `${Buffer.byteLength(piece).toString(16)}\r\n${piece}\r\n`);
  return `${chunks.join("")}0\r\n\r\n`;
}

export const chunkedHead =
  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

const okBytes = answerText(200, '{"ok":true}');
/** 200 and a small JSON body. */
export function ok(_request: FarEndRequest, socket: Socket): void {
  socket.write(okBytes);
}
