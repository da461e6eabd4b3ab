/** The practice Cloudflare AI Gateway: lets in or refuses, then passes on what came, byte for byte. */
import { Agent } from "node:http";
import { admit } from "./access.ts";
import { type Address, readAddress } from "./address.ts";
import {
  aiGatewayRefusal,
  edgeRefusal,
  notRouted,
  page,
  type Refusal,
  rateLimited,
  unauthorized,
} from "./ai-gateway-errors.ts";
import type { AiGateways } from "./ai-gateways.ts";
import { createAsking, type Got, type Inside } from "./asking.ts";
import { type CachePolicy, cachePolicy, createCache } from "./cache.ts";
import { answerHeaders, collect, relay, without } from "./forward.ts";
import { isRecord, parse, text } from "./json.ts";
import { readLegs } from "./legs.ts";
import type { Logs } from "./log.ts";
import { edgeMarks, identify, type Marking, marks } from "./marks.ts";
import type { Parts } from "./provider.ts";
import { type Ended, recorded } from "./record.ts";
import { type Call, end } from "./server.ts";
import { openVisit, type Visit } from "./visit.ts";
import { createCounters, rateOf } from "./windows.ts";

export type AiGatewayParts = Parts & {
  readonly logs: Logs;
  readonly aiGateways: AiGateways;
  /** By slug: the base URLs of the practice providers. */
  readonly bases: Readonly<Record<string, string>>;
  /** Stands for all the others. */
  readonly elsewhere: string;
};

type Said = { readonly status: number | null; readonly ended: Ended };
/** The last of each name, in lower case. */
function named(headers: readonly string[]): Readonly<Record<string, string>> {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < headers.length; index += 2) {
    pairs.push([String(headers[index]).toLowerCase(), String(headers[index + 1])]);
  }
  return Object.fromEntries(pairs);
}

/** Google's list of pieces says it is plain JSON: the path tells. */
const isStreamed = (path: string, type: string | undefined): boolean =>
  /^(?:text\/event-stream|application\/(?:vnd\.amazon\.eventstream|stream\+json))/.test(
    String(type),
  ) || path.includes(":streamGenerateContent");

const unsized = (headers: readonly string[]): string[] =>
  without(headers, (name) => name === "content-length");

