/** A client that keeps its connection and asks one thing at a time, as cheaply as can be: what is timed is the way, not the client. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type Addressee, smallBody } from "./client.ts";
import { answerBody } from "./far-end.ts";

export type KeptClient = {
  /** Milliseconds from the first byte written to the last byte read. @throws when the answer is not the far end's */
  ask(): Promise<number>;
  close(): void;
};

const expected = Buffer.from(answerBody);
const headEnd = Buffer.from("\r\n\r\n");

export async function connectKept(to: Addressee): Promise<KeptClient> {
  const socket: Socket = connect({ port: to.port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  const lines = Object.entries({
    Host: `127.0.0.1:${to.port}`,
    "Content-Type": "application/json",
    "anthropic-version": "2023-06-01",
    "Content-Length": smallBody.length,
    ...to.headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.from(`POST ${to.path} HTTP/1.1\r\n${lines.join("")}\r\n${smallBody}`);
  let came: Buffer = Buffer.alloc(0);
  let settle: ((fault: string | null) => void) | null = null;

  function look(): void {
    const end = came.indexOf(headEnd);
    if (end < 0 || came.length < end + 4 + expected.length) return;
    const isRight =
      came.latin1Slice(0, 12) === "HTTP/1.1 200" && came.subarray(end + 4).equals(expected);
    settle?.(isRight ? null : `an answer was not the far end's: ${came.latin1Slice(0, 300)}`);
  }
  socket.on("data", (bytes: Buffer) => {
    came = came.length === 0 ? bytes : Buffer.concat([came, bytes]);
    look();
  });
  socket.on("error", () => undefined);
  socket.on("close", () => settle?.(`closed instead of an answer: ${came.latin1Slice(0, 300)}`));

  return {
    ask() {
      came = Buffer.alloc(0);
      const startedAt = performance.now();
      socket.write(request);
      return new Promise((resolve, reject) => {
        settle = (fault) => {
          settle = null;
          if (fault === null) resolve(performance.now() - startedAt);
          else reject(new Error(fault));
        };
      });
    },
    close: () => socket.destroy(),
  };
}
