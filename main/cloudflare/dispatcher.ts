/** Carries requests to Cloudflare's API through whatever stands between: the network's proxy, and what looks into TLS on the way. */
import type { Socket } from "node:net";
import type { buildConnector, Dispatcher } from "undici";
import { type FarEndAddress, type ProxyAddress, proxyFor } from "../core/proxy-choice.ts";
import type { ProxyRules } from "../core/traffic.ts";
import { trustSystemCertificates } from "../kit/certificates.ts";
import { openTunnel } from "../kit/tunnel.ts";

const connectsWithinMs = 10_000;
const answerMs = 30_000;
/** One look at the figures is several requests; until the next the machine may have slept, and a kept connection would not know. */
const idleMs = 30_000;

/**
 * Connections are made by `rules`, kept between requests, at most four to a far end, never HTTP/2. A proxy that does not let through rejects the
 * request with an error whose `code` begins with "PROXY_": "PROXY_407", "PROXY_ECONNREFUSED", "PROXY_TIMEOUT" …; no error names it or quotes it. To
 * be closed when the rules change.
 */
export async function createDispatcher(
  rules: ProxyRules,
  connectMs: number = connectsWithinMs,
): Promise<Dispatcher> {
  // Here and not above: a big library that a start does not need.
  const { Agent, buildConnector } = await import("undici");
  const connectDirect = buildConnector({ timeout: connectMs, allowH2: false });

  const connect: buildConnector.connector = (options, done) => {
    if (options.protocol === "https:") trustSystemCertificates();
    const far = farEndOf(options);
    const proxy = proxyFor(rules, far);
    if (proxy === null) connectDirect(options, done);
    else
      tunnelTo(proxy, far, connectMs, (error, socket) => {
        if (error !== null) done(error, null);
        else if (far.isTls) connectDirect({ ...options, httpSocket: socket }, done);
        else done(null, socket);
      });
  };

  return new Agent({
    connect,
    connections: 4,
    pipelining: 1,
    allowH2: false,
    headersTimeout: answerMs,
    bodyTimeout: answerMs,
    keepAliveTimeout: idleMs,
  });
}

function farEndOf({ hostname, port, protocol }: buildConnector.Options): FarEndAddress {
  const isTls = protocol === "https:";
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  return { isTls, host, port: port ? Number(port) : isTls ? 443 : 80 };
}

type Tunnelled = (...result: [error: Error, socket: null] | [error: null, socket: Socket]) => void;

function tunnelTo(
  proxy: ProxyAddress,
  far: FarEndAddress,
  connectMs: number,
  done: Tunnelled,
): void {
  let isLate = false;
  const socket = openTunnel(
    proxy,
    far,
    () => void trustSystemCertificates(),
    (trouble) => {
      clearTimeout(timer);
      if (trouble === null) done(null, socket);
      else done(troubleOf(isLate ? "PROXY_TIMEOUT" : trouble), null);
    },
  );
  const timer = setTimeout(() => {
    isLate = true;
    socket.destroy();
  }, connectMs);
}

const troubleOf = (code: string): Error =>
  Object.assign(new Error(`No way through: the proxy response was ${code}.`), { code });
