/** Random aiGateways as Cloudflare may have them, with members nobody knows, and random changes of them. */
import fc from "fast-check";
import type { AiGatewayChange } from "../../../preload/contract/ai-gateway.ts";

export type Json = Readonly<Record<string, unknown>>;

/** Written as it is by JSON, and no number here: as `parseExact` leaves those that no double holds. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): object };
const oddNumber = fc.constantFrom(
  ...["12345678901234567890", "1e400", "-0.30000000000000001666", "9007199254740993"].map(rawJSON),
);
const secret = fc.constantFrom("Bearer CANARY-otel", "sk_live_CANARY", "CANARY-key");

const word = fc.oneof(fc.string({ maxLength: 8 }), secret);
const name = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toString", "new_thing", "0", "ünïcode", ""),
  fc.string({ maxLength: 8 }),
);

export const json = fc.letrec<{ value: unknown; list: unknown[]; record: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(fc.boolean(), fc.constant(null), fc.integer(), fc.double({ noNaN: true }), word),
    oddNumber,
    tie("list"),
    tie("record"),
  ),
  list: fc.array(tie("value"), { maxLength: 4 }),
  record: recordOf(tie("value")),
})).value;

/** `__proto__` is a name like others, as in what JSON.parse makes. */
function recordOf(value: fc.Arbitrary<unknown>): fc.Arbitrary<Json> {
  return fc
    .array(fc.tuple(name, value), { maxLength: 4 })
    .map((entries) => Object.fromEntries(entries));
}

const technique = fc.constantFrom("fixed" as const, "sliding" as const);
/** Mostly what is understood, and now and then anything. */
const mostly = <T>(known: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 6, arbitrary: known }, { weight: 1, arbitrary: json });
const count = fc.oneof(fc.constantFrom(null, 0), fc.integer({ min: 1, max: 3_000_000 }));

const simpleRule = fc.record(
  {
    id: fc.uuid(),
    enabled: fc.constant(true),
    limit: fc.constantFrom(0.01, 0.1, 1, 5, 12.34, 100, 0.123_456),
    limitType: fc.constant("cost"),
    window: fc.constantFrom(60, 3_600, 86_400),
    technique,
    metadata: fc.constantFrom(null, {}),
    note: word,
  },
  { requiredKeys: ["limit", "limitType", "window"] },
);
const filteredRule = fc
  .tuple(
    simpleRule,
    fc.constantFrom(
      { model: { mode: "filter", values: ["claude-sonnet-4-6"] } },
      { provider: { mode: "filter", values: ["anthropic"] } },
      { metadata: { team: { mode: "partition" } } },
      { region: { mode: "filter", values: ["eu"] } },
      { enabled: false },
      { limit: rawJSON("1e400") },
      { limitType: "tokens" },
    ),
  )
  .map(([rule, more]) => ({ ...rule, ...more }));
const spendLimits = fc
  .record({
    enabled: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
    rules: fc.array(fc.oneof(simpleRule, filteredRule, json), { maxLength: 6 }),
    notify: json,
  })
  .map((all): Json => all);

