/** OpenAI's three answers and what others made of them: prompt and input counts include what was read from and written to the cache, output includes reasoning. */
import type { Usage } from "../traffic.ts";
import {
  countOf,
  type Dialect,
  type Fields,
  type Format,
  formatOf,
  modelIn,
  objectIn,
  objectOf,
  stringIn,
  tierOf,
} from "./dialect.ts";

const keys = ["type", "model", "usage", "service_tier"];
// Groq states a stream's usage in `x_groq` where nobody asked for it (console.groq.com/docs/api-reference, chat).
const chatFormat = formatOf({ inside: "x_groq", body: keys, event: ["choices"] });
const responsesFormat = formatOf({ inside: "response", body: keys });
const embeddingsFormat = formatOf({ body: keys });
const workersAiFormat = formatOf({ inside: "result", body: keys, event: ["choices"] });

type Shape = {
  readonly format: Format;
  /** A stream's event holds the answer in the object that is looked into. */
  readonly isWrapped?: boolean;
  /** A whole answer may stand in that object. */
  readonly isEnveloped?: boolean;
  readonly input: string;
  readonly output: string | null;
  /** True for the event of a stream whose usage is the last word. */
  isLast(event: ReadonlyMap<string, string>): boolean;
};

/** Null when the figures are not all there or do not fit each other: an unknown is better than a wrong sum. */
export function openAiUsage(counts: Fields, input: string, output: string | null): Usage | null {
  const details = objectOf(counts[`${input}_tokens_details`]);
  // DeepSeek's own name (api-docs.deepseek.com, create-chat-completion): hit and miss add up to prompt_tokens.
  const read = countOf(details.cached_tokens) ?? countOf(counts.prompt_cache_hit_tokens);
  const cacheRead = read ?? 0;
  // Billed since the GPT-5.6 family; absent before (developers.openai.com/api/docs/guides/prompt-caching).
  const cacheWrite = countOf(details.cache_write_tokens) ?? 0;
  const whole = countOf(counts[`${input}_tokens`]) ?? Number.NaN;
  const tokensIn = whole - cacheRead - cacheWrite;
  const tokensOut = output === null ? 0 : (countOf(counts[`${output}_tokens`]) ?? Number.NaN);
  if (!(tokensIn >= 0 && tokensOut >= 0)) return null;
  const hidden = output === null ? 0 : hiddenIn(counts, whole + tokensOut, output);
  return { tokensIn, tokensOut: tokensOut + hidden, cacheRead, cacheWrite, cacheWrite1h: 0 };
}

/**
 * What was thought and is not part of the output: Grok keeps it apart from completion_tokens (Vertex AI, "Reasoning for Grok
 * models"), Google's OpenAI endpoint only adds it to total_tokens. At OpenAI itself the total is the sum of both.
 */
function hiddenIn(counts: Fields, sum: number, output: string): number {
  const rest = (countOf(counts.total_tokens) ?? 0) - sum;
  if (!(rest > 0)) return 0;
  const thought = countOf(objectOf(counts[`${output}_tokens_details`]).reasoning_tokens);
  return thought === undefined || thought === rest ? rest : 0;
}

/** Trillionths of a dollar: the smallest price of a token is some thousands of them, and sums of whole ones lose nothing. */
const picoPerUsd = 1e12;
const picoPerMicro = 1_000_000;
/** xAI counts in ten-thousand-millionths of a dollar. */
const picoPerTick = 100;

/** An amount as the answer writes it, to the trillionth; NaN for what is none, or more than one answer ever costs. */
function picoOf(usd: unknown): number {
  const pico = typeof usd === "number" && usd >= 0 ? Math.round(usd * picoPerUsd) : Number.NaN;
  return Number.isSafeInteger(pico) ? pico : Number.NaN;
}

/**
 * What the answer says it cost, in trillionths of a dollar. OpenRouter: `cost` is what it charged, and where a key of the person's own
 * was used beyond it (`is_byok`) the provider's bill comes on top, `cost_details.upstream_inference_cost`; else that is a part of the
 * same (openrouter.ai/docs, usage accounting; OpenRouterTeam/ai-sdk-provider issue 532). Perplexity: `cost.total_cost`, requests and
 * searches included. xAI: `cost_in_usd_ticks` (docs.x.ai/developers/cost-tracking).
 */
