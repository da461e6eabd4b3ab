/** The first run in every state its screens can have: one snapshot each, named by its screen and what is special about it. */
import {
  type ProbeResult,
  probeNames,
  type SetupStep,
  type Trial,
} from "../../preload/contract/desk.ts";
import type { AppState, SecretInfo } from "../../preload/contract/state.ts";
import { no, seenAt, unasked } from "./cloudflare-states.ts";
import { daemon, fresh, gatewayToken, modelKey, now, snapshot, verified } from "./snapshots.ts";

type Changes = Parameters<typeof snapshot>[0];

const { openclaw, profile } = verified;
const stopped = { ...daemon, status: "stopped", access: null, startedAt: null } as const;
export const analyticsToken: SecretInfo = {
  ...{ kind: "analytics", tail: "w2Fd", status: "saved", checkedAt: null },
};
const anthropicOverlay = { slug: "anthropic", id: "anthropic", refusal: null };

/** At a screen of it, from a computer on which nothing has been set up. */
export const at = (step: SetupStep, changes: Changes = {}): AppState =>
  snapshot({ setup: { status: "open", step, skipped: [] }, ...changes }, fresh);

const running = { link: null, daemon };
const noOpenClaw: Partial<AppState["openclaw"]> = {
  ...{ status: "notFound", version: null, installs: [], link: null },
  daemon: { ...stopped, version: null },
};

const passed = (firstByteMs: number): ProbeResult => ({
  ...{ status: "passed", firstByteMs, totalMs: firstByteMs + 400, error: null },
});
const waiting: ProbeResult = { status: "waiting", firstByteMs: null, totalMs: null, error: null };
const trial = (status: Trial["status"], done: number): Trial => ({
  ...{ status, provider: "anthropic", model: "claude-sonnet-4-6" },
  ...{ startedAt: now - 20_000, endedAt: status === "running" ? null : now, costMicroUsd: 31_000 },
  rows: probeNames.map((probe, place) => ({
    probe,
    direct: place < done ? passed(600 + place * 40) : waiting,
    cloudflare:
      place < done
        ? passed(637 + place * 40)
        : place === done && status === "running"
          ? { ...waiting, status: "running" }
          : waiting,
  })),
  added: done >= 3 ? { medianMs: 37, lowMs: 36, highMs: 45, pairs: done } : null,
});

/** Straight all passed, through Cloudflare nothing did. */
const refused: Trial = {
  ...trial("done", 7),
  rows: trial("done", 7).rows.map((row) => ({
    ...row,
    cloudflare: { status: "failed", firstByteMs: null, totalMs: null, error: "tokenRejected" },
  })),
};

const looked = {
  ...seenAt(now),
  accounts: [{ id: profile?.accountId ?? "", name: "Havnegade Regnskab" }],
  aiGateways: [
    { id: "openclaw", authentication: true, collectsLogs: true, cacheTtlSeconds: null },
    { id: "default", authentication: false, collectsLogs: true, cacheTtlSeconds: 300 },
  ],
};
const ready = { profile, secrets: [modelKey, gatewayToken, analyticsToken] };
const linked = { ...running, link: openclaw.link };
const direct = { asked: "direct", applied: "direct", resumesTo: "direct", verified: null } as const;

