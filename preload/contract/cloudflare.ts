/** What Cloudflare's management side lets Sluice see with the analytics token: each ability tried by itself, none inferred. */
import type { ErrorCode } from "./error.ts";

/**
 * token: it is valid · accounts: they can be listed by name · aiGateways: they can be listed · logs: rows with costs can be read ·
 * analytics: the sums by quarter of an hour can be asked · credits: the prepaid balance can be read · edit: an aiGateway can be made
 */
export const capabilityNames = [
  "token",
  "accounts",
  "aiGateways",
  "logs",
  "analytics",
  "credits",
  "edit",
] as const;
export type CapabilityName = (typeof capabilityNames)[number];

/** unknown: not tried yet, or the try said nothing. `error` tells what is missing; null with "yes", and where nobody knows. */
export type Capability = {
  readonly status: "yes" | "no" | "unknown";
  readonly error: CloudflareCode | null;
};

export type CloudflareCode = Extract<ErrorCode, `cloudflare.${string}`>;

export type CloudflareAccount = { readonly id: string; readonly name: string };

export type AiGatewayInfo = {
  readonly id: string;
  readonly authentication: boolean;
  readonly collectsLogs: boolean;
  /** Null: its response cache is off. */
  readonly cacheTtlSeconds: number | null;
};

export type CloudflareState = {
  /** off: there is no analytics token · looking: being asked · ok · failed: `error` says why nothing can be had. */
  readonly status: "off" | "looking" | "ok" | "failed";
  readonly error: CloudflareCode | null;
  /** When it was last asked, whatever came of it; null: never. */
  readonly askedAt: number | null;
  /** When the token ends by itself; null: never, or not known. */
  readonly tokenExpiresAt: number | null;
  readonly capabilities: Readonly<Record<CapabilityName, Capability>>;
  /** What the token last looked with can see; null: not asked, or may not be known. */
  readonly accounts: readonly CloudflareAccount[] | null;
  /** Of the account last looked at. */
  readonly aiGateways: readonly AiGatewayInfo[] | null;
  /** Unified Billing's prepaid balance, of the account. */
  readonly credits: { readonly microUsd: number; readonly at: number } | null;
  /** The proxy requests to Cloudflare go through: its host and port, no user, no password; null: none. */
  readonly proxy: string | null;
};
