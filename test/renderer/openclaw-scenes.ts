/** What OpenClaw's page is looked at in: one snapshot for each way OpenClaw can stand. */
import type {
  DaemonState,
  EnvironmentState,
  ModelState,
  OpenClawState,
} from "../../preload/contract/openclaw.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { daemon, fresh, now, snapshot, verified } from "./snapshots.ts";

const minute = 60_000;

const environment: EnvironmentState = {
  readAt: now,
  proxied: false,
  variables: [
    {
      name: "CLOUDFLARE_AI_GATEWAY_API_KEY",
      winner: "service",
      layers: [
        { layer: "service", tail: "q7Zk", isSame: true },
        { layer: "dotenv", tail: "mQ3d", isSame: false },
        { layer: "loginShell", tail: "q7Zk", isSame: true },
      ],
      isStale: true,
    },
    {
      name: "OPENCLAW_STATE_DIR",
      winner: null,
      layers: [{ layer: "loginShell", tail: "", isSame: false }],
      isStale: false,
    },
    {
      name: "NODE_EXTRA_CA_CERTS",
      winner: "process",
      layers: [{ layer: "process", tail: ".pem", isSame: true }],
      isStale: false,
    },
  ],
  plaintext: [],
  repairs: [],
};

const models: NonNullable<ModelState["openclaw"]> = {
  primary: "cloudflare-ai-gateway/claude-sonnet-4-6",
  fallbacks: ["cloudflare-ai-gateway/claude-haiku-4-5", "openai/gpt-5.5-mini", "nope/new-1"],
  list: [
    {
      ref: "cloudflare-ai-gateway/claude-sonnet-4-6",
      name: "Claude Sonnet 4.6",
      route: "sluice",
      contextWindow: 200_000,
      price: { input: 3_000_000, output: 15_000_000 },
      isAvailable: true,
    },
    {
      ref: "cloudflare-ai-gateway/claude-haiku-4-5",
      name: "Claude Haiku 4.5",
      route: "sluice",
      contextWindow: 200_000,
      price: { input: 1_000_000, output: 5_000_000 },
      isAvailable: false,
    },
    {
      ref: "openai/gpt-5.5-mini",
      name: "GPT-5.5 mini",
      route: "own",
      contextWindow: null,
      price: null,
      isAvailable: true,
    },
    {
      ref: "anthropic/claude-opus-4-8",
      name: "Claude Opus 4.8",
      route: "own",
      contextWindow: 1_000_000,
      price: { input: 15_000_000, output: 75_000_000 },
      isAvailable: true,
    },
  ],
  pins: [
    {
      kind: "session",
      key: "agent:main:whatsapp",
      name: "WhatsApp, Ida",
      ref: "openai/gpt-5.5-mini",
    },
    { kind: "agent", key: "mail", name: "mail", ref: "anthropic/claude-opus-4-8" },
  ],
};

/** The linked window with OpenClaw standing as said. */
const standing = (changes: Partial<OpenClawState>, from: AppState = verified): AppState =>
  snapshot({ openclaw: changes }, from);
const running = (changes: Partial<DaemonState>): AppState =>
  standing({ daemon: { ...daemon, ...changes } });
const stopped = (changes: Partial<DaemonState> = {}): AppState =>
  running({
    status: "stopped",
    access: null,
    startedAt: null,
    version: null,
    isConfigApplied: null,
    ...changes,
  });

const snippet = "/home/ida/.config/Sluice/openclaw-link.json5";

const refused = { id: "openai", slug: "openai", refusal: "link.customBaseUrl" } as const;
const overlays = [
  { id: "anthropic", slug: "anthropic", refusal: null },
  { id: "google", slug: "google-ai-studio", refusal: null },
  refused,
] as const;

