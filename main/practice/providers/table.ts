/** The one table of practice providers: by Cloudflare's slug, the host that is asked, the path there, and who answers. */
import type { Dialect } from "../dialect.ts";
import type { PromptCache } from "../prompt-cache.ts";
import { createAzure } from "./azure.ts";
import { createBedrock } from "./bedrock.ts";
import { createCohere } from "./cohere.ts";
import { createCompatible } from "./compatible.ts";
import { compatible, customProvider } from "./compatible-table.ts";
import { createGoogle } from "./google.ts";
import { createWorkersAi } from "./workers-ai.ts";

export type PracticeProvider = {
  /** The real address for what stands below the slug at Cloudflare. It is put together as carelessly as can be: what becomes of odd parts is to be seen. */
  url(rest: string): string;
  /** Its own base URL below the host, for the direct route; null where there is none. */
  readonly root: string | null;
  /** Null: answers with what arrived. */
  readonly create: ((cache: PromptCache) => Dialect) | null;
  /** Where Cloudflare's compat endpoint asks it, below the slug. */
  readonly chat: string;
};

/** Below one host, under one path. */
const at = (
  host: string,
  create: PracticeProvider["create"] = null,
  root: string | null = "",
): PracticeProvider => ({
  url: (rest) => `https://${host}${root ?? ""}${rest}`,
  root,
  create,
  chat: "/chat/completions",
});

const alike = (slug: string, host: string, root = ""): PracticeProvider => {
  const row = compatible[slug];
  return at(host, row === undefined ? null : createCompatible(row), root);
};

/** With "/v1" or without: Cloudflare's pages and its own code disagree, and both arrive at the same place. */
const versioned = (row: PracticeProvider): PracticeProvider => ({
  ...row,
  url: (rest) => row.url(rest.replace(/^\/v1(?=\/)/, "")),
});

/** What the path begins with becomes part of the host. */
const hosted = (
  shape: RegExp,
  url: (parts: readonly string[]) => string,
  create: PracticeProvider["create"] = null,
): PracticeProvider => ({
  url: (rest) => url((shape.exec(rest) ?? []).slice(1)),
  root: null,
  create,
  chat: "/chat/completions",
});

export const practiceProviders: Readonly<Record<string, PracticeProvider>> = {
  "google-ai-studio": {
    ...at("generativelanguage.googleapis.com", createGoogle),
    chat: "/v1beta/openai/chat/completions",
  },
  "google-vertex-ai": hosted(
    /^((?:.*?\/locations\/([^/?]*))?.*)$/s,
    ([rest = "", region = ""]) => `https://${region}-aiplatform.googleapis.com${rest}`,
  ),
  "azure-openai": hosted(
    /^\/([^/?]*)(?:\/([^/?]*))?(.*)$/s,
    ([resource = "", deployment = "", rest = ""]) =>
      `https://${resource}.openai.azure.com/openai/deployments/${deployment}${rest}`,
    createAzure,
  ),
  "aws-bedrock": hosted(
    /^\/([^/?]*)(?:\/([^/?]*))?(.*)$/s,
    ([service = "", region = "", rest = ""]) =>
      service === "bedrock-mantle"
        ? `https://bedrock-mantle.${region}.api.aws${rest}`
        : `https://${service}.${region}.amazonaws.com${rest}`,
    createBedrock,
  ),
  "workers-ai": {
    ...at("api.cloudflare.com", createWorkersAi, null),
    chat: "/v1/chat/completions",
  },
  groq: alike("groq", "api.groq.com", "/openai/v1"),
  grok: { ...alike("grok", "api.x.ai"), chat: "/v1/chat/completions" },
  mistral: { ...alike("mistral", "api.mistral.ai"), chat: "/v1/chat/completions" },
  deepseek: alike("deepseek", "api.deepseek.com"),
  openrouter: versioned(alike("openrouter", "openrouter.ai", "/api/v1")),
  "perplexity-ai": alike("perplexity-ai", "api.perplexity.ai"),
  cerebras: {
    ...alike("cerebras", "api.cerebras.ai"),
    url: (rest) => `https://api.cerebras.ai/v1${rest.replace(/^\/v1(?=\/)/, "")}`,
  },
  cohere: {
    ...at("api.cohere.com", createCohere),
    chat: "/compatibility/v1/chat/completions",
  },
  fireworks: alike("fireworks", "api.fireworks.ai", "/inference/v1"),
  huggingface: at("api-inference.huggingface.co", null, "/models"),
  replicate: at("api.replicate.com"),
  baseten: hosted(
    /^(?:\/model\/([^/?]*))?(.*)$/s,
    ([model, rest = ""]) =>
      `https://${model === undefined ? "inference.baseten.co" : `model-${model}.api.baseten.co`}${rest}`,
  ),
  parallel: at("api.parallel.ai"),
  cartesia: at("api.cartesia.ai"),
  deepgram: at("api.deepgram.com"),
  elevenlabs: at("api.elevenlabs.io"),
  fal: at("fal.run"),
  ideogram: at("api.ideogram.ai"),
};

/** `custom-{slug}` is a provider of the account's own, whose address is known to the account alone. */
const custom = (slug: string): PracticeProvider =>
  at(`${slug}.example`, createCompatible(customProvider));

/** Null for a slug Cloudflare does not have. */
export function practiceProvider(slug: string): PracticeProvider | null {
  if (Object.hasOwn(practiceProviders, slug)) return practiceProviders[slug] ?? null;
  return /^custom-[a-z0-9-]+$/.test(slug) ? custom(slug) : null;
}
