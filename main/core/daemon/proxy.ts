/** Whether Node itself would send this process' sockets through a proxy, loopback included. */
import type { Variables } from "./port.ts";

/**
 * With `NODE_USE_ENV_PROXY=1` (or `--use-env-proxy`) Node's own WebSocket goes through `HTTP_PROXY` unless `NO_PROXY`
 * names the host: the shared secret would be told to that proxy. Measured on Node 24.21.
 */
export function isSocketProxied(env: Variables, execArgv: readonly string[]): boolean {
  const flags = [...execArgv, ...(env.NODE_OPTIONS?.split(/\s+/) ?? [])];
  const isOn = env.NODE_USE_ENV_PROXY === "1" || flags.includes("--use-env-proxy");
  const proxy = env.http_proxy || env.HTTP_PROXY;
  if (!isOn || !proxy) return false;
  const except = (env.no_proxy ?? env.NO_PROXY ?? "").split(/[\s,]+/);
  return !except.some((host) => host === "*" || host === "127.0.0.1");
}
