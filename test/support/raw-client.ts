/** A client that writes exactly the bytes it is told to, and reads answers from the wire without any HTTP library. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type Expected, type Message, readMessage } from "./framing.reference.ts";

export type RawClient = {
  readonly socket: Socket;
  write(bytes: string | Buffer): void;
  /** The next answer, interim ones left out unless asked for; rejects when the connection ends before it is whole. */
  answer(expected?: Expected, withInterim?: boolean): Promise<Message>;
  /** Everything that came, once the far side has closed; `isReset` when it did not end in good order. */
  closed(): Promise<{ readonly bytes: Buffer; readonly isReset: boolean }>;
  /** Resolves when at least `length` bytes wait to be read. */
  received(length: number): Promise<void>;
  destroy(): void;
};

/** Connected when it resolves. */
export async function connectRaw(port: number, host = "127.0.0.1"): Promise<RawClient> {
  const socket = connect({ port, host, noDelay: true, allowHalfOpen: false });
  await once(socket, "connect");
  let pieces: Buffer[] = [];
  let size = 0;
  let [isEnded, isClosed, isReset] = [false, false, false];
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  socket.on("data", (piece: Buffer) => {
    pieces.push(piece);
    size += piece.length;
    tell();
  });
  socket.on("end", () => {
    isEnded = true;
    tell();
  });
  socket.on("error", () => {
    isReset = true;
  });
  socket.on("close", () => {
    isClosed = true;
    tell();
  });
  const all = (): Buffer => {
    pieces = [Buffer.concat(pieces)];
    return pieces[0] ?? Buffer.alloc(0);
  };
  /** Waits until `look` gives something. */
  const until = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const listener = () => {
        try {
          const found = look();
          if (found === undefined) return;
          listeners.delete(listener);
          resolve(found);
        } catch (error) {
          listeners.delete(listener);
          reject(error);
        }
      };
      listeners.add(listener);
      listener();
    });
  return {
    socket,
    write: (bytes) => void socket.write(bytes),
    answer: (expected = "answer", withInterim = false) =>
      until(() => {
        for (;;) {
          const message = readMessage(all(), expected, isEnded);
          if (message === null) {
            if (isClosed) throw new Error(`closed within an answer: ${all().toString("latin1")}`);
            return undefined;
          }
          pieces = [all().subarray(message.raw.length)];
          size = pieces[0]?.length ?? 0;
          if (withInterim || !/^HTTP\/1\.1 1/.test(message.startLine)) return message;
        }
      }),
    closed: () => until(() => (isClosed ? { bytes: all(), isReset } : undefined)),
    received: (length) => until(() => (size >= length ? null : undefined)).then(() => undefined),
    destroy: () => socket.destroy(),
  };
}

/** A request's bytes: `headers` beside Host, a Content-Length when there is a body and no other framing is named. */
export function requestText(request: {
  readonly port: number;
  readonly method?: string;
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}): Buffer {
  const { body = "", headers = {}, method = "POST", port, target } = request;
  const isFramed = Object.keys(headers).some((name) =>
    /^(?:content-length|transfer-encoding)$/i.test(name),
  );
  const lines = Object.entries({
    ...(Object.keys(headers).some((name) => /^host$/i.test(name))
      ? {}
      : { Host: `127.0.0.1:${port}` }),
    ...headers,
    ...(body.length > 0 && !isFramed ? { "Content-Length": Buffer.byteLength(body) } : {}),
  });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return Buffer.concat([
    Buffer.from(`${method} ${target} HTTP/1.1\r\n${head}\r\n`, "latin1"),
    Buffer.from(body),
  ]);
}
