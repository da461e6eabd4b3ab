/** Where what a code names is put right: the one page of Cloudflare's dashboard, or of a provider, that the person needs next. */
import type { CloudflareCode } from "../../preload/contract/cloudflare.ts";
import type { RefusalReason } from "../../preload/contract/state.ts";
import type { Code } from "./language.ts";

type Ids = { readonly accountId: string; readonly aiGatewayId: string };

/** Filled in with what each token must be able to do: the same addresses as main/core/token-link.ts makes, which the window cannot reach. */
const tokenPageOf = (...permissions: readonly (readonly [key: string, type: string])[]): string => {
  const keys = JSON.stringify(permissions.map(([key, type]) => ({ key, type })));
  return `https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=${encodeURIComponent(keys)}&accountId=*&zoneId=all&name=Sluice`;
};
const reading = [
  ["aig", "read"],
  ["account_analytics", "read"],
  ["account_settings", "read"],
] as const;

/** Where a token is made. aiGateway: opens one · analytics: reads costs · edit: the same, and may make one. */
export const tokenPages = {
  aiGateway: tokenPageOf(["aig", "run"]),
  analytics: tokenPageOf(...reading),
  edit: tokenPageOf(...reading, ["aig", "edit"]),
} as const;

/** Pages that are the same for everybody. The first is Cloudflare's own form: it asks which account. */
const fixed = {
  anyAiGateways: "https://dash.cloudflare.com/?to=/:account/ai/ai-gateway",
  home: "https://dash.cloudflare.com/",
  tokens: "https://dash.cloudflare.com/profile/api-tokens",
  runToken: tokenPages.aiGateway,
  readToken: tokenPages.analytics,
  editToken: tokenPages.edit,
  logpush: "https://dash.cloudflare.com/?to=/:account/logs",
  workers: "https://dash.cloudflare.com/?to=/:account/workers-and-pages",
} as const;

/** What comes after the account; `true`: after the aiGateway too. Undocumented, from public code. */
const below = {
  aiGateways: ["", false],
  credits: ["/credits", false],
  aiGateway: ["", true],
  logs: ["/logs", true],
  routing: ["/routing", true],
} as const;

type Page = keyof typeof fixed | keyof typeof below | "providerKey";

/** By slug: where a provider gives out its keys. */
const keyPages: Readonly<Record<string, string>> = {
  anthropic: "https://console.anthropic.com/settings/keys",
  openai: "https://platform.openai.com/api-keys",
  "google-ai-studio": "https://aistudio.google.com/apikey",
  groq: "https://console.groq.com/keys",
  grok: "https://console.x.ai/",
  mistral: "https://console.mistral.ai/api-keys",
  deepseek: "https://platform.deepseek.com/api_keys",
  openrouter: "https://openrouter.ai/settings/keys",
  "perplexity-ai": "https://www.perplexity.ai/settings/api",
  cerebras: "https://cloud.cerebras.ai/",
  cohere: "https://dashboard.cohere.com/api-keys",
  huggingface: "https://huggingface.co/settings/tokens",
  replicate: "https://replicate.com/account/api-tokens",
};

/** Null: nothing on any page helps. */
const pages: Readonly<Record<CloudflareCode | RefusalReason, Page | null>> = {
  "cloudflare.noToken": "readToken",
  "cloudflare.tokenInvalid": "readToken",
  "cloudflare.tokenExpired": "readToken",
  "cloudflare.tokenDisabled": "tokens",
  "cloudflare.tokenMalformed": "readToken",
  "cloudflare.tokenElsewhere": "readToken",
  "cloudflare.needsAiGatewayRead": "readToken",
  "cloudflare.needsAiGatewayEdit": "editToken",
  "cloudflare.needsAnalyticsRead": "readToken",
  "cloudflare.needsAccountSettingsRead": "readToken",
  "cloudflare.needsBillingRead": "tokens",
  "cloudflare.accountNotFound": "home",
  "cloudflare.aiGatewayNotFound": "aiGateways",
  "cloudflare.inputInvalid": null,
  "cloudflare.aiGatewayExists": null,
  "cloudflare.limitReached": "aiGateways",
  "cloudflare.noLogs": null,
  "cloudflare.analyticsRefused": null,
  "cloudflare.analyticsEmpty": "tokens",
  "cloudflare.rateLimited": null,
  "cloudflare.unreachable": null,
  "cloudflare.timeout": null,
  "cloudflare.proxyRefused": null,
  "cloudflare.certificate": null,
  "cloudflare.failed": null,
  paused: null,
  allowance: null,
  tokenRejected: "runToken",
  aiGatewayMissing: "aiGateways",
  rateLimited: "aiGateway",
  spendLimit: "aiGateway",
  noCredits: "credits",
  policySpend: "aiGateway",
  billingRateLimited: null,
  promptBlocked: "aiGateway",
  answerBlocked: "aiGateway",
  dlpRequest: "aiGateway",
  dlpAnswer: "aiGateway",
  policyDenied: "aiGateway",
  edgeBlocked: null,
  // Which rule it was stands nowhere else.
  blocked: "logs",
  storedKeyMissing: "aiGateway",
  modelFormat: null,
  // It may be the name of a route of the person's own.
  modelUnknown: "routing",
  providerUnknown: null,
  providerSilent: "logs",
  guardrailsDown: null,
  edgeTimeout: null,
  cloudflareUnreachable: null,
  cloudflareFailed: null,
  proxyRefused: null,
  providerUnreachable: null,
  noProfile: null,
  noDirectRoute: null,
  keyMissing: "providerKey",
  keychainLocked: null,
};

