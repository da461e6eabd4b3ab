/** The scenes the window is looked at in: one snapshot each, named by what is special about it. */
import type { AppState } from "../../preload/contract/state.ts";
import { cachesScenes } from "./caches-scenes.ts";
import { firstRunScenes } from "./first-run-scenes.ts";
import { flowScenes } from "./flow-scenes.ts";
import { gatewayScenes, providerScenes } from "./gateway-scenes.ts";
import { figureScenes, meterScenes } from "./meter-scenes.ts";
import { openClawScenes } from "./openclaw-scenes.ts";
import { settingsScenes } from "./settings-scenes.ts";
import {
  daemon,
  emptyDay,
  fresh,
  gatewayToken,
  modelKey,
  now,
  snapshot,
  verified,
} from "./snapshots.ts";
import { trialScenes } from "./trial-scenes.ts";
import { usageScenes } from "./usage-scenes.ts";

const { profile } = verified;
/** Where OpenClaw needs the person, or is set up. */
const asked = new Set([
  "full",
  "cooldown",
  "stopped",
  "startsSpent",
  "notInstalled",
  "inContainer",
  "toPaste",
  "offer",
  "overlayRefused",
]);
const today = verified.usage.today;

/** The ones in which Home looks like no other. */
export const homeScenes: Readonly<Record<string, AppState>> = {
  verified,
  direct: snapshot({
    route: {
      asked: "direct",
      applied: "direct",
      verified: null,
      pausedUntil: null,
      resumesTo: "direct",
    },
  }),
  unproven: snapshot({
    route: { verified: null },
    usage: {
      ...verified.usage,
      today: {
        ...today,
        priced: 64,
        coverage: { requests: 64, priced: 64, unpriced: [], elsewhere: null },
      },
    },
  }),
  tested: snapshot({ route: { verified: { at: now - 120_000, by: "sluice", logId: "01" } } }),
  asked: snapshot({ route: { asked: "cloudflare", applied: "direct", verified: null } }),
  paused: snapshot({
    route: { asked: "paused", applied: "paused", verified: null, refusing: "paused" },
  }),
  pausedUntil: snapshot({
    route: {
      asked: "paused",
      applied: "paused",
      verified: null,
      pausedUntil: now + 15 * 60_000,
      refusing: "paused",
    },
  }),
  refused: snapshot({
    route: { asked: "direct", applied: "direct", verified: null },
    secrets: [modelKey, { ...gatewayToken, status: "rejected" }],
    notice: { code: "tokenRejected", at: now },
  }),
  unreachable: snapshot({
    route: { verified: null },
    notice: { code: "cloudflareUnreachable", at: now },
  }),
  deaf: snapshot({
    router: { status: "failed", port: null, error: "router.failed" },
    route: { applied: null, verified: null },
  }),
  unpriced: snapshot({
    usage: {
      ...verified.usage,
      hours: [],
      today: {
        ...today,
        costMicroUsd: null,
        requests: 3,
        priced: 0,
        coverage: { requests: 3, priced: 0, unpriced: ["gpt-5.5-mini", "grok-5"], elsewhere: null },
      },
      byModel: verified.usage.byModel.slice(2),
    },
  }),
  tiny: snapshot({
    usage: {
      ...verified.usage,
      today: {
        ...today,
        costMicroUsd: 2_800,
        requests: 1,
        priced: 1,
        coverage: { requests: 1, priced: 1, unpriced: [], elsewhere: null },
      },
      byModel: [
        {
          ...today,
          provider: "anthropic",
          model: "claude-haiku-4-5",
          costMicroUsd: 2_800,
          requests: 1,
          priced: 1,
        },
      ],
      recent: verified.usage.recent.slice(1, 2),
      hours: verified.usage.hours
        .slice(13, 14)
        .map((hour) => ({ ...hour, requests: 1, priced: 1, costMicroUsd: 2_800 })),
    },
    allowance: { microUsdPerDay: null },
  }),
  empty: snapshot({ usage: emptyDay, route: { verified: null } }),
  longNames: snapshot({
    usage: {
      ...verified.usage,
      today: { ...today, costMicroUsd: 12_345_678_900 },
      byModel: verified.usage.byModel.map((model) => ({
        ...model,
        model: `vendor-with-a-long-name/${model.model}-preview-2026-11-20`,
        requests: 123_456,
      })),
    },
    allowance: { microUsdPerDay: 20_000_000_000 },
  }),
  twoProviders: snapshot({
    openclaw: {
      link: { kind: "own", providers: ["anthropic", "openai"], applied: true },
      daemon: { ...daemon, status: "stopped" },
    },
    route: { asked: "paused", applied: "paused", verified: null, refusing: "paused" },
  }),
  longProvider: snapshot({
    openclaw: { link: { kind: "own", providers: ["google-vertex-ai"], applied: true } },
  }),
  fresh,
  notFound: snapshot({ openclaw: { status: "notFound", version: null, installs: [] } }, fresh),
  noKeychain: snapshot({ vault: { kind: "none", backend: null }, profile }, fresh),
  locked: snapshot({
    vault: { kind: "locked", backend: "libsecret" },
    route: { verified: null, refusing: "keychainLocked" },
    secrets: [
      { ...modelKey, status: "unknown" },
      { ...gatewayToken, status: "unknown" },
    ],
    notice: { code: "keychainLocked", at: now },
  }),
  keySaved: snapshot({ profile, secrets: [modelKey] }, fresh),
  readyToConnect: snapshot({ profile, secrets: [modelKey, gatewayToken], practice: true }, fresh),
  createFile: snapshot(
    {
      profile,
      secrets: [modelKey, gatewayToken],
      openclaw: { status: "notFound", version: null, installs: [] },
    },
    fresh,
  ),
  ...meterScenes,
  ...flowScenes,
  ...Object.fromEntries(Object.entries(openClawScenes).filter(([name]) => asked.has(name))),
};

export const scenes: Readonly<Record<string, AppState>> = {
  ...homeScenes,
  ...firstRunScenes,
  ...figureScenes,
  ...openClawScenes,
  ...settingsScenes,
  ...trialScenes,
  ...usageScenes,
  ...cachesScenes,
  ...gatewayScenes,
  ...providerScenes,
};
