/** Where a request goes: the addresses made of the table of providers once per configuration, and the rules for paths. */
import type { RefusalReason, RouteName } from "../../preload/contract/state.ts";
import { type ByModel, byModel, type Dial, dialHeaders, dialLines } from "./dials.ts";
import { type CredentialName, credentialNames } from "./http-head-request.ts";
import { isCustom, type Provider, providerOf, providers } from "./providers.ts";
import type { TrafficConfig } from "./traffic.ts";

/** The header a provider's key stands in and what it says there; null for a provider that is not in the table. */
export function keyHeaderOf(slug: string, key: string): readonly [CredentialName, string] | null {
  const provider = providerOf(slug);
  if (provider === null || headerSafe(key) === null) return null;
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
  /** The same for models the person has set otherwise, by the name a request says; null: for none. */
  readonly modelLines: ByModel<string> | null;
  /** The line with the provider's key; empty where somebody else's pays, null when there is no key. */
  readonly keyLine: string | null;
  /** The header of that line, as a bit of `credentialNames`. */
  readonly keyBit: number;
  /** No key leaves this machine: what is stored at Cloudflare pays, and a key on the request would come before it. */
  readonly isKeyless: boolean;
  readonly hostPath: RegExp | null;
  /** Goes behind the target where its query does not say it; null: nothing does. */
  readonly query: string | null;
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

function destinationsOf(config: TrafficConfig): ReadonlyMap<string, Destination> {
  const slugs = [...Object.keys(providers), ...Object.keys(config.providers).filter(isCustom)];
  return new Map(
    slugs.flatMap((slug) => {
      const provider = providerOf(slug);
      return provider ? [[slug, destinationOf(slug, provider, config)] as const] : [];
    }),
  );
}

function destinationOf(slug: string, provider: Provider, config: TrafficConfig): Destination {
  const given = Object.hasOwn(config.providers, slug) ? config.providers[slug] : undefined;
  const key = headerSafe(given?.key ?? null);
  const { aiGateway, route } = config;
  const isDirect = route === "direct";
  const url = isDirect ? given?.base : aiGateway?.base;
  const names = isDirect || !aiGateway ? [] : [aiGateway.accountId, aiGateway.aiGatewayId];
  const base = url && names.every((name) => pathPart.test(name)) ? baseOf(url) : null;
  const below = isDirect ? "" : `/v1/${names.join("/")}/${slug}`;
  const prefix = (base?.path ?? "") + below;
  const isKeyless = !isDirect && (given?.pays ?? "key") !== "key";
  const host = `Host: ${base?.authority ?? ""}\r\n`;
  const common = host + (isDirect ? "" : aiGatewayLines(config) + payerLines(given));
  const { all = {}, models = {} } = config.dials ?? {};
  const linesWith = (dial: Dial) => common + (isDirect ? "" : dialLines(dial));
  const own = isDirect
    ? []
    : Object.entries(models).filter(([name]) => name.startsWith(`${slug}/`));
  return {
    slug,
    refusal: refusalOf(config, base),
    base,
    route,
    isDirect,
    prefix,
    version: isDirect ? (/\/v\d+$/.exec(prefix)?.[0] ?? "") : "",
    lines: linesWith(all),
    modelLines:
      own.length === 0
        ? null
        : byModel(
            slug,
            own.map(([name, dial]) => [
              name.slice(slug.length + 1),
              linesWith({ ...all, ...dial }),
            ]),
          ),
    keyLine: isKeyless
      ? ""
      : key && `${provider.header}: ${provider.scheme ? `${provider.scheme} ` : ""}${key}\r\n`,
    keyBit: credentialNames[provider.header],
    isKeyless,
    hostPath: provider.hostPath ?? null,
    query: provider.query ?? null,
  };
}

/** Without the first, Cloudflare silently takes its own credits where it finds no key (facts: credential precedence). */
function payerLines(given: TrafficConfig["providers"][string] | undefined): string {
  const { alias = null, pays = "key" } = given ?? {};
  if (pays === "credits") return "";
  const stored = pays === "stored" ? headerSafe(alias) : null;
  return `cf-aig-no-wholesale: true\r\n${stored === null ? "" : `cf-aig-byok-alias: ${stored}\r\n`}`;
}

/** Paused wins over everything: it is what the person asked for. */
function refusalOf(config: TrafficConfig, base: Base | null): RefusalReason | null {
  if (config.route === "paused") return "paused";
  if (config.refuse !== null) return config.refuse;
  if (config.route === "direct") return base ? null : "noDirectRoute";
  return base ? null : "noProfile";
}

function aiGatewayLines({ aiGateway, logPayloads }: TrafficConfig): string {
  const token = headerSafe(aiGateway?.token ?? null);
  return (
    (token === null ? "" : `cf-aig-authorization: Bearer ${token}\r\n`) +
    (logPayloads ? "" : "cf-aig-collect-log-payload: false\r\n")
  );
}

/** What Cloudflare is told with requests, by the model; null: of every other. For people to see: the token is not in it. */
export function headersTold(
  config: TrafficConfig,
): readonly { readonly model: string | null; readonly headers: ReturnType<typeof dialHeaders> }[] {
  const { aiGateway, dials = { all: {}, models: {} }, logPayloads } = config;
  if (!aiGateway) return [];
  const told = (dial: Dial) => [
    ...(aiGateway.token === null ? [] : [["cf-aig-authorization", "Bearer ••••"] as const]),
    ...(logPayloads ? [] : [["cf-aig-collect-log-payload", "false"] as const]),
    ...dialHeaders(dial),
  ];
  const models = Object.entries(dials.models);
  return [
    { model: null, headers: told(dials.all) },
    ...models.map(([model, dial]) => ({ model, headers: told({ ...dials.all, ...dial }) })),
  ];
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
export function targetOf({ prefix, query, version }: Destination, rest: string): string {
  const isTwice =
    version !== "" && rest.startsWith(version) && /^(?:[/?]|$)/.test(rest.slice(version.length));
  const target = prefix + (isTwice ? rest.slice(version.length) : rest);
  const whole = target === "" ? "/" : target[0] === "?" ? `/${target}` : target;
  return query === null ? whole : withQuery(whole, query);
}

/** `query` is one "name=value". What the request says itself stays. */
function withQuery(target: string, query: string): string {
  const mark = target.indexOf("?");
  if (mark < 0) return `${target}?${query}`;
  const name = query.slice(0, query.indexOf("=") + 1);
  const isSaid = target.startsWith(name, mark + 1) || target.includes(`&${name}`, mark);
  return isSaid ? target : `${target}${target.endsWith("?") ? "" : "&"}${query}`;
}
