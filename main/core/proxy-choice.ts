/** Decides which proxy, if any, stands between this machine and a far end: from the environment or the system's answer, as curl reads them. */

import { bytesOfAddress, hasAddress, isLoopback } from "./network-address.ts";
import type { Base } from "./route.ts";
import type { ProxyRules } from "./traffic.ts";

/** Where a CONNECT goes. */
export type ProxyAddress = {
  readonly isTls: boolean;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** "user:password", decoded; null where the proxy asks for none. */
  readonly credentials: string | null;
};

export type FarEndAddress = Pick<Base, "isTls" | "host" | "port">;

export const noProxies: ProxyRules = { https: null, http: null, except: [] };

export function isSameProxy(one: ProxyAddress | null, other: ProxyAddress | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.isTls === other.isTls &&
    one.host === other.host &&
    one.port === other.port &&
    one.credentials === other.credentials
  );
}

/** Scheme, user and password, literal address or name, port; what follows means nothing. A password may hold an "@", as people write it. */
const proxyPattern =
  /^(?:(https?):\/\/)?(?:([^\s/?#]*)@)?(?:\[([0-9a-f:.]+)\]|([a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?)\.?)(?::(\d{1,5}))?(?:[/?#]\S*)?$/i;

/** Null for what is no http or https proxy: another scheme (SOCKS among them), a name no host can have. Without a scheme it is http. */
export function proxyOf(url: string): ProxyAddress | null {
  const [, scheme = "http", user, literal, name, digits] = proxyPattern.exec(url.trim()) ?? [];
  const host = (literal ?? name)?.toLowerCase();
  if (host === undefined) return null;
  const isTls = scheme.toLowerCase() === "https";
  const port = digits === undefined ? (isTls ? 443 : 80) : Number(digits);
  if (port < 1 || port > 65_535) return null;
  const credentials = user === undefined || user === "" ? null : credentialsOf(user);
  return { isTls, host, port, credentials };
}

/** A user without a password has an empty one. What is not encoded as it should be stands for itself. */
function credentialsOf(user: string): string {
  const colon = user.indexOf(":");
  const [name, password] = colon < 0 ? [user, ""] : [user.slice(0, colon), user.slice(colon + 1)];
  return `${decoded(name)}:${decoded(password)}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` for what the first two leave open, and `NO_PROXY`. As with curl lower case goes before upper case and
 * blank is the same as not there; what is no proxy Sluice can use is passed over.
 */
export function rulesFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): ProxyRules {
  const either = (name: string) => [env[name.toLowerCase()], env[name]];
  const first = (...names: string[]) =>
    names
      .flatMap(either)
      .find((value) => value !== undefined && proxyOf(value) !== null)
      ?.trim() ?? null;
  const except = either("NO_PROXY").find((value) => value?.trim()) ?? "";
  return {
    https: absolute(first("HTTPS_PROXY", "ALL_PROXY")),
    http: absolute(first("HTTP_PROXY", "ALL_PROXY")),
    except: exceptionsOf(except),
  };
}

const absolute = (url: string | null): string | null =>
  url === null || /^https?:\/\//i.test(url) ? url : `http://${url}`;

export const exceptionsOf = (noProxy: string): readonly string[] =>
  noProxy.split(/[\s,]+/).filter((entry) => entry !== "");

/**
 * What Electron's `resolveProxy` answered: "PROXY proxy.corp:3128; DIRECT". The first way Sluice can go counts; unlike a browser it does not
 * try the next when that one is down. Null: only ways it cannot go (SOCKS, QUIC), or no answer anybody knows. The ways of one far end are taken
 * for those of all.
 */
export function rulesFromPac(answer: string): ProxyRules | null {
  for (const entry of answer.split(";")) {
    const [, kind = "", address = ""] = /^\s*([a-z0-9]+)(?:\s+(\S+))?\s*$/i.exec(entry) ?? [];
    const scheme = schemes[kind.toUpperCase()];
    if (scheme === null) return noProxies;
    if (scheme === undefined) continue;
    const url = `${scheme}://${address}`;
    if (!address.includes("@") && proxyOf(url) !== null)
      return { https: url, http: url, except: [] };
  }
  return null;
}

const schemes: Readonly<Record<string, string | null>> = {
  DIRECT: null,
  PROXY: "http",
  HTTP: "http",
  HTTPS: "https",
};

/** Null: straight to the far end. Loopback always is. */
export function proxyFor(rules: ProxyRules, far: FarEndAddress): ProxyAddress | null {
  const url = far.isTls ? rules.https : rules.http;
  if (url === null || isLoopback(far.host)) return null;
  if (rules.except.some((entry) => isExcepted(entry, far))) return null;
  return proxyOf(url);
}

/**
 * One entry of NO_PROXY: "*", a name (and everything below it, with a dot or "*." before it or without), an address, a network, any of the
 * first three with a port.
 */
function isExcepted(entry: string, { host, port }: Omit<FarEndAddress, "isTls">): boolean {
  if (entry === "*") return true;
  const [, literal, name, digits] = withPort.exec(entry) ?? [];
  if (digits !== undefined && Number(digits) !== port) return false;
  return covers((literal ?? name ?? entry).toLowerCase(), host);
}

/** An IPv6 address stands in brackets when a port follows; other things with more than one colon are such an address alone. */
const withPort = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/;

function covers(entry: string, host: string): boolean {
  const name = withoutDot(host.toLowerCase());
  if (bytesOfAddress(name) !== null) return hasAddress(entry, name);
  const suffix = withoutDot(entry.replace(/^\*?\./, ""));
  return suffix !== "" && (name === suffix || name.endsWith(`.${suffix}`));
}

const withoutDot = (name: string): string => name.replace(/\.$/, "");