export const openClawScenes: Readonly<Record<string, AppState>> = {
  full: snapshot({
    openclaw: { environment },
    models: { ...verified.models, openclaw: models },
  }),
  starting: running({ status: "starting", access: "health", startedAt: null, supervisor: null }),
  stopped: stopped({ supervisor: null, startsLeft: 2 }),
  startsSpent: stopped({ problem: "openclaw.startsSpent", startsLeft: 0 }),
  configInvalid: stopped({ problem: "openclaw.configInvalid", supervisor: "launchd" }),
  unauthorized: running({ access: "health", problem: "openclaw.unauthorized", startsLeft: 1 }),
  tooOld: standing({
    version: "2026.2.26",
    daemon: { ...daemon, version: "2026.2.26", access: "health", problem: "openclaw.tooOld" },
    installs: [
      {
        source: "nvm",
        entry: "/home/ida/.nvm/versions/node/v22.19.0/lib/node_modules/openclaw/openclaw.mjs",
        node: null,
        version: "2026.2.26",
        isTooOld: true,
      },
      {
        source: "chosen",
        entry: "/opt/openclaw/openclaw.mjs",
        node: "/usr/bin/node",
        version: null,
        isTooOld: false,
      },
    ],
  }),
  elsewhere: running({ place: "container", problem: "openclaw.elsewhere", supervisor: null }),
  notInstalled: standing({
    status: "notFound",
    version: null,
    link: null,
    installs: [],
    daemon: { ...daemon, status: "stopped", access: null, startedAt: null, supervisor: null },
  }),
  inContainer: standing({
    status: "notFound",
    version: null,
    link: null,
    installs: [],
    daemon: null,
    elsewhere: [
      { place: "container", name: "/home/ida/services/assistants/openclaw/docker-compose.yml" },
      { place: "wsl", name: "Ubuntu-24.04" },
    ],
  }),
  toPaste: standing({ link: null, snippet }),
  proxied: standing({
    link: null,
    environment: {
      ...environment,
      proxied: true,
      repairs: [
        {
          name: "proxy.except",
          variable: "NO_PROXY",
          preview: ["~/.openclaw/.env: + NO_PROXY=127.0.0.1,localhost,::1"],
        },
        { name: "daemon.restart", variable: null, preview: [] },
      ],
    },
  }),
  cooldown: running({
    degraded: ["provider:anthropic"],
    cooldowns: [
      {
        provider: "anthropic",
        model: "claude-sonnet-4-6",
        reason: "auth-failed",
        until: now + 48_000,
      },
      { provider: "openai", model: "gpt-5.5-mini", reason: "weather", until: now + 75 * minute },
    ],
  }),
  plaintext: standing({
    environment: {
      ...environment,
      variables: [],
      plaintext: [
        {
          id: "00112233445566aa",
          file: "/home/ida/.openclaw/openclaw.json",
          place: "models.providers.anthropic.apiKey",
          kind: "provider",
          provider: "anthropic",
          tail: "q7Zk",
          copies: [
            "/home/ida/.openclaw/openclaw.json.bak",
            "/home/ida/.openclaw/openclaw.json.last-good",
          ],
        },
        {
          id: "00112233445566bb",
          file: "/home/ida/.openclaw/.env",
          place: "CF_AIG_TOKEN",
          kind: "aiGateway",
          provider: null,
          tail: "9KpX",
          copies: [],
        },
      ],
      repairs: [
        {
          name: "resolver.use",
          variable: "CLOUDFLARE_AI_GATEWAY_API_KEY",
          preview: [
            "openclaw.json: + secrets.providers.sluice",
            "openclaw.json: models.providers.anthropic.apiKey",
          ],
        },
        {
          name: "dotenv.write",
          variable: "ANTHROPIC_API_KEY",
          preview: [".env: + ANTHROPIC_API_KEY=••••q7Zk"],
        },
        {
          name: "shellEnv.on",
          variable: null,
          preview: ["openclaw.json: + env.shellEnv.enabled: true"],
        },
        {
          name: "service.reinstall",
          variable: null,
          preview: ["~/.config/systemd/user/openclaw-gateway.service: written anew"],
        },
      ],
    },
  }),
  offer: standing(
    {
      offer: {
        accountId: "0123456789abcdef0123456789ababcd",
        aiGatewayId: "demo",
        provider: "anthropic",
        tail: "q7Zk",
        hasToken: true,
      },
    },
    fresh,
  ),
  edge: snapshot({
    openclaw: { resolver: "ready" },
    settings: { onQuit: "edge", edgeKeys: "resolver" },
    login: { supervisor: "autostart", isOn: true },
  }),
  edgeInMemory: snapshot({
    vault: { kind: "session", backend: "memory" },
    openclaw: { resolver: "broken" },
    settings: { onQuit: "edge", edgeKeys: "resolver" },
    login: { supervisor: null, isOn: false },
  }),
  overlay: standing({
    link: { kind: "overlay", providers: ["anthropic", "google-ai-studio"], applied: true },
    overlays,
    leaks: [
      { key: "agents.defaults.heartbeat.model", ref: "spare/small-model" },
      { key: "agents.$include", ref: null },
    ],
  }),
  overlayRefused: snapshot({
    profile: verified.profile,
    secrets: verified.secrets,
    openclaw: { link: null, overlays: [refused] },
    login: { supervisor: "launchd", isOn: false },
  }),
};
