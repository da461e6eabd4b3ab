/** How a provider is asked whether it knows a key, at no cost, and what its answer means. */
import { providerOf } from "./providers.ts";

/** Null: nobody knows how to ask this one. */
export const proofPathOf = (provider: string): string | null => providerOf(provider)?.proof ?? null;

export const proofHeaders = (provider: string): Readonly<Record<string, string>> =>
  provider === "anthropic" ? { "anthropic-version": "2023-06-01" } : {};

/** Those that answer a wrong key as they answer any bad request, and the words in it. */
const saidAs400: Readonly<Record<string, RegExp>> = {
  "google-ai-studio": /API_KEY_INVALID/,
  grok: /incorrect api key/i,
};

/** unproven: the answer says nothing of the key. */
export type KeyVerdict = "accepted" | "rejected" | "unproven";

/** @param text the body of the answer. */
export function keyVerdictOf(provider: string, status: number, text: string): KeyVerdict {
  if (status >= 200 && status < 300) return "accepted";
  if (status === 401) return "rejected";
  // What stands between says 403 as well, in words for a browser.
  if (status === 403) return /^\s*[{[]/.test(text) ? "rejected" : "unproven";
  const words = Object.hasOwn(saidAs400, provider) ? saidAs400[provider] : undefined;
  return status === 400 && words?.test(text) ? "rejected" : "unproven";
}
