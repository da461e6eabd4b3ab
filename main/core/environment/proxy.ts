/** Whether OpenClaw sends requests for the router, on 127.0.0.1, through a proxy: its own rule, measured on 2026.9.6. */
import { isObject, type JsonObject, valueAt } from "../json5-edit.ts";
import { hasAddress } from "../network-address.ts";

type Variables = { get(name: string): string | undefined };

/**
 * A plain HTTP request to 127.0.0.1 is sent as `CONNECT 127.0.0.1:{port}` when `http_proxy` or `HTTP_PROXY` names a proxy and `NO_PROXY` does
 * not leave 127.0.0.1 out; `ALL_PROXY` is asked where neither says anything, for some of OpenClaw's requests (by its code; agent turns and
 * probes go direct then). `HTTPS_PROXY` has no part in it. Lower case goes before upper case, blank or not. A proxy OpenClaw manages itself
 * leaves loopback out unless it is told otherwise.
 */
export function isProxied(variables: Variables, config: JsonObject | null): boolean {
  const managed = managedLoopback(variables, config);
  if (managed !== null) return managed !== "direct";
  const either = (name: string) => variables.get(name.toLowerCase()) ?? variables.get(name);
  const proxy = either("HTTP_PROXY")?.trim() || either("ALL_PROXY")?.trim();
  return Boolean(proxy) && !isExcepted(either("NO_PROXY") ?? "");
}

/** What a proxy of OpenClaw's own (`proxy.proxyUrl`) does with loopback; null where there is none. */
export function managedLoopback(
  variables: Variables,
  config: JsonObject | null,
): "direct" | "proxy" | "block" | null {
  const proxy = (config && valueAt(config, ["proxy"])) ?? {};
  if (!isObject(proxy) || proxy.enabled === false) return null;
  const hasUrl = typeof proxy.proxyUrl === "string" && proxy.proxyUrl.trim() !== "";
  if (!hasUrl && !variables.get("OPENCLAW_PROXY_URL")?.trim()) return null;
  if (proxy.loopbackMode === "proxy" || proxy.loopbackMode === "block") return proxy.loopbackMode;
  return leavesLoopbackOut(config) ? "direct" : "proxy";
}

/** Before 2026.9.4 only the daemon's own port was left out. A file nobody stamped is one of today's. */
function leavesLoopbackOut(config: JsonObject | null): boolean {
  const version = config && valueAt(config, ["meta", "lastTouchedVersion"]);
  const [, year, month, patch] = /^(\d{4})\.(\d{1,2})\.(\d{1,3})/.exec(String(version)) ?? [];
  if (year === undefined) return true;
  return Number(year) * 1e6 + Number(month) * 1e3 + Number(patch) >= 2026_009_004;
}

/** Whether a NO_PROXY leaves 127.0.0.1 out, whatever the port: an entry for one port is not relied on, for the router's may change. */
export function isExcepted(noProxy: string): boolean {
  if (noProxy === "*") return true;
  return noProxy.split(/[,\s]/).some((entry) => covers(entry.toLowerCase()));
}

function covers(entry: string): boolean {
  const host = entry.replace(/^\*?\./, "").replace(/^(.+)\.$/, "$1");
  if (host === "" || host === "*") return false;
  return coversAsPattern(host) || host === "127.0.0.1" || "127.0.0.1".endsWith(`.${host}`);
}

const loopback: readonly number[] = [127, 0, 0, 1];

/** OpenClaw's own addition: `127.0.0.0/8` and `127.*`. */
function coversAsPattern(host: string): boolean {
  if (/^[\d.]+\/\d+$/.test(host)) return hasAddress(host, "127.0.0.1");
  if (!host.includes("*")) return false;
  const parts = host.split(".");
  if (parts.length > 4) return false;
  for (const [i, part] of parts.entries()) {
    if (part === "*") {
      if (i === parts.length - 1) return true;
    } else if (!/^\d{1,3}$/.test(part) || Number(part) !== loopback[i]) return false;
  }
  return parts.length === 4;
}

/**
 * The variable of `.env` by which loopback is left out of the proxy from the next start on; null where `.env` cannot bring that about. Measured: what
 * the process is started with beats `.env`, but a lower case name from `.env` beats an upper case one of the process.
 */
export function exceptionFor(
  winner: (name: string) => { readonly layer: string; readonly value: string } | null,
  config: JsonObject | null,
  isCaseBlind: boolean,
): { readonly name: string; readonly value: string; readonly isNew: boolean } | null {
  const start = { get: (name: string) => winner(name)?.value };
  if (!isProxied(start, config) || managedLoopback(start, config) !== null) return null;
  const lower = winner("no_proxy");
  const upper = winner("NO_PROXY");
  const given = lower ?? upper;
  const value = withException(given?.value ?? "");
  if (!given) return { name: "NO_PROXY", value, isNew: true };
  const name = lower ? "no_proxy" : "NO_PROXY";
  if (given.layer === "dotenv") return { name, value, isNew: false };
  return lower || isCaseBlind ? null : { name: "no_proxy", value, isNew: true };
}

function withException(noProxy: string): string {
  const kept = noProxy.trim();
  return kept === "" ? "127.0.0.1,localhost" : `${kept},127.0.0.1,localhost`;
}
