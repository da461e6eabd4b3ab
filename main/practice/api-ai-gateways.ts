/** Lists, makes, replaces and removes aiGateways, as insistent on whole objects as the real one. */

import { isKnownSlug } from "./address.ts";
import { type AiGateway, optional } from "./ai-gateways.ts";
import { type ApiAnswer, type ApiAsk, pageIn, pageInfo, pageOf } from "./api-ask.ts";
import { type ApiReply, done, failed, invalidInput, notFound } from "./api-reply.ts";
import { isRecord, type Json, list, records } from "./json.ts";

const idShape = /^[a-z0-9_]+(?:-[a-z0-9_]+)*$/;
const most = { free: 10, paid: 20 } as const;

type Check = (value: unknown) => boolean;

const isFlag: Check = (value) => typeof value === "boolean";
const isCount: Check = (value) =>
  value === null || (typeof value === "number" && Number.isInteger(value) && value >= 0);
const within =
  (least: number, top: number): Check =>
  (value) =>
    value === null || (isCount(value) && Number(value) >= least && Number(value) <= top);
const among =
  (...names: readonly unknown[]): Check =>
  (value) =>
    value === null || names.includes(value);

/** "Required in POST (+`id`) and PUT". */
const required: Readonly<Record<string, Check>> = {
  cache_invalidate_on_update: isFlag,
  cache_ttl: isCount,
  collect_logs: isFlag,
  rate_limiting_interval: isCount,
  rate_limiting_limit: isCount,
};

const checks: Readonly<Record<string, Check>> = {
  ...required,
  authentication: isFlag,
  byok_only: isFlag,
  logpush: isFlag,
  log_classification: isFlag,
  zdr: isFlag,
  rate_limiting_technique: among("fixed", "sliding"),
  retry_max_attempts: within(1, 5),
  retry_delay: within(0, 60_000),
  retry_backoff: among("constant", "linear", "exponential"),
  log_management: within(10_000, 10_000_000),
  log_management_strategy: among("STOP_INSERTING", "DELETE_OLDEST"),
  workers_ai_billing_mode: among("postpaid", "unified"),
  otel: (value) => value === null || (Array.isArray(value) && value.length <= 5),
  spend_limits: (value) =>
    value === null ||
    (isRecord(value) && list(value.rules).length <= 20 && records(value.rules).every(isRule)),
};

function isRule({ limit, limitType, window }: Json): boolean {
  return typeof limit === "number" && limit > 0 && limitType === "cost" && isCount(window);
}

/** Null: everything is there and of its kind. */
function wrongIn(body: unknown): ApiReply | null {
  if (!isRecord(body)) return invalidInput(["body"], "Required");
  for (const name of Object.keys(required)) {
    if (!Object.hasOwn(body, name)) return invalidInput(["body", name], "Required");
  }
  for (const [name, check] of Object.entries(checks)) {
    if (body[name] !== undefined && !check(body[name])) {
      return invalidInput(["body", name], "Invalid input");
    }
  }
  return null;
}

/** What the caller may write; null for the cache is kept as 0, as was seen. */
function written(body: unknown): Json {
  const given = Object.entries(isRecord(body) ? body : {}).filter(
    ([name]) => Object.hasOwn(checks, name) || Object.hasOwn(optional, name),
  );
  const fields: Json = Object.fromEntries(given);
  return { ...optional, ...fields, cache_ttl: fields.cache_ttl ?? 0 };
}

export const listAiGateways: ApiAnswer = ({ query, ids: [accountId = ""] }, { aiGateways }) => {
  const page = pageOf(query, 20, 100);
  if (page === null) return invalidInput(["query", "per_page"], "Number must be at most 100");
  const search = query.get("search") ?? "";
  const rows = aiGateways.list(accountId).filter(({ id }) => id.includes(search));
  const shown = pageIn(rows, page);
  return done(shown, { result_info: pageInfo(shown.length, rows.length, page) });
};

export const makeAiGateway: ApiAnswer = ({ body, ids: [accountId = ""] }, parts) => {
  const { aiGateways, settings, now } = parts;
  const id = isRecord(body) ? body.id : undefined;
  if (id === undefined) return invalidInput(["body", "id"], "Required");
  if (typeof id !== "string" || id.length > 64 || !idShape.test(id)) {
    return invalidInput(["body", "id"], "Invalid");
  }
  const wrong = wrongIn(body);
  if (wrong !== null) return wrong;
  if (aiGateways.get(accountId, id) !== null) {
    return failed(409, { code: 7001, message: "A gateway with this id already exists" });
  }
  if (aiGateways.list(accountId).length >= most[settings().plan]) {
    return failed(400, { code: 7001, message: "Maximum number of gateways reached" });
  }
  const at = new Date(now()).toISOString();
  const made: AiGateway = {
    ...aiGateways.blank(accountId, id),
    ...written(body),
    created_at: at,
    modified_at: at,
  };
  aiGateways.put(accountId, made);
  return done(made);
};

const found = ({ ids: [accountId = "", id = ""] }: ApiAsk, parts: Parameters<ApiAnswer>[1]) =>
  parts.aiGateways.get(accountId, id);

export const readAiGateway: ApiAnswer = (ask, parts) => {
  const aiGateway = found(ask, parts);
  return aiGateway === null ? notFound("Gateway") : done(aiGateway);
};

/** Replaces: what the caller leaves out is gone. */
export const replaceAiGateway: ApiAnswer = (ask, parts) => {
  const known = found(ask, parts);
  if (known === null) return notFound("Gateway");
  const wrong = wrongIn(ask.body);
  if (wrong !== null) return wrong;
  const changed: AiGateway = {
    ...known,
    ...written(ask.body),
    modified_at: new Date(parts.now()).toISOString(),
  };
  parts.aiGateways.put(ask.ids[0] ?? "", changed);
  return done(changed);
};

export const removeAiGateway: ApiAnswer = (ask, parts) => {
  const known = found(ask, parts);
  if (known === null) return notFound("Gateway");
  parts.aiGateways.remove(ask.ids[0] ?? "", known.id);
  return done(known);
};

/** "`…/url/{provider}` returns the base URL": a string. */
export const urlOf: ApiAnswer = (ask, parts) => {
  const [accountId = "", id = "", slug = ""] = ask.ids;
  if (found(ask, parts) === null) return notFound("Gateway");
  return isKnownSlug(slug)
    ? done(`https://gateway.ai.cloudflare.com/v1/${accountId}/${id}/${slug}`)
    : notFound("Provider");
};
