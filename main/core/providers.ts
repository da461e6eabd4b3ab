/** The one table of providers: where each is, how it is asked, and how OpenClaw is led to it. A new one is a row here and a test. */
import type { Payer } from "../../preload/contract/dials.ts";
import type { Profile } from "../../preload/contract/state.ts";
import type { CredentialName } from "./http-head-request.ts";

/** A provider OpenClaw has itself, whose requests an overlay leads elsewhere. */
export type OpenClawProvider = {
  readonly id: string;
  /** OpenClaw's own base URL for it. */
  readonly base: string;
  /** What of that base URL Cloudflare expects below the slug: OpenClaw itself adds only what follows. */
  readonly below: string;
  /** How it is spoken to. OpenClaw forgets it for models beyond its small catalog as soon as an entry has a base URL (measured on 2026.9.6 and 2026.5.28). */
  readonly api?: string;
};

/** An entry of Sluice's own in OpenClaw's configuration. */
export type OwnEntry = {
  readonly id: string;
  readonly api: string;
  /** What stands below the slug in its base URL; "{place}" is the person's own part of it. */
  readonly below: string;
  /** The model is part of the path as well: each has a base URL of its own. */
  readonly isModelInPath?: true;
};

/** What stands in the address and only the person knows: a resource, a region. */
export type Place = {
  readonly pattern: RegExp;
  readonly example: string;
};

export type Provider = {
  /** The header its key stands in, and what stands before the key there. */
  readonly header: CredentialName;
  readonly scheme?: string;
  /** Its own base URL; left out where the host depends on the path or only Cloudflare can serve it. */
  readonly base?: string;
  /** How the path below the slug must begin, where Cloudflare makes parts of it a host name that gets the key. */
  readonly hostPath?: RegExp;
  /** What the far end wants to find in the query and no client of OpenClaw's says. */
  readonly query?: string;
  readonly place?: Place;
  /** Where agents ask it, below the slug: how it is metered depends on that path. "{place}" and "{model}" are the person's. */
  readonly talk?: string;
  /** A path below the base that costs nothing, needs the key, and answers 401 or 403 to a wrong one. */
  readonly proof?: string;
  /** Cloudflare can bill for it (facts: Unified Billing's providers on provider-native paths). */
  readonly takesCredits?: true;
  /** Cloudflare signs for it: only a key stored there works. */
  readonly isSigned?: true;
  readonly openclaw?: OpenClawProvider;
  readonly entry?: OwnEntry;
};

const bearer = { header: "authorization", scheme: "Bearer" } as const;
/** A provider that speaks OpenAI's chat completions, with an entry of that kind. */
const chat = (slug: string, below = "") =>
  ({
    ...bearer,
    talk: `${below}/chat/completions`,
    entry: { id: `sluice-${slug}`, api: "openai-completions", below },
  }) as const;

/**
 * By Cloudflare's slug (developers.cloudflare.com/ai-gateway/usage/providers, AI SDK's gateway-providers.ts). OpenClaw's base URLs:
 * the `modelCatalog` of each provider's openclaw.plugin.json in OpenClaw 2026.9.6 (anthropic, google, openai, xai), its constants
 * (openrouter) and, for those that are plugins of their own since, 2026.5.28. No overlay where OpenClaw's base URL lies elsewhere
 * than the slug's (huggingface) or Cloudflare's page and its own code disagree (cerebras: with or without "/v1").
 */
