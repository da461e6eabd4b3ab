/** The router's rig behind a real proxy: the far end is far.sluice.test, a name only the proxy can resolve. */
import type { TrafficConfig } from "../../main/core/traffic.ts";
import type { Limits } from "../../main/router/limits.ts";
import { type ConnectProxy, startConnectProxy } from "../support/connect-proxy.ts";
import { farEndTls } from "../support/far-end.tls.ts";
import type { Respond } from "../support/far-end.ts";
import { farSluiceTls } from "../support/private-ca.ts";
import { cleanUp, type Rig, startRig } from "./rig.ts";

export type ProxyRig = Rig & { readonly proxy: ConnectProxy };

export const secrets = ["sk-ant-1", "sk-oai-1", "cf-token-1", "local-key", "What is secret here"];

export async function startProxyRig(
  options: {
    readonly respond?: Respond;
    readonly limits?: Partial<Limits>;
    readonly config?: Partial<TrafficConfig>;
    /** The proxy itself is spoken to over TLS. */
    readonly isTls?: boolean;
    /** "user:password", as in a URL. */
    readonly user?: string;
    readonly judge?: ConnectProxy["judge"];
    readonly greeting?: readonly string[];
    readonly except?: readonly string[];
    readonly now?: () => number;
  } = {},
): Promise<ProxyRig> {
  const proxy = await startConnectProxy(options.isTls ? farEndTls : undefined);
  cleanUp(proxy.close);
  if (options.judge) proxy.judge = options.judge;
  if (options.greeting) proxy.greeting = options.greeting;
  const { limits, now, respond } = options;
  const rig = await startRig({
    tls: { ...farSluiceTls, ca: `${farSluiceTls.ca}${farEndTls.cert}` },
    ...(respond ? { respond } : {}),
    ...(limits ? { limits } : {}),
    ...(now ? { now } : {}),
    // Nothing is opened ahead before the proxy is known.
    config: { localKey: null },
  });
  const base = `https://far.sluice.test:${rig.farEnd.port}`;
  const url = options.user ? proxy.url.replace("//", `//${options.user}@`) : proxy.url;
  const standing: Partial<TrafficConfig> = {
    localKey: "local-key-AbCdEf0123456789",
    aiGateway: { base, accountId: "acct", aiGatewayId: "mine", token: "cf-token-1" },
    providers: {
      anthropic: { base, key: "sk-ant-1" },
      openai: { base: `${base}/v1`, key: "sk-oai-1" },
    },
    proxies: { https: url, http: url, except: options.except ?? [] },
    ...options.config,
  };
  const configure = (more: Partial<TrafficConfig>): void => rig.configure({ ...standing, ...more });
  configure({});
  return { ...rig, proxy, configure };
}

export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
