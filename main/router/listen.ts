/** Listens on one port of 127.0.0.1 and of ::1, and on nothing else. */
import { createServer, type Server, type Socket } from "node:net";

export type Listening =
  | { readonly ok: true; readonly port: number; readonly servers: readonly Server[] }
  | {
      readonly ok: false;
      readonly code: "router.portTaken" | "router.failed";
      readonly cause: string;
    };

/** Another program may hold the other address of a random port: then another one is tried. */
const mostTries = 8;

/**
 * Port 0: any that is free on both. A machine without IPv6 is fine; a port that somebody else has on ::1 is not, for "localhost"
 * would lead there with our key.
 */
export async function listenBoth(
  port: number,
  onConnection: (socket: Socket) => void,
): Promise<Listening> {
  // A port remembered wrong is as good as one that cannot be had.
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return failure("ERANGE");
  for (let tries = 1; ; tries++) {
    const listening = await tryBoth(port, onConnection);
    const mayRetry = port === 0 && tries < mostTries;
    if (listening.ok || listening.code !== "router.portTaken" || !mayRetry) return listening;
  }
}

async function tryBoth(port: number, onConnection: (socket: Socket) => void): Promise<Listening> {
  const first = await listenOn("127.0.0.1", port, onConnection);
  if (typeof first === "string") return failure(first);
  const address = first.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  const second = await listenOn("::1", bound, onConnection);
  if (typeof second !== "string") return { ok: true, port: bound, servers: [first, second] };
  if (second !== "EADDRINUSE") return { ok: true, port: bound, servers: [first] };
  first.close();
  return failure(second);
}

const failure = (cause: string): Listening => ({
  ok: false,
  code: cause === "EADDRINUSE" ? "router.portTaken" : "router.failed",
  cause,
});

/** The error's code when it fails. */
function listenOn(
  host: string,
  port: number,
  onConnection: (socket: Socket) => void,
): Promise<Server | string> {
  const server = createServer({ noDelay: true }, onConnection);
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name));
    server.listen({ host, port, ipv6Only: host === "::1", backlog: 511 }, () => {
      server.removeAllListeners("error");
      // Later errors are of single connections (too many open files): they try again.
      server.on("error", () => undefined);
      resolve(server);
    });
  });
}
