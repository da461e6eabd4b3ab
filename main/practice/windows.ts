/** The aiGateway's own limits: how many requests, and for how much money, in a window of time. */
import { modelKey } from "../core/model-name.ts";
import type { AiGateway } from "./ai-gateways.ts";
import { isRecord, type Json, list, records, text } from "./json.ts";
import { endOf, type Logs, type PracticeLog } from "./log.ts";

/** fixed: clears on the clock, every `windowMs` · sliding: counts back from now. */
export type Window = { readonly windowMs: number; readonly isSliding: boolean };

const number = (value: unknown): number => (typeof value === "number" ? value : 0);

/** Lets through and counts what is let through: at most `limit` in the window. */
export type Counters = { take(key: string, limit: number, window: Window): boolean };

export function createCounters(now: () => number): Counters {
  const taken = new Map<string, number[]>();
  return {
    take: (key, limit, { isSliding, windowMs }) => {
      const at = now();
      const since = isSliding ? at - windowMs + 1 : at - (at % windowMs);
      const recent = (taken.get(key) ?? []).filter((one) => one >= since);
      if (recent.length >= limit) return false;
      taken.set(key, [...recent, at]);
      return true;
    },
  };
}

/** The requests an aiGateway lets through; null: as many as come. */
export function rateOf(aiGateway: AiGateway): (Window & { readonly limit: number }) | null {
  const limit = number(aiGateway.rate_limiting_limit);
  const windowMs = number(aiGateway.rate_limiting_interval) * 1000;
  if (limit === 0 || windowMs === 0) return null;
  return { limit, windowMs, isSliding: aiGateway.rate_limiting_technique === "sliding" };
}

/** What one request is to a rule. */
export type Spender = {
  readonly provider: string;
  readonly model: string;
  readonly metadata: PracticeLog["metadata"];
};

type Dimension = readonly [rule: unknown, of: (spender: Spender) => string];

function dimensions(rule: Json): readonly Dimension[] {
  const own = Object.entries(isRecord(rule.metadata) ? rule.metadata : {});
  return [
    [rule.provider, ({ provider }) => provider],
    [rule.model, ({ model, provider }) => modelKey(provider, model)],
    ...own.map(([key, value]): Dimension => [value, ({ metadata }) => String(metadata?.[key])]),
  ];
}

/** True when what was spent by `row` counts for a request of `spender`: the rule is about both, and they share its budget. */
function shares(rule: Json, row: Spender, spender: Spender): boolean {
  return dimensions(rule).every(([dimension, of]) => {
    if (!isRecord(dimension)) return true;
    if (dimension.mode === "partition") return of(row) === of(spender);
    const values = list(dimension.values).map(String);
    const named = (one: Spender) =>
      values.some((value) => value === of(one) || modelKey(one.provider, value) === of(one));
    return named(row) && named(spender);
  });
}

/** Micro-dollars spent in the window; a sliding one counts the window before by how much of it is still in sight, as was measured. */
export function spentIn(
  rows: readonly PracticeLog[],
  { isSliding, windowMs }: Window,
  nowMs: number,
): number {
  const start = nowMs - (nowMs % windowMs);
  const sum = (from: number, to: number) =>
    rows
      .filter((row) => endOf(row) >= from && endOf(row) < to)
      .reduce((total, { costMicroUsd }) => total + (costMicroUsd ?? 0), 0);
  const before = isSliding ? sum(start - windowMs, start) * (1 - (nowMs - start) / windowMs) : 0;
  return before + sum(start, Number.POSITIVE_INFINITY);
}

/** The sentence of the first rule whose budget is used up; null: none is. "The overspending call completes": it is counted when it has ended. */
export function overspent(
  aiGateway: AiGateway,
  accountId: string,
  spender: Spender,
  logs: Pick<Logs, "between">,
  nowMs: number,
): string | null {
  const limits = aiGateway.spend_limits;
  if (!isRecord(limits) || limits.enabled === false) return null;
  for (const rule of records(limits.rules)) {
    const windowMs = number(rule.window) * 1000;
    if (rule.enabled === false || windowMs === 0) continue;
    const isSliding = rule.technique === "sliding";
    const rows = logs
      .between(accountId, nowMs - 3 * windowMs, nowMs + 1)
      .filter((row) => row.aiGatewayId === aiGateway.id && shares(rule, row, spender));
    // A rule about others does not see this request at all.
    if (!shares(rule, spender, spender)) continue;
    if (spentIn(rows, { isSliding, windowMs }, nowMs) < number(rule.limit) * 1e6) continue;
    const { model, provider } = spender;
    const technique = isSliding ? "sliding" : "fixed";
    const id = text(rule.id) ?? "unnamed";
    return `Spend limit exceeded: rule '${id}' (cost limit ${number(rule.limit)} per ${number(rule.window)}s, ${technique}) for ${provider} ${provider}/${model}`;
  }
  return null;
}
