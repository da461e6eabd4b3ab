/** The variables that matter to OpenClaw's daemon: which there are, whose keys they are, and which layers OpenClaw lets them come from. */
import { ownSlugOf } from "../link/entry.ts";
import { slugOf as linkedSlugOf } from "../link/providers.ts";

/**
 * OpenClaw's providers and the variables their keys stand in, most usual first: the table of its dist (provider-env-vars and the
 * manifests of its extensions, 2026.9.6) with the providers that became plugins of their own, as its documentation lists them.
 */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  anthropic: ["ANTHROPIC_API_KEY", "ANTHROPIC_OAUTH_TOKEN"],
  openai: ["OPENAI_API_KEY", "CODEX_API_KEY"],
  google: ["GEMINI_API_KEY", "GOOGLE_API_KEY"],
  openrouter: ["OPENROUTER_API_KEY"],
  groq: ["GROQ_API_KEY"],
  mistral: ["MISTRAL_API_KEY"],
  xai: ["XAI_API_KEY"],
  deepseek: ["DEEPSEEK_API_KEY"],
  cerebras: ["CEREBRAS_API_KEY"],
  cohere: ["COHERE_API_KEY"],
  perplexity: ["PERPLEXITY_API_KEY"],
  fireworks: ["FIREWORKS_API_KEY"],
  together: ["TOGETHER_API_KEY"],
  huggingface: ["HF_TOKEN", "HUGGINGFACE_HUB_TOKEN"],
  baseten: ["BASETEN_API_KEY"],
  nvidia: ["NVIDIA_API_KEY"],
  moonshot: ["MOONSHOT_API_KEY"],
  minimax: ["MINIMAX_API_KEY"],
  zai: ["ZAI_API_KEY", "Z_AI_API_KEY"],
  "opencode-go": ["OPENCODE_API_KEY", "OPENCODE_ZEN_API_KEY"],
  "microsoft-foundry": ["AZURE_OPENAI_API_KEY"],
  "google-vertex": ["GOOGLE_CLOUD_API_KEY"],
  litellm: ["LITELLM_API_KEY"],
  ollama: ["OLLAMA_API_KEY"],
  voyage: ["VOYAGE_API_KEY"],
  deepgram: ["DEEPGRAM_API_KEY"],
  elevenlabs: ["ELEVENLABS_API_KEY", "XI_API_KEY"],
  "github-copilot": ["COPILOT_GITHUB_TOKEN"],
  // Documented as the *provider's* key, not Cloudflare's.
  "cloudflare-ai-gateway": ["CLOUDFLARE_AI_GATEWAY_API_KEY"],
};

const withAddress: readonly string[] = [
  "baseten",
  "cohere",
  "deepgram",
  "elevenlabs",
  "perplexity",
  "voyage",
];

/** Cloudflare's slug where no link leads the provider there and it differs from OpenClaw's id. */
const otherSlugs: Readonly<Record<string, string>> = {
  "google-vertex": "google-vertex-ai",
  perplexity: "perplexity-ai",
  "microsoft-foundry": "azure-openai",
};

/** What OpenClaw imports from a login shell without further plugins, as it answers itself (2026.9.6). Proxies are not among it. */
const notImported: readonly string[] = [
  "BASETEN_API_KEY",
  "CLOUDFLARE_AI_GATEWAY_API_KEY",
  "COHERE_API_KEY",
  "DEEPSEEK_API_KEY",
  "FIREWORKS_API_KEY",
  "GROQ_API_KEY",
  "MISTRAL_API_KEY",
  "MOONSHOT_API_KEY",
  "PERPLEXITY_API_KEY",
  "ZAI_API_KEY",
  "Z_AI_API_KEY",
];

const daemonNames: readonly string[] = [
  "OPENCLAW_HOME",
  "OPENCLAW_STATE_DIR",
  "OPENCLAW_CONFIG_PATH",
  "OPENCLAW_PROFILE",
  "OPENCLAW_GATEWAY_PORT",
  "OPENCLAW_GATEWAY_TOKEN",
  "OPENCLAW_GATEWAY_PASSWORD",
  "OPENCLAW_GATEWAY_URL",
  "OPENCLAW_LOAD_SHELL_ENV",
  "OPENCLAW_PROXY_URL",
  "OPENCLAW_WRAPPER",
  "OPENCLAW_OFFLINE",
  "OPENCLAW_CONFIG_READONLY",
  "OPENCLAW_INCLUDE_ROOTS",
];
export const proxyNames: readonly string[] = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];
/** Node reads them before OpenClaw runs: only what the process is started with counts. */
const nodeNames: readonly string[] = ["NODE_EXTRA_CA_CERTS", "NODE_USE_SYSTEM_CA"];

const providerOfName = new Map(
  Object.entries(keysOf).flatMap(([provider, names]) =>
    names.map((name) => [name, provider] as const),
  ),
);

/** Whether a variable is shown at all. Proxies are read in either case. */
export function isOfInterest(name: string): boolean {
  return (
    providerOfName.has(name) ||
    daemonNames.includes(name) ||
    nodeNames.includes(name) ||
    proxyNames.includes(name.toUpperCase()) ||
    /^SLUICE_[A-Z0-9_]+$/.test(name)
  );
}

/** OpenClaw's id of the provider whose key stands in this variable; null for any other variable. */
export const providerOf = (name: string): string | null => providerOfName.get(name) ?? null;

/** The variables a provider's key is looked for in, by OpenClaw's id. */
export const keyNamesOf = (provider: string): readonly string[] =>
  Object.hasOwn(keysOf, provider) ? (keysOf[provider] ?? []) : [];

/** Sluice's (Cloudflare's) slug of one of OpenClaw's providers; its own id where Cloudflare has no other name. */
export const slugOf = (provider: string): string =>
  linkedSlugOf(provider) ??
  ownSlugOf(provider) ??
  (Object.hasOwn(otherSlugs, provider) ? otherSlugs[provider] : null) ??
  provider;

/** An entry with nothing but a key is valid for these in 2026.9.6 and 2026.5.28; of the others OpenClaw wants address and models, or it has no models of theirs. */
export const needsNoAddress = (provider: string): boolean =>
  keyNamesOf(provider).length > 0 && !withAddress.includes(provider);

/** OpenClaw reads `.env` and its configuration too late for these. */
export const countsAtStartOnly = (name: string): boolean => nodeNames.includes(name);

/** The names OpenClaw refuses from its configuration, for a file must not lead its traffic elsewhere; measured for the proxies. */
export const countsInConfig = (name: string): boolean =>
  !proxyNames.includes(name.toUpperCase()) &&
  !countsAtStartOnly(name) &&
  !["OPENCLAW_INCLUDE_ROOTS", "OPENCLAW_CONFIG_READONLY"].includes(name);

export const isImported = (name: string): boolean =>
  (providerOfName.has(name) && !notImported.includes(name)) ||
  name === "OPENCLAW_GATEWAY_TOKEN" ||
  name === "OPENCLAW_GATEWAY_PASSWORD";
