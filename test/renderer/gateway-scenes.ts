/** What Cloudflare's page and the providers of the settings are looked at in: one snapshot for each way they can stand. */
import type { AiGatewaySettings } from "../../preload/contract/ai-gateway.ts";
import type { AppState, ProviderInfo } from "../../preload/contract/state.ts";
import { seenAt } from "./cloudflare-states.ts";
import { gatewayToken, modelKey, now, snapshot, verified } from "./snapshots.ts";

const analyticsToken = {
  kind: "analytics",
  tail: "w2Fd",
  status: "saved",
  checkedAt: now - 300_000,
} as const;

const limits = [
  { microUsd: 5_000_000, seconds: 86_400, technique: "fixed" as const },
  { microUsd: 100_000_000, seconds: 2_592_000, technique: "sliding" as const },
];

export const set: AiGatewaySettings = {
  authentication: true,
  ownKeysOnly: true,
  collectsLogs: true,
  cacheSeconds: null,
  rateLimit: { requests: 1200, seconds: 3_600, technique: "sliding" },
  retries: { attempts: 3, delayMs: 500, backoff: "exponential" },
  logStorage: { rows: 1_000_000, whenFull: "drop" },
  spendLimits: limits,
  otherSpendRules: 2,
  alsoSet: ["guardrails", "logpush", "something_new"],
};

/** One provider, paid with a key here and with nothing set, but for what a test says. */
export const provider = (slug: string, changes: Partial<ProviderInfo> = {}): ProviderInfo => ({
  ...{ slug, payer: "key", alias: null, takesCredits: false, isSigned: false, isDirect: true },
  ...{ hasEntry: true, place: null, models: [] },
  ...changes,
});

export const providers: readonly ProviderInfo[] = [
  provider("anthropic", { takesCredits: true }),
  provider("openai", { takesCredits: true, payer: "credits" }),
  provider("groq", { takesCredits: true, payer: "stored", alias: "team" }),
  provider("azure-openai", {
    ...{ isDirect: false, models: ["gpt-5-deployment"] },
    place: { example: "my-resource", value: "contoso-west" },
  }),
  provider("aws-bedrock", {
    ...{ payer: "stored", isSigned: true, isDirect: false },
    place: { example: "us-east-1", value: null },
  }),
  provider("workers-ai", { isDirect: false }),
  provider("mistral"),
  provider("ideogram", { hasEntry: false }),
  provider("custom-in-house", { isDirect: false, models: ["house-1"] }),
];

const read: AppState["aiGateway"] = {
  ...{ status: "ok", error: null, readAt: now - 60_000, settings: set, proposal: null },
  routes: [
    { id: "r1", name: "cheap-first" },
    { id: "r2", name: "by-length" },
  ],
  storedKeys: [
    { provider: "groq", alias: "default" },
    { provider: "groq", alias: "team" },
    { provider: "aws-bedrock", alias: "default" },
  ],
  logRows: 123_456,
};

const masked = ["cf-aig-authorization", "Bearer ••••"] as const;
const noPayload = ["cf-aig-collect-log-payload", "false"] as const;
const skipped = ["cf-aig-skip-cache", "true"] as const;

/** Read, and what is told is as it is without a word of the person's. */
const gateway: AppState = snapshot({
  providers,
  secrets: [modelKey, gatewayToken, analyticsToken],
  cloudflare: seenAt(now - 60_000),
  aiGateway: read,
  told: [{ model: null, headers: [masked, noPayload, skipped] }],
});

/** A token that may write as well. */
const mayWrite = {
  ...seenAt(now).capabilities,
  edit: { status: "yes", error: null },
} as const;

const proposal: AppState["aiGateway"]["proposal"] = {
  id: "a1",
  at: now,
  lines: [{ name: "cacheSeconds", before: null, after: 300 }],
};

/** The most that can stand in a dial, for all and for two models. */
const dialled: AppState["profile"] = verified.profile && {
  ...verified.profile,
  dials: {
    all: {
      ...{ cache: 3_600, attempts: 3, retryDelayMs: 250 },
      ...{ backoff: "exponential", timeoutMs: 90_000 },
    },
    models: {
      "anthropic/claude-sonnet-4-6": { cache: "skip" },
      "custom-in-house/a-model-with-a-very-long-name-of-its-own-2026-11-20": { timeoutMs: 5_000 },
    },
  },
};

export const gatewayScenes: Readonly<Record<string, AppState>> = {
  gateway,
  /** Without an account, without a token, and while it is asked for the first time. */
  gatewayBare: snapshot({ profile: null, secrets: [], told: [] }, gateway),
  gatewayOff: snapshot({
    providers,
    told: [{ model: null, headers: [noPayload, skipped] }],
  }),
  gatewayReading: snapshot({ aiGateway: { ...verified.aiGateway, status: "reading" } }, gateway),
  /** It may not be read; and what was read before stays, with what went wrong since. */
  gatewayRefused: snapshot(
    {
      aiGateway: {
        ...verified.aiGateway,
        ...{ status: "failed", error: "cloudflare.needsAiGatewayRead" },
      },
    },
    gateway,
  ),
  gatewayStale: snapshot(
    {
      aiGateway: {
        ...{ status: "failed", error: "cloudflare.unreachable", readAt: now - 40 * 60_000 },
        ...{ routes: null, storedKeys: null, logRows: null },
      },
    },
    gateway,
  ),
  /** All off, nothing beside. */
  gatewayPlain: snapshot(
    {
      aiGateway: {
        settings: {
          ...{ authentication: false, ownKeysOnly: false, collectsLogs: false },
          ...{ cacheSeconds: null, rateLimit: null, retries: null, logStorage: null },
          ...{ spendLimits: [], otherSpendRules: 0, alsoSet: [] },
        },
        ...{ routes: [], storedKeys: [], logRows: 0 },
      },
    },
    gateway,
  ),
  gatewayUnreadable: snapshot(
    {
      aiGateway: {
        settings: {
          ...set,
          ...{ rateLimit: "unreadable", spendLimits: "unreadable", authentication: "unreadable" },
        },
      },
    },
    gateway,
  ),
  gatewayProposal: snapshot(
    { aiGateway: { proposal }, cloudflare: { capabilities: mayWrite } },
    gateway,
  ),
  /** Several things at once, by a token that may only read. */
  gatewayNeedsEdit: snapshot(
    {
      secrets: [modelKey, analyticsToken],
      aiGateway: {
        proposal: {
          ...{ id: "a2", at: now },
          lines: [
            { name: "authentication", before: false, after: true },
            { name: "ownKeysOnly", before: false, after: true },
            { name: "collectsLogs", before: true, after: false },
            { name: "spendLimits", before: [], after: limits },
          ],
        },
      },
    },
    gateway,
  ),
  gatewayDialled: snapshot(
    {
      profile: dialled,
      settings: { logPayloads: true },
      told: [
        {
          model: null,
          headers: [
            masked,
            ["cf-aig-cache-ttl", "3600"],
            ["cf-aig-max-attempts", "3"],
            ["cf-aig-retry-delay", "250"],
            ["cf-aig-backoff", "exponential"],
            ["cf-aig-request-timeout", "90000"],
          ],
        },
        { model: "anthropic/claude-sonnet-4-6", headers: [masked, skipped] },
      ],
    },
    gateway,
  ),
};

/** The settings where every way to pay is in use. */
export const providerScenes: Readonly<Record<string, AppState>> = {
  settingsProviders: snapshot(
    { profiles: [], openclaw: { link: { kind: "own", providers: ["anthropic"], applied: true } } },
    gateway,
  ),
};
