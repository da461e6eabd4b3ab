/** Cloudflare's log of single requests: lists, one by its id, their bodies, and what a person said of them. */
import { type ApiAnswer, type ApiAsk, type ApiParts, pageIn, pageInfo, pageOf } from "./api-ask.ts";
import { type ApiReply, done, failed, forbidden, invalidInput, notFound } from "./api-reply.ts";
import { reportedTokens } from "./cost.ts";
import { isRecord } from "./json.ts";
import type { PracticeLog } from "./log.ts";
import { filterOf, ordered } from "./log-filter.ts";
import type { PracticeSettings } from "./settings.ts";
import { may } from "./tokens.ts";

/** "cost present / absent / null / 0". */
function costIn(row: PracticeLog, unknown: PracticeSettings["unknownCost"]): object {
  if (row.costMicroUsd !== null) return { cost: row.costMicroUsd / 1e6 };
  // A refused request has a cost of 0, which is known.
  if (row.status >= 400 || unknown === "zero") return { cost: 0 };
  return unknown === "null" ? { cost: null } : {};
}

function usageIn({ usage, ...row }: PracticeLog): object {
  const tokens = reportedTokens({ ...row, usage });
  if (row.isCached) return { tokens_in: 0, tokens_out: 0, usage_metadata: null };
  if (usage === null) return { tokens_in: null, tokens_out: null, usage_metadata: null };
  return {
    tokens_in: tokens.tokensIn,
    tokens_out: tokens.tokensOut,
    usage_metadata: {
      input_tokens: tokens.tokensIn,
      output_tokens: tokens.tokensOut,
      total_tokens: tokens.tokensIn + tokens.tokensOut,
      output_reasoning_tokens: 0,
      input_cached_tokens: usage.cacheRead,
    },
  };
}

/** The row as the wire has it, with what has been said of it. */
function rowOf(row: PracticeLog, { settings, logs }: ApiParts): object {
  const { metadataAs, unknownCost } = settings();
  const noted = logs.noted(row.id);
  const metadata = isRecord(noted.metadata) ? noted.metadata : row.metadata;
  return {
    id: row.id,
    event_id: row.eventId,
    created_at: new Date(row.createdAt).toISOString(),
    provider: row.provider,
    model: row.model,
    model_type: "",
    path: row.path,
    request_type: "",
    request_content_type: "application/json",
    response_content_type: "application/json",
    status_code: row.status,
    success: row.status < 400,
    cached: row.isCached,
    duration: row.durationMs,
    step: row.step,
    ...usageIn(row),
    ...costIn(row, unknownCost),
    custom_cost: row.hasCustomCost,
    metadata: metadataAs === "text" && metadata !== null ? JSON.stringify(metadata) : metadata,
    timings: { total: row.durationMs, latency: row.durationMs },
    location: { region: "WEUR", colo: "AMS" },
    feedback: noted.feedback ?? null,
    score: noted.score ?? null,
    authentication: true,
    wholesale: row.isWholesale,
    byok: false,
    user_agent: row.userAgent,
    dlp_action: null,
  };
}

const range = (name: string, values: readonly number[]) => ({
  [`min_${name}`]: values.length === 0 ? null : values.reduce((a, b) => Math.min(a, b)),
  [`max_${name}`]: values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b)),
});

/** "`meta_info=true` adds min/max." */
function rangesOf(rows: readonly PracticeLog[]): object {
  const tokens = rows.map(reportedTokens);
  return {
    ...range(
      "cost",
      rows.map((row) => (row.costMicroUsd ?? 0) / 1e6),
    ),
    ...range(
      "duration",
      rows.map(({ durationMs }) => durationMs),
    ),
    ...range(
      "tokens_in",
      tokens.map(({ tokensIn }) => tokensIn),
    ),
    ...range(
      "tokens_out",
      tokens.map(({ tokensOut }) => tokensOut),
    ),
  };
}

const placeOf = ({ ids: [accountId = "", aiGatewayId = ""] }: ApiAsk) =>
  [accountId, aiGatewayId] as const;

/** Null: the aiGateway is not there. */
const shown = (ask: ApiAsk, { aiGateways, logs }: ApiParts): readonly PracticeLog[] | null =>
  aiGateways.get(...placeOf(ask)) === null ? null : logs.shown(...placeOf(ask));

export const listLogs: ApiAnswer = (ask, parts) => {
  const { query } = ask;
  const all = shown(ask, parts);
  if (all === null) return notFound("Gateway");
  const page = pageOf(query, 20, 50);
  if (page === null) {
    return invalidInput(["query", "per_page"], "Number must be less than or equal to 50");
  }
  const filter = filterOf(query);
  if (filter === null) return invalidInput(["query", "filters"], "Invalid input");
  const rows = ordered(query, all.filter(filter));
  if (rows === null) return invalidInput(["query", "order_by"], "Invalid enum value");
  const onPage = pageIn(rows, page);
  const info = pageInfo(onPage.length, rows.length, page);
  const asksMore = query.get("meta_info") === "true";
  return done(
    onPage.map((row) => rowOf(row, parts)),
    { result_info: asksMore ? { ...info, ...rangesOf(rows) } : info },
  );
};

const one = (ask: ApiAsk, { logs }: ApiParts): PracticeLog | null =>
  logs.find(...placeOf(ask), ask.ids[2] ?? "");

export const readLog: ApiAnswer = (ask, parts) => {
  const row = one(ask, parts);
  if (row === null) return notFound("Log");
  const { request = "", response = "" } = row.bodies ?? {};
  const whole = row.bodies !== null;
  return done({
    ...rowOf(row, parts),
    request_head: request.slice(0, 1000),
    request_head_complete: whole && request.length <= 1000,
    request_size: request.length,
    response_head: response.slice(0, 1000),
    response_head_complete: whole && response.length <= 1000,
    response_size: response.length,
  });
};

/** "Raw body, no envelope"; who may read metadata alone may not read this. */
const bodyOf =
  (which: "request" | "response"): ApiAnswer =>
  (ask, parts): ApiReply => {
    if (!may(ask.token, "aiGateway.read")) return forbidden;
    const body = one(ask, parts)?.bodies?.[which];
    if (body === undefined) return notFound("Log");
    return { status: 200, headers: ["content-type", "application/json"], body };
  };

export const readRequest = bodyOf("request");
export const readResponse = bodyOf("response");

export const noteLog: ApiAnswer = (ask, parts) => {
  const row = one(ask, parts);
  if (row === null) return notFound("Log");
  if (!isRecord(ask.body)) return invalidInput(["body"], "Required");
  const { feedback, score, metadata } = ask.body;
  const isFeedback = feedback === undefined || feedback === 1 || feedback === -1;
  if (!isFeedback) return invalidInput(["body", "feedback"], "Invalid input");
  const said = Object.entries({ feedback, score, metadata });
  parts.logs.note(row.id, Object.fromEntries(said.filter(([, value]) => value !== undefined)));
  return done(null);
};

/** "DELETE …/logs by filters (limit ≤10 000)". */
export const removeLogs: ApiAnswer = (ask, parts) => {
  const all = shown(ask, parts);
  if (all === null) return notFound("Gateway");
  const limit = Number(ask.query.get("limit") ?? 10_000);
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) {
    return invalidInput(["query", "limit"], "Number must be less than or equal to 10000");
  }
  const filter = filterOf(ask.query);
  const rows = filter === null ? null : ordered(ask.query, all.filter(filter));
  if (rows === null) return failed(400, { code: 7001, message: "Invalid input" });
  parts.logs.remove(rows.slice(0, limit));
  return done(null);
};
