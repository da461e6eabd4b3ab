/** Reads exactly the fields Sluice needs out of what Cloudflare's management side says, and minds nothing else in it. */
import { z } from "zod";
import { countOf, microUsdOf } from "./money.ts";

/** Absent, too: of a field that is read leniently nothing is required. */
const anything = z.unknown().optional();
const record = z.record(z.string(), z.unknown());
const list = z.array(z.unknown()).catch([]);
const text = z.string().catch("");
const count = anything.transform((value) => countOf(value));
const costMicroUsd = anything.transform((value) => microUsdOf(value));
/** Some of the dashboard's own endpoints say 0 and 1. */
const flag = anything.transform(
  (value) => value === true || value === 1 || value === "true" || value === "1",
);
/** RFC 3339 to epoch ms; null when it is not there or no time. */
const time = anything.transform((value) => {
  const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) ? at : null;
});

export type ApiError = { readonly code: number | null; readonly message: string };

const errorEntry = z.object({
  code: count,
  internalCode: count,
  message: text,
  error_chain: list,
});

/** Not further in than anybody has a reason to go: depth costs stack. */
function errorsIn(value: unknown, depth = 4): readonly ApiError[] {
  if (depth === 0) return [];
  if (typeof value === "string") return [{ code: null, message: value }];
  if (Array.isArray(value)) return value.flatMap((one) => errorsIn(one, depth - 1));
  const entry = errorEntry.safeParse(value);
  if (!entry.success) return [];
  const { code, internalCode, message, error_chain } = entry.data;
  return [{ code: code ?? internalCode, message }, ...errorsIn(error_chain, depth - 1)];
}

/**
 * The errors of all four shapes: `errors: […]` (management), `error: […]` (an aiGateway), `error: {…}` (its policies, and
 * providers). Empty when the answer says nothing went wrong.
 */
export function errorsOf(json: unknown): readonly ApiError[] {
  const envelope = record.safeParse(json).data ?? {};
  const errors = [...errorsIn(envelope.errors), ...errorsIn(envelope.error)];
  if (errors.length > 0) return errors;
  return envelope.success === false ? errorsIn(envelope) : [];
}

const envelopeReply = z.object({
  result: anything,
  result_info: z.object({ total_count: count }).catch({ total_count: null }),
});

/** What stands in the envelope; undefined when there is none. */
export const resultOf = (json: unknown): unknown => envelopeReply.safeParse(json).data?.result;
export const totalCountOf = (json: unknown): number | null =>
  envelopeReply.safeParse(json).data?.result_info.total_count ?? null;

/** Each entry by itself: one that cannot be read does not take the others along. Null when it is no list. */
export function entriesOf<T>(schema: z.ZodType<T>, json: unknown): readonly T[] | null {
  const entries = z.array(z.unknown()).safeParse(resultOf(json));
  return entries.success ? entries.data.flatMap((one) => schema.safeParse(one).data ?? []) : null;
}

const id = z.string().min(1);

export const tokenReply = z.object({ status: text, expires_on: time, not_before: time });

export const accountReply = z
  .object({ id, name: text })
  .transform(({ id, name }) => ({ id, name: name || id }));

export const aiGatewayReply = z
  .object({ id, authentication: flag, collect_logs: flag, cache_ttl: count })
  .transform(({ id, authentication, collect_logs, cache_ttl }) => ({
    id,
    authentication,
    collectsLogs: collect_logs,
    cacheTtlSeconds: cache_ttl || null,
  }));

export const logReply = z
  .object({ id, cost: costMicroUsd, provider: text, model: text, cached: flag })
  .transform(({ cost, provider, model, cached }) => ({
    costMicroUsd: cost,
    provider,
    model,
    cached,
  }));

/** The balance is in cents. */
export const creditReply = z.object({
  balance: anything.transform((value) => microUsdOf(value, "cents")),
});

/** Of one dataset; null where Cloudflare does not say. */
export const limitsReply = z.object({
  enabled: anything.transform((value) => value !== false),
  availableFields: z.array(z.string()).catch([]),
  maxPageSize: count,
  maxDuration: count,
  notOlderThan: count,
});

/** Under the short names of `quarters.ts`. A group whose time, count or sums are not there is no group; a sum that is not there is 0. */
export const groupReply = z.object({
  n: anything.transform((value, context) => countOf(value) ?? missing(context)),
  d: z.object({
    at: time.transform((at, context) => at ?? missing(context)),
    m: text,
    p: text,
  }),
  s: z.object({
    cost: costMicroUsd,
    in: count,
    out: count,
    in2: count,
    out2: count,
    hits: count,
    errors: count,
  }),
});

/** The control question's rows. */
export const countReply = z.array(z.object({ n: count }));

function missing(context: z.RefinementCtx): never {
  context.addIssue({ code: "custom" });
  return z.NEVER;
}

const graphqlReply = z.object({ data: anything, errors: z.array(z.unknown()).catch([]) });

/** A GraphQL answer: its data, and what it complains of; null when it is none. */
export function graphqlOf(
  json: unknown,
): { readonly data: unknown; readonly errors: readonly ApiError[] } | null {
  const reply = graphqlReply.safeParse(json);
  if (!reply.success || !("data" in reply.data || "errors" in reply.data)) return null;
  return { data: reply.data.data, errors: errorsIn(reply.data.errors) };
}

const viewerReply = z.object({ viewer: z.object({ accounts: z.array(record) }) });

/** The one account a query was for; "none" when Cloudflare shows no such account, null when the answer is no answer. */
export function accountIn(data: unknown): Readonly<Record<string, unknown>> | "none" | null {
  const reply = viewerReply.safeParse(data);
  return reply.success ? (reply.data.viewer.accounts[0] ?? "none") : null;
}
