/** Where a request goes: the fixed table of providers, the addresses made of it once per configuration, and the rules for paths. */
import type { RefusalReason, RouteName } from "../../preload/contract/state.ts";
import { type CredentialName, credentialNames } from "./http-head-request.ts";
import type { TrafficConfig } from "./traffic.ts";

type Provider = {
  /** The header its key stands in, and what stands before the key there. */
  readonly header: CredentialName;
  readonly scheme?: string;
  /** Its own base URL; left out where the host depends on the path or only Cloudflare can serve it. */
  readonly base?: string;
  /** How the path below the slug must begin, where Cloudflare makes parts of it a host name that gets the key. */
  readonly hostPath?: RegExp;
};

const bearer = (base?: string): Provider => ({
  header: "authorization",
  scheme: "Bearer",
  ...(base === undefined ? {} : { base }),
});

/** Cloudflare's slugs (facts: developers.cloudflare.com/ai-gateway/usage/providers, AI SDK's gateway-providers.ts). */
const providers: Readonly<Record<string, Provider>> = {
  anthropic: { header: "x-api-key", base: "https://api.anthropic.com" },
  openai: bearer("https://api.openai.com/v1"),
  "google-ai-studio": {
    header: "x-goog-api-key",
    base: "https://generativelanguage.googleapis.com",
  },
  "google-vertex-ai": {
    ...bearer(),
    hostPath: /^\/v1(?:beta1)?\/projects\/[\w.:-]{1,128}\/locations\/[a-z0-9-]{1,63}(?:\/|$)/,
  },
  "azure-openai": { header: "api-key", hostPath: /^\/[a-z0-9-]{1,63}(?:\/|$)/i },
  "aws-bedrock": {
    ...bearer(),
    hostPath: /^\/bedrock(?:-runtime|-mantle)?\/[a-z0-9-]{1,63}(?:\/|$)/,
  },
  "workers-ai": bearer(),
  groq: bearer("https://api.groq.com/openai/v1"),
  grok: bearer("https://api.x.ai"),
  mistral: bearer("https://api.mistral.ai"),
  deepseek: bearer("https://api.deepseek.com"),
  openrouter: bearer("https://openrouter.ai/api/v1"),
  "perplexity-ai": bearer("https://api.perplexity.ai"),
  cerebras: bearer("https://api.cerebras.ai"),
  cohere: bearer("https://api.cohere.com"),
  fireworks: bearer("https://api.fireworks.ai/inference/v1"),
  huggingface: bearer("https://api-inference.huggingface.co/models"),
  replicate: bearer("https://api.replicate.com"),
  baseten: {
    header: "authorization",
    scheme: "Api-Key",
    hostPath: /^\/(?:v1|model\/[a-z0-9-]{1,63})(?:\/|$)/,
  },
  parallel: { header: "x-api-key" },
  cartesia: { header: "x-api-key", base: "https://api.cartesia.ai" },
  deepgram: { header: "authorization", scheme: "Token", base: "https://api.deepgram.com" },
  elevenlabs: { header: "xi-api-key", base: "https://api.elevenlabs.io" },
  fal: { header: "authorization", scheme: "Key", base: "https://fal.run" },
  ideogram: { header: "api-key", base: "https://api.ideogram.ai" },
};

/** Slug to the provider's own base URL, for those that have a direct route. */
export const directBases: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(providers).flatMap(([slug, { base }]) => (base ? [[slug, base]] : [])),
);

/** The header a provider's key stands in and what it says there; null for a provider that is not in the table. */
export function keyHeaderOf(slug: string, key: string): readonly [CredentialName, string] | null {
  const provider = Object.hasOwn(providers, slug) ? providers[slug] : undefined;
  if (provider === undefined || headerSafe(key) === null) return null;
  return [provider.header, provider.scheme === undefined ? key : `${provider.scheme} ${key}`];
}

/** A base URL taken apart. `path` has no slash at its end. */
export type Base = {
  readonly isTls: boolean;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** What the Host header says. */
  readonly authority: string;
  readonly path: string;
};

