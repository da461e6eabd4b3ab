/** A router between a raw client and a raw far end: only the far end is made up. */
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { afterEach } from "vitest";
import type { Exchange, TrafficConfig } from "../../main/core/traffic.ts";
import type { Limits } from "../../main/router/limits.ts";
import { createRouter, type Router } from "../../main/router/server.ts";
import { type FarEnd, type Respond, startFarEnd } from "../support/far-end.ts";
import { connectRaw, type RawClient, requestText } from "../support/raw-client.ts";

export const localKey = "local-key-AbCdEf0123456789";
export const checkKey = "check-key-AbCdEf0123456789";

export type LogLine = { readonly level: string; readonly event: string; readonly fields: unknown };

export type Rig = {
  readonly router: Router;
  readonly port: number;
  readonly farEnd: FarEnd;
  readonly exchanges: Exchange[];
  readonly logs: LogLine[];
  readonly config: TrafficConfig;
  configure(more: Partial<TrafficConfig>): void;
  connect(host?: string): Promise<RawClient>;
  /** A request's bytes with the local key in x-api-key, unless `headers` bring another. */
  text(target: string, more?: Omit<Parameters<typeof requestText>[0], "port" | "target">): Buffer;
  /** Resolves with the exchange of this index, once it has been reported. */
  exchange(index?: number): Promise<Exchange>;
};

const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

export function cleanUp(cleanup: () => Promise<unknown>): void {
  cleanups.push(cleanup);
}

export async function startRig(
  options: {
    readonly respond?: Respond;
    readonly limits?: Partial<Limits>;
    readonly config?: Partial<TrafficConfig>;
    /** `ca`: who vouches for it; left out, it does so itself. */
    readonly tls?: { readonly key: string; readonly cert: string; readonly ca?: string };
    readonly now?: () => number;
  } = {},
): Promise<Rig> {
  const farEnd = await startFarEnd(options.respond, options.tls);
  const exchanges: Exchange[] = [];
  const logs: LogLine[] = [];
  const waiting = new Set<() => void>();
  const log = (level: string) => (event: string, fields: unknown) =>
    void logs.push({ level, event, fields });
  const router = createRouter({
    onExchange(exchange) {
      exchanges.push(exchange);
      for (const look of [...waiting]) look();
    },
    log: { info: log("info"), warn: log("warn"), error: log("error") },
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.tls ? { ca: options.tls.ca ?? options.tls.cert } : {}),
    ...(options.now ? { now: options.now } : {}),
  });
  const config: TrafficConfig = {
    route: "cloudflare",
    refuse: null,
    stopAtMicroUsd: null,
    profile: "profile-1",
    aiGateway: { base: farEnd.base, accountId: "acct", aiGatewayId: "mine", token: "cf-token-1" },
    providers: {
      anthropic: { base: farEnd.base, key: "sk-ant-1" },
      openai: { base: `${farEnd.base}/v1`, key: "sk-oai-1" },
    },
    localKey,
    checkKey,
    logPayloads: false,
    proxies: { https: null, http: null, except: [] },
    ...options.config,
  };
  router.configure(config);
  const listening = await router.listen(0);
  if (!listening.ok) throw new Error(listening.code);
  const { port } = listening;
  cleanUp(async () => {
    await router.close(0);
    await farEnd.close();
  });
  return {
    router,
    port,
    farEnd,
    exchanges,
    logs,
    config,
    configure: (more) => router.configure({ ...config, ...more }),
    async connect(host) {
      const client = await connectRaw(port, host);
      cleanUp(async () => client.destroy());
      return client;
    },
    text: (target, more = {}) =>
      requestText({ port, target, ...more, headers: { "x-api-key": localKey, ...more.headers } }),
    exchange: (index = 0) =>
      new Promise((resolve) => {
        const look = () => {
          const found = exchanges[index];
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

export type Got = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** One request by Node's own client, for where the bytes do not matter; rejects when the answer is cut. */
export function fetchOnce(
  url: string,
  request: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Buffer;
  } = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const headers = { "x-api-key": localKey, ...request.headers };
    const sent = httpRequest(url, { method: request.method ?? "POST", headers, agent: false });
    sent.on("error", reject);
    sent.on("response", (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(parts),
        });
      });
    });
    sent.end(request.body);
  });
}
