/** The aiGateway's response cache: exact requests only, replayed as stored, usage and all. */
import { createHash } from "node:crypto";
import { credentialHeaders } from "./address.ts";
import type { AiGateway } from "./ai-gateways.ts";
import { acceptsGzip } from "./answer.ts";
import type { Leg } from "./forward.ts";

export type Stored = {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: Buffer;
};

/** What the cache makes of a request; null: it is not asked. */
export type CachePolicy = { readonly key: string; readonly lifeMs: number } | null;

export type Cache = {
  get(key: string): Stored | null;
  put(key: string, lifeMs: number, stored: Stored): void;
};

const most = 2_592_000;
const largestRequest = 25 * 1024 * 1024;

function seconds(value: unknown): number | null {
  const asked = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : null;
  return asked !== null && asked >= 60 && asked <= most ? asked : null;
}

/** `scope` is the account and aiGateway, `offSeconds` how long it keeps answers when its cache is off. The provider key is part of the key: two of them never share an answer. */
export function cachePolicy(
  scope: string,
  { headers, body, slug, rest }: Leg,
  aiGateway: AiGateway,
  offSeconds: number,
): CachePolicy {
  if ((headers["cf-aig-skip-cache"] ?? headers["cf-skip-cache"]) === "true") return null;
  if (body.length > largestRequest) return null;
  const own = headers["cf-aig-cache-key"];
  const asked = seconds(headers["cf-aig-cache-ttl"] ?? headers["cf-cache-ttl"]);
  // A key of the caller's own makes an entry even where caching is off, for five minutes.
  const standard = aiGateway.cache_ttl || (typeof own === "string" ? 300 : offSeconds);
  const life = asked ?? standard;
  if (life === 0) return null;
  const names = credentialHeaders[slug] ?? ["x-api-key", "authorization"];
  const credential = names.map((name) => headers[name]).find((value) => value !== undefined);
  const hash = createHash("sha256").update(`${scope}\0`);
  if (typeof own === "string") hash.update(`key\0${own}`);
  else hash.update(`${slug}\0${rest}\0${String(credential)}\0`).update(body);
  const key = hash
    .update(acceptsGzip(String(headers["accept-encoding"])) ? "\0gzip" : "\0plain")
    .digest("hex");
  return { key, lifeMs: life * 1000 };
}

export function createCache(now: () => number): Cache {
  const stored = new Map<string, { readonly answer: Stored; readonly until: number }>();
  return {
    get: (key) => {
      const found = stored.get(key);
      return found !== undefined && found.until > now() ? found.answer : null;
    },
    put: (key, lifeMs, answer) => {
      for (const [old, { until }] of stored) if (until <= now()) stored.delete(old);
      stored.set(key, { answer, until: now() + lifeMs });
    },
  };
}