const basePattern =
  /^(https?):\/\/(?:\[([0-9a-f:.]+)\]|([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?))(?::(\d{1,5}))?((?:\/[A-Za-z0-9._~%@+-]+)*)\/*$/i;

/** Null for what is no https URL, or http anywhere but on this computer: keys travel on it. */
export function baseOf(url: string): Base | null {
  const [, scheme, literal, name, digits, path = ""] = basePattern.exec(url) ?? [];
  const host = (literal ?? name)?.toLowerCase();
  if (scheme === undefined || host === undefined) return null;
  const isTls = scheme.toLowerCase() === "https";
  if (!isTls && !["127.0.0.1", "::1", "localhost"].includes(host)) return null;
  const port = digits === undefined ? (isTls ? 443 : 80) : Number(digits);
  if (port < 1 || port > 65_535) return null;
  const shown = literal === undefined ? host : `[${host}]`;
  const authority = digits === undefined ? shown : `${shown}:${port}`;
  return { isTls, host, port, authority, path };
}

/** How requests of one provider are sent on, made once per configuration. */
export type Destination = {
  readonly slug: string;
  /** Set when every request of this provider is refused; nothing else then matters. */
  readonly refusal: RefusalReason | null;
  readonly base: Base | null;
  /** The route requests of this provider take; "paused" where none leaves. */
  readonly route: RouteName;
  readonly isDirect: boolean;
  /** Stands before the rest of the path. */
  readonly prefix: string;
  /** What the rest must not begin with again, as in "/v1"; empty when the prefix ends in no version. */
  readonly version: string;
  /** Header lines to add, Host first. */
  readonly lines: string;
  /** The line with the provider's key; null when there is no key. */
  readonly keyLine: string | null;
  /** The header of that line, as a bit of `credentialNames`. */
  readonly keyBit: number;
  readonly hostPath: RegExp | null;
};

export type Plan = {
  readonly route: RouteName;
  /** See `TrafficConfig`. */
  readonly isSpoken: boolean;
  readonly localKey: string | null;
  readonly checkKey: string | null;
  readonly destinations: ReadonlyMap<string, Destination>;
  /** As if the route were the other one, for Sluice's own trial of both; what is refused is refused there as well. */
  readonly otherDestinations: ReadonlyMap<string, Destination>;
};

/** Everything that does not depend on the single request. What cannot stand in a header is treated as not there. */
export function planOf(config: TrafficConfig): Plan {
  const { route } = config;
  const other = route === "direct" ? "cloudflare" : "direct";
  return {
    route: config.route,
    isSpoken: config.isSpoken === true,
    localKey: headerSafe(config.localKey),
    checkKey: headerSafe(config.checkKey),
    destinations: destinationsOf(config),
    otherDestinations: destinationsOf(route === "paused" ? config : { ...config, route: other }),
  };
}

const destinationsOf = (config: TrafficConfig): ReadonlyMap<string, Destination> =>
  new Map(
    Object.entries(providers).map(([slug, provider]) => [
      slug,
      destinationOf(slug, provider, config),
    ]),
  );

function destinationOf(slug: string, provider: Provider, config: TrafficConfig): Destination {
  const given = config.providers[slug];
  const key = headerSafe(given?.key ?? null);
  const { aiGateway, route } = config;
  const isDirect = route === "direct";
  const url = isDirect ? given?.base : aiGateway?.base;
  const names = isDirect || !aiGateway ? [] : [aiGateway.accountId, aiGateway.aiGatewayId];
  const base = url && names.every((name) => pathPart.test(name)) ? baseOf(url) : null;
  const below = isDirect ? "" : `/v1/${names.join("/")}/${slug}`;
  const prefix = (base?.path ?? "") + below;
  return {
    slug,
    refusal: refusalOf(config, base),
    base,
    route,
    isDirect,
    prefix,
    version: isDirect ? (/\/v\d+$/.exec(prefix)?.[0] ?? "") : "",
    lines: `Host: ${base?.authority ?? ""}\r\n${isDirect ? "" : aiGatewayLines(config)}`,
    keyLine: key && `${provider.header}: ${provider.scheme ? `${provider.scheme} ` : ""}${key}\r\n`,
    keyBit: credentialNames[provider.header],
    hostPath: provider.hostPath ?? null,
  };
}

/** Paused wins over everything: it is what the person asked for. */
function refusalOf(config: TrafficConfig, base: Base | null): RefusalReason | null {
  if (config.route === "paused") return "paused";
  if (config.refuse !== null) return config.refuse;
  if (config.route === "direct") return base ? null : "noDirectRoute";
  return base ? null : "noProfile";
}

function aiGatewayLines({ aiGateway, logPayloads, responseCache }: TrafficConfig): string {
  const token = headerSafe(aiGateway?.token ?? null);
  return (
    (token === null ? "" : `cf-aig-authorization: Bearer ${token}\r\n`) +
    (responseCache ? "" : "cf-aig-skip-cache: true\r\n") +
    (logPayloads ? "" : "cf-aig-collect-log-payload: false\r\n")
  );
}

const pathPart = /^[A-Za-z0-9_-]{1,64}$/;

function headerSafe(secret: string | null): string | null {
  return secret !== null && /^[\x21-\x7e]+$/.test(secret) ? secret : null;
}

/** Dot segments, encoded dots, slashes and control bytes, backslashes, fragments, an empty first or second part. */
const oddPath = /[\\#]|%2e|%2f|%5c|%[01][0-9a-f]|%7f|^\/[^/]*\/\/|^\/\/|\/\.{1,2}(?:\/|$)/i;

/** A request's target taken apart; `rest` is what follows the slug, query included. */
export type Path = { readonly slug: string; readonly path: string; readonly rest: string };

/** The target that was read last: an agent's requests all go to one. */
let lastTarget = "";
let lastPath: Path | null = null;

/** Null when the target is not a plain path that every server would read alike. */
export function pathOf(target: string): Path | null {
  if (target !== lastTarget) {
    lastPath = readPath(target);
    lastTarget = target;
  }
  return lastPath;
}

function readPath(target: string): Path | null {
  const mark = target.indexOf("?");
  const whole = mark < 0 ? target : target.slice(0, mark);
  if (target[0] !== "/" || oddPath.test(whole) || target.includes("#", mark + 1)) return null;
  const slash = whole.indexOf("/", 1);
  const to = slash < 0 ? whole.length : slash;
  return { slug: whole.slice(1, to), path: whole.slice(to), rest: target.slice(to) };
}

/** False when parts of the path become a host name at Cloudflare's and are not exactly what belongs there. */
export function hasPlainHost({ hostPath }: Destination, path: string): boolean {
  return hostPath === null || hostPath.test(path);
}

/** The request target at the far end. A base that ends in "/v1" takes "/v1/x" and "/x" for the same. */
export function targetOf({ prefix, version }: Destination, rest: string): string {
  const isTwice =
    version !== "" && rest.startsWith(version) && /^(?:[/?]|$)/.test(rest.slice(version.length));
  const target = prefix + (isTwice ? rest.slice(version.length) : rest);
  if (target === "") return "/";
  return target[0] === "?" ? `/${target}` : target;
}