function statedPico({ cost, cost_details, cost_in_usd_ticks, is_byok }: Fields): number {
  if (cost_in_usd_ticks !== undefined) return Number(cost_in_usd_ticks) * picoPerTick;
  const total = picoOf(objectOf(cost).total_cost ?? cost);
  const upstream = objectOf(cost_details).upstream_inference_cost;
  if (is_byok === true) return total + picoOf(upstream);
  // Older answers did not say whose key it was: more than was charged can only be somebody else's bill.
  return is_byok === undefined && picoOf(upstream) > total ? Number.NaN : total;
}

/** In whole micro-dollars, half up; null where the answer does not say, or not all of it. */
function statedIn(counts: Fields): number | null {
  if (counts.cost === undefined && counts.cost_in_usd_ticks === undefined) return null;
  const pico = statedPico(counts);
  if (!(Number.isSafeInteger(pico) && pico >= 0)) return null;
  const half = pico + picoPerMicro / 2;
  return (half - (half % picoPerMicro)) / picoPerMicro;
}

function createOpenAi(shape: Shape): Dialect {
  let model: string | null = null;
  let usage: Usage | null = null;
  const read = (found: ReadonlyMap<string, string>, counts: Fields | null) => {
    model = modelIn(found.get("model")) ?? model;
    const read = counts && openAiUsage(counts, shape.input, shape.output);
    const tier = read && tierOf(stringIn(found.get("service_tier")));
    const stated = read && statedIn(counts);
    usage = tier ? { ...read, tier } : read;
    if (usage && stated !== null) usage = { ...usage, statedMicroUsd: stated };
  };
  return {
    format: shape.format,
    event({ top, inner }, first) {
      const found = shape.isWrapped ? inner : top;
      const counts = objectIn(found.get("usage")) ?? objectIn(inner.get("usage"));
      if (counts) read(found, shape.isLast(top) ? counts : null);
      else if (first) model = modelIn(found.get("model"));
    },
    body({ top, inner }) {
      const found = shape.isEnveloped && inner.has("usage") ? inner : top;
      read(found, objectIn(found.get("usage")));
    },
    reading: () => ({ usage, model }),
  };
}

/** Some providers count along in every chunk; only one without choices, or with a finished one, is the last word. */
function isFinished(choices: string | undefined): boolean {
  if (choices === undefined) return true;
  try {
    const list: unknown = JSON.parse(choices);
    if (!Array.isArray(list)) return true;
    // OpenRouter says the usage once, behind the finish, in a choice without a reason; its choices are told by a key of its own.
    const isEnd = (choice: Fields | null) =>
      choice?.finish_reason || choice?.native_finish_reason !== undefined;
    return list.length === 0 || list.some(isEnd);
  } catch {
    return false;
  }
}

export function createChat(): Dialect {
  const isLast: Shape["isLast"] = (event) => isFinished(event.get("choices"));
  return createOpenAi({ format: chatFormat, input: "prompt", output: "completion", isLast });
}

const endings: ReadonlySet<string | null> = new Set([
  "response.completed",
  "response.incomplete",
  "response.failed",
]);

export function createResponses(): Dialect {
  const isLast: Shape["isLast"] = (event) => endings.has(stringIn(event.get("type")));
  return createOpenAi({
    format: responsesFormat,
    isWrapped: true,
    input: "input",
    output: "output",
    isLast,
  });
}

/** Never streamed, and nothing is put out that costs. */
export function createEmbeddings(): Dialect {
  return createOpenAi({
    format: embeddingsFormat,
    input: "prompt",
    output: null,
    isLast: () => false,
  });
}

/**
 * Workers AI's own run path: a whole answer stands in the REST API's envelope, `{"result":{"response":…,"usage":{…}},"success":true}`;
 * a stream ends with `{"response":"","usage":{…}}` (developers.cloudflare.com/workers-ai/models, output schemas). Some models
 * stream OpenAI's chunks before that. The path names the model.
 */
export function createWorkersAi(): Dialect {
  // Those chunks count no prompt, and none is empty: cut before its own last word, such a stream has said nothing.
  const isCounted = (usage: string | undefined) => objectIn(usage)?.prompt_tokens !== 0;
  const isLast: Shape["isLast"] = (event) =>
    isFinished(event.get("choices")) && isCounted(event.get("usage"));
  const names = { input: "prompt", output: "completion" };
  return createOpenAi({ format: workersAiFormat, isEnveloped: true, ...names, isLast });
}
