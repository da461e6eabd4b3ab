/** A ledger that answers the window's questions with made-up rows: ninety days of them, the same every time. */
import type {
  AgentRow,
  Query,
  QueryReply,
  RangeFigure,
  RangeRow,
} from "../../preload/contract/command.ts";
import type { RequestRow } from "../../preload/contract/state.ts";
import { byModel, now, row, verified } from "./snapshots.ts";

export type Ledger = (query: Query) => QueryReply | undefined;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const cent = 10_000;

/** Of the scenes that need one. */
export const ledgerOf = (scene: string): Ledger | null =>
  scene.startsWith("usage")
    ? scene === "usageEmpty"
      ? (query) =>
          query.type === "diagnostics"
            ? undefined
            : { ok: true, rows: [], figure: { ...wholeOf([]), knownFrom: null } }
      : createLedger(requestsOf(1_000), scene === "usageBoth")
    : null;

/** One of four models, one of three ways, all the outcomes; `index` 0 is the newest. */
export function requestOf(index: number, count: number): RequestRow {
  const outcome = (["providerError", "refused", "aborted", "failed"] as const)[index % 31];
  const isOther = index % 5 === 4;
  const isRefused = outcome === "refused";
  const isHit = outcome === undefined && index % 17 === 16;
  return row({
    id: count - index,
    startedAt: now - 40_000 - index * 1_860_000 - ((index * 7919) % 60_000),
    durationMs: 900 + ((index * 733) % 21_000),
    firstByteMs: isRefused ? null : 300 + ((index * 97) % 900),
    provider: isOther ? "openai" : "anthropic",
    model: isOther ? "gpt-5.5-mini" : index % 3 === 0 ? "claude-haiku-4-5" : "claude-sonnet-4-6",
    route: isOther ? "direct" : isRefused ? "paused" : "cloudflare",
    profile: isOther || isRefused ? null : "p1",
    by: index % 23 === 22 ? "sluice" : "openclaw",
    outcome: outcome ?? "ok",
    refusal: isRefused ? (index % 2 === 0 ? "paused" : "allowance") : null,
    status: isRefused
      ? null
      : outcome === "providerError"
        ? 529
        : outcome === "failed"
          ? null
          : 200,
    cacheHit: isHit,
    ...(isHit && { savedMicroUsd: index % 34 === 33 ? null : 12_345 + index }),
    tokensIn: isRefused ? 0 : 900 + ((index * 389) % 42_000),
    tokensOut: isRefused ? 0 : 40 + ((index * 53) % 2_400),
    cacheRead: isOther || isRefused ? 0 : 38_400,
    cacheWrite: isOther || isRefused ? 0 : 1_200,
    costMicroUsd: isOther ? null : isRefused ? 0 : 2_800 + ((index * 1_931) % 84_000),
    costFrom: isOther ? null : index % 2 === 0 ? "log" : "router",
    logId:
      isOther || isRefused
        ? null
        : `01989a3f-4c1e-7d22-9b7a-${String(count - index).padStart(12, "0")}`,
  });
}

export const requestsOf = (count: number): readonly RequestRow[] =>
  Array.from({ length: count }, (_, index) => requestOf(index, count));

const { today } = verified.usage;
const hourCosts = [2, 2, 1, 1, 2, 1, 2, 8, 22, 35, 13, 42, 11, 37, 5];
const midnight = Date.UTC(2026, 10, 19, 23);

const usual = {
  ...{ tokensIn: 11_252, tokensOut: 2_395, cacheRead: 170_666, cacheWrite: 9_600 },
  ...{ confirmed: 0, errors: 0, cacheHits: 0 },
  promptCacheMicroUsd: 371_000,
};

const hourRows: readonly RangeRow[] = hourCosts.map((cents, hour) => ({
  ...usual,
  startAt: midnight + hour * hourMs,
  costMicroUsd: cents * cent,
  requests: hour === 13 ? 8 : 4,
  priced: hour === 13 ? 5 : 4,
  errors: hour === 9 ? 2 : 0,
  cacheHits: hour === 8 ? 1 : 0,
}));

const dayNameOf = (back: number) =>
  new Date(Date.UTC(2026, 10, 20, 12) - back * dayMs).toISOString().slice(0, 10);

/** No requests on Sundays, and one day without any price. */
const dayRows: readonly RangeRow[] = Array.from({ length: 90 }, (_, index) => 89 - index)
  .filter((back) => back % 7 !== 5)
  .map((back) => ({
    ...usual,
    day: dayNameOf(back),
    costMicroUsd: back === 3 ? null : ((back * 37) % 480) * cent + 120 * cent,
    requests: 40 + ((back * 13) % 60),
    priced: back === 3 ? 0 : 40 + ((back * 13) % 60),
    confirmed: back > 1 ? 20 : 0,
    errors: back % 4,
  }));

const split = { firstByteMs: 812, durationMs: 6_400, promptCacheMicroUsd: 2_785_000, errors: 0 };
const tokens = [
  { tokensIn: 108_667, tokensOut: 24_400, cacheRead: 1_860_000, cacheWrite: 96_000 },
  { tokensIn: 52_000, tokensOut: 9_600, cacheRead: 700_000, cacheWrite: 48_000 },
  { tokensIn: 8_120, tokensOut: 1_934, cacheRead: 0, cacheWrite: 0 },
];

