/** A connection to the session's bus, for a handful of calls: nothing is started by it that the bus would not start, and no prompt can come of it. */
import { stat } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { type BusSocket, busSocketsOf } from "../../core/resolver/bus-address.ts";
import { type BusCall, encodeCall } from "../../core/resolver/bus-call.ts";
import { type BusValue, decodeMessage, messageLength } from "../../core/resolver/bus-reply.ts";

export type SessionBus = {
  /** Where it was found, for whoever else is to speak to it. */
  readonly address: string;
  /** The reply's values; null for an error, and when the connection has ended. */
  call(call: Omit<BusCall, "serial">): Promise<readonly BusValue[] | null>;
  close(): void;
};

/** The first of `addresses` at which a bus takes us in; null when none does. Waits as long as a bus that accepts lets it wait. */
export async function openSessionBus(addresses: readonly string[]): Promise<SessionBus | null> {
  for (const candidate of addresses.flatMap(busSocketsOf)) {
    if (!(await isTrusted(candidate))) continue;
    const bus = await openBus(candidate);
    if (bus) return bus;
  }
  return null;
}

/** An address written down long ago may name a place where anybody can put a socket by now. */
async function isTrusted({ path }: BusSocket): Promise<boolean> {
  // Only from this process's own environment: none is ever written down.
  if (path.startsWith("\0")) return true;
  const entry = await stat(path).catch(() => null);
  return entry?.isSocket() === true && (entry.uid === process.geteuid?.() || entry.uid === 0);
}

async function openBus({ address, path }: BusSocket): Promise<SessionBus | null> {
  const socket = connect(path);
  if (!(await signIn(socket))) {
    socket.destroy();
    return null;
  }
  const exchange = createExchange(socket);
  // The bus serves nobody who has not said hello.
  const name = await exchange({
    destination: "org.freedesktop.DBus",
    path: "/org/freedesktop/DBus",
    interface: "org.freedesktop.DBus",
    member: "Hello",
    args: [],
  });
  if (name) return { address, call: exchange, close: () => socket.destroy() };
  socket.destroy();
  return null;
}

/** EXTERNAL: the system itself tells the bus who is at the other end of the socket. */
function signIn(socket: Socket): Promise<boolean> {
  const user = Buffer.from(String(process.geteuid?.() ?? "")).toString("hex");
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let said = "";
  const read = (chunk: Buffer): void => {
    said += chunk.toString("latin1");
    // Nothing follows this line until we have spoken again.
    if (!said.includes("\r\n")) return;
    socket.off("data", read);
    const isWelcome = said.startsWith("OK ");
    if (isWelcome) socket.write("BEGIN\r\n");
    resolve(isWelcome);
  };
  socket.on("data", read);
  socket.on("error", () => resolve(false));
  socket.on("close", () => resolve(false));
  socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
  return promise;
}

function createExchange(socket: Socket): SessionBus["call"] {
  const waiting = new Map<number, (body: readonly BusValue[] | null) => void>();
  let serial = 0;
  let received = Buffer.alloc(0);

  function take(): void {
    for (;;) {
      const length = messageLength(received);
      if (length === null || received.length < length) return;
      const { replyTo, isError, body } = decodeMessage(received.subarray(0, length));
      received = received.subarray(length);
      // Signals answer nothing, and nobody waits for them.
      if (replyTo !== null) waiting.get(replyTo)?.(isError ? null : body);
    }
  }
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    try {
      take();
    } catch {
      // Not D-Bus as we know it: "close" tells whoever waits.
      socket.destroy();
    }
  });
  socket.on("close", () => {
    for (const settle of waiting.values()) settle(null);
  });
  return (call) => {
    if (socket.destroyed) return Promise.resolve(null);
    serial += 1;
    const { promise, resolve } = Promise.withResolvers<readonly BusValue[] | null>();
    waiting.set(serial, resolve);
    socket.write(encodeCall({ ...call, serial }));
    return promise;
  };
}
