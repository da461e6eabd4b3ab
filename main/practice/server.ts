/** One HTTP server on loopback that reads a request whole, hands it on, and survives whatever it is sent. */
import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";

export type Call = {
  readonly method: string;
  /** As it stood in the request line, query included. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** whole · tooLarge: more than the server takes · broken: the client left while sending. */
  readonly received: "whole" | "tooLarge" | "broken";
  readonly response: ServerResponse;
  /** Aborts when the client leaves or the server closes before the answer is out. */
  readonly gone: AbortSignal;
};

export type Listener = { readonly url: string; close(): Promise<void> };

/** Resolves when the bytes have left for the kernel: what is written stays readable even if the connection is then broken. */
export const write = (call: Call, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    call.response.write(bytes, (error) => (error ? reject(error) : resolve()));
  });

/** Resolves when the answer is out; rejects when the client leaves before. */
export async function end(call: Call, bytes: Buffer): Promise<void> {
  const finished = once(call.response, "finish", { signal: call.gone });
  call.response.end(bytes);
  await finished;
}

const badRequest =
  "<html>\r\n<head><title>400 Bad Request</title></head>\r\n<body>\r\n<center><h1>400 Bad Request</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n";

function read(request: IncomingMessage, limit: number): Promise<Pick<Call, "body" | "received">> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    let isSettled = false;
    const settle = (received: Call["received"]) => {
      if (isSettled) return;
      isSettled = true;
      resolve({ body: Buffer.concat(parts), received });
    };
    request.on("data", (part: Buffer) => {
      size += part.length;
      if (size > limit) settle("tooLarge");
      else parts.push(part);
    });
    request.once("end", () => settle("whole"));
    request.once("error", () => settle("broken"));
    request.once("close", () => settle("broken"));
  });
}

/** Listens on 127.0.0.1, any free port; `answer` may throw: the connection is then broken off, never the process. */
export function listen(
  answer: (call: Call) => Promise<void>,
  bodyLimitBytes: number,
): Promise<Listener> {
  const server = createServer({ maxHeaderSize: 128 * 1024 }, (request, response) => {
    const gone = new AbortController();
    // An answer to somebody who has left fails to be written; `gone` already tells.
    response.on("error", () => undefined);
    response.once("close", () => {
      if (!response.writableFinished) gone.abort();
    });
    void read(request, bodyLimitBytes)
      .then((taken) =>
        answer({
          method: request.method ?? "GET",
          path: request.url ?? "/",
          headers: request.headers,
          rawHeaders: request.rawHeaders,
          response,
          gone: gone.signal,
          ...taken,
        }),
      )
      .catch(() => response.destroy());
  });
  // The real far ends keep an idle connection for minutes and do not announce for how long; ours keep it for good.
  server.keepAliveTimeout = 0;
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  server.on("clientError", (_error, socket) => {
    if (!socket.writable) return;
    socket.end(
      `HTTP/1.1 400 Bad Request\r\nserver: cloudflare\r\ncontent-type: text/html\r\ncontent-length: ${badRequest.length}\r\nconnection: close\r\n\r\n${badRequest}`,
    );
  });

  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
