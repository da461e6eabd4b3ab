/** How a provider is asked whether it knows a key, at no cost, and what its answer means. */

/** Paths below each provider's base that cost nothing, need the key, and answer 401 or 403 to a wrong one. A provider without such a path is not here. */
const paths: Readonly<Record<string, string>> = {
  anthropic: "/v1/models",
  openai: "/models",
  "google-ai-studio": "/v1beta/models",
  groq: "/models",
  grok: "/v1/models",
  mistral: "/v1/models",
  deepseek: "/models",
  // Its list of models is open to everybody.
  openrouter: "/key",
  cerebras: "/v1/models",
  cohere: "/v1/models",
  fireworks: "/models",
  replicate: "/v1/account",
  deepgram: "/v1/projects",
};

/** Null: nobody knows how to ask this one. */
export const proofPathOf = (provider: string): string | null =>
  Object.hasOwn(paths, provider) ? (paths[provider] ?? null) : null;

export const proofHeaders = (provider: string): Readonly<Record<string, string>> =>
  provider === "anthropic" ? { "anthropic-version": "2023-06-01" } : {};

/** unproven: the answer says nothing of the key. */
export type KeyVerdict = "accepted" | "rejected" | "unproven";

/** @param text the body of the answer. */
export function keyVerdictOf(provider: string, status: number, text: string): KeyVerdict {
  if (status >= 200 && status < 300) return "accepted";
  if (status === 401) return "rejected";
  // What stands between says 403 as well, in words for a browser.
  if (status === 403) return /^\s*[{[]/.test(text) ? "rejected" : "unproven";
  const isGoogles = provider === "google-ai-studio" && status === 400;
  return isGoogles && text.includes("API_KEY_INVALID") ? "rejected" : "unproven";
}
