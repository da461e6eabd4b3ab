/** What Cloudflare's management side can look like to the window: not asked, all seen, holes in it, failed. */
import {
  type Capability,
  type CapabilityName,
  type CloudflareCode,
  type CloudflareState,
  capabilityNames,
} from "../../preload/contract/cloudflare.ts";

const all = (capability: Capability): CloudflareState["capabilities"] =>
  Object.fromEntries(capabilityNames.map((name) => [name, capability])) as Record<
    CapabilityName,
    Capability
  >;
export const no = (error: CloudflareCode): Capability => ({ status: "no", error });

/** There is no analytics token. */
export const unasked: CloudflareState = {
  status: "off",
  error: null,
  askedAt: null,
  tokenExpiresAt: null,
  capabilities: all({ status: "unknown", error: null }),
  accounts: null,
  aiGateways: null,
  credits: null,
  proxy: null,
};

export const seenAt = (at: number): CloudflareState => ({
  ...unasked,
  status: "ok",
  askedAt: at,
  capabilities: {
    ...all({ status: "yes", error: null }),
    edit: no("cloudflare.needsAiGatewayEdit"),
  },
  accounts: [{ id: "0123456789abcdef0123456789aba1b2", name: "Ida" }],
  aiGateways: [{ id: "openclaw", authentication: true, collectsLogs: true, cacheTtlSeconds: null }],
  credits: { microUsd: 12_340_000, at },
});

/** It may list, but not say what anything cost. */
export const holesAt = (at: number): CloudflareState => ({
  ...seenAt(at),
  tokenExpiresAt: at + 12 * 86_400_000,
  capabilities: {
    ...all({ status: "unknown", error: null }),
    token: { status: "yes", error: null },
    logs: no("cloudflare.needsAiGatewayRead"),
    analytics: no("cloudflare.needsAnalyticsRead"),
    credits: no("cloudflare.needsBillingRead"),
    edit: no("cloudflare.needsAiGatewayEdit"),
  },
  credits: null,
  proxy: "proxy.corp:3128",
});

export const failedAt = (at: number): CloudflareState => ({
  ...unasked,
  status: "failed",
  error: "cloudflare.tokenExpired",
  askedAt: at,
  capabilities: { ...unasked.capabilities, token: no("cloudflare.tokenExpired") },
});
