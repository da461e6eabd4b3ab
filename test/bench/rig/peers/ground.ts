/** What every peer that is a program of its own needs: a port, the wait until it listens, the processes it has. */
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** Free a moment ago: for programs that cannot be told to take any. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** @throws when nobody listens there in time; then it is ended */
export async function untilListening(port: number, end: () => Promise<void>): Promise<void> {
  const until = Date.now() + 20_000;
  while (!(await isListening(port))) {
    if (Date.now() > until) {
      await end();
      throw new Error("it was started and does not listen");
    }
    await wait(20);
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => resolve(false));
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** The processes this one has started; none where the system does not tell. */
export function childrenOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .flatMap((thread) =>
        readFileSync(`/proc/${pid}/task/${thread}/children`, "latin1").split(" "),
      )
      .filter((child) => child !== "")
      .map(Number);
  } catch {
    return [];
  }
}
