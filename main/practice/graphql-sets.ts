/** What the analytics know of a request: the names it is grouped and filtered by, and what is summed. */
import { reportedTokens } from "./cost.ts";
import type { PracticeLog } from "./log.ts";

export type Value = string | number | readonly string[];
export type Kind = "text" | "number" | "time" | "date" | "list";

export type Dimension = {
  readonly kind: Kind;
  of(row: PracticeLog): Value;
  /** What rows are told apart and compared by: for a time its number, which costs no text to be made and read. */
  key(row: PracticeLog): number | string;
};

function cut(sizeMs: number): Dimension {
  const key = ({ createdAt }: PracticeLog) => createdAt - (createdAt % sizeMs);
  return { kind: "time", of: (row) => secondOf(key(row)), key };
}

/** RFC 3339 to the second. */
const secondOf = (atMs: number): string => new Date(atMs).toISOString().replace(/\.\d+Z$/, "Z");

const minute = 60_000;
const text = (of: (row: PracticeLog) => string): Dimension => ({ kind: "text", of, key: of });
const number = (of: (row: PracticeLog) => number): Dimension => ({ kind: "number", of, key: of });
const list = (of: (row: PracticeLog) => readonly string[]): Dimension => ({
  kind: "list",
  of,
  key: (row) => JSON.stringify(of(row)),
});
const day = cut(86_400_000);
const flag = (value: boolean): number => (value ? 1 : 0);
const metadata = (row: PracticeLog) => Object.entries(row.metadata ?? {});

/** 401 and 400 rows are named `unknown` already in the log. */
export const dimensions: Readonly<Record<string, Dimension>> = {
  date: { kind: "date", of: (row) => secondOf(row.createdAt).slice(0, 10), key: day.key },
  datetime: cut(1000),
  datetimeMinute: cut(minute),
  datetimeFiveMinutes: cut(5 * minute),
  datetimeFifteenMinutes: cut(15 * minute),
  datetimeHour: cut(60 * minute),
  gateway: text((row) => row.aiGatewayId),
  provider: text((row) => row.provider),
  model: text((row) => row.model),
  cached: number((row) => flag(row.isCached)),
  error: number((row) => flag(row.status >= 400)),
  rateLimited: number((row) => flag(row.status === 429)),
  statusCode: number((row) => row.status),
  wholesale: number((row) => flag(row.isWholesale)),
  userAgent: text((row) => row.userAgent),
  metadataKeys: list((row) => metadata(row).map(([key]) => key)),
  metadataValues: list((row) => metadata(row).map(([, value]) => String(value))),
  metadataRaw: text((row) => (row.metadata === null ? "" : JSON.stringify(row.metadata))),
  cost: number((row) => (row.costMicroUsd ?? 0) / 1e6),
  durationMs: number((row) => row.durationMs),
  tokensIn: number((row) => reportedTokens(row).tokensIn),
  tokensOut: number((row) => reportedTokens(row).tokensOut),
  prompts: number(() => 0),
};

export type Sum = {
  /** Counted in whole numbers, UInt64; the cost is a float. */
  readonly isWhole: boolean;
  of(row: PracticeLog): number;
};

const whole = (of: (row: PracticeLog) => number): Sum => ({ isWhole: true, of });
/** An answer from the aiGateway's cache uses nothing: it is counted apart. */
const uncached = (row: PracticeLog, value: number) => (row.isCached ? 0 : value);
const fromCache = (row: PracticeLog, value: number) => (row.isCached ? value : 0);

/** "cached* here = gateway cache, cacheRead/Write = provider prompt cache." */
export const sums: Readonly<Record<string, Sum>> = {
  // In micro-dollars here, so that whole ones add up exactly; divided at the end.
  cost: { isWhole: false, of: (row) => row.costMicroUsd ?? 0 },
  cachedRequests: whole((row) => flag(row.isCached)),
  erroredRequests: whole((row) => flag(row.status >= 400)),
  tokensIn: whole((row) => uncached(row, reportedTokens(row).tokensIn)),
  tokensOut: whole((row) => uncached(row, reportedTokens(row).tokensOut)),
  cachedTokensIn: whole((row) => fromCache(row, reportedTokens(row).tokensIn)),
  cachedTokensOut: whole((row) => fromCache(row, reportedTokens(row).tokensOut)),
  uncachedTokensIn: whole((row) => uncached(row, reportedTokens(row).tokensIn)),
  uncachedTokensOut: whole((row) => uncached(row, reportedTokens(row).tokensOut)),
  cacheReadTokens: whole((row) => uncached(row, row.usage?.cacheRead ?? 0)),
  cacheWriteTokens: whole((row) => uncached(row, row.usage?.cacheWrite ?? 0)),
};

export const limits = {
  notOlderThanSeconds: 5_356_800,
  maxDurationSeconds: 2_764_800,
  maxNumberOfFields: 30,
  maxPageSize: 10_000,
} as const;

/** By the name of the dataset: what its groups can be asked for. */
export const datasets: Readonly<
  Record<
    string,
    {
      readonly dimensions: readonly string[];
      readonly sums: readonly string[];
      readonly rows: Rows;
    }
  >
> = {
  aiGatewayRequestsAdaptiveGroups: {
    dimensions: Object.keys(dimensions),
    sums: Object.keys(sums),
    rows: "requests",
  },
  aiGatewayErrorsAdaptiveGroups: {
    dimensions: Object.keys(dimensions),
    sums: [],
    rows: "errors",
  },
  // "Empty for two independent users."
  aiGatewayCacheAdaptiveGroups: { dimensions: Object.keys(dimensions), sums: [], rows: "none" },
  aiGatewaySizeAdaptiveGroups: {
    dimensions: ["date", "datetime", "datetimeMinute", "datetimeHour", "gateway"],
    sums: [],
    rows: "size",
  },
};

export type Rows = "requests" | "errors" | "none" | "size";
