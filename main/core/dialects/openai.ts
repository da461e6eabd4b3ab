/** OpenAI's three answers: prompt and input counts include what was read from and written to the cache, output includes reasoning. */
import type { Usage } from "../traffic.ts";
import {
  countOf,
  type Dialect,
  type Fields,
  modelIn,
  objectIn,
  objectOf,
  stringIn,
  tierOf,
} from "./dialect.ts";

type Shape = {
  readonly inside: Dialect["inside"];
  readonly input: string;
  readonly output: string | null;
  /** True for the event of a stream whose usage is the last word. */
  isLast(event: ReadonlyMap<string, string>): boolean;
};

/** Null when the figures are not all there or do not fit each other: an unknown is better than a wrong sum. */
function usageOf(counts: Fields, { input, output }: Shape, tier: string | null): Usage | null {
  const details = objectOf(counts[`${input}_tokens_details`]);
  const cacheRead = countOf(details.cached_tokens) ?? 0;
  // Billed since the GPT-5.6 family; absent before (developers.openai.com/api/docs/guides/prompt-caching).
  const cacheWrite = countOf(details.cache_write_tokens) ?? 0;
  const whole = countOf(counts[`${input}_tokens`]) ?? Number.NaN;
  const tokensIn = whole - cacheRead - cacheWrite;
  const tokensOut = output === null ? 0 : (countOf(counts[`${output}_tokens`]) ?? Number.NaN);
  if (!(tokensIn >= 0 && tokensOut >= 0)) return null;
  const usage = { tokensIn, tokensOut, cacheRead, cacheWrite, cacheWrite1h: 0 };
  return tier === null ? usage : { ...usage, tier };
}

function createOpenAi(shape: Shape): Dialect {
  let model: string | null = null;
  let usage: Usage | null = null;
  const read = (found: ReadonlyMap<string, string>, counts: Fields | null) => {
    model = modelIn(found.get("model")) ?? model;
    usage = counts && usageOf(counts, shape, tierOf(stringIn(found.get("service_tier"))));
  };
  return {
    inside: shape.inside,
    event({ top, inner }, first) {
      const found = shape.inside === null ? top : inner;
      const counts = objectIn(found.get("usage"));
      if (counts) read(found, shape.isLast(top) ? counts : null);
      else if (first) model = modelIn(found.get("model"));
    },
    body: ({ top }) => read(top, objectIn(top.get("usage"))),
    reading: () => ({ usage, model }),
  };
}

/** Some providers count along in every chunk; only one without choices, or with a finished one, is the last word. */
function isFinished(choices: string | undefined): boolean {
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
  const isLast: Shape["isLast"] = (event) => isFinished(event.get("choices"));
  return createOpenAi({ inside: null, input: "prompt", output: "completion", isLast });
}

const endings: ReadonlySet<string | null> = new Set([
  "response.completed",
  "response.incomplete",
  "response.failed",
]);

export function createResponses(): Dialect {
  const isLast: Shape["isLast"] = (event) => endings.has(stringIn(event.get("type")));
  return createOpenAi({ inside: "response", input: "input", output: "output", isLast });
}

/** Never streamed, and nothing is put out that costs. */
export function createEmbeddings(): Dialect {
  return createOpenAi({ inside: null, input: "prompt", output: null, isLast: () => false });
}
