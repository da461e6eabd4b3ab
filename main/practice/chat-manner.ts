/** In what the many who speak OpenAI's chat completions differ from OpenAI: what a usage says, where a stream says it, how they refuse. */
import type { Usage } from "../core/traffic.ts";
import type { Json } from "./json.ts";
import { tokensOf } from "./prompt-cache.ts";
import { openaiError, type SayError } from "./provider-errors.ts";

/** `tokensOut` is all that is billed as output; `thoughts` is the part of it nobody sees. */
export type Counted = Usage & { readonly thoughts: number };

export type ChatManner = {
  readonly error: SayError;
  /** The usage as this provider writes it. */
  usage(counted: Counted): Json;
  /** asked: one more chunk for who asks · always: the same for everybody · finish: in the chunk that finishes · along: so far in every chunk, in the end in the one that finishes. */
  readonly saysUsage: "asked" | "always" | "finish" | "along";
  /** A word of thinking in the question is answered with hidden tokens. */
  readonly thinks?: true;
  /** What came from the cache is not told from the rest of the prompt. */
  readonly hidesCache?: true;
  /** Stands in every answer and chunk. */
  readonly more: Json;
  /** Stands in a whole answer alone. */
  readonly whole?: Json;
  /** Stands in the chunk that finishes. */
  readonly finish?: (usage: Json) => Json;
  /** Stands in every choice, beside the reason to finish. */
  readonly choice?: (finish: string | null) => Json;
  /** Of the chunk that says the usage; OpenAI's has none. */
  readonly usageChoices?: readonly Json[];
  /** Comes before the first event. */
  readonly comment?: string;
};

const thought = "This is practice: no model is thinking here.";

/** The hidden tokens of a model that thinks when it is told to. */
export const thoughtsFor = (said: string | null): number =>
  /\bthink\b/i.test(said ?? "") ? tokensOf(thought.length) : 0;

/** As everybody counts: the prompt with what came from the cache, the completion with what was thought. */
export const plainUsage = ({ tokensIn, cacheRead, tokensOut }: Counted): Json => ({
  prompt_tokens: tokensIn + cacheRead,
  completion_tokens: tokensOut,
  total_tokens: tokensIn + cacheRead + tokensOut,
});

export const openaiManner: ChatManner = {
  error: openaiError,
  saysUsage: "asked",
  more: { service_tier: "default", system_fingerprint: "fp_practice" },
  usage: (counted) => ({
    ...plainUsage(counted),
    prompt_tokens_details: { cached_tokens: counted.cacheRead, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: counted.thoughts,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }),
};
