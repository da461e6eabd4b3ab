/** What the practice room can be told: which accounts and keys exist, and how its far ends behave. */
import type { Json } from "./json.ts";
import type { Lag } from "./log.ts";
import type { PracticeToken } from "./tokens.ts";

export type PracticeSettings = {
  readonly accounts: readonly string[];
  /** Exist in each of the accounts. `default` need not be listed: the first authenticated request creates it. */
  readonly aiGateways: readonly string[];
  /** Whether the aiGateways ask for a token. Unified Billing and stored keys work only when they do. */
  readonly authentication: boolean;
  readonly aiGatewayTokens: readonly string[];
  /** By slug: the keys the provider accepts. */
  readonly providerKeys: Readonly<Record<string, readonly string[]>>;
  /** By slug, then by alias: provider keys stored at Cloudflare (BYOK). */
  readonly storedKeys: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The aiGateway's "require provider credentials". */
  readonly byokOnly: boolean;
  /** Unified Billing: never set up, with money in it, or used up. */
  readonly credits: "none" | "some" | "empty";
  /** The aiGateway's response cache; null is off, and shown as 0. */
  readonly cacheTtlSeconds: number | null;
  /** How long "off" keeps an answer all the same: 0, or the 300 s that were measured. */
  readonly cacheOffSeconds: number;
  readonly collectLogs: boolean;
  /** Log ids as they are since 2026-10-08, or as they were before. */
  readonly ids: "uuid" | "ulid";
  /** The aiGateway's own errors as they are, or as older fixtures have them: ending after `error`. */
  readonly errorShape: "full" | "short";
  /** Models the providers know; null: every model. */
  readonly models: readonly string[] | null;
  /** Between two events of a stream, so that a person sees it grow. */
  readonly pauseMs: number;
  /** Compress answers for who accepts gzip. */
  readonly compress: boolean;

  // ---- the management API
  /** Names of routes that choose between models; each aiGateway has them. */
  readonly dynamicRoutes: readonly string[];
  /** By name: what such a route is made of, as Cloudflare's JSON configuration has it. One without elements cannot be taken. */
  readonly dynamicRouteElements: Readonly<Record<string, readonly Json[]>>;
  /** What else the listed aiGateways are set to, by the management API's names: "rate_limiting_limit", "spend_limits", "retry_max_attempts" … */
  readonly aiGatewayFields: Json;
  /** By account; one without a name is called by its id. */
  readonly accountNames: Readonly<Record<string, string>>;
  /** What may ask the management API, by the token itself; those of `aiGatewayTokens` are there with Run alone. */
  readonly tokens: Readonly<Record<string, PracticeToken>>;
  /** legacy: first aiGateway before 2026-09-24 · observability: `/logs` does not answer. */
  readonly generation: "legacy" | "observability";
  /** 10 or 20 aiGateways. */
  readonly plan: "free" | "paid";
  /** In any 5 minutes; more are answered 429 and close everything for 5 minutes. */
  readonly restPer5Minutes: number;
  readonly graphqlPer5Minutes: number;
  /** The prepaid balance as it is said, in cents, while `credits` is "some". */
  readonly creditCents: number;
  /** After the end of a request, until its row can be read: 13 of 14 were there at once, one after 460 ms. */
  readonly logDelayMs: Lag;
  /** How a row says that it has no cost. */
  readonly unknownCost: "absent" | "null" | "zero";
  /** The type says a text, the wire an object. */
  readonly metadataAs: "object" | "text";

  // ---- the analytics
  readonly lagMs: Lag;
  /** New rows count `factor` times until they have been there for `lastsMs`. */
  readonly overcount: { readonly factor: number; readonly lastsMs: number } | null;
  /** UInt64 as numbers, or as texts, as sibling datasets have them. */
  readonly wideNumbers: "number" | "text";
  /** "sum_cacheReadTokens", "dimensions_metadataRaw" …: not for this account; asked for, they fail the whole query. */
  readonly unentitledFields: readonly string[];
  /** Errors in GraphQL by the documented status, or in an HTTP 200. An unknown field is 400 either way. */
  readonly graphqlErrorsAs: "status" | "ok";

  // ---- what Cloudflare makes of a request
  /** By model as Cloudflare names it, with its prefix or without, "*" for all others: how Cloudflare's price compares to the list's; null: it has none. */
  readonly prices: Readonly<Record<string, number | null>>;
  /** Names in log and analytics: as they were sent, or as the catalogue has them ("anthropic/claude-sonnet-4.6"). */
  readonly modelNames: "sent" | "catalogue";
};

export const defaultSettings: PracticeSettings = {
  accounts: ["practice"],
  aiGateways: ["demo"],
  authentication: true,
  aiGatewayTokens: [],
  providerKeys: {},
  storedKeys: {},
  dynamicRoutes: [],
  dynamicRouteElements: {},
  aiGatewayFields: {},
  byokOnly: false,
  credits: "none",
  cacheTtlSeconds: null,
  cacheOffSeconds: 0,
  collectLogs: true,
  ids: "uuid",
  errorShape: "full",
  models: null,
  pauseMs: 30,
  compress: false,
  accountNames: { practice: "Practice account" },
  tokens: {},
  generation: "legacy",
  plan: "free",
  restPer5Minutes: 1200,
  graphqlPer5Minutes: 300,
  creditCents: 2500,
  logDelayMs: 0,
  unknownCost: "absent",
  metadataAs: "object",
  lagMs: 273_000,
  overcount: null,
  wideNumbers: "number",
  unentitledFields: [],
  graphqlErrorsAs: "status",
  prices: {},
  modelNames: "sent",
};
