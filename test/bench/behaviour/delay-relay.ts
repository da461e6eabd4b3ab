/** Stands for the way to a distant server: every byte arrives after a fixed time, and a new connection costs one round trip more. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export type DelayRelay = {
  readonly port: number;
  /** Connections that have been accepted so far. */
  accepted(): number;
  close(): Promise<void>;
};

/** Bytes wait `oneWayMs` in each direction; the first of a client wait a round trip more, for loopback connects at once. */
export async function startDelayRelay(to: number, oneWayMs: number): Promise<DelayRelay> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    accepted++;
    const far = connect({ port: to, host: "127.0.0.1", noDelay: true, allowHalfOpen: true });
    for (const socket of [client, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
    }
    carry(client, far, oneWayMs, performance.now() + 3 * oneWayMs);
    carry(far, client, oneWayMs, 0);
  });
  server.listen(0, "127.0.0.1", 511);
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    accepted: () => accepted,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** In order, nothing before `notBefore`. */
function carry(from: Socket, to: Socket, oneWayMs: number, notBefore: number): void {
  const waiting: { readonly bytes: Buffer | null; readonly dueAt: number }[] = [];
  const put = (bytes: Buffer | null) => {
    waiting.push({ bytes, dueAt: Math.max(performance.now() + oneWayMs, notBefore) });
    if (waiting.length === 1) arm();
  };
  const arm = () => {
    const [first] = waiting;
    if (first) setTimeout(deliver, Math.max(0, first.dueAt - performance.now()));
  };
  const deliver = () => {
    const now = performance.now();
    for (let first = waiting[0]; first && first.dueAt <= now; first = waiting[0]) {
      waiting.shift();
      if (first.bytes === null) to.end();
      else to.write(first.bytes);
    }
    arm();
  };
  from.on("data", put);
  from.on("end", () => put(null));
  from.on("close", () => put(null));
}