export const firstRunScenes: Readonly<Record<string, AppState>> = {
  welcomeLooking: at("welcome", {
    openclaw: { link: null, daemon: null, installs: null, status: "notFound", version: null },
  }),
  welcomeRunning: at("welcome", { openclaw: running }),
  welcomeNothing: at("welcome", { openclaw: noOpenClaw, vault: { kind: "none", backend: null } }),
  welcomeTheirs: at("welcome", { openclaw: { ...running, overlays: [anthropicOverlay] } }),
  welcomeReady: at("welcome", { ...ready, openclaw: linked, desk: { canRestart: false } }),
  openclawRunning: at("openclaw", { openclaw: running }),
  openclawStopped: at("openclaw", { openclaw: { link: null, daemon: stopped } }),
  openclawNoFile: at("openclaw", { openclaw: { link: null, daemon: stopped, status: "notFound" } }),
  openclawNotInstalled: at("openclaw", { openclaw: noOpenClaw }),
  openclawInContainer: at("openclaw", {
    openclaw: {
      ...noOpenClaw,
      elsewhere: [{ place: "container", name: "/home/ida/openclaw/docker-compose.yml" }],
    },
  }),
  openclawInWsl: at("openclaw", {
    openclaw: { link: null, daemon: { ...daemon, place: "wsl", supervisor: null }, installs: [] },
  }),
  openclawTooOld: at("openclaw", {
    openclaw: {
      link: null,
      daemon: { ...daemon, problem: "openclaw.tooOld", version: "2025.12.1" },
      installs: (openclaw.installs ?? []).map((each) => ({ ...each, isTooOld: true })),
      version: "2025.12.1",
    },
  }),
  openclawOffer: at("openclaw", {
    openclaw: {
      ...running,
      offer: {
        ...{ accountId: profile?.accountId ?? "", aiGatewayId: "openclaw" },
        ...{ provider: "anthropic", tail: "q7Zk", hasToken: true },
      },
    },
  }),
  keyPaste: at("modelKey", { openclaw: running }),
  keyMac: at("modelKey", { openclaw: running, desk: { platform: "darwin" } }),
  keyTheirs: at("modelKey", { openclaw: { ...running, overlays: [anthropicOverlay] } }),
  keyLocked: at("modelKey", {
    openclaw: running,
    vault: { kind: "locked", backend: "Secret Service" },
  }),
  keyNoKeychain: at("modelKey", { openclaw: running, vault: { kind: "none", backend: null } }),
  keySession: at("modelKey", { openclaw: running, vault: { kind: "session", backend: "memory" } }),
  keySavedAlready: at("modelKey", { openclaw: running, secrets: [modelKey] }),
  keyTokenKept: at("modelKey", { openclaw: running, secrets: [analyticsToken] }),
  cloudflareNoToken: at("cloudflare", { openclaw: running, secrets: [modelKey] }),
  cloudflareLooking: at("cloudflare", {
    secrets: [modelKey, analyticsToken],
    cloudflare: { ...unasked, status: "looking" },
  }),
  cloudflarePick: at("cloudflare", { secrets: [modelKey, analyticsToken], cloudflare: looked }),
  cloudflareAccounts: at("cloudflare", {
    secrets: [modelKey, analyticsToken],
    cloudflare: {
      ...looked,
      accounts: [
        ...looked.accounts,
        { id: "fedcba9876543210fedcba9876540000", name: "Ida, private" },
      ],
      aiGateways: null,
    },
  }),
  cloudflareNoneYet: at("cloudflare", {
    secrets: [modelKey, analyticsToken],
    cloudflare: { ...looked, aiGateways: [] },
  }),
  cloudflareMayNotList: at("cloudflare", {
    secrets: [modelKey, analyticsToken],
    cloudflare: {
      ...looked,
      aiGateways: null,
      capabilities: {
        ...looked.capabilities,
        aiGateways: no("cloudflare.needsAiGatewayRead"),
      },
    },
  }),
  cloudflareNoAccounts: at("cloudflare", {
    secrets: [modelKey, analyticsToken],
    cloudflare: {
      ...unasked,
      ...{ status: "failed", error: "cloudflare.needsAccountSettingsRead", askedAt: now },
    },
  }),
  cloudflareInUse: at("cloudflare", { ...ready, cloudflare: looked }),
  cloudflareNeedsToken: at("cloudflare", {
    ...{ profile, secrets: [modelKey, analyticsToken], cloudflare: looked },
  }),
  checkNotReady: at("check", { openclaw: running }),
  checkConnect: at("check", { ...ready, openclaw: running }),
  checkConnectTheirs: at("check", {
    ...{ profile, secrets: [gatewayToken] },
    openclaw: { ...running, overlays: [anthropicOverlay] },
  }),
  checkTakenBack: at("check", {
    ...ready,
    openclaw: { ...running, link: { kind: "own", providers: ["anthropic"], applied: false } },
  }),
  checkUntried: at("check", {
    ...{ ...ready, openclaw: linked },
    trial: { estimateMicroUsd: 31_000, last: null },
  }),
  checkRunning: at("check", {
    ...{ ...ready, openclaw: linked },
    trial: { estimateMicroUsd: 31_000, last: trial("running", 3) },
  }),
  checkDone: at("check", {
    ...{ ...ready, openclaw: linked },
    trial: { estimateMicroUsd: 31_000, last: trial("done", 7) },
  }),
  checkFailed: at("check", {
    ...{ ...ready, openclaw: linked },
    trial: { estimateMicroUsd: 31_000, last: refused },
  }),
  checkTheirs: at("check", {
    ...{ profile, secrets: [gatewayToken] },
    openclaw: { ...running, link: { kind: "overlay", providers: ["anthropic"], applied: true } },
  }),
  doneReady: at("done", {
    ...{ ...ready, openclaw: linked, route: direct, login: { isOn: false } },
    trial: { estimateMicroUsd: 31_000, last: trial("done", 7) },
  }),
  doneFailed: at("done", {
    ...{ ...ready, openclaw: linked, route: direct, login: { isOn: false } },
    setup: { status: "open", step: "done", skipped: ["check"] },
    trial: { estimateMicroUsd: 31_000, last: refused },
  }),
  doneOn: at("done", {
    ...{ ...ready, openclaw: linked, route: verified.route, desk: { platform: "darwin" } },
    allowance: { microUsdPerDay: 4_000_000 },
  }),
  doneNoTray: at("done", {
    ...{ ...ready, openclaw: linked, route: direct, desk: { hasTray: false } },
    login: { supervisor: null, isOn: false },
  }),
  doneNothing: at("done", { openclaw: noOpenClaw }),
};
