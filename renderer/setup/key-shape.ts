/** Tells early, from how it begins, that what stands in a key's field belongs elsewhere; the app's own refusal is what counts. */
import type { SecretKind } from "../../preload/contract/state.ts";
import type { Words } from "../copy/en.ts";

export type Swap = keyof Words["firstRun"]["swapped"];

const cloudflareToken = /^cf[au]t_/;
const anthropicKey = /^sk-ant-/;
const anyModelKey = /^(?:sk-|AIza|gsk_|xai-)/;

/** Null where nothing is known against it. `provider` is the slug the key is for. */
export function swappedAs(kind: SecretKind, provider: string, raw: string): Swap | null {
  const text = raw.trim().replace(/^["'`]/, "");
  if (kind !== "provider") return anyModelKey.test(text) ? "modelKey" : null;
  if (cloudflareToken.test(text)) return provider === "workers-ai" ? null : "cloudflare";
  // Its own beginning, typed so far, is nobody else's.
  const isOther = anyModelKey.test(text) && !anthropicKey.test(text) && !"sk-ant-".startsWith(text);
  return provider === "anthropic" && isOther ? "otherProvider" : null;
}
