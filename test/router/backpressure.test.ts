import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { startRig } from "./rig.ts";

const megabyte = 1_048_576;
const size = 64 * megabyte;
const piece = Buffer.alloc(megabyte, "0123456789abcdef");
/** Kernel buffers on two loopback connections, and what may be in flight: far below the 64 MB that are sent. */
const most = 24 * megabyte;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Writes `size` bytes as the socket takes them; counts them in `count`. */
function pour(socket: Socket, count: { written: number }): void {
  const write = () => {
    while (count.written < size) {
      count.written += piece.length;
      if (!socket.write(piece)) {
        socket.once("drain", write);
        return;
      }
    }
  };
  write();
}

/** Waits until the count has stopped growing. */
async function standsStill(count: { written: number }): Promise<void> {
  for (let last = -1; last !== count.written; await pause(150)) last = count.written;
}

function memory(): number {
  const { arrayBuffers, external } = process.memoryUsage();
  return arrayBuffers + external;
}

const hash64 = createHash("sha256");
for (let times = 0; times < 64; times++) hash64.update(piece);
const whole = hash64.digest("hex");

/** The hash of a body of `size` bytes, behind a head. */
function bodyHash(socket: Socket): Promise<string> {
  const hash = createHash("sha256");
  let arrived = -1;
  return new Promise((resolve) => {
    socket.on("data", (bytes: Buffer) => {
      const body = arrived < 0 ? bytes.subarray(bytes.indexOf("\r\n\r\n") + 4) : bytes;
      arrived = Math.max(0, arrived) + body.length;
      hash.update(body);
      if (arrived === size) resolve(hash.digest("hex"));
    });
    socket.resume();
  });
}

test("a client that stops reading stops the far end, and memory stays where it was", async () => {
  const count = { written: 0 };
  const rig = await startRig({
    respond: (_request, socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`);
      pour(socket, count);
    },
  });
  const client = await rig.connect();
  client.socket.pause();
  const before = memory();
  client.write(rig.text("/anthropic/v1/messages"));
  while (count.written === 0) await pause(5);
  await standsStill(count);
  expect(count.written).toBeLessThan(most);
  expect(memory() - before).toBeLessThan(12 * megabyte);
  client.socket.removeAllListeners("data");
  expect(await bodyHash(client.socket)).toBe(whole);
  expect((await rig.exchange()).outcome).toBe("ok");
}, 60_000);

test("a far end that stops reading stops the client, and memory stays where it was", async () => {
  const rig = await startRig();
  rig.farEnd.isReading = false;
  const client = await rig.connect();
  const before = memory();
  const count = { written: 0 };
  client.write(rig.text("/anthropic/v1/messages", { headers: { "Content-Length": String(size) } }));
  pour(client.socket, count);
  await standsStill(count);
  expect(count.written).toBeLessThan(most);
  // The client of this test holds what its kernel did not take: one piece.
  expect(memory() - before).toBeLessThan(12 * megabyte);
  const [socket] = rig.farEnd.sockets;
  expect(socket && (await bodyHash(socket))).toBe(whole);
  socket?.write("HTTP/1.1 204 Done\r\n\r\n");
  expect((await client.answer()).startLine).toContain("204");
}, 60_000);