const splits: Readonly<Record<string, readonly RangeRow[]>> = {
  hour: hourRows,
  quarter: hourRows,
  model: byModel.map((figure, index) => ({
    ...{ ...figure, ...tokens[index], ...split },
    errors: index === 0 ? 2 : 0,
    // Of one of them nobody knows what it would have cost.
    ...(index === 0 && { cacheHits: 3, responseCacheMicroUsd: 24_690, responseCacheKnown: 2 }),
  })),
  provider: [
    { ...today, ...split, provider: "anthropic", requests: 61, priced: 61 },
    {
      ...today,
      ...split,
      ...tokens[2],
      provider: "openai",
      requests: 3,
      priced: 0,
      costMicroUsd: null,
    },
  ],
  route: [
    { ...today, ...split, route: "cloudflare", costMicroUsd: 1_400_000, requests: 49, priced: 49 },
    {
      ...today,
      ...split,
      ...tokens[2],
      ...{ tokensIn: 0, tokensOut: 0, route: "paused", costMicroUsd: 0, requests: 2, priced: 2 },
      firstByteMs: null,
      durationMs: null,
    },
    {
      ...today,
      ...split,
      route: "elsewhere",
      costMicroUsd: 400_000,
      requests: 12,
      priced: 12,
      firstByteMs: null,
      durationMs: null,
    },
    {
      ...today,
      ...split,
      ...tokens[2],
      route: "direct",
      costMicroUsd: null,
      requests: 3,
      priced: 0,
    },
  ],
};

const agents: readonly AgentRow[] = [
  { ...tokens[0], agent: "main", costMicroUsd: 1_520_000, requests: 40 } as AgentRow,
  { ...tokens[1], agent: "research", costMicroUsd: 400_000, requests: 20 } as AgentRow,
  { ...tokens[2], agent: "mail", costMicroUsd: null, requests: null } as AgentRow,
];

/** Sluice's own count of these rows, begun on 16 November at nine. */
export function wholeOf(rows: readonly RangeRow[]): RangeFigure {
  const sum = (what: (row: RangeRow) => number) => rows.reduce((all, row) => all + what(row), 0);
  const cost = sum(({ costMicroUsd }) => costMicroUsd ?? 0);
  const [priced, requests] = [sum((row) => row.priced), sum((row) => row.requests)];
  return {
    ...{ requests, priced, confirmed: sum((row) => row.confirmed) },
    ...{ errors: sum((row) => row.errors), cacheHits: sum((row) => row.cacheHits) },
    ...{ tokensIn: sum((row) => row.tokensIn), tokensOut: sum((row) => row.tokensOut) },
    ...{ cacheRead: sum((row) => row.cacheRead), cacheWrite: sum((row) => row.cacheWrite) },
    ...{ costMicroUsd: priced > 0 ? cost : null, source: "router", asOf: now },
    uncertaintyMicroUsd: priced < requests ? null : Math.ceil(cost * 0.02),
    coverage: { requests, priced, unpriced: [], elsewhere: null },
    ...{ driftPercent: null, knownFrom: Date.UTC(2026, 10, 16, 8) },
  };
}

function figureIn(query: Extract<Query, { type: "usage.figure" }>, isAsked: boolean): RangeFigure {
  const whole = wholeOf(
    rangeOf({ ...query, type: "usage.range", by: query.to - query.from > dayMs ? "day" : "hour" }),
  );
  const elsewhere = isAsked
    ? { requests: 12, costMicroUsd: 400_000, knownUntil: now - 17 * 60_000 }
    : null;
  const unpriced = whole.priced < whole.requests ? ["gpt-5.5-mini"] : [];
  return {
    ...whole,
    coverage: { ...whole.coverage, unpriced, elsewhere },
    knownFrom: Date.UTC(2026, 6, 1),
  };
}

/** As the app's, for a list of requests that may be added to: newest first. */
export function createLedger(requests: readonly RequestRow[], isAsked = false): Ledger {
  return (query) => {
    switch (query.type) {
      case "usage.range":
        return { ok: true, rows: rangeOf(query) };
      case "usage.figure":
        return { ok: true, rows: [], figure: figureIn(query, isAsked) };
      case "usage.agents":
        return { ok: true, rows: agents };
      case "requests.list":
        return { ok: true, rows: listOf(requests, query) };
      default:
        return undefined;
    }
  };
}

function rangeOf({ by, from }: Extract<Query, { type: "usage.range" }>): readonly RangeRow[] {
  if (by !== "day") return splits[by] ?? [];
  const first = new Date(from + 12 * hourMs).toISOString().slice(0, 10);
  return dayRows.filter(({ day }) => day !== undefined && day >= first);
}

function listOf(
  requests: readonly RequestRow[],
  {
    before = Number.POSITIVE_INFINITY,
    cacheHit,
    limit,
    outcome,
    route,
    search = "",
  }: Extract<Query, { type: "requests.list" }>,
): readonly RequestRow[] {
  const words = search.toLowerCase().split(/\s+/);
  const fits = (one: RequestRow) => {
    const text = [one.provider, one.model, one.status, one.refusal, one.logId]
      .join(" ")
      .toLowerCase();
    return (
      one.id < before &&
      (cacheHit === undefined || one.cacheHit) &&
      (outcome === undefined || one.outcome === outcome) &&
      (route === undefined || one.route === route) &&
      words.every((word) => text.includes(word))
    );
  };
  const found: RequestRow[] = [];
  for (const one of requests) {
    if (found.length === limit) break;
    if (fits(one)) found.push(one);
  }
  return found;
}
