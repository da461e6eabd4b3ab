/** The plans link tests use: one of each kind and shape. */
import type {
  EdgePlan,
  LinkPlan,
  OpenClawModel,
  OverlayPlan,
  OwnPlan,
} from "../../../main/core/link/plan.ts";

const model = (id: string): OpenClawModel => ({
  id,
  name: id.toUpperCase(),
  reasoning: true,
  input: ["text"],
  cost: { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 },
  contextWindow: 200_000,
  maxTokens: 64_000,
});

export const localKey = "k".repeat(64);
export const edgeBase = "https://gateway.ai.cloudflare.com/v1/acct/gw";

export function planOf(first: string, ...others: string[]): OwnPlan {
  return {
    kind: "own",
    port: 21_417,
    localKey,
    entries: [first, ...others].map((slug) => ({ slug, models: [model(`${slug}-model`)] })),
    model: { provider: first, model: `${first}-model` },
    fallbacks: null,
  };
}

const slugs: Readonly<Record<string, string>> = { google: "google-ai-studio", xai: "grok" };

export const overlayOf = (...ids: string[]): OverlayPlan => ({
  kind: "overlay",
  port: 21_417,
  localKey,
  providers: ids.map((id) => ({ slug: slugs[id] ?? id, id })),
});

const exec = { command: "/home/a/.local/share/sluice/answer", args: ["secrets"] };
export const edgeHeaders = { "cf-aig-skip-cache": "true" };

export const edgeOf = (more: Partial<EdgePlan> = {}): EdgePlan => ({
  kind: "edge",
  shape: "own",
  base: edgeBase,
  providers: [
    {
      slug: "anthropic",
      id: "anthropic",
      models: [model("anthropic-model")],
      key: { source: "exec", id: "p/provider/anthropic" },
    },
  ],
  token: { source: "exec", id: "p/aiGateway#bearer" },
  headers: edgeHeaders,
  exec,
  model: { provider: "anthropic", model: "anthropic-model" },
  fallbacks: null,
  ...more,
});

export const edgeOverlayOf = (...ids: string[]): EdgePlan => {
  const { model: _, ...rest } = edgeOf({
    shape: "overlay",
    providers: overlayOf(...ids).providers,
  });
  return rest;
};

/** The same with both keys in OpenClaw's own environment. */
export const edgeByEnv: EdgePlan = edgeOf({
  exec: null,
  token: { source: "env", name: "SLUICE_AI_GATEWAY_AUTHORIZATION" },
  providers: [
    {
      slug: "openai",
      id: "openai",
      models: [model("openai-model")],
      key: { source: "env", name: "SLUICE_OPENAI_API_KEY" },
    },
  ],
  model: { provider: "openai", model: "openai-model" },
  fallbacks: ["sluice-openai/openai-model", "anthropic/x"],
});

/** Over entries of the user's own that lead to Cloudflare, as `openclaw onboard` makes them. */
export const overlayOn = (...providers: OverlayPlan["providers"]): OverlayPlan => ({
  ...overlayOf(),
  providers,
});
export const onboardId = { slug: "anthropic", id: "cloudflare-ai-gateway" };
export const otherId = { slug: "google-ai-studio", id: "my-cf" };

/** Every kind and shape of link. */
/** Entries whose addresses are partly the person's own. */
export const placedPlan: OwnPlan = {
  ...planOf("azure-openai", "aws-bedrock", "grok", "custom-mine"),
  entries: [
    { slug: "azure-openai", place: "my-resource", models: [model("dep")] },
    { slug: "aws-bedrock", place: "us-east-1", models: [model("anthropic.claude-haiku-4-5")] },
    { slug: "grok", models: [model("grok-4.5")] },
    { slug: "custom-mine", models: [model("mine")] },
  ],
  model: { provider: "azure-openai", model: "dep" },
};

export const manyPlans: readonly LinkPlan[] = [
  placedPlan,
  planOf("anthropic"),
  planOf("openai"),
  planOf("anthropic", "openai"),
  { ...planOf("anthropic"), fallbacks: ["anthropic/claude-haiku-4-5"] },
  { ...planOf("openai"), fallbacks: [] },
  overlayOf("anthropic"),
  overlayOf("openai", "google"),
  edgeOf(),
  edgeByEnv,
  edgeOverlayOf("anthropic"),
  edgeOverlayOf("openai", "xai"),
  overlayOn(onboardId, otherId),
  { ...edgeOverlayOf(), providers: [otherId] },
  { ...planOf("anthropic", "openai"), isHeld: true },
  { ...planOf("openai"), fallbacks: ["anthropic/claude-haiku-4-5"], isHeld: true },
  { ...overlayOf("anthropic", "openai"), isHeld: true },
  { ...overlayOn(onboardId, otherId), isHeld: true },
];