export function createAiGateway(parts: AiGatewayParts) {
  const { now, faults, settings } = parts;
  const agent = new Agent({ keepAlive: true });
  const cache = createCache(now);
  const counters = createCounters(now);
  const asking = createAsking(parts, agent, counters);

  const marked = (visit: Visit, step = 0, status: Marking["cache"] = null) =>
    marks(visit.identity, { step, cache: status, atMs: now() });

  async function send(
    visit: Visit,
    status: number,
    headers: readonly string[],
    body: Buffer,
  ): Promise<Said> {
    const { call } = visit;
    if (call.gone.aborted) return { status: null, ended: "aborted" };
    const close = call.received === "tooLarge" ? ["connection", "close"] : [];
    const length = ["content-length", String(body.length)];
    call.response.writeHead(status, [...headers, ...close, ...length]);
    visit.finish(status, body, named(headers));
    const isOut = await end(call, body).then(
      () => true,
      () => false,
    );
    return { status, ended: isOut ? "whole" : "aborted" };
  }

  function refuse(visit: Visit, refusal: Refusal): Promise<Said> {
    const own = refusal.byAiGateway ? marked(visit) : edgeMarks(now());
    const headers = ["content-type", refusal.contentType, ...own];
    return send(visit, refusal.status, headers, Buffer.from(refusal.body));
  }

  async function answer(
    visit: Visit,
    { marks: chosen, step, upstream }: Got,
    policy: CachePolicy,
    isBuffered: boolean,
  ): Promise<Said> {
    const { call } = visit;
    const status = upstream.statusCode ?? 502;
    const own = answerHeaders(upstream);
    const headers = [...own, ...marked(visit, step, policy === null ? null : "MISS"), ...chosen];
    const isStream = isStreamed(visit.call.path, upstream.headers["content-type"]);
    const isKept = policy !== null && status === 200 && !isStream;
    if (!isKept && !isBuffered) {
      const whole = (body: Buffer) => visit.finish(status, body, upstream.headers);
      return { status, ended: await relay(upstream, call, headers, whole) };
    }
    const body = await collect(upstream).catch(() => null);
    if (body === null) {
      const ended = call.gone.aborted ? "aborted" : "cut";
      call.response.destroy();
      return { status: null, ended };
    }
    if (isKept) cache.put(policy.key, policy.lifeMs, { status, headers: unsized(own), body });
    return send(visit, status, unsized(headers), body);
  }

  async function pass(
    visit: Visit,
    inside: Inside,
    hidesAuthorization: boolean,
    isBuffered: boolean,
  ): Promise<Said> {
    const { call } = visit;
    const { address, aiGateway } = inside;
    const read = readLegs(call, address, settings().errorShape, hidesAuthorization);
    if (!read.ok) return refuse(visit, read.refusal);
    const { legs, route } = read;
    const scope = `${address.accountId}/${address.aiGatewayId}`;
    const rate = rateOf(aiGateway);
    // What the cache would answer counts as well.
    if (rate !== null && !counters.take(scope, rate.limit, rate)) {
      return refuse(visit, rateLimited(settings().errorShape));
    }
    // "Gateway must be authenticated": its keys are stored ones.
    if (route !== null && !aiGateway.authentication) {
      return refuse(visit, unauthorized(settings().errorShape));
    }
    const isCacheable = call.method === "POST" && legs.length === 1;
    const offSeconds = settings().cacheOffSeconds;
    const policy = isCacheable ? cachePolicy(scope, legs[0], aiGateway, offSeconds) : null;
    const hit = policy === null ? null : cache.get(policy.key);
    if (hit !== null) {
      const { body, headers, slug } = legs[0];
      visit.learn({ isCached: true, headers, ...(address.slug === null ? { slug, body } : {}) });
      return send(visit, hit.status, [...hit.headers, ...marked(visit, 0, "HIT")], hit.body);
    }
    const got = await (route === null
      ? asking.all(visit, legs, inside)
      : asking.route(visit, legs[0], route, inside));
    return "upstream" in got ? answer(visit, got, policy, isBuffered) : refuse(visit, got);
  }

  /** Null: hang up without a word. */
  async function reply(visit: Visit, address: Address | null): Promise<Said | null> {
    const { call } = visit;
    const atEdge = faults.take("edge", address?.slug ?? null)?.what;
    if (atEdge === "aiGatewayHangup") return null;
    if (atEdge !== undefined) return refuse(visit, edgeRefusal(atEdge));
    if (call.received === "tooLarge") return refuse(visit, page(413, "Payload Too Large"));
    if (address === null) return refuse(visit, notRouted(call.path));
    const admission = admit(call, address, settings(), parts.aiGateways, now());
    const { aiGateway } = admission;
    visit.learn({ into: aiGateway === null ? null : { address, aiGateway } });
    if (!admission.ok) return refuse(visit, admission.refusal);
    const fault = faults.take("aiGateway", address.slug)?.what;
    if (fault === undefined || fault === "buffered") {
      const { byAuthorization } = admission;
      const inside = { address, aiGateway: admission.aiGateway };
      return pass(visit, inside, byAuthorization, fault === "buffered");
    }
    if (typeof fault === "object") {
      const lines = Object.entries(fault.headers ?? { "content-type": "application/json" }).flat();
      return send(visit, fault.status, [...lines, ...marked(visit)], Buffer.from(fault.body));
    }
    const body = parse(call.body);
    const model = (isRecord(body) && text(body.model)) || "unknown";
    const context = { shape: settings().errorShape, slug: address.slug ?? "unknown", model };
    return refuse(visit, aiGatewayRefusal(fault, context));
  }

  return {
    close: () => agent.destroy(),
    answer: async (call: Call): Promise<void> => {
      const address = readAddress(call.path);
      const { method, path, headers, rawHeaders, body } = call;
      const slug = address?.slug ?? null;
      const seen = {
        which: "aiGateway",
        slug,
        host: null,
        method,
        path,
        headers,
        rawHeaders,
        body,
      } as const;
      const entry = parts.recorder.open(seen);
      if (call.received === "broken") return entry({ ended: "aborted" });
      const atMs = now();
      const visit = openVisit(call, identify(settings().ids, atMs, headers), atMs, parts);
      const said = await recorded(entry, () => reply(visit, address));
      if (said === null) call.response.destroy();
      else if (said.status !== null) visit.finish(said.status, null, {});
      entry(said ?? { ended: "cut" });
    },
  };
}
