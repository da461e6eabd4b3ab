/** A real proxy on loopback: opens tunnels by CONNECT, resolves every name to this machine, shows all it gets to see, and may be told to misbehave. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

export type ProxyRequest = {
  /** "CONNECT far.sluice.test:443 HTTP/1.1". */
  readonly line: string;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
};

/** What the proxy does with a request: opens the way, or writes bytes of its own and ends; null: never says anything. */
export type Verdict = "open" | { readonly says: string; readonly ends: boolean } | null;

export type ConnectProxy = {
  readonly port: number;
  /** As a URL, without a user. */
  readonly url: string;
  readonly requests: ProxyRequest[];
  /** Both ends of each tunnel. */
  readonly tunnels: { readonly client: Socket; readonly far: Socket }[];
  /** Everything clients have sent, through tunnels too. */
  seen(): Buffer;
  judge: (request: ProxyRequest) => Verdict;
  /** What it says when a way is open, piece by piece. */
  greeting: readonly string[];
  close(): Promise<void>;
};

export async function startConnectProxy(tls?: {
  readonly key: string;
  readonly cert: string;
}): Promise<ConnectProxy> {
  const requests: ProxyRequest[] = [];
  const tunnels: ConnectProxy["tunnels"] = [];
  const sockets = new Set<Socket>();
  const seen: Buffer[] = [];

  function accept(client: Socket): void {
    sockets.add(client);
    let head = Buffer.alloc(0);
    const read = (bytes: Buffer): void => {
      seen.push(bytes);
      head = Buffer.concat([head, bytes]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) return;
      client.off("data", read);
      answer(client, requestIn(head.toString("latin1", 0, end)));
    };
    client.on("data", read);
    client.on("error", () => undefined);
    client.on("close", () => sockets.delete(client));
  }

  function answer(client: Socket, request: ProxyRequest): void {
    requests.push(request);
    const verdict = proxy.judge(request);
    if (verdict === null) return;
    if (verdict === "open") open(client, request);
    else if (verdict.ends) client.end(verdict.says);
    else client.write(verdict.says);
  }

  function open(client: Socket, { line }: ProxyRequest): void {
    const port = Number(/^CONNECT \S+:(\d+) /.exec(line)?.[1]);
    // What follows is for the far end, once it is there.
    client.pause();
    const far = connect(port, "127.0.0.1");
    sockets.add(far);
    tunnels.push({ client, far });
    far.setNoDelay(true);
    far.once("connect", async () => {
      for (const piece of proxy.greeting) {
        client.write(piece);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      client.on("data", (bytes: Buffer) => seen.push(bytes));
      client.pipe(far).pipe(client);
    });
    far.on("error", () => client.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"));
    far.on("close", () => client.destroy());
    client.on("close", () => far.destroy());
  }

  const server = tls ? createTlsServer(tls, accept) : createServer({ noDelay: true }, accept);
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const proxy: ConnectProxy = {
    port,
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    requests,
    tunnels,
    seen: () => Buffer.concat(seen),
    judge: () => "open",
    greeting: ["HTTP/1.1 200 Connection established\r\nX-Proxy: practice\r\n\r\n"],
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}

function requestIn(text: string): ProxyRequest {
  const [line = "", ...rest] = text.split("\r\n");
  const headers = rest.map((one) => {
    const colon = one.indexOf(":");
    return [one.slice(0, colon).toLowerCase(), one.slice(colon + 1).trim()] as const;
  });
  return { line, headers: new Map(headers) };
}

/** Asks for a user and a password, and opens the way to whoever brings them. */
export function withPassword(user: string, password: string): ConnectProxy["judge"] {
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  return ({ headers }) =>
    headers.get("proxy-authorization") === expected ? "open" : refusal(407, "Authenticate");
}

export const refusal = (status: number, reason: string, body = "<html>no</html>"): Verdict => ({
  says: `HTTP/1.1 ${status} ${reason}\r\nProxy-Authenticate: Basic realm="net"\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  ends: false,
});
