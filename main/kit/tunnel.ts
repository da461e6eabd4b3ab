/** Opens a way through a proxy with CONNECT: the proxy learns a host, a port and its own password, and nothing of what passes after. */
import { connect, isIP, type Socket } from "node:net";
import type { SecureContext } from "node:tls";
import type { ProxyAddress } from "../core/proxy-choice.ts";

/** Then the system asks the proxy once a second, ten times, whether it is there. */
const keepAliveAfterMs = 30_000;
/** Of the proxy's answer; what it says beside its status is nobody's business here. */
const mostHeadBytes = 65_536;
const headEnd = Buffer.from("\r\n\r\n");

/**
 * A socket to the proxy that may be destroyed at any time. `done` is called once: with null when the way to the far end is open, and the socket
 * then belongs to the caller, with no listener but one that keeps its errors from ending the process; else with why not, and the socket is gone:
 * `PROXY_407` (any status), `PROXY_MALFORMED`, `PROXY_CLOSED`, or `PROXY_` and the system's or TLS' own code. There is no limit in time.
 * @param secureContext asked for only by a proxy that is itself spoken to over TLS; without one the thread's own certificates count.
 */
export function openTunnel(
  proxy: ProxyAddress,
  far: { readonly host: string; readonly port: number },
  secureContext: () => SecureContext | undefined,
  done: (trouble: string | null) => void,
): Socket {
  const socket = proxy.isTls ? connectTls(proxy, secureContext()) : connect(proxy.port, proxy.host);
  let head = Buffer.alloc(0);
  let trouble = "PROXY_CLOSED";

  function received(bytes: Buffer): void {
    head = Buffer.concat([head, bytes]);
    const end = head.indexOf(headEnd);
    const isWhole = end >= 0 && end <= mostHeadBytes;
    if (!isWhole && head.length <= mostHeadBytes && mayBeHttp(head)) return;
    const status = isWhole ? statusIn(head) : null;
    // No far end of ours speaks first: what follows the head is not from it.
    const isOpen = status?.[0] === "2" && head.length === end + headEnd.length;
    if (isOpen) {
      stop();
      done(null);
    } else fail(status === null || status[0] === "2" ? "MALFORMED" : status);
  }

  function fail(why: string): void {
    trouble = `PROXY_${why}`;
    socket.destroy();
  }

  function failed(error: NodeJS.ErrnoException): void {
    if (trouble === "PROXY_CLOSED") trouble = `PROXY_${error.code ?? error.name}`;
  }

  const ended = (): void => void socket.destroy();

  function closed(): void {
    stop();
    done(trouble);
  }

  function stop(): void {
    socket.off("data", received).off("error", failed).off("end", ended).off("close", closed);
  }

  socket.setNoDelay(true);
  socket.setKeepAlive(true, keepAliveAfterMs);
  socket.on("error", () => undefined);
  socket.on("data", received).on("error", failed).on("end", ended).on("close", closed);
  socket.write(requestFor(proxy, far));
  return socket;
}

function connectTls(
  { host, port }: ProxyAddress,
  secureContext: SecureContext | undefined,
): Socket {
  return process.getBuiltinModule("node:tls").connect({
    host,
    port,
    ALPNProtocols: ["http/1.1"],
    ...(secureContext ? { secureContext } : {}),
    ...(isIP(host) ? {} : { servername: host }),
  });
}

function requestFor(
  { credentials }: ProxyAddress,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  const authority = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  const secret = credentials === null ? null : Buffer.from(credentials).toString("base64");
  return (
    `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n` +
    `${secret === null ? "" : `Proxy-Authorization: Basic ${secret}\r\n`}\r\n`
  );
}

function statusIn(head: Buffer): string | null {
  const line = head.toString("latin1", 0, head.indexOf(13));
  return /^HTTP\/1\.[01] ([2-5]\d\d)(?: |$)/.exec(line)?.[1] ?? null;
}

/** Something else altogether need not be waited for to end. */
const mayBeHttp = (head: Buffer): boolean => "HTTP/1.".startsWith(head.toString("latin1", 0, 7));
