/** The chat completions of those who speak OpenAI's, as each writes its usage (their documentation, and streams as they were seen on the wire). */
import { type ChatManner, type Counted, openaiManner, plainUsage } from "../chat-manner.ts";
import { openaiError } from "../provider-errors.ts";
import {
  cerebrasError,
  deepseekError,
  fireworksError,
  grokError,
  groqError,
  mistralError,
  openrouterError,
  perplexityError,
} from "./compatible-errors.ts";

const cached = ({ cacheRead }: Counted) => ({
  prompt_tokens_details: { cached_tokens: cacheRead },
});
const thought = ({ thoughts }: Counted) => ({
  completion_tokens_details: { reasoning_tokens: thoughts },
});

/** console.groq.com/docs/api-reference: a stream's usage stands in `x_groq` of the chunk that finishes, asked for or not. */
export const groqManner: ChatManner = {
  error: groqError,
  saysUsage: "asked",
  more: { system_fingerprint: "fp_practice", service_tier: "on_demand" },
  whole: { usage_breakdown: null, x_groq: { id: "req_practice" } },
  usage: (counted) => ({
    queue_time: 0.038,
    prompt_time: 0.002,
    completion_time: 0.46,
    total_time: 0.462,
    ...plainUsage(counted),
    ...(counted.cacheRead > 0 ? cached(counted) : {}),
  }),
  finish: (usage) => ({ x_groq: { id: "req_practice", usage } }),
};

/** docs.mistral.ai, chat completion: the last chunk has the reason and the usage. */
export const mistralManner: ChatManner = {
  error: mistralError,
  saysUsage: "finish",
  more: {},
  usage: (counted) => ({
    ...plainUsage(counted),
    ...(counted.cacheRead > 0 ? cached(counted) : {}),
  }),
};

/** api-docs.deepseek.com, create-chat-completion: hit and miss add up to the prompt. */
export const deepseekManner: ChatManner = {
  error: deepseekError,
  saysUsage: "asked",
  thinks: true,
  more: { system_fingerprint: "fp_practice" },
  usage: (counted) => ({
    ...plainUsage(counted),
    ...cached(counted),
    ...thought(counted),
    prompt_cache_hit_tokens: counted.cacheRead,
    prompt_cache_miss_tokens: counted.tokensIn,
  }),
};

/** docs.x.ai, chat completions: what was thought is beside the completion, and part of the total alone. */
export const grokManner: ChatManner = {
  error: grokError,
  saysUsage: "always",
  thinks: true,
  more: { system_fingerprint: "fp_practice" },
  usage: (counted) => ({
    ...plainUsage(counted),
    completion_tokens: counted.tokensOut - counted.thoughts,
    prompt_tokens_details: {
      text_tokens: counted.tokensIn + counted.cacheRead,
      audio_tokens: 0,
      image_tokens: 0,
      cached_tokens: counted.cacheRead,
    },
    completion_tokens_details: {
      reasoning_tokens: counted.thoughts,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
    num_sources_used: 0,
    cost_in_usd_ticks: 37_756_000,
  }),
};

/**
 * openrouter.ai/docs, usage accounting: always, "in the last SSE message". On the wire that message has a choice that says nothing
 * and has no reason to finish, behind the one that has it.
 */
export const openrouterManner: ChatManner = {
  error: openrouterError,
  saysUsage: "always",
  thinks: true,
  more: { provider: "Practice" },
  choice: (finish) => ({ native_finish_reason: finish }),
  usageChoices: [
    {
      index: 0,
      delta: { role: "assistant", content: "" },
      finish_reason: null,
      native_finish_reason: null,
      logprobs: null,
    },
  ],
  comment: ": OPENROUTER PROCESSING\n\n",
  usage: (counted) => ({
    ...plainUsage(counted),
    cost: 0.00_036_531,
    is_byok: false,
    prompt_tokens_details: { cached_tokens: counted.cacheRead, audio_tokens: 0, video_tokens: 0 },
    cost_details: {
      upstream_inference_cost: null,
      upstream_inference_prompt_cost: 0.00_000_36,
      upstream_inference_completions_cost: 0.00_036_54,
    },
    completion_tokens_details: { reasoning_tokens: counted.thoughts, image_tokens: 0 },
  }),
};

/** docs.perplexity.ai, chat completions: counts along, and says in dollars what it cost, searches included. */
export const perplexityManner: ChatManner = {
  error: perplexityError,
  hidesCache: true,
  saysUsage: "along",
  more: {
    citations: ["https://practice.example/"],
    search_results: [{ title: "Practice", url: "https://practice.example/", date: null }],
  },
  usage: (counted) => ({
    ...plainUsage(counted),
    search_context_size: "low",
    cost: {
      input_tokens_cost: 0.000_02,
      output_tokens_cost: 0.000_05,
      request_cost: 0.005,
      total_cost: 0.00_507,
    },
  }),
};

/** inference-docs.cerebras.ai, chat completions. */
export const cerebrasManner: ChatManner = {
  error: cerebrasError,
  saysUsage: "finish",
  more: { system_fingerprint: "fp_practice" },
  whole: {
    time_info: { queue_time: 0, prompt_time: 0.001, completion_time: 0.02, total_time: 0.03 },
  },
  usage: (counted) => ({ ...plainUsage(counted), ...cached(counted) }),
};

/** docs.fireworks.ai, chat completions: newer models say a stream's usage only to who asks for it, in a chunk of its own. */
export const fireworksManner: ChatManner = {
  error: fireworksError,
  saysUsage: "asked",
  more: {},
  usage: (counted) => ({ ...plainUsage(counted), ...cached(counted) }),
};

/** Workers AI's endpoint in OpenAI's form. */
export const workersAiManner: ChatManner = {
  ...openaiManner,
  error: openaiError,
  saysUsage: "always",
  more: {},
  usage: (counted) => ({ ...plainUsage(counted), ...cached(counted), neurons: 1.77 }),
};

/** Google's endpoint in OpenAI's form: what was thought is only in the total, what came from the cache nowhere. */
export const googleManner: ChatManner = {
  error: openaiError,
  hidesCache: true,
  saysUsage: "asked",
  thinks: true,
  more: {},
  usage: (counted) => ({
    ...plainUsage(counted),
    completion_tokens: counted.tokensOut - counted.thoughts,
  }),
};