/**
 * Null where no page helps. Without ids that can stand in an address it leads to the list of aiGateways.
 * @param provider the slug whose key is missing; nothing else needs it.
 */
export function dashLinkOf(
  code: Code,
  profile: Ids | null,
  provider: string | null = null,
): string | null {
  const page = isPaged(code) ? pages[code] : null;
  if (page === null) return null;
  if (page === "providerKey") return keyPageOf(provider);
  return isFixed(page) ? fixed[page] : (addressOf(page, profile) ?? fixed.anyAiGateways);
}

/** The aiGateway's own page; without ids that can stand in an address, the list of them. */
export const aiGatewayPageOf = (profile: Ids | null): string =>
  addressOf("aiGateway", profile) ?? fixed.anyAiGateways;

/** Where its dynamic routes are made. */
export const routingPageOf = (profile: Ids | null): string =>
  addressOf("routing", profile) ?? fixed.anyAiGateways;

/** Cloudflare's own forms of an address that asks which account; documented for its own pages. */
export const { logpush: logpushPage, workers: workersPage } = fixed;

/**
 * One request in Cloudflare's own log. Null where an id could not be one Cloudflare gave: nothing else gets into an address.
 * @param profile the one the request went through.
 */
export function logPageOf(logId: string, profile: Ids | null): string | null {
  if (profile === null || !logIdPattern.test(logId)) return null;
  const { accountId, aiGatewayId } = profile;
  if (!accountPattern.test(accountId) || !aiGatewayPattern.test(aiGatewayId)) return null;
  return `${addressOf("logs", profile)}/${logId}`;
}

/** True of exactly the addresses made here: a link can carry out no more than three ids, and those to Cloudflare alone. */
export function isDashLink(url: string): boolean {
  return known.has(url) || dashPattern.test(url);
}

const known: ReadonlySet<string> = new Set([...Object.values(fixed), ...Object.values(keyPages)]);

// As Cloudflare makes them: 32 digits; small letters, digits and single dashes.
const accountPattern = /^[0-9a-f]{32}$/;
const aiGatewayPattern = /^(?=.{1,64}$)[a-z0-9_]+(?:-[a-z0-9_]+)*$/;
// A lowercase UUID since October 2026, before that 26 of Crockford's letters and digits.
const logIdPattern = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-HJKMNP-TV-Z]{26})$/;
const dashPattern =
  /^https:\/\/dash\.cloudflare\.com\/[0-9a-f]{32}\/ai\/ai-gateway(?:\/credits|\/gateways\/(?=[^/]{1,64}(?:\/|$))[a-z0-9_]+(?:-[a-z0-9_]+)*(?:\/routing|\/logs(?:\/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-HJKMNP-TV-Z]{26}))?)?)?$/;

const isPaged = (code: Code): code is keyof typeof pages => Object.hasOwn(pages, code);

const isFixed = (page: Page): page is keyof typeof fixed => Object.hasOwn(fixed, page);

/** Where a provider gives out its keys; null where Sluice does not know. */
export const keyPageOf = (provider: string | null): string | null =>
  provider !== null && Object.hasOwn(keyPages, provider) ? (keyPages[provider] ?? null) : null;

function addressOf(page: keyof typeof below, profile: Ids | null): string | null {
  const [rest, isOfOne] = below[page];
  if (profile === null || !accountPattern.test(profile.accountId)) return null;
  const account = `https://dash.cloudflare.com/${profile.accountId}/ai/ai-gateway`;
  if (!isOfOne) return account + rest;
  // A name Cloudflare would not give leads to the list of those it did.
  if (!aiGatewayPattern.test(profile.aiGatewayId)) return account;
  return `${account}/gateways/${profile.aiGatewayId}${rest}`;
}
