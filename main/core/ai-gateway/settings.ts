/** What an aiGateway is set to: only what is understood, and nothing of what may be secret in it. */
import type { AiGatewayLine, AiGatewaySettings } from "../../../preload/contract/ai-gateway.ts";
import { backoffs } from "../../../preload/contract/dials.ts";
import { type AiGatewayObject, isCount, isNothing, isRecord } from "./object.ts";
import { spendRulesOf, withSpendRules } from "./spend-rules.ts";

export type SettingName = AiGatewayLine["name"];
/** What each can be set to. */
export type Setting<K extends SettingName> = Extract<AiGatewayLine, { readonly name: K }>["after"];

type Rule<K extends SettingName> = {
  /** "unreadable": it says something that is not understood here. */
  read(object: AiGatewayObject): Setting<K> | "unreadable";
  /** The members that make it so. */
  write(after: Setting<K>, object: AiGatewayObject): AiGatewayObject;
};

/** Members: facts, cloudflare.md §5.2. One that is not there is as Cloudflare makes it then: off. */
export const settingRules: { readonly [K in SettingName]: Rule<K> } = {
  authentication: {
    read: ({ authentication }) => flagOf(authentication),
    write: (authentication) => ({ authentication }),
  },
  ownKeysOnly: {
    read: ({ byok_only }) => flagOf(byok_only),
    write: (byok_only) => ({ byok_only }),
  },
  collectsLogs: {
    // Always there: where it is not, nobody can say.
    read: ({ collect_logs }) => (isNothing(collect_logs) ? "unreadable" : flagOf(collect_logs)),
    write: (collect_logs) => ({ collect_logs }),
  },
  cacheSeconds: {
    read: ({ cache_ttl }) => countOf(cache_ttl),
    // As null is kept by Cloudflare.
    write: (seconds) => ({ cache_ttl: seconds ?? 0 }),
  },
  rateLimit: {
    read(object) {
      const requests = countOf(object.rate_limiting_limit);
      const seconds = countOf(object.rate_limiting_interval);
      const technique = object.rate_limiting_technique ?? "fixed";
      if (requests === "unreadable" || seconds === "unreadable") return "unreadable";
      if (requests === null || seconds === null) return null;
      return technique === "fixed" || technique === "sliding"
        ? { requests, seconds, technique }
        : "unreadable";
    },
    write: (after) => ({
      rate_limiting_limit: after?.requests ?? null,
      rate_limiting_interval: after?.seconds ?? null,
      ...(after && { rate_limiting_technique: after.technique }),
    }),
  },
  retries: {
    read({ retry_max_attempts, retry_delay, retry_backoff }) {
      const attempts = countOf(retry_max_attempts);
      if (attempts === null || attempts === "unreadable") return attempts;
      const backoff = backoffs.find((known) => known === retry_backoff);
      const delayMs = retry_delay === 0 ? 0 : countOf(retry_delay);
      return backoff === undefined || delayMs === null || delayMs === "unreadable"
        ? "unreadable"
        : { attempts, delayMs, backoff };
    },
    write: (after) => ({
      retry_max_attempts: after?.attempts ?? null,
      retry_delay: after?.delayMs ?? null,
      retry_backoff: after?.backoff ?? null,
    }),
  },
  logStorage: {
    read({ log_management, log_management_strategy }) {
      const rows = countOf(log_management);
      if (rows === null || rows === "unreadable") return rows;
      if (log_management_strategy === "STOP_INSERTING") return { rows, whenFull: "stop" };
      return log_management_strategy === "DELETE_OLDEST"
        ? { rows, whenFull: "drop" }
        : "unreadable";
    },
    write: (after) => ({
      log_management: after?.rows ?? null,
      log_management_strategy:
        after && (after.whenFull === "stop" ? "STOP_INSERTING" : "DELETE_OLDEST"),
    }),
  },
  spendLimits: {
    read({ spend_limits }) {
      const { simple } = spendRulesOf(spend_limits);
      return simple === "unreadable" ? simple : [...simple];
    },
    write: (after, { spend_limits }) => ({ spend_limits: withSpendRules(spend_limits, after) }),
  },
};

export const settingNames = Object.keys(settingRules) as readonly SettingName[];

export function settingsOf(object: AiGatewayObject): AiGatewaySettings {
  const read = Object.fromEntries(
    settingNames.map((name) => [name, settingRules[name].read(object)]),
  ) as Pick<AiGatewaySettings, SettingName>;
  const { others } = spendRulesOf(object.spend_limits);
  return { ...read, otherSpendRules: others, alsoSet: alsoSetOf(object) };
}

/** Switched on there, and nothing Sluice has a word on. Names of ours only, never what stands in them. */
const others = ["guardrails", "dlp", "otel", "logpush", "log_classification", "zdr", "stripe"];

const alsoSetOf = (object: AiGatewayObject): readonly string[] => [
  ...others.filter((name) => isOn(object[name])),
  ...(object.workers_ai_billing_mode === "unified" ? ["workers_ai_billing_mode"] : []),
];

/** Something is in it, and it does not say that it is off. */
function isOn(value: unknown, depth = 4): boolean {
  if (isNothing(value) || value === false || value === "") return false;
  if (typeof value !== "object" || depth === 0) return true;
  if (isRecord(value) && value.enabled === false) return false;
  return Object.values(value).some((inner) => isOn(inner, depth - 1));
}

const flagOf = (value: unknown): boolean | "unreadable" =>
  isNothing(value) ? false : typeof value === "boolean" ? value : "unreadable";

/** Null: off, which is 0 or nothing. */
const countOf = (value: unknown): number | null | "unreadable" =>
  isNothing(value) || value === 0 ? null : isCount(value) ? value : "unreadable";
