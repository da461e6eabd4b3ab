/** Reads what was spent by quarter of an hour, model and provider, whole: in as many questions as the limits ask for; and never takes silence for zero. */
import type { AnalyticsGroup } from "../core/analytics.ts";
import { addExact } from "../core/spend.ts";
import { dataset, type Graphql, isQueryRefused, isTooMuch, type Variables } from "./graphql.ts";
import { createLimits, type Limits } from "./limits.ts";
import { countLogs } from "./logs.ts";
import { done, failed, type Outcome } from "./outcome.ts";
import { pathOf } from "./place.ts";
import { countReply, groupReply } from "./replies.ts";
import type { Rest } from "./rest.ts";

const quarterMs = 900_000;

type Groups = Outcome<readonly AnalyticsGroup[]>;

/** `fromMs`: the first quarter that was read. Later than asked where analytics reach back less far than that. */
export type ReadQuarters = { readonly groups: readonly AnalyticsGroup[]; readonly fromMs: number };

/** The dimension a range is told by; where the first is refused, the second: both are in use. */
const clocks = ["datetime", "datetimeFifteenMinutes"] as const;
type Clock = (typeof clocks)[number];

/** Short names: ten thousand groups are one answer. */
const queryOf =
  ({ rows, sums }: Limits) =>
  (clock: Clock) =>
    `query Quarters($account: String!, $aiGateway: String!, $from: Time!, $to: Time!) {
  viewer { accounts(filter: { accountTag: $account }) {
    groups: ${dataset}(
      limit: ${rows}
      filter: { gateway: $aiGateway, ${clock}_geq: $from, ${clock}_lt: $to }
    ) {
      n: count
      d: dimensions { at: datetimeFifteenMinutes m: model p: provider }
      s: sum { ${sums.join(" ")} }
    }
  } }
}`;

const controlQuery = (clock: Clock) => `query Control($account: String!, $from: Time!, $to: Time!) {
  viewer { accounts(filter: { accountTag: $account }) {
    all: ${dataset}(limit: 1, filter: { ${clock}_geq: $from, ${clock}_lt: $to }) { n: count }
  } }
}`;

export type Quarters = {
  limitsOf(accountId: string): Promise<Outcome<Limits>>;
  /** How many requests the whole account had in the last weeks before `to`, as far as this token is shown. */
  countAll(accountId: string, limits: Limits, to: number): Promise<Outcome<number>>;
  quarters(
    accountId: string,
    aiGatewayId: string,
    fromMs: number,
    toMs: number,
  ): Promise<Outcome<ReadQuarters>>;
};

