/** The dated price table: what each model costs at its provider's list price, only as far as it could be established. */

export type Vendor = "anthropic" | "openai";

/** Integer micro-dollars per million tokens. */
export type Rates = {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly cacheWrite1h: number;
};

export type Price = {
  readonly vendor: Vendor;
  /** As its provider names it, without a date. */
  readonly model: string;
  readonly aliases: readonly string[];
  /** True when every dated snapshot of the name has this price. */
  readonly dated: boolean;
  readonly name: string;
  /** From when it holds, epoch ms, a UTC midnight. A model's first row also holds for the time before. */
  readonly sinceAt: number;
  /** Until when it is known to hold; null while nothing says it ends. */
  readonly untilAt: number | null;
  readonly rates: Rates;
  /** Prompts of more tokens than `above`, the cached ones included, are billed at these rates as a whole. */
  readonly long: { readonly above: number; readonly rates: Rates } | null;
  /** Null for an embedding model: nobody talks to it. */
  readonly chat: Chat | null;
};

type Chat = {
  readonly contextWindow: number;
  readonly maxTokens: number;
  readonly reasoning: boolean;
  readonly input: readonly ("text" | "image")[];
};

/** USD per million tokens as the source prints them: input, output, cache read, cache write, cache write for an hour. */
type Printed = readonly [number, number, number, number, number];
/** The same without the hour's rate, which OpenAI does not have. */
type PrintedShort = readonly [number, number, number, number];

const micro = (usd: number): number => Math.round(usd * 1_000_000);

function rates([input, output, cacheRead, cacheWrite, hour]: Printed): Rates {
  return {
    input: micro(input),
    output: micro(output),
    cacheRead: micro(cacheRead),
    cacheWrite: micro(cacheWrite),
    cacheWrite1h: micro(hour),
  };
}

type More = {
  readonly long?: { readonly above: number; readonly rates: Rates };
  readonly until?: string;
  readonly aliases?: readonly string[];
  readonly dated?: boolean;
};

function price(
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
    chat,
  };
}

const talks = (contextWindow: number, maxTokens: number, reasoning = true): Chat => ({
  contextWindow,
  maxTokens,
  reasoning,
  input: ["text", "image"],
});

const million = talks(1_000_000, 128_000);
const twoHundred = talks(200_000, 64_000);

function claude(id: string, name: string, since: string, usd: Printed, chat: Chat, more?: More) {
  return price("anthropic", `claude-${id}`, `Claude ${name}`, since, usd, chat, more);
}

/** OpenAI bills a prompt above 272 000 tokens at other rates as a whole, where `long` says so. */
function gpt(
  id: string,
  since: string,
  usd: PrintedShort,
  chat: Chat,
  long?: PrintedShort,
  more?: More,
) {
  const name = id.replace(/-[a-z]/g, (part) => ` ${part.charAt(1).toUpperCase()}${part.slice(2)}`);
  const above = long && { long: { above: 272_000, rates: rates([...long, long[3]]) } };
  const printed: Printed = [...usd, usd[3]];
  return price("openai", `gpt-${id}`, `GPT-${name}`, since, printed, chat, { ...above, ...more });
}

const wide = talks(1_050_000, 128_000);
const four = talks(400_000, 128_000);

const embeds = (model: string, usd: number) =>
  price("openai", model, model, "2024-01-25", [usd, 0, usd, usd, usd], null);