export const providers: Readonly<Record<string, Provider>> = {
  anthropic: {
    header: "x-api-key",
    base: "https://api.anthropic.com",
    talk: "/v1/messages",
    proof: "/v1/models",
    takesCredits: true,
    openclaw: {
      id: "anthropic",
      base: "https://api.anthropic.com",
      below: "",
      api: "anthropic-messages",
    },
    // The id OpenClaw's own plugin has; with an OpenAI api it is special-cased, so that the others have ids of their own (measured on 2026.9.6).
    entry: { id: "cloudflare-ai-gateway", api: "anthropic-messages", below: "" },
  },
  openai: {
    ...chat("openai"),
    base: "https://api.openai.com/v1",
    proof: "/models",
    takesCredits: true,
    openclaw: { id: "openai", base: "https://api.openai.com/v1", below: "" },
  },
  "google-ai-studio": {
    header: "x-goog-api-key",
    base: "https://generativelanguage.googleapis.com",
    talk: "/v1beta/models/{model}:streamGenerateContent",
    proof: "/v1beta/models",
    takesCredits: true,
    openclaw: {
      id: "google",
      base: "https://generativelanguage.googleapis.com/v1beta",
      below: "/v1beta",
      api: "google-generative-ai",
    },
    entry: { id: "sluice-google", api: "google-generative-ai", below: "/v1beta" },
  },
  "google-vertex-ai": {
    ...bearer,
    hostPath: /^\/v1(?:beta1)?\/projects\/[\w.:-]{1,128}\/locations\/[a-z0-9-]{1,63}(?:\/|$)/,
    talk: "/v1/projects/{place}/locations/global/publishers/google/models/{model}:streamGenerateContent",
    takesCredits: true,
  },
  "azure-openai": {
    header: "api-key",
    hostPath: /^\/[a-z0-9-]{1,63}(?:\/|$)/i,
    // The newest of its dated versions that is not a preview (learn.microsoft.com, Azure OpenAI, API version lifecycle).
    query: "api-version=2024-10-21",
    place: { pattern: /^[a-z0-9-]{2,63}$/i, example: "my-resource" },
    talk: "/{place}/{model}/chat/completions",
    entry: {
      id: "sluice-azure",
      api: "openai-completions",
      below: "/{place}",
      isModelInPath: true,
    },
  },
  "aws-bedrock": {
    ...bearer,
    hostPath: /^\/bedrock(?:-runtime|-mantle)?\/[a-z0-9-]{1,63}(?:\/|$)/,
    place: { pattern: /^[a-z]{2}(?:-[a-z]{1,12}){1,3}-\d{1,2}$/, example: "us-east-1" },
    talk: "/bedrock-mantle/{place}/anthropic/v1/messages",
    isSigned: true,
    entry: {
      id: "sluice-bedrock",
      api: "anthropic-messages",
      below: "/bedrock-mantle/{place}/anthropic",
    },
  },
  "workers-ai": chat("workers-ai", "/v1"),
  groq: {
    ...chat("groq"),
    base: "https://api.groq.com/openai/v1",
    proof: "/models",
    takesCredits: true,
    openclaw: { id: "groq", base: "https://api.groq.com/openai/v1", below: "" },
  },
  grok: {
    ...chat("grok", "/v1"),
    base: "https://api.x.ai",
    proof: "/v1/models",
    takesCredits: true,
    openclaw: { id: "xai", base: "https://api.x.ai/v1", below: "/v1" },
  },
  mistral: {
    ...chat("mistral", "/v1"),
    base: "https://api.mistral.ai",
    proof: "/v1/models",
    openclaw: { id: "mistral", base: "https://api.mistral.ai/v1", below: "/v1" },
  },
  deepseek: {
    ...chat("deepseek"),
    base: "https://api.deepseek.com",
    proof: "/models",
    openclaw: { id: "deepseek", base: "https://api.deepseek.com", below: "" },
  },
  openrouter: {
    ...chat("openrouter", "/v1"),
    base: "https://openrouter.ai/api/v1",
    // Its list of models is open to everybody.
    proof: "/key",
    openclaw: { id: "openrouter", base: "https://openrouter.ai/api/v1", below: "/v1" },
  },
  "perplexity-ai": {
    // Its chat completions ended on 2026-09-27; what it has since is of the kind of OpenAI's responses (its agent API).
    ...bearer,
    base: "https://api.perplexity.ai",
    talk: "/v1/responses",
    entry: { id: "sluice-perplexity-ai", api: "openai-responses", below: "/v1" },
  },
  cerebras: { ...chat("cerebras", "/v1"), base: "https://api.cerebras.ai", proof: "/v1/models" },
  cohere: {
    // Its own API is no kind OpenClaw has; the compatible one is (docs.cohere.com, compatibility API).
    ...chat("cohere", "/compatibility/v1"),
    base: "https://api.cohere.com",
    proof: "/v1/models",
  },
  fireworks: {
    ...chat("fireworks"),
    base: "https://api.fireworks.ai/inference/v1",
    proof: "/models",
    openclaw: { id: "fireworks", base: "https://api.fireworks.ai/inference/v1", below: "" },
  },
  huggingface: { ...bearer, base: "https://api-inference.huggingface.co/models" },
  replicate: { ...bearer, base: "https://api.replicate.com", proof: "/v1/account" },
  baseten: {
    header: "authorization",
    scheme: "Api-Key",
    hostPath: /^\/(?:v1|model\/[a-z0-9-]{1,63})(?:\/|$)/,
  },
  parallel: { header: "x-api-key" },
  cartesia: { header: "x-api-key", base: "https://api.cartesia.ai" },
  deepgram: {
    header: "authorization",
    scheme: "Token",
    base: "https://api.deepgram.com",
    proof: "/v1/projects",
  },
  elevenlabs: { header: "xi-api-key", base: "https://api.elevenlabs.io" },
  fal: { header: "authorization", scheme: "Key", base: "https://fal.run" },
  ideogram: { header: "api-key", base: "https://api.ideogram.ai" },
};

/** Cloudflare's name of a provider the person has set up there: "custom-" and its own slug. */
const customPattern = /^custom-[a-z0-9](?:[a-z0-9-]{0,55}[a-z0-9])?$/;
export const isCustom = (slug: string): boolean => customPattern.test(slug);

/** Null for what is neither in the table nor a provider of the person's own, which is taken to speak OpenAI's chat completions. */
export function providerOf(slug: string): Provider | null {
  if (Object.hasOwn(providers, slug)) return providers[slug] ?? null;
  return isCustom(slug) ? chat(slug) : null;
}

/** Who pays a provider under this profile; null: without one, which only the direct way is. */
export function payerOf(profile: Pick<Profile, "pays"> | null, slug: string): Payer {
  const chosen = profile?.pays && Object.hasOwn(profile.pays, slug) ? profile.pays[slug] : null;
  return chosen?.payer ?? (providerOf(slug)?.isSigned ? "stored" : "key");
}

/** The person's own part of a provider's address; null where it is not known, or needed. */
export function placeOf(profile: Pick<Profile, "places"> | null, slug: string): string | null {
  const places = profile?.places ?? {};
  return Object.hasOwn(places, slug) ? (places[slug] ?? null) : null;
}

/** The models of a provider the person named. */
export function namedModelsOf(
  profile: Pick<Profile, "models"> | null,
  slug: string,
): readonly string[] {
  const models = profile?.models ?? {};
  return Object.hasOwn(models, slug) ? (models[slug] ?? []) : [];
}

/** Slug to the provider's own base URL, for those that have a direct route. */
export const directBases: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(providers).flatMap(([slug, { base }]) => (base ? [[slug, base]] : [])),
);
