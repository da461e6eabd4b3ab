/** Spend rules of an aiGateway: those for everything that goes through it are read and changed, all others stay as they are. */
import type { AiGatewayChange } from "../../../preload/contract/ai-gateway.ts";
import { type AiGatewayObject, isCount, isNothing, isRecord, isSame } from "./object.ts";

export type SpendRule = NonNullable<AiGatewayChange["spendLimits"]>[number];

export type SpendRules = {
  /** Those for everything. "unreadable": written in a way that is not understood, or switched off as a whole, which a change would undo. */
  readonly simple: readonly SpendRule[] | "unreadable";
  readonly others: number;
};

/** Whom a rule is for; with one of them it is not for everything. */
const filters = ["model", "provider", "metadata"];
const own = ["enabled", "limit", "limitType", "technique", "window"];

/** `value`: the member `spend_limits`. */
export function spendRulesOf(value: unknown): SpendRules {
  if (isNothing(value)) return { simple: [], others: 0 };
  const rules = rulesIn(value);
  if (rules === null) return { simple: "unreadable", others: 0 };
  const simple = rules.flatMap((rule) => simpleOf(rule) ?? []);
  const others = rules.length - simple.length;
  const isOn = isRecord(value) && value.enabled === true;
  return { simple: isOn || rules.length === 0 ? simple : "unreadable", others };
}

/**
 * `spend_limits` with these rules for everything and no others; to be asked only where they were readable. A rule that stays, stays to
 * the last member; one of the same length with another sum or technique is changed in its place.
 */
export function withSpendRules(value: unknown, asked: readonly SpendRule[]): AiGatewayObject {
  const left = [...asked];
  /** Takes the first that is wanted, once. */
  const take = (isWanted: (rule: SpendRule) => boolean): SpendRule | null => {
    const at = left.findIndex(isWanted);
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null);
  };
  const rules = rulesIn(value) ?? [];
  const before = rules.map(simpleOf);
  const same = before.map((rule) => rule && take((other) => isSame(rule, other)));
  const near = before.map((rule, index) => {
    if (rule === null || same[index]) return null;
    const isAsLong = ({ seconds }: SpendRule) => seconds === rule.seconds;
    return take((other) => isAsLong(other) && other.technique === rule.technique) ?? take(isAsLong);
  });
  const kept = rules.flatMap((rule, index): readonly unknown[] => {
    const changed = near[index];
    if (before[index] === null || same[index]) return [rule];
    return changed && isRecord(rule) ? [{ ...rule, ...ruleOf(changed) }] : [];
  });
  const made = left.map((rule) => ({ enabled: true, limitType: "cost", ...ruleOf(rule) }));
  const all = [...kept, ...made];
  return { ...(isRecord(value) ? value : {}), enabled: all.length > 0, rules: all };
}

/** Dollars as the nearest number there is. */
const ruleOf = ({ microUsd, seconds, technique }: SpendRule) => ({
  limit: microUsd / 1_000_000,
  window: seconds,
  technique,
});

/** Null: not understood. */
function rulesIn(value: unknown): readonly unknown[] | null {
  if (isNothing(value)) return [];
  if (!isRecord(value)) return null;
  if (isNothing(value.rules)) return [];
  return Array.isArray(value.rules) ? value.rules : null;
}

/** Null: not for everything, not in force, or not understood. */
function simpleOf(rule: unknown): SpendRule | null {
  if (!isRecord(rule)) return null;
  const { enabled = true, limit, limitType, technique, window } = rule;
  const isPlain =
    filters.every((name) => isEmpty(rule[name])) &&
    // A member nobody knows that holds more than a word may be a filter, too.
    Object.keys(rule).every((name) => own.includes(name) || isWord(rule[name]));
  if (!isPlain || enabled !== true || limitType !== "cost" || !isCount(window)) return null;
  const microUsd = typeof limit === "number" ? Math.round(limit * 1_000_000) : null;
  if (!isCount(microUsd)) return null;
  // What Cloudflare does where nothing is said.
  const said = technique ?? "fixed";
  if (said !== "fixed" && said !== "sliding") return null;
  return { microUsd, seconds: window, technique: said };
}

const isEmpty = (value: unknown): boolean =>
  isNothing(value) || (typeof value === "object" && Object.keys(value).length === 0);

const isWord = (value: unknown): boolean => typeof value !== "object" || isEmpty(value);