export function createQuarters(rest: Rest, graphql: Graphql): Quarters {
  const limitsOf = createLimits(graphql, rest.now);
  let clock: Clock = clocks[0];

  async function ask(query: (clock: Clock) => string, variables: Variables) {
    const answer = await graphql.ask(query(clock), variables);
    if (answer.ok || !isQueryRefused(answer)) return answer;
    const other = clocks.find((one) => one !== clock) ?? clock;
    const second = await graphql.ask(query(other), variables);
    if (second.ok) clock = other;
    return second.ok ? second : answer;
  }

  /** Only what was read to its end is an answer: a full page is asked for again in halves. */
  async function read(
    limits: Limits,
    variables: Variables,
    from: number,
    to: number,
  ): Promise<Groups> {
    const range = { ...variables, from: second(from), to: second(to) };
    const answer = await ask(queryOf(limits), range);
    if (!answer.ok && !isTooMuch(answer)) return answer;
    const rows = answer.ok ? rowsOf(answer.value.groups) : null;
    if (rows && rows.length < limits.rows) return groupsOf(rows, from, to);
    const isOdd = rows === null || rows.length > limits.rows;
    if (answer.ok && isOdd) return failed("cloudflare.failed", "not as expected");
    const middle = Math.floor((from + to) / 2 / quarterMs) * quarterMs;
    if (middle <= from) return answer.ok ? failed("cloudflare.failed", "more than a page") : answer;
    return both(
      () => read(limits, variables, from, middle),
      () => read(limits, variables, middle, to),
    );
  }

  async function readRanges(
    limits: Limits,
    variables: Variables,
    from: number,
    to: number,
  ): Promise<Groups> {
    const width = Math.max(quarterMs, Math.floor(limits.rangeMs / quarterMs) * quarterMs);
    if (to - from <= width) return read(limits, variables, from, to);
    return both(
      () => read(limits, variables, from, from + width),
      () => readRanges(limits, variables, from + width, to),
    );
  }

  async function countAll(account: string, limits: Limits, to: number): Promise<Outcome<number>> {
    const from = Math.max(to - limits.rangeMs, earliest(limits));
    const answer = await ask(controlQuery, { account, from: second(from), to: second(to) });
    if (!answer.ok) return answer;
    const rows = countReply.safeParse(answer.value.all);
    return rows.success
      ? done(rows.data.reduce((sum, { n }) => addExact(sum, n ?? 0), 0))
      : failed("cloudflare.failed", "not as expected");
  }

  /** A quarter is gone a little before its time: the clocks differ. */
  const earliest = ({ reachMs }: Limits) =>
    Math.ceil((rest.now() - reachMs) / quarterMs + 1) * quarterMs;

  /**
   * A token that may not read aiGateways is shown no rows and no error. So an empty answer counts when the same token sees rows of
   * the account elsewhere, or when the log, which refuses such a token, has none either.
   */
  async function isProvenEmpty(
    account: string,
    aiGateway: string,
    limits: Limits,
    range: { readonly fromMs: number; readonly toMs: number },
  ): Promise<Groups> {
    const all = await countAll(account, limits, range.toMs);
    if (all.ok && all.value > 0) return done([]);
    if (!all.ok && all.code === "cloudflare.rateLimited") return all;
    const logs = await countLogs(rest, account, aiGateway, range);
    if (logs.ok && logs.value === 0) return done([]);
    if (logs.ok) return failed("cloudflare.analyticsEmpty", "the log has rows");
    const saysWhy = ["cloudflare.needsAiGatewayRead", "cloudflare.rateLimited"];
    return saysWhy.includes(logs.code)
      ? logs
      : failed("cloudflare.analyticsEmpty", "nobody can say");
  }

  return {
    limitsOf,
    countAll,

    async quarters(
      accountId: string,
      aiGatewayId: string,
      fromMs: number,
      toMs: number,
    ): Promise<Outcome<ReadQuarters>> {
      const place = pathOf({ accountId, aiGatewayId });
      if (!place.ok) return place;
      const to = ceil(toMs);
      if (ceil(fromMs) >= to) return done({ groups: [], fromMs: ceil(fromMs) });
      const limits = await limitsOf(accountId);
      if (!limits.ok) return limits;
      const from = Math.max(ceil(fromMs), earliest(limits.value));
      if (from >= to)
        return failed("cloudflare.analyticsRefused", "further back than analytics reach");
      const variables = { account: accountId, aiGateway: aiGatewayId };
      const range = { fromMs: from, toMs: to };
      const read = await readRanges(limits.value, variables, from, to);
      const isEmpty = read.ok && read.value.length === 0;
      const groups = isEmpty
        ? await isProvenEmpty(accountId, aiGatewayId, limits.value, range)
        : read;
      return groups.ok ? done({ groups: groups.value, fromMs: from }) : groups;
    },
  };
}

const ceil = (ms: number) => Math.ceil(ms / quarterMs) * quarterMs;
/** To the second: some of Cloudflare's datasets refuse more. */
const second = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");

async function both(first: () => Promise<Groups>, second: () => Promise<Groups>): Promise<Groups> {
  const one = await first();
  if (!one.ok) return one;
  const other = await second();
  return other.ok ? done([...one.value, ...other.value]) : other;
}

const rowsOf = (value: unknown): readonly unknown[] | null => (Array.isArray(value) ? value : null);

/** What is added is a whole number, 0 or more (`countOf`, `microUsdOf`): so is the sum, and it is exact. */
const exactSum = (...of: readonly (number | null | undefined)[]): number =>
  of.reduce<number>((sum, one) => addExact(sum, one ?? 0), 0);

/** All rows or none: with one left out the rest would look like the whole. */
function groupsOf(rows: readonly unknown[], from: number, to: number): Groups {
  const groups = new Map<string, AnalyticsGroup>();
  for (const row of rows) {
    const read = groupReply.safeParse(row);
    if (!read.success) return failed("cloudflare.failed", "a group that cannot be read");
    const { n, d, s } = read.data;
    if (d.at % quarterMs !== 0 || d.at < from || d.at >= to)
      return failed("cloudflare.failed", "a group of another time");
    const [provider, model] = [d.p || "unknown", d.m || "unknown"];
    const key = JSON.stringify([d.at, provider, model]);
    const before = groups.get(key);
    groups.set(key, {
      startAt: d.at,
      provider,
      model,
      requests: exactSum(before?.requests, n),
      costMicroUsd: exactSum(before?.costMicroUsd, s.cost),
      tokensIn: exactSum(before?.tokensIn, s.in, s.in2),
      tokensOut: exactSum(before?.tokensOut, s.out, s.out2),
      errors: exactSum(before?.errors, s.errors),
      cacheHits: exactSum(before?.cacheHits, s.hits),
    });
  }
  return done([...groups.values()]);
}
