/** A second router made of node:http alone: slower, written by others, and for the same messages it must send the same. */
import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

export type Oracle = { readonly port: number; close(): Promise<void> };

/** What the oracle adds and where it sends; the rules of what it drops are its own, written a second time. */
export type OracleRules = {
  readonly farEndPort: number;
  /** Stands before the request's path. */
  readonly prefix: string;
  /** Headers added in front, as name, value, name, value. */
  readonly added: readonly string[];
  /** Names of headers that do not pass, beside those of the hop. */
  readonly dropped: readonly string[];
};

const hop = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authorization",
  "te",
  "upgrade",
  "expect",
  "host",
];

function kept(raw: readonly string[], connection: string | undefined, dropped: readonly string[]) {
  const named = (connection ?? "").split(",").map((name) => name.trim().toLowerCase());
  const out: string[] = [];
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at]?.toLowerCase() ?? "";
    const isFraming = name === "content-length" || name === "transfer-encoding";
    if (dropped.includes(name) || (named.includes(name) && !isFraming)) continue;
    out.push(raw[at] ?? "", raw[at + 1] ?? "");
  }
  return out;
}

export async function startOracle(rules: OracleRules): Promise<Oracle> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer({ keepAliveTimeout: 0 }, (incoming, response) => {
    const { connection } = incoming.headers;
    const headers = [
      ...rules.added,
      ...kept(incoming.rawHeaders, connection, [...hop, "trailer", ...rules.dropped]),
    ];
    const outgoing = request({
      host: "127.0.0.1",
      port: rules.farEndPort,
      method: incoming.method,
      path: rules.prefix + (incoming.url ?? ""),
      headers,
      agent,
    });
    outgoing.on("error", () => response.destroy());
    outgoing.on("information", ({ statusCode }) => {
      if (statusCode === 102) response.writeProcessing();
    });
    outgoing.on("response", (answer) => passOn(answer, response));
    incoming.pipe(outgoing);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    close: async () => {
      server.closeAllConnections();
      server.close();
      agent.destroy();
      await once(server, "close");
    },
  };
}

function passOn(answer: IncomingMessage, response: ServerResponse): void {
  response.sendDate = false;
  const headers = kept(answer.rawHeaders, answer.headers.connection, hop.slice(0, -2));
  // Without a length it ends with its connection, as it came.
  if (
    !/(?:^|,)(?:content-length|transfer-encoding)(?:,|$)/i.test(
      headers.filter((_h, i) => i % 2 === 0).join(),
    )
  )
    response.useChunkedEncodingByDefault = false;
  response.writeHead(answer.statusCode ?? 0, answer.statusMessage, headers);
  answer.on("data", (piece: Buffer) => response.write(piece));
  answer.on("error", () => response.destroy());
  answer.on("end", () => {
    const trailers: [string, string][] = [];
    for (let at = 0; at < answer.rawTrailers.length; at += 2)
      trailers.push([answer.rawTrailers[at] ?? "", answer.rawTrailers[at + 1] ?? ""]);
    if (trailers.length > 0) response.addTrailers(trailers);
    response.end();
  });
}
