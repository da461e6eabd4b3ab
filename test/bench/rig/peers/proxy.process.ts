/** A Node server in front of a proxy library: the duties nginx has here, in JavaScript; the library does the forwarding. */
import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { serveParent } from "../child.ts";
import { aiGatewayToken, farPath, localKey, providerKey } from "./keys.ts";

export type ProxyAsk = {
  readonly library: "http-proxy-3" | "fast-proxy";
  readonly modules: string;
  readonly upstreamPort: number;
};

type Forward = (request: IncomingMessage, response: ServerResponse) => void;
type HttpProxy = {
  web(request: IncomingMessage, response: ServerResponse): void;
  on(event: "error", listener: () => void): void;
};
type FastProxy = (
  request: IncomingMessage,
  response: ServerResponse,
  source: string,
  options: object,
) => void;

const injected = {
  "x-api-key": providerKey,
  "cf-aig-authorization": `Bearer ${aiGatewayToken}`,
  "cf-aig-collect-log-payload": "false",
};

serveParent<ProxyAsk>(async ({ library, modules, upstreamPort }) => {
  const base = `http://127.0.0.1:${upstreamPort}`;
  const load = createRequire(path.join(modules, "x.cjs"));
  const forward = library === "http-proxy-3" ? httpProxy(load, base) : fastProxy(load, base);
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    if (request.headers["x-api-key"] === localKey) forward(request, response);
    else response.writeHead(401).end();
  });
  server.listen(0, "127.0.0.1", 1_024);
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
});

function httpProxy(load: NodeJS.Require, base: string): Forward {
  const { createProxyServer } = load("http-proxy-3") as {
    createProxyServer(options: object): HttpProxy;
  };
  const proxy = createProxyServer({
    target: `${base}${farPath}`,
    ignorePath: true,
    changeOrigin: true,
    agent: new Agent({ keepAlive: true, maxSockets: 256 }),
    headers: injected,
  });
  proxy.on("error", () => undefined);
  return (request, response) => proxy.web(request, response);
}

/** With undici, which its own documentation calls the fast way. */
function fastProxy(load: NodeJS.Require, base: string): Forward {
  const create = load("fast-proxy") as (options: object) => { readonly proxy: FastProxy };
  const { proxy } = create({ base, undici: { connections: 256, pipelining: 1 } });
  const options = {
    rewriteRequestHeaders: (_request: IncomingMessage, headers: object) =>
      Object.assign(headers, injected),
  };
  return (request, response) => proxy(request, response, farPath, options);
}
