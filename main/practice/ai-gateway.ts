/** The practice Cloudflare AI Gateway: lets in or refuses, then passes on what came, byte for byte. */
import { Agent, type IncomingMessage } from "node:http";
import { admit, credential } from "./access.ts";
import { type Address, readAddress, target } from "./address.ts";
import {
  aiGatewayRefusal,
  edgeRefusal,
  noAnswer,
  notRouted,
  page,
  type Refusal,
} from "./ai-gateway-errors.ts";
import { type CachePolicy, cachePolicy, createCache } from "./cache.ts";
import { answerHeaders, ask, collect, type Leg, relay, without } from "./forward.ts";
import { isRecord, parse, text } from "./json.ts";
import { readLegs } from "./legs.ts";
import { edgeMarks, type Marking, marks } from "./marks.ts";
import type { Parts } from "./provider.ts";
import { type Ended, recorded } from "./record.ts";
import { type Call, end } from "./server.ts";

export type AiGatewayParts = Parts & {
  readonly now: () => number;
  /** By slug: the base URLs of the practice providers. */
  readonly bases: Readonly<Record<string, string>>;
  /** Stands for all the others. */
  readonly elsewhere: string;
};

type Said = { readonly status: number | null; readonly ended: Ended };
type Got = { readonly upstream: IncomingMessage; readonly step: number };

const unsized = (headers: readonly string[]): string[] =>
  without(headers, (name) => name === "content-length");

export function createAiGateway(parts: AiGatewayParts) {
  const { now, faults, settings } = parts;
  const agent = new Agent({ keepAlive: true });
  const created = new Set<string>();
  const cache = createCache(now);

  const marked = (call: Call, step = 0, status: Marking["cache"] = null): readonly string[] =>
    marks({ ids: settings().ids, at: now(), headers: call.headers, step, cache: status });

  async function send(
    call: Call,
    status: number,
    headers: readonly string[],
    body: Buffer,
  ): Promise<Said> {
    if (call.gone.aborted) return { status: null, ended: "aborted" };
    const close = call.received === "tooLarge" ? ["connection", "close"] : [];
    const length = ["content-length", String(body.length)];
    call.response.writeHead(status, [...headers, ...close, ...length]);
    const isOut = await end(call, body).then(
      () => true,
      () => false,
    );
    return { status, ended: isOut ? "whole" : "aborted" };
  }

  function refuse(call: Call, refusal: Refusal): Promise<Said> {
    const own = refusal.byAiGateway ? marked(call) : edgeMarks();
    const headers = ["content-type", refusal.contentType, ...own];
    return send(call, refusal.status, headers, Buffer.from(refusal.body));
  }

  /** The first leg that answers below 400, else what came of the last. */
  async function tryAll(call: Call, legs: readonly Leg[]): Promise<Got | Refusal> {
    let last: Got | Refusal = noAnswer(settings().errorShape);
    for (const [step, leg] of legs.entries()) {
      if ("upstream" in last) last.upstream.destroy();
      const key = credential(leg, parts.wholesaleKey, settings());
      if (!key.ok) {
        last = key.refusal;
        continue;
      }
      const to = target(leg.slug, leg.rest, parts.bases, parts.elsewhere);
      const upstream = await ask(leg, to, key.add, agent, call.gone).catch(() => null);
      if (upstream === null) {
        last = noAnswer(settings().errorShape);
        continue;
      }
      last = { upstream, step };
      if ((upstream.statusCode ?? 500) < 400) break;
    }
    return last;
  }

  async function answer(
    call: Call,
    { upstream, step }: Got,
    policy: CachePolicy,
    isBuffered: boolean,
  ): Promise<Said> {
    const status = upstream.statusCode ?? 502;
    const own = answerHeaders(upstream);
    const headers = [...own, ...marked(call, step, policy === null ? null : "MISS")];
    const isStream = String(upstream.headers["content-type"]).startsWith("text/event-stream");
    const isKept = policy !== null && status === 200 && !isStream;
    if (!isKept && !isBuffered) return { status, ended: await relay(upstream, call, headers) };
    const body = await collect(upstream).catch(() => null);
    if (body === null) {
      const ended = call.gone.aborted ? "aborted" : "cut";
      call.response.destroy();
      return { status: null, ended };
    }
    if (isKept) cache.put(policy.key, policy.lifeMs, { status, headers: unsized(own), body });
    return send(call, status, unsized(headers), body);
  }

  async function pass(
    call: Call,
    address: Address,
    hidesAuthorization: boolean,
    isBuffered: boolean,
  ): Promise<Said> {
    const read = readLegs(call, address, settings().errorShape, hidesAuthorization);
    if (!read.ok) return refuse(call, read.refusal);
    const isCacheable = call.method === "POST" && read.legs.length === 1;
    const scope = `${address.accountId}/${address.aiGatewayId}`;
    const policy = isCacheable ? cachePolicy(scope, read.legs[0], settings()) : null;
    const hit = policy === null ? null : cache.get(policy.key);
    if (hit !== null) {
      return send(call, hit.status, [...hit.headers, ...marked(call, 0, "HIT")], hit.body);
    }
    const got = await tryAll(call, read.legs);
    return "upstream" in got ? answer(call, got, policy, isBuffered) : refuse(call, got);
  }

  /** Null: hang up without a word. */
  async function reply(call: Call, address: Address | null): Promise<Said | null> {
    const atEdge = faults.take("edge", address?.slug ?? null)?.what;
    if (atEdge === "aiGatewayHangup") return null;
    if (atEdge !== undefined) return refuse(call, edgeRefusal(atEdge));
    if (call.received === "tooLarge") return refuse(call, page(413, "Payload Too Large"));
    if (address === null) return refuse(call, notRouted(call.path));
    const admission = admit(call, address, settings(), created);
    if (!admission.ok) return refuse(call, admission.refusal);
    const fault = faults.take("aiGateway", address.slug)?.what;
    if (fault === undefined || fault === "buffered") {
      return pass(call, address, admission.byAuthorization, fault === "buffered");
    }
    if (typeof fault === "object") {
      const lines = Object.entries(fault.headers ?? { "content-type": "application/json" }).flat();
      return send(call, fault.status, [...lines, ...marked(call)], Buffer.from(fault.body));
    }
    const body = parse(call.body);
    const model = (isRecord(body) && text(body.model)) || "unknown";
    const context = { shape: settings().errorShape, slug: address.slug ?? "unknown", model };
    return refuse(call, aiGatewayRefusal(fault, context));
  }

  return {
    close: () => agent.destroy(),
    answer: async (call: Call): Promise<void> => {
      const address = readAddress(call.path);
      const { method, path, headers, rawHeaders, body } = call;
      const slug = address?.slug ?? null;
      const seen = { which: "aiGateway", slug, method, path, headers, rawHeaders, body } as const;
      const entry = parts.recorder.open(seen);
      if (call.received === "broken") return entry({ ended: "aborted" });
      const said = await recorded(entry, () => reply(call, address));
      if (said === null) call.response.destroy();
      entry(said ?? { ended: "cut" });
    },
  };
}
