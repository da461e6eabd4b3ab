/** Snapshots of every state the window must draw; made by hand, so that a test can say what it changes. */
import type { RangeRow } from "../../preload/contract/command.ts";
import type { DaemonState } from "../../preload/contract/openclaw.ts";
import type {
  AppState,
  HourFigure,
  ModelFigure,
  RequestRow,
  SecretInfo,
} from "../../preload/contract/state.ts";
import { plainDesk } from "../support/plain-desk.ts";
import { unasked } from "./cloudflare-states.ts";

/** Friday 20 November 2026, 14:02 in Copenhagen. */
export const now = Date.UTC(2026, 10, 20, 13, 2);
const minute = 60_000;
const none = {
  ...{ tokensIn: 0, tokensOut: 0, cacheRead: 0, cacheWrite: 0 },
  ...{ confirmed: 0, errors: 0, cacheHits: 0 },
};

export const modelKey: SecretInfo = {
  kind: "provider",
  provider: "anthropic",
  tail: "q7Zk",
  status: "saved",
  checkedAt: now - minute,
};
export const gatewayToken: SecretInfo = {
  kind: "aiGateway",
  tail: "9KpX",
  status: "saved",
  checkedAt: now - minute,
};

export function row(changes: Partial<RequestRow> = {}): RequestRow {
  return {
    id: 1,
    startedAt: now - minute,
    durationMs: 6400,
    firstByteMs: 812,
    route: "cloudflare",
    by: "openclaw",
    profile: "p1",
    provider: "anthropic",
    model: "claude-sonnet-4-6",
    status: 200,
    outcome: "ok",
    refusal: null,
    cacheHit: false,
    costMicroUsd: 31_100,
    costFrom: "router",
    logId: "01",
    tokensIn: 41_208,
    tokensOut: 612,
    cacheRead: 0,
    cacheWrite: 0,
    ...changes,
  };
}

const midnight = Date.UTC(2026, 10, 19, 23);
const costs = [2, 2, 1, 1, 2, 1, 2, 8, 22, 35, 13, 42, 11, 37, 5].map((cents) => cents * 10_000);
export const hours: readonly HourFigure[] = costs.map((costMicroUsd, hour) => ({
  ...none,
  startAt: midnight + hour * 60 * minute,
  costMicroUsd,
  requests: hour === 13 ? 7 : 4,
  priced: 4,
}));

export const byModel: readonly ModelFigure[] = [
  {
    ...none,
    provider: "anthropic",
    model: "claude-sonnet-4-6",
    costMicroUsd: 1_610_000,
    requests: 32,
    priced: 32,
  },
  {
    ...none,
    provider: "anthropic",
    model: "claude-haiku-4-5",
    costMicroUsd: 230_000,
    requests: 29,
    priced: 29,
  },
  {
    ...none,
    provider: "openai",
    model: "gpt-5.5-mini",
    costMicroUsd: null,
    requests: 3,
    priced: 0,
  },
];

/** Three days before this one, as the ledger tells them. */
export const weekRows: readonly RangeRow[] = [0.8, 3.4, 1.8].map((dollars, index) => ({
  ...none,
  ...{ day: `2026-11-1${7 + index}`, requests: 40, priced: 40 },
  costMicroUsd: dollars * 1_000_000,
}));

const recent: readonly RequestRow[] = [
  row({ id: 10 }),
  row({
    id: 9,
    startedAt: now - 2 * minute,
    firstByteMs: 440,
    model: "claude-haiku-4-5",
    costMicroUsd: 2_800,
  }),
  row({ id: 8, startedAt: now - 3 * minute, by: "sluice", costMicroUsd: 40 }),
  row({
    id: 7,
    startedAt: now - 4 * minute,
    status: 529,
    outcome: "providerError",
    costMicroUsd: 0,
  }),
  row({ id: 6, startedAt: now - 9 * minute, outcome: "refused", status: null, costMicroUsd: 0 }),
  row({
    id: 5,
    startedAt: now - 18 * minute,
    route: "direct",
    provider: "openai",
    model: "gpt-5.5-mini",
    firstByteMs: 590,
    costMicroUsd: null,
  }),
  row({ id: 4, startedAt: now - 22 * minute, outcome: "aborted", costMicroUsd: 42_700 }),
  row({ id: 3, startedAt: now - 31 * minute, outcome: "failed", status: null, costMicroUsd: null }),
  row({ id: 2, startedAt: now - 44 * minute, cacheHit: true, costMicroUsd: 0 }),
];

/** OpenClaw kept running by systemd, and all can be asked of it. */
export const daemon: DaemonState = {
  status: "running",
  port: 18_789,
  access: "rpc",
  problem: null,
  version: "2026.9.6",
  startedAt: now - 292 * minute,
  isConfigApplied: true,
  place: "here",
  supervisor: "systemd",
  degraded: [],
  cooldowns: [],
  startsLeft: 3,
};

