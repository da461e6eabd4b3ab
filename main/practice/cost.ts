/** What Cloudflare says a request cost: tokens times its own price list, and only where it knows both. */
import { costOfUsage, priceOf } from "../core/price.ts";
import type { Usage } from "../core/traffic.ts";
import type { PracticeSettings } from "./settings.ts";

/** By how much Cloudflare's price differs from the list's; null: it has none. */
function factorOf(model: string, prices: PracticeSettings["prices"]): number | null {
  const bare = model.slice(model.indexOf("/") + 1);
  for (const name of [model, bare, "*"]) {
    const factor = Object.hasOwn(prices, name) ? prices[name] : undefined;
    if (factor !== undefined) return factor;
  }
  return 1;
}

/** Micro-dollars; null: no tokens, or no price. `provider` and `model` as Cloudflare names them. */
export function costAt(
  { provider, model, usage }: { provider: string; model: string; usage: Usage | null },
  atMs: number,
  prices: PracticeSettings["prices"],
): number | null {
  const factor = factorOf(model, prices);
  const price = priceOf(provider, model, atMs);
  if (usage === null || factor === null || price === null) return null;
  const cost = costOfUsage(usage, price);
  return factor === 1 ? cost : Math.round(cost * factor);
}

/** Those whose answers count what came from the cache beside the prompt. */
const countsApart = (provider: string, model: string) =>
  provider === "anthropic" || provider === "aws-bedrock" || model.startsWith("anthropic/");

/** Tokens the way the log has them: as the provider reported, so with most the prompt with what was read from the cache. */
export function reportedTokens(row: { provider: string; model: string; usage: Usage | null }): {
  readonly tokensIn: number;
  readonly tokensOut: number;
} {
  const { provider, model, usage } = row;
  if (usage === null) return { tokensIn: 0, tokensOut: 0 };
  return {
    tokensIn: usage.tokensIn + (countsApart(provider, model) ? 0 : usage.cacheRead),
    tokensOut: usage.tokensOut,
  };
}
