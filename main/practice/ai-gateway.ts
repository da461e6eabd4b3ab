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
import type { AiGateways } from "./ai-gateways.ts";
import { type CachePolicy, cachePolicy, createCache } from "./cache.ts";
import { answerHeaders, ask, collect, type Leg, relay, without } from "./forward.ts";
import { isRecord, parse, text } from "./json.ts";
import { readLegs } from "./legs.ts";
import type { Logs } from "./log.ts";
import { edgeMarks, identify, type Marking, marks } from "./marks.ts";
import type { Parts } from "./provider.ts";
import { type Ended, recorded } from "./record.ts";
import { type Call, end } from "./server.ts";
import { type Learned, openVisit, type Visit } from "./visit.ts";

export type AiGatewayParts = Parts & {
  readonly logs: Logs;
  readonly aiGateways: AiGateways;
  /** By slug: the base URLs of the practice providers. */
  readonly bases: Readonly<Record<string, string>>;
  /** Stands for all the others. */
  readonly elsewhere: string;
};

type Said = { readonly status: number | null; readonly ended: Ended };
type Inside = NonNullable<Learned["into"]>;
type Got = { readonly upstream: IncomingMessage; readonly step: number };

/** The universal endpoint names providers in its body; elsewhere the path and the request itself say all. */
function learnOf(visit: Visit, { slug, headers, body }: Leg, address: Address): void {
  visit.learn(address.slug === null ? { slug, headers, body } : { headers });
}

/** The last of each name, in lower case. */
function named(headers: readonly string[]): Readonly<Record<string, string>> {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < headers.length; index += 2) {
    pairs.push([String(headers[index]).toLowerCase(), String(headers[index + 1])]);
  }
  return Object.fromEntries(pairs);
}

const unsized = (headers: readonly string[]): string[] =>
  without(headers, (name) => name === "content-length");

export function createAiGateway(parts: AiGatewayParts) {
  const { now, faults, settings } = parts;
  const agent = new Agent({ keepAlive: true });
  const cache = createCache(now);

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

  /** The first leg that answers below 400, else what came of the last. */
  async function tryAll(
    visit: Visit,
    legs: readonly Leg[],
    { address, aiGateway }: Inside,
  ): Promise<Got | Refusal> {
    let last: Got | Refusal = noAnswer(settings().errorShape);
    for (const [step, leg] of legs.entries()) {
      if ("upstream" in last) last.upstream.destroy();
      learnOf(visit, leg, address);
      visit.learn({ step });
      const key = credential(leg, parts.wholesaleKey, settings(), aiGateway);
      if (!key.ok) {
        last = key.refusal;
        continue;
      }
      visit.learn({ isWholesale: key.isWholesale });
      const to = target(leg.slug, leg.rest, parts.bases, parts.elsewhere);
      const upstream = await ask(leg, to, key.add, agent, visit.call.gone).catch(() => null);
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
    visit: Visit,
    { upstream, step }: Got,
    policy: CachePolicy,
    isBuffered: boolean,
  ): Promise<Said> {
    const { call } = visit;
    const status = upstream.statusCode ?? 502;
    const own = answerHeaders(upstream);
    const headers = [...own, ...marked(visit, step, policy === null ? null : "MISS")];
    const isStream = String(upstream.headers["content-type"]).startsWith("text/event-stream");
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
    const isCacheable = call.method === "POST" && read.legs.length === 1;
    const scope = `${address.accountId}/${address.aiGatewayId}`;
    const offSeconds = settings().cacheOffSeconds;
    const policy = isCacheable ? cachePolicy(scope, read.legs[0], aiGateway, offSeconds) : null;
    const hit = policy === null ? null : cache.get(policy.key);
    if (hit !== null) {
      learnOf(visit, read.legs[0], address);
      visit.learn({ isCached: true });
      return send(visit, hit.status, [...hit.headers, ...marked(visit, 0, "HIT")], hit.body);
    }
    const got = await tryAll(visit, read.legs, inside);
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
      const seen = { which: "aiGateway", slug, method, path, headers, rawHeaders, body } as const;
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