export const prices: readonly Price[] = [
  // Anthropic: platform.claude.com/docs/en/about-claude/pricing and …/models/{model}/overview; all rates compared with the page by
  // others on 2026-10-24, and found there unchanged. Sonnet 4.6: the page says 1M and 128K; 200K and 64K are what OpenClaw ships.
  claude("sonnet-4-6", "Sonnet 4.6", "2026-02-17", [3, 15, 0.3, 3.75, 6], twoHundred),
  // The cut of the cache read price on 2026-10-07: the pricing page and two tools that track it.
  claude("sonnet-5-5", "Sonnet 5.5", "2026-10-07", [2, 10, 0.1, 2.5, 4], million),
  claude("sonnet-5-5", "Sonnet 5.5", "2026-09-28", [2, 10, 0.2, 2.5, 4], million),
  // The rise announced for 2026-09-01 was called off.
  claude("sonnet-5", "Sonnet 5", "2026-06-30", [2, 10, 0.2, 2.5, 4], million),
  // Retires 2026-11-30.
  claude("sonnet-4-5", "Sonnet 4.5", "2025-09-29", [3, 15, 0.3, 3.75, 6], twoHundred),
  claude("opus-5-5", "Opus 5.5", "2026-09-22", [4, 20, 0.2, 5, 8], million),
  claude("opus-5", "Opus 5", "2026-07-24", [5, 25, 0.5, 6.25, 10], million),
  claude("opus-4-8", "Opus 4.8", "2026-05-28", [5, 25, 0.5, 6.25, 10], million),
  claude("opus-4-7", "Opus 4.7", "2026-04-16", [5, 25, 0.5, 6.25, 10], million),
  claude("opus-4-6", "Opus 4.6", "2026-03-13", [5, 25, 0.5, 6.25, 10], million),
  claude("opus-4-5", "Opus 4.5", "2025-11-24", [5, 25, 0.5, 6.25, 10], twoHundred),
  claude("fable-5-1", "Fable 5.1", "2026-09-01", [10, 50, 0.25, 12.5, 20], million),
  claude("fable-5", "Fable 5", "2026-06-09", [10, 50, 1, 12.5, 20], million),
  claude("haiku-5-5", "Haiku 5.5", "2026-10-07", [0.1, 0.5, 0.01, 0.125, 0.2], million, {
    long: { above: 100_000, rates: rates([0.5, 2.5, 0.05, 0.625, 1]) },
  }),
  claude("haiku-4-5", "Haiku 4.5", "2025-10-01", [1, 5, 0.1, 1.25, 2], twoHundred),

  // OpenAI: developers.openai.com/api/docs/pricing, …/models/{model} and …/changelog as others read them on 2026-09-29; the newest
  // model as two of them priced it on the day after its release.
  // Cache writes cost 1.25 times the input since the GPT-5.6 family and nothing extra before (…/guides/prompt-caching).
  gpt("6.1-terra", "2026-10-26", [1, 5, 0.05, 1.25], wide, [2, 7.5, 0.1, 2.5]),
  gpt("6.1-sol", "2026-09-29", [2, 10, 0.1, 2.5], wide, [4, 15, 0.2, 5]),
  gpt("6-astra", "2026-09-03", [10, 50, 1, 12.5], wide, [20, 75, 2, 25]),
  gpt("6-sol", "2026-09-22", [2, 10, 0.2, 2.5], wide, [4, 15, 0.4, 5]),
  gpt("6-luna", "2026-09-22", [0.1, 0.5, 0.01, 0.125], wide, [0.2, 0.75, 0.02, 0.25]),
  // A promotion promised through 2026-11-21: what comes after could not be established.
  gpt("5.6-sol", "2026-08-21", [4, 20, 0.4, 5], wide, [8, 30, 0.8, 10], {
    until: "2026-11-22",
    aliases: ["gpt-5.6"],
  }),
  gpt("5.6-sol", "2026-07-09", [5, 30, 0.5, 6.25], wide, [10, 45, 1, 12.5], {
    aliases: ["gpt-5.6"],
  }),
  gpt("5.6-terra", "2026-07-30", [2, 12, 0.2, 2.5], wide, [4, 18, 0.4, 5]),
  gpt("5.6-terra", "2026-07-09", [2.5, 15, 0.25, 3.125], wide, [5, 22.5, 0.5, 6.25]),
  gpt("5.6-luna", "2026-07-30", [0.2, 1.2, 0.02, 0.25], wide, [0.4, 1.8, 0.04, 0.5]),
  gpt("5.6-luna", "2026-07-09", [1, 6, 0.1, 1.25], wide, [2, 9, 0.2, 2.5]),
  gpt("5.5", "2026-04-23", [5, 30, 0.5, 5], wide, [10, 45, 1, 10]),
  gpt("5.4", "2026-03-05", [2.5, 15, 0.25, 2.5], wide, [5, 22.5, 0.5, 5]),
  gpt("5.4-mini", "2026-03-17", [0.75, 4.5, 0.075, 0.75], four),
  gpt("5.4-nano", "2026-03-17", [0.2, 1.25, 0.02, 0.2], four),
  gpt("5.3-codex", "2026-02-05", [1.75, 14, 0.175, 1.75], four),
  gpt("5.2", "2025-12-11", [1.75, 14, 0.175, 1.75], four),
  gpt("5.2-codex", "2025-12-11", [1.75, 14, 0.175, 1.75], four),
  gpt("5.1", "2025-11-13", [1.25, 10, 0.125, 1.25], four),
  gpt("5", "2025-08-07", [1.25, 10, 0.125, 1.25], four),
  gpt("5-mini", "2025-08-07", [0.25, 2, 0.025, 0.25], four),
  gpt("5-nano", "2025-08-07", [0.05, 0.4, 0.005, 0.05], four),
  // The older families: three lists of 2025 and 2026 that agree; their pages are no longer in the main table.
  gpt("4.1", "2025-04-14", [2, 8, 0.5, 2], talks(1_047_576, 32_768, false)),
  gpt("4.1-mini", "2025-04-14", [0.4, 1.6, 0.1, 0.4], talks(1_047_576, 32_768, false)),
  gpt("4.1-nano", "2025-04-14", [0.1, 0.4, 0.025, 0.1], talks(1_047_576, 32_768, false)),
  // The snapshot of 2024-05-13 costs twice as much, so this one is not priced by its date.
  gpt("4o", "2024-08-06", [2.5, 10, 1.25, 2.5], talks(128_000, 16_384, false), undefined, {
    dated: false,
    aliases: ["gpt-4o-2024-08-06", "gpt-4o-2024-11-20"],
  }),
  gpt("4o-mini", "2024-07-18", [0.15, 0.6, 0.075, 0.15], talks(128_000, 16_384, false)),
  // developers.openai.com/api/docs/models/text-embedding-3-large; the older one from two lists of 2026.
  embeds("text-embedding-3-small", 0.02),
  embeds("text-embedding-3-large", 0.13),
  embeds("text-embedding-ada-002", 0.1),
];
