/** Carries a request from the aiGateway to a provider and the answer back: nothing changed but what is Cloudflare's own. */
import { type Agent, type IncomingMessage, request } from "node:http";
import type { Json } from "./json.ts";
import type { Ended } from "./record.ts";
import { type Call, end, write } from "./server.ts";

/** One request to one provider. */
export type Leg = {
  readonly slug: string;
  /** Below the slug, query included. */
  readonly rest: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** What the element of a universal request, or the node of a route, says of attempts and time; left out: nothing. */
  readonly config?: Json;
};

const hopByHop = [
  "connection",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
];

/** The name, value list without the names `drop` picks; it is asked in lower case. */
export function without(raw: readonly string[], drop: (name: string) => boolean): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = "", value = ""] = raw.slice(index, index + 2);
    if (!drop(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}

/** Rejects when the provider breaks off before it answers; `add` are headers beside the request's own. */
export function ask(
  leg: Leg,
  to: { readonly base: string; readonly path: string },
  add: readonly string[],
  agent: Agent,
  gone: AbortSignal,
): Promise<IncomingMessage> {
  const { hostname, port, host } = new URL(to.base);
  const listed = String(leg.headers.connection ?? "")
    .toLowerCase()
    .split(/\s*,\s*/);
  const ours = new Set([
    ...hopByHop,
    ...listed,
    "host",
    "content-length",
    "cf-cache-ttl",
    "cf-skip-cache",
  ]);
  const kept = without(leg.rawHeaders, (name) => ours.has(name) || name.startsWith("cf-aig-"));
  const length =
    leg.body.length > 0 || leg.method === "POST" ? ["content-length", String(leg.body.length)] : [];
  const headers = ["host", host, ...kept, ...add, ...length];
  return new Promise((resolve, reject) => {
    const outgoing = request({
      hostname,
      port,
      method: leg.method,
      path: to.path,
      headers,
      agent,
      signal: gone,
    });
    outgoing.once("response", resolve);
    outgoing.on("error", reject);
    outgoing.end(leg.body);
  });
}

export async function collect(upstream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of upstream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** The provider's answer headers without those that belong to its connection or that Cloudflare writes itself. */
export const answerHeaders = (upstream: IncomingMessage): string[] =>
  without(
    upstream.rawHeaders,
    (name) => hopByHop.includes(name) || /^(?:date|server|cf-ray)$/.test(name),
  );

/** Passes the answer on as it comes; a break on either side breaks the other. `whole` hears of it before the last byte is out. */
export async function relay(
  upstream: IncomingMessage,
  call: Call,
  headers: readonly string[],
  whole: (body: Buffer) => void,
): Promise<Ended> {
  const parts: Buffer[] = [];
  const length = Number(upstream.headers["content-length"] ?? Number.NaN);
  let size = 0;
  try {
    call.response.writeHead(upstream.statusCode ?? 502, [...headers]);
    call.response.flushHeaders();
    for await (const part of upstream) {
      parts.push(part as Buffer);
      size += (part as Buffer).length;
      if (size === length) whole(Buffer.concat(parts));
      await write(call, part as Buffer);
    }
    if (size !== length) whole(Buffer.concat(parts));
    await end(call, Buffer.alloc(0));
    return "whole";
  } catch {
    upstream.destroy();
    if (call.gone.aborted) return "aborted";
    call.response.destroy();
    return "cut";
  }
}
