/** What the two caches, and the way of a request that fails, are looked at in; "usage…" have a made-up ledger behind them. */
import type { ModelState } from "../../preload/contract/openclaw.ts";
import type { AppState, Profile } from "../../preload/contract/state.ts";
import { gatewayScenes, provider, providers } from "./gateway-scenes.ts";
import { snapshot, verified } from "./snapshots.ts";

const gateway = gatewayScenes.gateway ?? verified;

const listed = (ref: string, name: string, route: "sluice" | "own") => ({
  ...{ ref, name, route, contextWindow: 200_000, price: null, isAvailable: true },
});
const models: NonNullable<ModelState["openclaw"]> = {
  primary: "cloudflare-ai-gateway/claude-sonnet-4-6",
  fallbacks: ["cloudflare-ai-gateway/claude-haiku-4-5", "openai/gpt-5.5-mini", "nope/new-1"],
  list: [
    listed("cloudflare-ai-gateway/claude-sonnet-4-6", "Claude Sonnet 4.6", "sluice"),
    listed("cloudflare-ai-gateway/claude-haiku-4-5", "Claude Haiku 4.5", "sluice"),
    listed("openai/gpt-5.5-mini", "GPT-5.5 mini", "own"),
  ],
  pins: [],
};

export const profileWith = (dials: Profile["dials"]): Profile | null =>
  verified.profile && { ...verified.profile, ...(dials && { dials }) };

const name = "anthropic/claude-sonnet-4-6";
const { allowance, route } = verified;

export const cachesScenes: Readonly<Record<string, AppState>> = {
  /** Asked for, with a time of its own; what is not said for the model is the AI Gateway's. */
  usageCaches: snapshot(
    {
      profile: profileWith({ all: { cache: 300, timeoutMs: 90_000 }, models: {} }),
      models: { openclaw: models },
    },
    gateway,
  ),
  usageCachesSkipped: snapshot(
    { profile: profileWith({ all: {}, models: { [name]: { attempts: 1 } } }) },
    gateway,
  ),
  usageCachesOffThere: snapshot(
    { profile: profileWith({ all: { cache: "asSet" }, models: { [name]: { cache: "skip" } } }) },
    gateway,
  ),
  /** Nothing of the AI Gateway or OpenClaw is known, and the way is the other one. */
  failsDirect: snapshot({
    providers,
    route: { ...route, asked: "direct", applied: "direct", verified: null, resumesTo: "direct" },
  }),
  failsUnread: snapshot({ providers, allowance: { ...allowance, then: "tell" } }),
  failsRefusing: snapshot(
    {
      models: { openclaw: { ...models, fallbacks: [] } },
      route: { ...route, refusing: "keychainLocked", verified: null },
    },
    gateway,
  ),
  failsPast: snapshot(
    { models: { openclaw: { ...models, primary: "openai/gpt-5.5-mini", fallbacks: [] } } },
    gateway,
  ),
  failsDynamic: snapshot(
    {
      providers: [...providers, provider("custom-many", { isDirect: false })],
      models: { selected: { provider: "custom-many", model: "dynamic/cheap-first" } },
      profile: profileWith({
        all: { attempts: 5, retryDelayMs: 250, backoff: "linear", timeoutMs: 1_500 },
        models: {},
      }),
    },
    gateway,
  ),
};