/** Everything set up, routed and proven: the day of the design's pictures. */
export const verified: AppState = {
  rev: 1,
  version: "0.1.0",
  practice: false,
  profile: {
    id: "p1",
    name: "openclaw",
    accountId: "0123456789abcdef0123456789aba1b2",
    aiGatewayId: "openclaw",
  },
  profiles: [],
  secrets: [modelKey, gatewayToken],
  vault: { kind: "keychain", backend: "libsecret" },
  router: { status: "listening", port: 21_943 },
  route: {
    asked: "cloudflare",
    applied: "cloudflare",
    verified: { at: now - minute, by: "openclaw", logId: "01" },
    pausedUntil: null,
    resumesTo: "cloudflare",
    refusing: null,
  },
  openclaw: {
    status: "found",
    version: "2026.9.6",
    configPath: "/home/ida/.openclaw/openclaw.json",
    link: { kind: "own", providers: ["anthropic"], applied: true },
    installs: [
      {
        source: "service",
        entry: "/home/ida/.local/share/npm/lib/node_modules/openclaw/openclaw.mjs",
        node: "/home/ida/.local/bin/node",
        version: "2026.9.6",
        isTooOld: false,
      },
    ],
    daemon,
    environment: null,
    overlays: [],
    offer: null,
    elsewhere: [],
    snippet: null,
    resolver: "absent",
    leaks: [],
  },
  models: {
    selected: { provider: "anthropic", model: "claude-sonnet-4-6" },
    known: [
      { provider: "anthropic", model: "claude-sonnet-4-6", name: "Claude Sonnet 4.6" },
      { provider: "anthropic", model: "claude-haiku-4-5", name: "Claude Haiku 4.5" },
    ],
    openclaw: null,
  },
  login: { supervisor: "systemd", isOn: true },
  usage: {
    today: {
      ...none,
      tokensIn: 168_787,
      tokensOut: 35_934,
      cacheRead: 2_560_000,
      cacheWrite: 144_000,
      costMicroUsd: 1_840_000,
      requests: 64,
      priced: 61,
      day: "2026-11-20",
      zone: "Europe/Copenhagen",
      source: "router",
      asOf: now,
      uncertaintyMicroUsd: null,
      coverage: { requests: 64, priced: 61, unpriced: ["gpt-5.5-mini"], elsewhere: null },
      driftPercent: null,
      openclaw: null,
    },
    hours,
    byModel,
    recent,
  },
  ...{ providers: [], told: [] },
  aiGateway: {
    ...{ status: "off", error: null, readAt: null, settings: null, proposal: null },
    ...{ routes: null, storedKeys: null, logRows: null },
  },
  cloudflare: unasked,
  allowance: {
    ...{ microUsdPerDay: 5_000_000, then: "pause", extraMicroUsd: 0 },
    ...{ isIgnored: false, level: 0, reached: false, endsAt: Date.UTC(2026, 10, 20, 23) },
  },
  checks: [],
  notice: null,
  settings: {
    language: "en",
    theme: "light",
    logPayloads: false,
    onQuit: "asItWas",
    edgeKeys: "resolver",
    keepRequestsDays: 90,
    ...{ leftClick: "window", trayFigure: "spend", notifications: true, quietHours: null },
    ...{ shortcuts: { open: null, route: null, pause: null }, proxy: "system" },
  },
  setup: { status: "done", step: "done", skipped: [] },
  trial: { estimateMicroUsd: null, last: null },
  desk: plainDesk,
};

export const emptyDay: AppState["usage"] = {
  today: {
    ...verified.usage.today,
    ...none,
    costMicroUsd: null,
    requests: 0,
    priced: 0,
    asOf: null,
    uncertaintyMicroUsd: null,
    coverage: { requests: 0, priced: 0, unpriced: [], elsewhere: null },
  },
  hours: [],
  byModel: [],
  recent: [],
};

type Changes = { readonly [K in keyof AppState]?: Partial<AppState[K]> | null };

/** `verified` with some of its fields changed, one level deep. */
export function snapshot(changes: Changes = {}, from: AppState = verified): AppState {
  const merged = Object.entries(changes).map(([key, value]) => {
    const old = from[key as keyof AppState];
    const isMergeable =
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      typeof old === "object";
    return [key, isMergeable ? { ...old, ...value } : value];
  });
  return { ...from, ...Object.fromEntries(merged) } as AppState;
}

/** Nothing is set up yet. */
export const fresh: AppState = snapshot({
  profile: null,
  secrets: [],
  route: { asked: "direct", applied: "direct", verified: null },
  openclaw: { link: null, daemon: null },
  usage: emptyDay,
  allowance: { microUsdPerDay: null },
});
