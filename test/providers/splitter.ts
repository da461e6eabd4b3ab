/** A wire that carries whole bytes in odd pieces: stands before a server, keeps what it said, and cuts it at places chance picks. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { type Chance, createChance } from "../support/chance.ts";

export type Splitter = {
  readonly url: string;
  /** What the server behind has said since the last time this was asked. */
  said(): Buffer;
  /** From now on by this seed; null: in the pieces they come in. */
  split(seed: number | null): void;
  close(): Promise<void>;
};

/** Each piece leaves on its own: the loop turns between two of them. */
async function pour(bytes: Buffer, to: Socket, chance: Chance): Promise<void> {
  for (let at = 0; at < bytes.length && !to.destroyed; ) {
    const size = 1 + chance.below(chance.pick([2, 9, 60, 700]));
    to.write(bytes.subarray(at, at + size));
    at += size;
    await new Promise((turn) => setImmediate(turn));
  }
}

export async function startSplitter(behind: string): Promise<Splitter> {
  const { hostname, port } = new URL(behind);
  const sockets = new Set<Socket>();
  let said: Buffer[] = [];
  let chance: Chance | null = null;
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    const far = connect({ host: hostname, port: Number(port), noDelay: true, allowHalfOpen: true });
    for (const socket of [client, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.once("close", () => {
        sockets.delete(socket);
        client.destroy();
        far.destroy();
      });
    }
    client.on("data", (bytes) => far.write(bytes));
    client.on("end", () => far.end());
    let last = Promise.resolve();
    far.on("data", (bytes) => {
      said.push(bytes);
      const own = chance;
      last = last.then(() => (own === null ? void client.write(bytes) : pour(bytes, client, own)));
    });
    far.on("end", () => {
      last = last.then(() => void client.end());
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    said: () => {
      const all = Buffer.concat(said);
      said = [];
      return all;
    },
    split: (seed) => {
      chance = seed === null ? null : createChance(seed);
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
