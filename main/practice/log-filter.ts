/** Which rows of the log somebody asks for, in the words of the log's query string. */
import { reportedTokens } from "./cost.ts";
import { isRecord, list, text } from "./json.ts";
import type { PracticeLog } from "./log.ts";

type Value = string | number | boolean | null;
export type Test = (row: PracticeLog) => boolean;

const tokensOf = (row: PracticeLog): number => {
  const { tokensIn, tokensOut } = reportedTokens(row);
  return tokensIn + tokensOut;
};

const fields: Readonly<Record<string, (row: PracticeLog) => Value>> = {
  id: (row) => row.id,
  created_at: (row) => row.createdAt,
  request_content_type: () => "application/json",
  response_content_type: () => "application/json",
  request_type: () => "",
  success: (row) => row.status < 400,
  cached: (row) => row.isCached,
  provider: (row) => row.provider,
  model: (row) => row.model,
  model_type: () => "",
  cost: (row) => (row.costMicroUsd ?? 0) / 1e6,
  tokens: tokensOf,
  tokens_in: (row) => reportedTokens(row).tokensIn,
  tokens_out: (row) => reportedTokens(row).tokensOut,
  duration: (row) => row.durationMs,
  feedback: () => null,
  event_id: (row) => row.eventId,
  authentication: () => true,
  wholesale: (row) => row.isWholesale,
  compatibilityMode: (row) => row.provider === "compat",
  dlp_action: () => null,
  user_agent: (row) => row.userAgent,
};

const operators = ["eq", "neq", "contains", "lt", "gt"];

function holds(operator: string, have: Value, wanted: unknown): boolean {
  switch (operator) {
    case "eq":
      return have === wanted || String(have) === String(wanted);
    case "neq":
      return String(have) !== String(wanted);
    case "contains":
      return String(have).includes(String(wanted));
    case "lt":
      return Number(have) < Number(wanted);
    default:
      return Number(have) > Number(wanted);
  }
}

/** A moment may be told as text: compared as the moment it is. */
const asAsked = (key: string, value: unknown): unknown =>
  key === "created_at" && typeof value === "string" ? Date.parse(value) : value;

function one(filter: unknown): Test | null {
  if (!isRecord(filter)) return null;
  const key = text(filter.key) ?? "";
  const operator = text(filter.operator) ?? "";
  if (!operators.includes(operator) || !Array.isArray(filter.value)) return null;
  const values = list(filter.value).map((value) => asAsked(key, value));
  const any = operator === "neq" ? "every" : "some";
  // The two are matched independently of each other: a value found under another key counts.
  const part = key === "metadata.key" ? 0 : 1;
  if (key === "metadata.key" || key === "metadata.value") {
    return ({ metadata }) =>
      Object.entries(metadata ?? {}).some((entry) =>
        values[any]((value) => holds(operator, entry[part] ?? null, value)),
      );
  }
  const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
  return field === undefined
    ? null
    : (row) => values[any]((value) => holds(operator, field(row), value));
}

function parsed(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return null;
  }
}

const numberIn = (query: URLSearchParams, name: string): number | null =>
  query.has(name) ? Number(query.get(name)) : null;

/** "Deprecated but working." */
function plain(query: URLSearchParams): readonly Test[] {
  const tests: Test[] = [];
  const from = query.get("start_date");
  const to = query.get("end_date");
  if (from !== null) tests.push((row) => row.createdAt >= Date.parse(from));
  if (to !== null) tests.push((row) => row.createdAt <= Date.parse(to));
  for (const name of ["cached", "model", "provider", "success"]) {
    const wanted = query.get(name);
    if (wanted !== null) tests.push((row) => String(fields[name]?.(row)) === wanted);
  }
  for (const name of ["cost", "duration", "tokens_in", "tokens_out"]) {
    const least = numberIn(query, `min_${name}`);
    const most = numberIn(query, `max_${name}`);
    if (least !== null) tests.push((row) => Number(fields[name]?.(row)) >= least);
    if (most !== null) tests.push((row) => Number(fields[name]?.(row)) <= most);
  }
  const search = query.get("search");
  if (search !== null) tests.push((row) => JSON.stringify(row.metadata ?? "").includes(search));
  return tests;
}

/** Null: that is no filter. `filters` is a JSON array in the query string, all of which must hold. */
export function filterOf(query: URLSearchParams): Test | null {
  const given = query.get("filters");
  const filters = given === null ? [] : parsed(given);
  if (!Array.isArray(filters)) return null;
  const tests = filters.map(one);
  const all = tests.filter((test) => test !== null);
  if (all.length < tests.length) return null;
  const every = [...all, ...plain(query)];
  return (row) => every.every((test) => test(row));
}

const orders = ["created_at", "provider", "model", "model_type", "success", "cached"];

/** Newest first unless asked otherwise; null: that is no order. */
export function ordered(
  query: URLSearchParams,
  rows: readonly PracticeLog[],
): readonly PracticeLog[] | null {
  const by = query.get("order_by") ?? "created_at";
  const direction = query.get("order_by_direction") ?? "desc";
  const field = orders.includes(by) ? fields[by] : undefined;
  if (field === undefined || (direction !== "asc" && direction !== "desc")) return null;
  const compare = (a: Value, b: Value) =>
    typeof a === "string" && typeof b === "string" ? a.localeCompare(b) : Number(a) - Number(b);
  // They come oldest first, and most are asked for by that.
  const sorted = by === "created_at" ? rows : rows.toSorted((a, b) => compare(field(a), field(b)));
  return direction === "desc" ? sorted.toReversed() : sorted;
}
