/** The shape of one row of the price table, and how its sources' figures become one. */

/** Cloudflare's slugs of the providers that have prices here. */
export type Vendor =
  | "anthropic"
  | "openai"
  | "google-ai-studio"
  | "azure-openai"
  | "aws-bedrock"
  | "workers-ai"
  | "groq"
  | "mistral"
  | "deepseek"
  | "grok"
  | "cerebras"
  | "cohere"
  | "fireworks";

/** Integer micro-dollars per million tokens. */
export type Rates = {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly cacheWrite1h: number;
};

/** A provider that is cheaper at some hours. */
type OffPeak = {
  readonly rates: Rates;
  /** At a moment, epoch ms; null where nobody can say yet. */
  isAt(atMs: number): boolean | null;
};

export type Price = {
  readonly vendor: Vendor;
  /** As its provider names it, without a date where it goes by a name without one. */
  readonly model: string;
  readonly aliases: readonly string[];
  /** True when every dated snapshot of the name has this price. */
  readonly dated: boolean;
  /** Says the host as well, where others offer the same model. */
  readonly name: string;
  /**
   * From when it holds, epoch ms, a full hour. A model's first row also holds for the time before: where it has no other, that is
   * about the day it came.
   */
  readonly sinceAt: number;
  /** Until when it is known to hold; null while nothing says it ends. */
  readonly untilAt: number | null;
  readonly rates: Rates;
  /** Prompts of more tokens than `above`, the cached ones included, are billed at these rates as a whole. */
  readonly long: { readonly above: number; readonly rates: Rates } | null;
  readonly offPeak: OffPeak | null;
  /** Null for what nobody should pick: a model its provider has replaced or retired, or one nobody talks to. */
  readonly chat: Chat | null;
};

export type Chat = {
  readonly contextWindow: number;
  readonly maxTokens: number;
  readonly reasoning: boolean;
  readonly input: readonly ("text" | "image")[];
};

/** USD per million tokens as the source prints them: input, output, cache read, cache write, cache write for an hour. */
export type Printed = readonly [number, number, number, number, number];
/** Of a provider that bills a write to its cache as input: input, output, cache read; without the last, what is cached costs the same. */
type PrintedShort = readonly [input: number, output: number, cacheRead?: number];

const micro = (usd: number): number => Math.round(usd * 1_000_000);

export function rates([input, output, cacheRead, cacheWrite, hour]: Printed): Rates {
  return {
    input: micro(input),
    output: micro(output),
    cacheRead: micro(cacheRead),
    cacheWrite: micro(cacheWrite),
    cacheWrite1h: micro(hour),
  };
}

const filled = ([input, output, cacheRead = input]: PrintedShort): Printed => [
  input,
  output,
  cacheRead,
  input,
  input,
];

export type More = {
  readonly long?: { readonly above: number; readonly rates: Rates };
  readonly offPeak?: OffPeak;
  readonly until?: string;
  readonly aliases?: readonly string[];
  readonly dated?: boolean;
};

export function price(
  vendor: Vendor,
  model: string,
  name: string,
  since: string,
  printed: Printed,
  chat: Chat | null,
  more: More = {},
): Price {
  return {
    vendor,
    model,
    aliases: more.aliases ?? [],
    dated: more.dated ?? true,
    name,
    sinceAt: Date.parse(since),
    untilAt: more.until === undefined ? null : Date.parse(more.until),
    rates: rates(printed),
    long: more.long ?? null,
    offPeak: more.offPeak ?? null,
    chat,
  };
}

export const shortRates = (usd: PrintedShort): Rates => rates(filled(usd));

type Common = {
  /** What its models' names begin with. */
  readonly prefix?: string;
  /** Written behind the names of models others offer as well. */
  readonly host?: string;
  /** Where its long prompts begin, for the rows that have `long`. */
  readonly above?: number;
};

/** Of one vendor whose cache has no price of its own for writes. */
export const rowsOf =
  (vendor: Vendor, { prefix = "", host = "", above = 0 }: Common = {}) =>
  (
    model: string,
    name: string,
    since: string,
    usd: PrintedShort,
    chat: Chat | null,
    { long, ...more }: Omit<More, "long"> & { readonly long?: PrintedShort } = {},
  ): Price =>
    price(vendor, prefix + model, name + (host && ` (${host})`), since, filled(usd), chat, {
      ...more,
      ...(long && { long: { above, rates: shortRates(long) } }),
    });

type Talk = { readonly reasoning?: boolean; readonly sees?: boolean };

export const talks = (
  contextWindow: number,
  maxTokens: number,
  { reasoning = true, sees = true }: Talk = {},
): Chat => ({
  contextWindow,
  maxTokens,
  reasoning,
  input: sees ? ["text", "image"] : ["text"],
});

/** Embeddings: nothing is put out that costs. */
export const embeds = (vendor: Vendor, model: string, since: string, usd: number): Price =>
  price(vendor, model, model, since, [usd, 0, usd, usd, usd], null);
