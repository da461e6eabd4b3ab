/** OpenAI's three answers: prompt and input counts include what was read from and written to the cache, output includes reasoning. */
import type { Usage } from "../traffic.ts";
import {
  countAt,
  type Dialect,
  type Fields,
  modelIn,
  objectAt,
  objectIn,
  stringIn,
  tierOf,
} from "./dialect.ts";

/** Null when the figures do not fit each other: an unknown is better than a wrong sum. */
function usageOf(
  whole: number | undefined,
  out: number | undefined,
  details: Fields,
  tier: string | null,
): Usage | null {
  const { NaN: none } = Number;
  const cacheRead = countAt(details, "cached_tokens") ?? 0;
  // Billed since the GPT-5.6 family; absent before (developers.openai.com/api/docs/guides/prompt-caching).
  const cacheWrite = countAt(details, "cache_write_tokens") ?? 0;
  const tokensIn = (whole ?? none) - cacheRead - cacheWrite;
  const tokensOut = out ?? none;
  if (!(tokensIn >= 0 && tokensOut >= 0)) return null;
  const usage = { tokensIn, tokensOut, cacheRead, cacheWrite, cacheWrite1h: 0 };
  return tier === null ? usage : { ...usage, tier };
}

function chatUsage(usage: Fields, tier: string | null): Usage | null {
  const details = objectAt(usage, "prompt_tokens_details");
  return usageOf(
    countAt(usage, "prompt_tokens"),
    countAt(usage, "completion_tokens"),
    details,
    tier,
  );
}

function responseUsage(usage: Fields, tier: string | null): Usage | null {
  const details = objectAt(usage, "input_tokens_details");
  return usageOf(countAt(usage, "input_tokens"), countAt(usage, "output_tokens"), details, tier);
}

/** Some providers count along in every chunk; only one without choices, or with a finished one, is the last word. */
function isFinal(choices: string | undefined): boolean {
  if (choices === undefined) return true;
  try {
    const list: unknown = JSON.parse(choices);
    if (!Array.isArray(list)) return true;
    return list.length === 0 || list.some((choice: Fields | null) => choice?.finish_reason);
  } catch {
    return false;
  }
}

export function createChat(): Dialect {
  let model: string | null = null;
  let usage: Usage | null = null;
  const read = (found: ReadonlyMap<string, string>, counts: Fields | null) => {
    model = modelIn(found.get("model")) ?? model;
    usage = counts && chatUsage(counts, tierOf(stringIn(found.get("service_tier"))));
  };
  return {
    inside: null,
    event({ top }, first) {
      const counts = objectIn(top.get("usage"));
      if (counts) read(top, isFinal(top.get("choices")) ? counts : null);
      else if (first) model = modelIn(top.get("model"));
    },
    body: ({ top }) => read(top, objectIn(top.get("usage"))),
    reading: () => ({ usage, model }),
  };
}

const endings: ReadonlySet<string | null> = new Set([
  "response.completed",
  "response.incomplete",
  "response.failed",
]);

export function createResponses(): Dialect {
  let model: string | null = null;
  let usage: Usage | null = null;
  const read = (found: ReadonlyMap<string, string>, counts: Fields | null) => {
    model = modelIn(found.get("model")) ?? model;
    usage = counts && responseUsage(counts, tierOf(stringIn(found.get("service_tier"))));
  };
  return {
    inside: "response",
    event({ top, inner }, first) {
      const counts = objectIn(inner.get("usage"));
      if (counts && endings.has(stringIn(top.get("type")))) read(inner, counts);
      else if (first) model = modelIn(inner.get("model"));
    },
    body: ({ top }) => read(top, objectIn(top.get("usage"))),
    reading: () => ({ usage, model }),
  };
}

export function createEmbeddings(): Dialect {
  let model: string | null = null;
  let usage: Usage | null = null;
  return {
    inside: null,
    event() {},
    body({ top }) {
      model = modelIn(top.get("model"));
      const counts = objectIn(top.get("usage"));
      usage = counts && usageOf(countAt(counts, "prompt_tokens"), 0, {}, null);
    },
    reading: () => ({ usage, model }),
  };
}
