/** What one exchange cost: integer micro-dollars, null where that is not known, and then why. */
import { endpointOf } from "./meter.ts";
import { modelNameOf, providerSlugOf } from "./model-name.ts";
import type { Price, Rates, Vendor } from "./prices/row.ts";
import { prices, pricesAt } from "./prices.ts";
import type { Exchange, Usage } from "./traffic.ts";
import { mayHaveCost } from "./verdict.ts";

/** model: its price is not known (or the provider billed at another tier) · usage: what it used is not known. */
export type Unpriced = "model" | "usage";

export type Cost =
  | { readonly costMicroUsd: number; readonly unpriced: null }
  | { readonly costMicroUsd: null; readonly unpriced: Unpriced };

/** One model as the picker shows it and as OpenClaw's `models[]` wants it; rates in micro-dollars per million tokens. */
export type KnownModel = {
  readonly provider: Vendor;
  readonly model: string;
  readonly name: string;
  readonly costPerMillionMicroUsd: Rates;
  readonly contextWindow: number;
  readonly maxTokens: number;
  readonly reasoning: boolean;
  readonly input: readonly ("text" | "image")[];
};

/** Anthropic: 10 USD per 1 000 searches, beside the tokens (platform.claude.com, pricing, web search tool). */
const searchMicroUsd = 10_000;
const perMillion = 1_000_000;
/** A sum of products below this has lost nothing, and neither has its half: rounding never makes a larger one smaller than it. */
const largestExact = 2 ** 53 - perMillion;

function nameIn(vendor: Vendor, name: string): string {
  const named = modelNameOf(vendor, name);
  return `${vendor} ${named?.reach ?? ""} ${named?.name}`;
}

/** The rows of each name a model goes by, the newest first. */
const rowsByName = new Map<string, Price[]>();
for (const row of prices) {
  for (const name of [row.model, ...row.aliases].map((each) => nameIn(row.vendor, each))) {
    const rows = [...(rowsByName.get(name) ?? []), row];
    rowsByName.set(
      name,
      rows.sort((a, b) => b.sinceAt - a.sinceAt),
    );
  }
}

/** Names are looked up with every request and are few; whoever makes up thousands finds the list begun anew. */
const found = new Map<string, readonly Price[]>();
const mostFound = 256;

function rowsOf(provider: string, model: string): readonly Price[] {
  const name = `${provider} ${model}`;
  const known = found.get(name);
  if (known !== undefined) return known;
  if (found.size >= mostFound) found.clear();
  const rows = findRows(provider, model);
  found.set(name, rows);
  return rows;
}

/**
 * Spellings of one model are the same, two versions never are: a dated name that is not in the table is priced only where every
 * snapshot costs the same. A bare name under Cloudflare's "compat" may be anybody's, so it has no price; nor has one at Bedrock that
 * does not say how far its requests may travel.
 */
function findRows(provider: string, model: string): readonly Price[] {
  const named = modelNameOf(provider, model);
  if (named === null || named.isGuess) return [];
  const host = `${named.provider} ${named.reach ?? ""}`;
  const exact = rowsByName.get(`${host} ${named.name}`);
  if (exact) return exact;
  return (rowsByName.get(`${host} ${named.family}`) ?? []).filter((row) => row.dated);
}

/** The price of a model at a moment, epoch ms; null when it is not known. Its `rates` are those of the hour. */
export function priceOf(provider: string, model: string, atMs: number): Price | null {
  const rows = rowsOf(provider, model);
  const row = rows.find((one) => one.sinceAt <= atMs) ?? rows.at(-1);
  if (row === undefined || (row.untilAt !== null && atMs >= row.untilAt)) return null;
  if (row.offPeak === null) return row;
  const isOffPeak = row.offPeak.isAt(atMs);
  if (isOffPeak === null) return null;
  return isOffPeak ? { ...row, rates: row.offPeak.rates } : row;
}

