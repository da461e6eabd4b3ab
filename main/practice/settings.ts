/** What the practice room can be told: which accounts and keys exist, and how its far ends behave. */

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
  /** The aiGateway's response cache; null is off. The real one may still keep answers for 300 s when told 0: set 300 to practise that. */
  readonly cacheTtlSeconds: number | null;
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
};

export const defaultSettings: PracticeSettings = {
  accounts: ["practice"],
  aiGateways: ["demo"],
  authentication: true,
  aiGatewayTokens: [],
  providerKeys: {},
  storedKeys: {},
  byokOnly: false,
  credits: "none",
  cacheTtlSeconds: null,
  ids: "uuid",
  errorShape: "full",
  models: null,
  pauseMs: 30,
  compress: false,
};
