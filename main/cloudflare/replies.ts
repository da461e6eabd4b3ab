/** Reads exactly the fields Sluice needs out of what Cloudflare's management side says, and minds nothing else in it. */
import { z } from "zod";
import { countOf, microUsdOf } from "./money.ts";

/** Absent, too: of a field that is read leniently nothing is required. */
const anything = z.unknown().optional();
const record = z.record(z.string(), z.unknown());
const list = z.array(z.unknown()).catch([]);
/** Copied: a mere part of a text would keep the whole of it in memory. */
const cut = (text: string, most: number): string =>
  text.length <= most ? text : Buffer.from(text.slice(0, most)).toString();
/** What is longer is cut: it is shown, kept by the thousand, and was written by somebody else. */
const textOf = (most: number) =>
  z
    .string()
    .catch("")
    .transform((text) => cut(text, most));
/** As long as the ledger keeps them. */
const provider = textOf(64);
const model = textOf(128);
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

/** Sentences are searched for words: neither long nor many. */
const mostErrors = 20;
const mostMessage = 500;

const errorEntry = z.object({
  code: count,
  internalCode: count,
  message: textOf(mostMessage),
  error_chain: list,
});

/** Not further in than anybody has a reason to go: depth costs stack. */
function errorsIn(value: unknown, depth = 4): readonly ApiError[] {
  if (depth === 0) return [];
  if (typeof value === "string") return [{ code: null, message: cut(value, mostMessage) }];
  if (Array.isArray(value))
    return value.slice(0, mostErrors).flatMap((one) => errorsIn(one, depth - 1));
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
  if (errors.length > 0) return errors.slice(0, mostErrors);
  return envelope.success === false ? errorsIn(envelope).slice(0, mostErrors) : [];
}

const envelopeReply = z.object({
  result: anything,
  result_info: z.object({ total_count: count }).catch({ total_count: null }),
});

/** What stands in the envelope; undefined when there is none. */
export const resultOf = (json: unknown): unknown => envelopeReply.safeParse(json).data?.result;
export const totalCountOf = (json: unknown): number | null =>
  envelopeReply.safeParse(json).data?.result_info.total_count ?? null;

/** Each entry by itself: one that cannot be read does not take the others along. */
export function entriesOf<T>(schema: z.ZodType<T>, entries: readonly unknown[]): readonly T[] {
  return entries.flatMap((one) => schema.safeParse(one).data ?? []);
}

/** Half of one names nothing: longer ones are none. */
const id = z.string().min(1).max(64);

export const tokenReply = z.object({ status: textOf(64), expires_on: time, not_before: time });

export const accountReply = z
  .object({ id, name: textOf(100) })
  .transform(({ id, name }) => ({ id, name: name || id }));

export const aiGatewayReply = z
  .object({ id, authentication: flag, collect_logs: flag, cache_ttl: count })
  .transform(({ id, authentication, collect_logs, cache_ttl }) => ({
    id,
    authentication,
    collectsLogs: collect_logs,
    cacheTtlSeconds: cache_ttl || null,
  }));

/** A key stored at Cloudflare: whose it is and what it is called, never a letter of it. */
export const storedKeyReply = z
  .object({ provider_slug: id, alias: textOf(64) })
  .transform(({ provider_slug, alias }) => ({ provider: provider_slug, alias }));

export const routeReply = z
  .object({ id, name: textOf(100) })
  .transform(({ id, name }) => ({ id, name: name || id }));

const routesReply = z.object({ data: z.object({ routes: z.array(anything) }) });

/** The list of routes stands elsewhere than other lists; null where there is none. */
export function routesIn(json: unknown): readonly unknown[] | null {
  for (const place of [json, resultOf(json)]) {
    const reply = routesReply.safeParse(place);
    if (reply.success) return reply.data.data.routes;
  }
  const result = resultOf(json);
  return Array.isArray(result) ? result : null;
}

export const logReply = z
  .object({ id, cost: costMicroUsd, provider, model, cached: flag })
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
  availableFields: z
    .array(z.string())
    .catch([])
    .transform((fields) => fields.slice(0, 1_000)),
  maxPageSize: count,
  maxDuration: count,
  notOlderThan: count,
});

/** Under the short names of `quarters.ts`. A group whose time, count or sums are not there is no group; a sum that is not there is 0. */
export const groupReply = z.object({
  n: anything.transform((value, context) => countOf(value) ?? missing(context)),
  d: z.object({
    at: time.transform((at, context) => at ?? missing(context)),
    m: model,
    p: provider,
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

/** The control question's one row, or none. */
export const countReply = z.array(z.object({ n: count })).max(1);

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
  return { data: reply.data.data, errors: errorsIn(reply.data.errors).slice(0, mostErrors) };
}

const viewerReply = z.object({ viewer: z.object({ accounts: z.array(record) }) });

/** The one account a query was for; "none" when Cloudflare shows no such account, null when the answer is no answer. */
export function accountIn(data: unknown): Readonly<Record<string, unknown>> | "none" | null {
  const reply = viewerReply.safeParse(data);
  return reply.success ? (reply.data.viewer.accounts[0] ?? "none") : null;
}
