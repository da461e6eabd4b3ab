/** One row for each practice provider that speaks OpenAI's chat completions: where, in which manner, and how it says no. */
import { openaiManner } from "../chat-manner.ts";
import type { Compatible } from "./compatible.ts";
import {
  deepseekKeyWords,
  grokKeyWords,
  keyWords,
  openrouterKeyWords,
} from "./compatible-errors.ts";
import {
  cerebrasManner,
  deepseekManner,
  fireworksManner,
  grokManner,
  groqManner,
  mistralManner,
  openrouterManner,
  perplexityManner,
} from "./compatible-manners.ts";

export const compatible: Readonly<Record<string, Compatible>> = {
  groq: {
    manner: groqManner,
    keyWords: keyWords("Invalid API Key"),
    chat: ["/openai/v1/chat/completions"],
    responses: ["/openai/v1/responses"],
    models: "/openai/v1/models",
  },
  mistral: {
    manner: mistralManner,
    keyWords: keyWords("Unauthorized"),
    chat: ["/v1/chat/completions", "/v1/fim/completions"],
    embeddings: ["/v1/embeddings"],
    models: "/v1/models",
  },
  deepseek: {
    manner: deepseekManner,
    keyWords: deepseekKeyWords,
    // "The v1 here has NO relationship with the model's version."
    chat: ["/chat/completions", "/v1/chat/completions"],
    messages: ["/anthropic/v1/messages"],
    models: "/models",
  },
  grok: {
    manner: grokManner,
    keyWords: grokKeyWords,
    chat: ["/v1/chat/completions"],
    responses: ["/v1/responses"],
    messages: ["/v1/messages"],
    models: "/v1/models",
  },
  openrouter: {
    manner: openrouterManner,
    keyWords: openrouterKeyWords,
    chat: ["/api/v1/chat/completions"],
    responses: ["/api/v1/responses"],
    // Its list of models is open to everybody; this is not.
    models: "/api/v1/key",
  },
  "perplexity-ai": {
    manner: perplexityManner,
    keyWords: keyWords("Invalid API key provided.", "invalid_api_key"),
    chat: ["/chat/completions"],
    // docs.perplexity.ai, Agent API: what follows Sonar's chat completions, in OpenAI's form; both paths are the same.
    responses: ["/v1/agent", "/v1/responses"],
    models: "/v1/models",
    cost: () => ({
      cost: {
        currency: "USD",
        input_cost: 0.000_02,
        output_cost: 0.000_05,
        tool_calls_cost: 0.005,
        total_cost: 0.00_507,
      },
      tool_calls_details: { search_web: { invocation: 1 } },
    }),
  },
  cerebras: {
    manner: cerebrasManner,
    keyWords: keyWords("Wrong API Key", "invalid_request_error", "wrong_api_key"),
    chat: ["/v1/chat/completions"],
    models: "/v1/models",
  },
  fireworks: {
    manner: fireworksManner,
    keyWords: keyWords("The API key you provided is invalid.", "error", "UNAUTHORIZED"),
    chat: ["/inference/v1/chat/completions"],
    embeddings: ["/inference/v1/embeddings"],
    models: "/inference/v1/models",
  },
};

/** `custom-{slug}`: a provider of the account's own, OpenAI's in every point. */
export const customProvider: Compatible = {
  manner: openaiManner,
  keyWords: keyWords("Incorrect API key provided."),
  chat: ["/v1/chat/completions", "/chat/completions"],
  responses: ["/v1/responses", "/responses"],
  embeddings: ["/v1/embeddings", "/embeddings"],
  models: "/v1/models",
};
