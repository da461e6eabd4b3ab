/** What the settings are looked at in: one snapshot for each way they can stand. */
import type { AppState, KnownProfile } from "../../preload/contract/state.ts";
import { seenAt } from "./cloudflare-states.ts";
import { fresh, gatewayToken, modelKey, now, snapshot, verified } from "./snapshots.ts";

const analyticsToken = {
  kind: "analytics",
  tail: "w2Fd",
  status: "saved",
  checkedAt: now - 300_000,
} as const;
const openAiKey = { ...modelKey, provider: "openai", tail: "8sLm", checkedAt: null } as const;

export const profiles: readonly KnownProfile[] = [
  {
    ...{ id: "p2", name: "Work", aiGatewayId: "team-gateway" },
    accountId: "fedcba9876543210fedcba987654c3d4",
    keys: [
      { kind: "provider", provider: "anthropic", tail: "tT4w" },
      { kind: "aiGateway", tail: "0oPl" },
    ],
  },
  {
    ...{ id: "p1", name: "Home", aiGatewayId: "openclaw" },
    accountId: "0123456789abcdef0123456789aba1b2",
    keys: [
      { kind: "provider", provider: "anthropic", tail: "q7Zk" },
      { kind: "provider", provider: "openai", tail: "8sLm" },
      { kind: "aiGateway", tail: "9KpX" },
      { kind: "analytics", tail: "w2Fd" },
    ],
  },
  {
    ...{ id: "p3", name: "A third one with a rather long name of its own", aiGatewayId: "spare" },
    accountId: "00112233445566778899aabbccdde5f6",
    keys: [],
  },
];
const [, home] = profiles;

/** Two profiles and more, all three kinds of keys, a second provider. */
const full: AppState = snapshot({
  profiles,
  profile: home ?? null,
  vault: { kind: "keychain", backend: "Secret Service" },
  secrets: [modelKey, openAiKey, gatewayToken, analyticsToken],
  cloudflare: seenAt(now - 60_000),
  openclaw: {
    overlays: [
      { id: "google", slug: "google-ai-studio", refusal: null },
      { id: "openai", slug: "openai", refusal: "link.customBaseUrl" },
    ],
    resolver: "ready",
  },
  settings: {
    trayFigure: "allowance",
    quietHours: { fromMinute: 1_320, toMinute: 420 },
    shortcuts: { open: "Control+Alt+S", route: "Control+Shift+F9", pause: null },
  },
  desk: { shortcutsTaken: ["route"] },
});

export const settingsScenes: Readonly<Record<string, AppState>> = {
  settings: full,
  settingsMac: snapshot(
    {
      desk: { platform: "darwin", shortcutsTaken: [] },
      vault: { kind: "keychain", backend: "Keychain" },
      settings: { shortcuts: { open: "Alt+Command+S", route: null, pause: "Control+Command+Up" } },
      openclaw: { link: { kind: "overlay", providers: ["anthropic", "openai"], applied: true } },
    },
    full,
  ),
  settingsWindows: snapshot(
    {
      desk: { platform: "win32", canRestart: false },
      vault: { kind: "keychain", backend: "Credential Manager" },
      settings: { proxy: "http://proxy.corp:3128", notifications: false, logPayloads: true },
      cloudflare: {
        proxy: "proxy.corp:3128",
        aiGateways: [
          { id: "openclaw", authentication: false, collectsLogs: false, cacheTtlSeconds: 300 },
        ],
      },
      openclaw: { link: { kind: "edge", providers: ["anthropic"], applied: true } },
    },
    full,
  ),
  settingsBare: snapshot(
    {
      ...{ profile: null, profiles: [], secrets: [], practice: true },
      vault: { kind: "none", backend: null },
      openclaw: { link: null },
      router: { status: "off", port: null },
      desk: { hasTray: false },
      login: { supervisor: null, isOn: false },
    },
    fresh,
  ),
  settingsLocked: snapshot(
    {
      vault: { kind: "locked", backend: "Secret Service" },
      secrets: full.secrets.map((each) => ({ ...each, status: "unknown" as const })),
      cloudflare: { aiGateways: [] },
    },
    full,
  ),
  settingsSession: snapshot(
    {
      vault: { kind: "session", backend: "memory" },
      secrets: [{ ...modelKey, status: "rejected" }],
      cloudflare: verified.cloudflare,
      desk: { shortcutsFrom: "portal" },
    },
    full,
  ),
  /** A tiling window manager on Wayland: no tray, no keys, and nothing that starts programs at login. */
  settingsTiling: snapshot(
    {
      desk: {
        ...{ hasTray: false, shortcutsFrom: "nobody" },
        folder: "/home/anna/.local/share/applications/sluice-with-a-folder-of-its-own/data",
      },
      login: {
        ...{ supervisor: "autostart", isOn: false },
        byHand: {
          desktop: "sway",
          line: "exec /home/anna/Applications/Sluice-0.1.0-x86_64.AppImage --hidden",
        },
      },
    },
    full,
  ),
};
