/** Turns a request to the aiGateway into the requests to providers it stands for: one, or several to be tried in turn. */
import { type Address, isKnownSlug } from "./address.ts";
import { badCompat, invalidProvider, notRouted, type Refusal } from "./ai-gateway-errors.ts";
import { type Leg, without } from "./forward.ts";
import { isRecord, type Json, parse, records, text } from "./json.ts";
import { practiceProvider } from "./providers/table.ts";
import type { Call } from "./server.ts";

export type Legs =
  /** `route`: the name of a dynamic route the leg is to take; null: it goes where it says. */
  | { readonly ok: true; readonly legs: readonly [Leg, ...Leg[]]; readonly route: string | null }
  | { readonly ok: false; readonly refusal: Refusal };

type Shape = "full" | "short";

/** The model's prefix names the provider, and goes no further. */
function compat(call: Call, rest: string, shape: Shape): Legs {
  const isChat = /^\/chat\/completions(?:\?|$)/.test(rest);
  if (!isChat) return { ok: false, refusal: notRouted(call.path) };
  const body = parse(call.body);
  const [, slug = "", model] =
    /^([^/]+)\/(.+)$/s.exec((isRecord(body) && text(body.model)) || "") ?? [];
  if (!isRecord(body) || model === undefined) return { ok: false, refusal: badCompat(shape) };
  if (slug === "dynamic") {
    return { ok: true, legs: [{ ...call, slug: "compat", rest }], route: model };
  }
  if (!isKnownSlug(slug)) return { ok: false, refusal: invalidProvider(shape) };
  return {
    ok: true,
    legs: [chatLeg({ ...call, slug, rest }, slug, { ...body, model })],
    route: null,
  };
}

/** The request as this provider's chat completions. */
export function chatLeg(leg: Leg, slug: string, body: Json, config: Json = {}): Leg {
  const rest = practiceProvider(slug)?.chat ?? "/v1/chat/completions";
  return { ...leg, slug, rest, body: Buffer.from(JSON.stringify(body)), config };
}

/** The elements bring their own headers; those of the request are the aiGateway's. */
function universal(call: Call, shape: Shape): Legs {
  const legs = records(parse(call.body)).map((element): Leg => {
    const endpoint = text(element.endpoint) ?? "";
    const given = isRecord(element.headers) ? Object.entries(element.headers) : [];
    const named = given.map(([name, value]) => [name.toLowerCase(), String(value)] as const);
    const outer = Object.entries(call.headers).filter(([name]) => name.startsWith("cf-aig-"));
    return {
      slug: text(element.provider) ?? "",
      rest: endpoint.startsWith("/") ? endpoint : `/${endpoint}`,
      method: "POST",
      headers: Object.fromEntries([...outer, ...named]),
      rawHeaders: named.flat(),
      body: Buffer.from(JSON.stringify(element.query ?? {})),
      config: isRecord(element.config) ? element.config : {},
    };
  });
  const [first, ...others] = legs;
  if (first === undefined || !legs.every((leg) => isKnownSlug(leg.slug))) {
    return { ok: false, refusal: invalidProvider(shape) };
  }
  return { ok: true, legs: [first, ...others], route: null };
}

/** `hidesAuthorization`: that header carried Cloudflare's own token, which goes no further. */
export function readLegs(
  call: Call,
  { slug, rest }: Address,
  shape: Shape,
  hidesAuthorization: boolean,
): Legs {
  const { authorization: _, ...headers } = call.headers;
  const rawHeaders = without(call.rawHeaders, (name) => name === "authorization");
  const shown = hidesAuthorization ? { ...call, headers, rawHeaders } : call;
  if (slug === null) return universal(shown, shape);
  if (slug === "compat") return compat(shown, rest, shape);
  if (!isKnownSlug(slug)) return { ok: false, refusal: invalidProvider(shape) };
  return { ok: true, legs: [{ ...shown, slug, rest }], route: null };
}
