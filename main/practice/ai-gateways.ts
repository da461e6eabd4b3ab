/** The aiGateways there are: those of the settings, those made over the API, and what was changed of either. */
import { uuidV7 } from "./ids.ts";
import type { Json } from "./json.ts";
import type { PracticeSettings } from "./settings.ts";

export type AiGateway = Json & {
  readonly id: string;
  readonly authentication: boolean;
  readonly byok_only: boolean;
  readonly collect_logs: boolean;
  /** Seconds; 0 is off. */
  readonly cache_ttl: number;
};

/** What was made or changed over the API is the API's from then on: the settings speak of the others. */
export type AiGateways = {
  list(accountId: string): readonly AiGateway[];
  get(accountId: string, id: string): AiGateway | null;
  put(accountId: string, aiGateway: AiGateway): void;
  remove(accountId: string, id: string): void;
  /** A new one that is not kept: authenticated, logged, nothing else. */
  blank(accountId: string, id: string): AiGateway;
  /** As the first authenticated request to `default` leaves it: "auth on, logs on, cache off, no rate limit". */
  makeDefault(accountId: string): AiGateway;
};

/** What a caller may leave out of a PUT, and is then as if never set: "PUT replaces the object". */
export const optional: Json = {
  authentication: false,
  byok_only: false,
  dlp: null,
  guardrails: null,
  log_classification: false,
  log_management: null,
  log_management_strategy: null,
  logpush: false,
  logpush_public_key: null,
  otel: null,
  rate_limiting_technique: null,
  retry_backoff: null,
  retry_delay: null,
  retry_max_attempts: null,
  spend_limits: null,
  store_id: null,
  stripe: null,
  workers_ai_billing_mode: "postpaid",
  zdr: false,
};

export function createAiGateways(now: () => number, settings: () => PracticeSettings): AiGateways {
  const changed = new Map<string, AiGateway | null>();
  const startedAt = new Date(now()).toISOString();
  const internalIds = new Map<string, string>();
  const key = (accountId: string, id: string) => `${accountId}/${id}`;

  function internalId(place: string): string {
    const known = internalIds.get(place) ?? uuidV7(now());
    internalIds.set(place, known);
    return known;
  }

  const blank = (accountId: string, id: string): AiGateway => ({
    ...optional,
    id,
    account_id: accountId,
    account_tag: accountId,
    internal_id: internalId(key(accountId, id)),
    created_at: startedAt,
    modified_at: startedAt,
    internal: null,
    is_default: id === "default",
    wholesale: false,
    authentication: true,
    byok_only: false,
    cache_invalidate_on_update: false,
    cache_ttl: 0,
    collect_logs: true,
    rate_limiting_interval: 0,
    rate_limiting_limit: 0,
  });

  function get(accountId: string, id: string): AiGateway | null {
    const own = changed.get(key(accountId, id));
    if (own !== undefined) return own;
    const { accounts, aiGateways, authentication, ...rest } = settings();
    if (!accounts.includes(accountId) || !aiGateways.includes(id)) return null;
    return {
      ...blank(accountId, id),
      authentication,
      byok_only: rest.byokOnly,
      cache_ttl: rest.cacheTtlSeconds ?? 0,
      collect_logs: rest.collectLogs,
      ...rest.aiGatewayFields,
    };
  }

  const put: AiGateways["put"] = (accountId, aiGateway) => {
    changed.set(key(accountId, aiGateway.id), aiGateway);
  };

  return {
    get,
    put,
    blank,
    list: (accountId) => {
      const own = [...changed.keys()].filter((place) => place.startsWith(`${accountId}/`));
      const ids = new Set([
        ...settings().aiGateways,
        ...own.map((place) => place.slice(accountId.length + 1)),
      ]);
      return [...ids].flatMap((id) => get(accountId, id) ?? []);
    },
    remove: (accountId, id) => {
      changed.set(key(accountId, id), null);
    },
    makeDefault: (accountId) => {
      const fresh = blank(accountId, "default");
      put(accountId, fresh);
      return fresh;
    },
  };
}
