/** Reads the path of an aiGateway request and knows which providers there are and how each is asked. */
import { practiceProvider } from "./providers/table.ts";

export type Address = {
  readonly accountId: string;
  readonly aiGatewayId: string;
  /** Null: the universal endpoint, which names providers in its body. */
  readonly slug: string | null;
  /** Below the slug, query included: "/v1/messages". */
  readonly rest: string;
};

/** Null when it is no path of an aiGateway. */
export function readAddress(path: string): Address | null {
  const [, accountId, aiGatewayId, slug, rest] =
    /^\/v1\/([^/?]+)\/([^/?]+)(?:\/?|\/([^/?]+)((?:[/?].*)?))$/s.exec(path) ?? [];
  if (accountId === undefined || aiGatewayId === undefined) return null;
  const below = rest === undefined || rest.startsWith("/") ? (rest ?? "") : `/${rest}`;
  return { accountId, aiGatewayId, slug: slug ?? null, rest: below === "" ? "/" : below };
}

/** Slug to the headers that may carry the provider's key, most usual first. */
export const credentialHeaders: Readonly<Record<string, readonly string[]>> = {
  anthropic: ["x-api-key", "authorization"],
  openai: ["authorization"],
  "google-ai-studio": ["x-goog-api-key", "authorization"],
  "google-vertex-ai": ["authorization"],
  "azure-openai": ["api-key", "authorization"],
  "aws-bedrock": ["authorization"],
  "workers-ai": ["authorization"],
  groq: ["authorization"],
  grok: ["authorization"],
  mistral: ["authorization"],
  deepseek: ["authorization"],
  openrouter: ["authorization"],
  "perplexity-ai": ["authorization"],
  cerebras: ["authorization"],
  cohere: ["authorization"],
  fireworks: ["authorization"],
  huggingface: ["authorization"],
  replicate: ["authorization"],
  baseten: ["authorization"],
  parallel: ["x-api-key"],
  cartesia: ["x-api-key", "authorization"],
  deepgram: ["authorization"],
  elevenlabs: ["xi-api-key"],
  fal: ["authorization"],
  ideogram: ["api-key"],
};

/** `custom-{slug}` is a provider of the account's own. */
export const isKnownSlug = (slug: string): boolean =>
  Object.hasOwn(credentialHeaders, slug) || /^custom-[a-z0-9-]+$/.test(slug);

/** A server that stands for providers, and the path there. */
export type Target = { readonly base: string; readonly path: string };

/** Where the aiGateway sends a request of `slug`; null where no address can be made of it. Those without a server of their own share `elsewhere`, under slug and host. */
export function target(
  slug: string,
  rest: string,
  bases: Readonly<Record<string, string>>,
  elsewhere: string,
): Target | null {
  const base = Object.hasOwn(bases, slug) ? bases[slug] : undefined;
  if (base !== undefined) {
    // The documented base ends in /v1, the SDKs write it themselves: both arrive at the same place.
    return { base, path: slug === "openai" ? rest.replace(/^(?:\/v1)?\//, "/v1/") : rest };
  }
  const address = practiceProvider(slug)?.url(rest) ?? "";
  if (!URL.canParse(address)) return null;
  const { host, pathname, search } = new URL(address);
  return { base: elsewhere, path: `/${slug}/${host}${pathname}${search}` };
}
