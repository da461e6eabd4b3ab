/** A state and words to draw a tray from, made by hand, so that a test can say what it changes. */
import type { TrayWords } from "../../main/core/tray.ts";
import type { TrayDay } from "../../main/core/tray-figure.ts";
import type { DaemonState } from "../../preload/contract/openclaw.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { plainDesk } from "../support/plain-desk.ts";

const dollars = (microUsd: number): string => `$${microUsd / 1_000_000}`;

export const amount = ({ allowedMicroUsd, costMicroUsd, isAtLeast }: TrayDay): string => {
  if (costMicroUsd === null) return "—";
  const of = allowedMicroUsd === null ? "" : ` of ${dollars(allowedMicroUsd)}`;
  return `${isAtLeast ? "≥" : ""}${dollars(costMicroUsd)}${of}`;
};

export const words: TrayWords = {
  routing: {
    verified: (at) => `verified ${at}`,
    tested: (at) => `tested ${at}`,
    unverified: "not proven",
    asked: "asked",
    direct: "direct",
    paused: "paused",
    pausedUntil: (until) => `paused until ${until}`,
    refused: (reason) => `refused ${reason}`,
    notLinked: "not linked",
    notFound: "not found",
    notRunning: "not running",
    needsYou: (code) => `needs you ${code}`,
  },
  spend: (day) => `today ${amount(day)} as of ${day.asOf}`,
  allowance: (allowance) =>
    allowance.is === "left"
      ? `${allowance.isAtMost ? "≤" : ""}${dollars(allowance.leftMicroUsd)} left of ${dollars(allowance.ofMicroUsd)}`
      : `${allowance.is} ${dollars(allowance.ofMicroUsd)}`,
  practice: "Practice",
  setUp: "Set up Sluice",
  title: (day, figure) => (figure === "spend" ? amount(day) : figure),
  toggle: "Route through Cloudflare",
  pauseFor: "Pause for",
  pauses: {
    minutes: (minutes) => `${minutes} minutes`,
    untilTomorrow: "Until tomorrow",
    untilResumed: "Until I resume",
  },
  resume: "Resume",
  raise: (microUsd) => `+ ${dollars(microUsd)}`,
  ignore: "Ignore today",
  model: (name) => `Model: ${name}`,
  profile: (name) => `Profile: ${name}`,
  provider: (slug) => slug.toUpperCase(),
  way: (route) => (route === "sluice" ? "Through Sluice" : "Past Sluice"),
  moreModels: "More models",
  test: "Test routing now",
  open: "Open Sluice",
  usage: "Usage",
  dashboard: "Cloudflare dashboard",
  settings: "Settings…",
  quit: (style, leaves) => (leaves === null ? style : `${style}, ${leaves}`),
  tooltip: (status, day, figure, isPractice) =>
    `${isPractice ? "practice, " : ""}${status}, ${figure === "spend" ? amount(day) : figure}`,
  notice: (code) => ({ head: code, text: "" }),
  more: (count) => `${count} more`,
  goDirect: "Go direct",
  skipCache: "Skip for this model",
};

const nothing = {
  tokensIn: 0,
  tokensOut: 0,
  cacheRead: 0,
  cacheWrite: 0,
  costMicroUsd: null,
  requests: 0,
  priced: 0,
  ...{ confirmed: 0, errors: 0, cacheHits: 0 },
};

const unknown = { status: "unknown", error: null } as const;

/** Linked, routed through Cloudflare, verified by OpenClaw's own request. */
const running: DaemonState = {
  status: "running",
  port: 18_789,
  access: "rpc",
  problem: null,
  version: "2026.9.6",
  startedAt: 1_300,
  isConfigApplied: true,
  place: "here",
  supervisor: "systemd",
  degraded: [],
  cooldowns: [],
  startsLeft: 3,
};
export const stopped: DaemonState = { ...running, status: "stopped", access: null };

export const verified: AppState = {
  rev: 1,
  version: "0.0.0",
  practice: false,
  profile: { id: "p", name: "Home", accountId: "a", aiGatewayId: "g" },
  profiles: [],
  secrets: [
    { kind: "provider", provider: "anthropic", tail: "q7Zk", status: "saved", checkedAt: null },
  ],
  vault: { kind: "keychain", backend: "libsecret" },
  router: { status: "listening", port: 20_000 },
  route: {
    asked: "cloudflare",
    applied: "cloudflare",
    verified: { at: 1401, by: "openclaw", logId: "log" },
    pausedUntil: null,
    resumesTo: "cloudflare",
    refusing: null,
  },
  openclaw: {
    status: "found",
    version: "2026.9.6",
    configPath: "/home/someone/.openclaw/openclaw.json",
    link: { kind: "own", providers: ["anthropic"], applied: true },
    installs: null,
    daemon: running,
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
    known: [],
    openclaw: null,
  },
  login: { supervisor: null, isOn: false },
  usage: {
    today: {
      ...nothing,
      costMicroUsd: 1_840_000,
      requests: 3,
      priced: 3,
      day: "2026-11-21",
      zone: "Europe/Copenhagen",
      source: "router",
      asOf: 1402,
      uncertaintyMicroUsd: 20_000,
      coverage: { requests: 3, priced: 3, unpriced: [], elsewhere: null },
      driftPercent: null,
      openclaw: null,
    },
    hours: [],
    byModel: [],
    recent: [],
  },
  ...{ providers: [], told: [] },
  aiGateway: {
    ...{ status: "off", error: null, readAt: null, settings: null, proposal: null },
    ...{ routes: null, storedKeys: null, logRows: null },
  },
  cloudflare: {
    ...{ status: "off", error: null, askedAt: null, tokenExpiresAt: null, proxy: null },
    ...{ accounts: null, aiGateways: null, credits: null },
    capabilities: {
      ...{ token: unknown, accounts: unknown, aiGateways: unknown, logs: unknown },
      ...{ analytics: unknown, credits: unknown, edit: unknown },
    },
  },
  allowance: {
    ...{ microUsdPerDay: null, then: "tell", extraMicroUsd: 0, isIgnored: false },
    ...{ level: 0, reached: false, endsAt: 2400 },
  },
  checks: [],
  notice: null,
  settings: {
    language: "en",
    theme: "system",
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

export const routed = (
  route: Partial<AppState["route"]>,
  rest: Partial<AppState> = {},
): AppState => ({
  ...verified,
  route: { ...verified.route, verified: null, ...route },
  ...rest,
});

export const withOpenClaw = (openclaw: Partial<AppState["openclaw"]>): AppState => ({
  ...verified,
  openclaw: { ...verified.openclaw, ...openclaw },
});

/** With models of these providers, two each, all of them linked. */
export const withModels = (...providers: readonly string[]): AppState => ({
  ...withOpenClaw({ link: { kind: "own", providers, applied: true } }),
  models: {
    openclaw: null,
    selected: { provider: providers[0] ?? "", model: "large" },
    known: providers.flatMap((provider) =>
      ["large", "small"].map((model) => ({ provider, model, name: `${provider} ${model}` })),
    ),
  },
});