const known = fc.record(
  {
    id: fc.constant("demo"),
    created_at: fc.constant("2026-01-01T00:00:00Z"),
    modified_at: fc.string(),
    is_default: fc.boolean(),
    internal_id: fc.uuid(),
    account_id: fc.string(),
    account_tag: fc.string(),
    internal: json,
    wholesale: fc.boolean(),
    authentication: mostly(fc.constantFrom(true, false, null)),
    byok_only: mostly(fc.boolean()),
    collect_logs: mostly(fc.boolean()),
    cache_invalidate_on_update: mostly(fc.boolean()),
    cache_ttl: mostly(count),
    rate_limiting_limit: mostly(count),
    rate_limiting_interval: mostly(count),
    rate_limiting_technique: mostly(fc.oneof(technique, fc.constant(null))),
    retry_max_attempts: mostly(fc.constantFrom(null, 1, 3, 5)),
    retry_delay: mostly(fc.constantFrom(null, 0, 500)),
    retry_backoff: mostly(fc.constantFrom(null, "constant", "linear", "exponential")),
    log_management: mostly(fc.constantFrom(null, 10_000, 10_000_000)),
    log_management_strategy: mostly(fc.constantFrom(null, "STOP_INSERTING", "DELETE_OLDEST")),
    spend_limits: fc.oneof(fc.constant(null), spendLimits, spendLimits, json),
    otel: fc.oneof(fc.constant(null), fc.array(fc.record({ url: word, headers: json }))),
    guardrails: json,
    dlp: json,
    stripe: fc.oneof(fc.constant(null), fc.record({ authorization: secret, usage_events: json })),
    logpush: fc.boolean(),
    logpush_public_key: fc.oneof(fc.constant(null), secret),
    store_id: fc.oneof(fc.constant(null), secret),
  },
  { requiredKeys: ["id"] },
);

/** With members nobody knows beside the others, in any order. */
export const object: fc.Arbitrary<Json> = fc
  .tuple(recordOf(json), known, recordOf(json), fc.boolean())
  .map(([unknown, own, more, isFirst]) =>
    isFirst ? { ...unknown, ...own } : { ...own, ...withoutKnown(more, own) },
  );

const withoutKnown = (more: Json, own: Json): Json =>
  Object.fromEntries(Object.entries(more).filter(([member]) => !Object.hasOwn(own, member)));

const orNone = <T>(some: fc.Arbitrary<T>) => fc.oneof(fc.constant(null), some);

export const change: fc.Arbitrary<AiGatewayChange> = fc.record(
  {
    authentication: fc.boolean(),
    ownKeysOnly: fc.boolean(),
    collectsLogs: fc.boolean(),
    cacheSeconds: orNone(fc.integer({ min: 60, max: 2_592_000 })),
    rateLimit: orNone(
      fc.record({
        requests: fc.integer({ min: 1, max: 1_000_000 }),
        seconds: fc.integer({ min: 1, max: 2_592_000 }),
        technique,
      }),
    ),
    retries: orNone(
      fc.record({
        attempts: fc.integer({ min: 1, max: 5 }),
        delayMs: fc.constantFrom(0, 500, 60_000),
        backoff: fc.constantFrom("constant" as const, "linear" as const, "exponential" as const),
      }),
    ),
    logStorage: orNone(
      fc.record({
        rows: fc.integer({ min: 10_000, max: 10_000_000 }),
        whenFull: fc.constantFrom("stop" as const, "drop" as const),
      }),
    ),
    spendLimits: fc.array(
      fc.record({
        microUsd: fc.oneof(
          fc.constantFrom(10_000, 100_000, 1_000_000, 12_340_000, 123_456),
          fc.integer({ min: 10_000, max: 1_000_000_000_000 }),
        ),
        seconds: fc.constantFrom(60, 3_600, 86_400, 31_536_000),
        technique,
      }),
      { maxLength: 4 },
    ),
  },
  { requiredKeys: [] },
);

/** The members each setting stands in. */
export const members: Readonly<Record<keyof AiGatewayChange, readonly string[]>> = {
  authentication: ["authentication"],
  ownKeysOnly: ["byok_only"],
  collectsLogs: ["collect_logs"],
  cacheSeconds: ["cache_ttl"],
  rateLimit: ["rate_limiting_limit", "rate_limiting_interval", "rate_limiting_technique"],
  retries: ["retry_max_attempts", "retry_delay", "retry_backoff"],
  logStorage: ["log_management", "log_management_strategy"],
  spendLimits: ["spend_limits"],
};

export const readOnly = [
  ...["id", "created_at", "modified_at", "is_default", "internal_id", "account_id"],
  ...["account_tag", "internal", "wholesale"],
];
export const required = [
  ...["cache_invalidate_on_update", "cache_ttl", "collect_logs"],
  ...["rate_limiting_interval", "rate_limiting_limit"],
];