/** Exact: one sum of integers, rounded once, half up. */
export function costOfUsage(usage: Usage, price: Price): number {
  const prompt = usage.tokensIn + usage.cacheRead + usage.cacheWrite;
  const rates = price.long !== null && prompt > price.long.above ? price.long.rates : price.rates;
  const { tokensIn, tokensOut, cacheRead, cacheWrite1h } = usage;
  const cacheWrite = usage.cacheWrite - cacheWrite1h;
  const sum =
    tokensIn * rates.input +
    tokensOut * rates.output +
    cacheRead * rates.cacheRead +
    cacheWrite * rates.cacheWrite +
    cacheWrite1h * rates.cacheWrite1h;
  const searches = (usage.searches ?? 0) * searchMicroUsd;
  if (sum < largestExact) return rounded(sum) + searches;
  const exact =
    BigInt(tokensIn) * BigInt(rates.input) +
    BigInt(tokensOut) * BigInt(rates.output) +
    BigInt(cacheRead) * BigInt(rates.cacheRead) +
    BigInt(cacheWrite) * BigInt(rates.cacheWrite) +
    BigInt(cacheWrite1h) * BigInt(rates.cacheWrite1h);
  return Number((exact + BigInt(perMillion / 2)) / BigInt(perMillion)) + searches;
}

/**
 * What the provider's prompt cache saved: what the same tokens would have cost as plain input, less what they cost. Below zero where
 * writing to it cost more than reading from it saved.
 */
export function cacheSavingOf(usage: Usage, price: Price): number {
  const { cacheRead, cacheWrite, tokensIn, tokensOut } = usage;
  const plain = { tokensIn: tokensIn + cacheRead + cacheWrite, tokensOut };
  const uncached = { ...plain, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 };
  return costOfUsage(uncached, price) - costOfUsage({ ...usage, searches: 0 }, price);
}

/** Divides by a million, half up, in whole numbers only. */
function rounded(sum: number): number {
  const half = sum + perMillion / 2;
  return (half - (half % perMillion)) / perMillion;
}

const free: Cost = { costMicroUsd: 0, unpriced: null };

/**
 * Those whose answers say what they cost, in US dollars (dialects/openai.ts says where from), by whatever way they are asked. Anybody
 * else's word, a custom provider's above all, may be in another currency.
 */
const telling: ReadonlySet<string> = new Set(["openrouter", "perplexity-ai", "grok", "compat"]);

/** A refusal, an error answer, a stored answer and a free endpoint cost nothing; everything else costs what it says, or what it used. */
export function costOf(exchange: Exchange): Cost {
  const { usage, status, provider, model } = exchange;
  if (exchange.outcome === "refused" || exchange.cacheHit) return free;
  const isCharged = exchange.refusal !== null && mayHaveCost(exchange.refusal);
  if (status !== null && status >= 400 && !isCharged) return free;
  if (endpointOf(provider, exchange.method, exchange.path) === "free") return free;
  if (usage === null) return { costMicroUsd: null, unpriced: "usage" };
  const stated = telling.has(providerSlugOf(provider)) ? usage.statedMicroUsd : undefined;
  if (stated !== undefined) return { costMicroUsd: stated, unpriced: null };
  const price = model === null ? null : priceOf(provider, model, exchange.startedAt);
  if (price === null || usage.tier !== undefined) return { costMicroUsd: null, unpriced: "model" };
  return { costMicroUsd: costOfUsage(usage, price), unpriced: null };
}

/** What an answer from Cloudflare's store would have cost, had the provider been asked again; null where that is not known. */
export const costOfStored = (exchange: Exchange): number | null =>
  costOf({ ...exchange, cacheHit: false }).costMicroUsd;

/** The models that can be picked and whose present price is known to last, one row each, in the order of the table. */
export function knownModels(): readonly KnownModel[] {
  return known;
}

const known = readKnown();

function readKnown(): readonly KnownModel[] {
  const seen = new Set<string>();
  const known: KnownModel[] = [];
  for (const { vendor, model, name, rates, chat, sinceAt, untilAt } of prices) {
    const isPresent = sinceAt <= pricesAt && !seen.has(`${vendor} ${model}`);
    if (isPresent) seen.add(`${vendor} ${model}`);
    if (!isPresent || chat === null || untilAt !== null) continue;
    known.push({ provider: vendor, model, name, costPerMillionMicroUsd: rates, ...chat });
  }
  return known;
}
