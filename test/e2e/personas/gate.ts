/** A way to a server on loopback that can be shut, as a network is: shut, it breaks off what runs and takes nothing. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export type Gate = {
  /** The server's base, by way of the gate. */
  readonly url: string;
  shut(): void;
  open(): void;
  close(): Promise<void>;
};

/** @param base of the server behind it, "http://127.0.0.1:1/path". */
export async function createGate(base: string): Promise<Gate> {
  const behind = new URL(base);
  const sockets = new Set<Socket>();
  let isShut = false;
  const hold = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
  };
  const breakOff = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const server = createServer((near) => {
    hold(near);
    if (isShut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(Number(behind.port), behind.hostname);
    hold(far);
    near.pipe(far).pipe(near);
    near.once("close", () => far.destroy());
    far.once("close", () => near.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The gate has no port.");
  const url = new URL(base);
  url.port = String(address.port);
  return {
    url: url.href.replace(/\/$/, ""),
    shut() {
      isShut = true;
      breakOff();
    },
    open() {
      isShut = false;
    },
    async close() {
      breakOff();
      server.close();
      await once(server, "close");
    },
  };
}
