import { describe, expect, test } from "vitest";
import { modelKey, modelNameOf } from "../../main/core/model-name.ts";
import { prices } from "../../main/core/prices.ts";

type Spelling = readonly [provider: string, model: string | null];

const models: Readonly<Record<string, readonly Spelling[]>> = {
  "Sonnet 4.5 at Anthropic": [
    ["anthropic", "claude-sonnet-4-5"],
    ["anthropic", "claude-sonnet-4.5"],
    ["anthropic", "claude-sonnet-4-5-20250929"],
    ["anthropic", "claude-sonnet-4-5-latest"],
    ["anthropic", "anthropic/claude-sonnet-4.5"],
    ["anthropic", "Anthropic/Claude-Sonnet-4.5"],
    ["compat", "anthropic/claude-sonnet-4-5"],
    ["compat", "anthropic/claude-sonnet-4.5"],
    // As the answer names it: the request's prefix is gone.
    ["compat", "claude-sonnet-4-5-20250929"],
  ],
  "Sonnet 4.5 at Bedrock": [
    ["aws-bedrock", "anthropic.claude-sonnet-4-5-20250929-v1:0"],
    ["aws-bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1:0"],
    ["aws-bedrock", "global.anthropic.claude-sonnet-4-5-20250929-v1:0"],
    ["aws-bedrock", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0:200k"],
    [
      "aws-bedrock",
      "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    ],
    ["bedrock", "claude-sonnet-4-5-20250929"],
    ["compat", "aws-bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0"],
    ["aws-bedrock", "anthropic/claude-sonnet-4.5"],
  ],
  "Sonnet 4.5 at Vertex": [
    ["google-vertex-ai", "claude-sonnet-4-5@20250929"],
    ["google-vertex-ai", "publishers/anthropic/models/claude-sonnet-4-5"],
    ["google-vertex-ai", "anthropic/claude-sonnet-4.5"],
    ["vertex", "claude-sonnet-4-5@default"],
  ],
  "Sonnet 4.5 at OpenRouter": [
    ["openrouter", "anthropic/claude-sonnet-4.5"],
    ["openrouter", "anthropic/claude-sonnet-4-5-20250929"],
    ["compat", "openrouter/anthropic/claude-sonnet-4.5"],
  ],
  "Sonnet 4.5 at OpenRouter, free": [["openrouter", "anthropic/claude-sonnet-4.5:free"]],
  "Sonnet 4": [["anthropic", "claude-sonnet-4-20250514"]],
  "Sonnet 4.6": [["anthropic", "claude-sonnet-4-6"]],
  "GPT-5.4": [
    ["openai", "gpt-5.4"],
    ["openai", "gpt-5.4-2026-03-05"],
    ["openai", "gpt-5-4"],
    ["openai", "openai/gpt-5.4"],
    ["compat", "openai/gpt-5.4"],
    ["compat", "gpt-5.4-2026-03-05"],
  ],
  "GPT-5.4 mini": [["openai", "gpt-5.4-mini-2026-03-17"]],
  "GPT-5.4 at Azure": [
    ["azure-openai", "gpt-5.4"],
    ["azure", "gpt-5.4-2026-03-05"],
  ],
  "GPT-5": [["openai", "gpt-5"]],
  "GPT-5 chat": [["openai", "gpt-5-chat-latest"]],
  "Gemini 2.5 Flash": [
    ["google-ai-studio", "gemini-2.5-flash"],
    ["google-ai-studio", "models/gemini-2.5-flash"],
    ["google", "google/gemini-2.5-flash"],
    ["compat", "google-ai-studio/gemini-2.5-flash"],
    ["compat", "google/gemini-2.5-flash"],
    ["compat", "gemini-2.5-flash"],
  ],
  "Gemini 3 Flash Preview": [
    ["google-ai-studio", "models/gemini-3-flash-preview"],
    ["google", "gemini-3-flash-preview"],
  ],
  "Gemini 2.5 Flash at Vertex": [
    ["google-vertex-ai", "google/gemini-2.5-flash"],
    ["google-vertex-ai", "projects/p/locations/us-east5/publishers/google/models/gemini-2.5-flash"],
  ],
  "Grok 4": [
    ["grok", "grok-4"],
    ["grok", "xai/grok-4"],
    ["compat", "grok/grok-4"],
    ["compat", "x-ai/grok-4"],
  ],
  "Grok 4 of July": [["grok", "grok-4-0709"]],
  "Grok 4.7": [
    ["grok", "grok-4.7"],
    ["grok", "grok-4.7-latest"],
    ["compat", "grok/grok-4.7"],
  ],
  "Titan's embedding 1": [["aws-bedrock", "amazon.titan-embed-text-v1"]],
  "Titan's embedding 2": [["aws-bedrock", "amazon.titan-embed-text-v2:0"]],
  "Llama 3.1 at Cloudflare": [
    ["workers-ai", "@cf/meta/llama-3.1-8b-instruct"],
    ["workers-ai", "meta/llama-3.1-8b-instruct"],
    ["compat", "workers-ai/@cf/meta/llama-3.1-8b-instruct"],
    ["compat", "@cf/meta/llama-3.1-8b-instruct"],
  ],
  "Kimi at Fireworks": [
    ["fireworks", "accounts/fireworks/models/kimi-k2-instruct"],
    ["fireworks", "kimi-k2-instruct"],
    ["fireworks", "fireworks/kimi-k2-instruct"],
  ],
  "GLM 5.3 at Fireworks": [
    ["fireworks", "accounts/fireworks/models/glm-5p3"],
    ["compat", "fireworks/accounts/fireworks/models/glm-5p3"],
  ],
  "GLM 5.3 Fast at Fireworks": [["fireworks", "accounts/fireworks/routers/glm-5p3-fast"]],
  "Llama 3.3 at Groq": [
    ["groq", "llama-3.3-70b-versatile"],
    ["compat", "groq/llama-3.3-70b-versatile"],
  ],
  "Mistral Large": [
    ["mistral", "mistral-large-latest"],
    ["mistral", "mistralai/mistral-large"],
    ["compat", "mistral/mistral-large-latest"],
  ],
  "Mistral Large of 2024": [["mistral", "mistral-large-2411"]],
  "GPT-OSS at Groq": [
    ["groq", "openai/gpt-oss-120b"],
    ["compat", "groq/openai/gpt-oss-120b"],
  ],
  DeepSeek: [
    ["deepseek", "deepseek-chat"],
    ["compat", "deepseek/deepseek-chat"],
  ],
  "nobody knows, at Anthropic": [
    ["anthropic", null],
    ["anthropic", "unknown"],
    ["anthropic", ""],
  ],
  "nobody knows, under compat": [["compat", "unknown"]],
};

describe("a model's key", () => {
  test("is one for every spelling, and no two models share one", () => {
    const keys = Object.entries(models).map(([name, spellings]) => {
      const its = [...new Set(spellings.map(([provider, model]) => modelKey(provider, model)))];
      expect(its, name).toHaveLength(1);
      return its[0];
    });
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("tells all models of the price table apart, but for how far a request to Bedrock may travel", () => {
    const names = new Set(prices.map(({ vendor, model }) => `${vendor} ${model}`));
    const far = [...names].filter((name) => name.startsWith("aws-bedrock global."));
    const keys = new Set(prices.map(({ vendor, model }) => modelKey(vendor, model)));
    expect(far.length).toBeGreaterThan(0);
    expect(keys.size).toBe(names.size - far.length);
  });

  test.each([
    ["global.anthropic.claude-opus-5", "global"],
    ["eu.anthropic.claude-opus-5", "regional"],
    ["au.anthropic.claude-sonnet-4-5-20250929-v1:0", "regional"],
    ["anthropic.claude-opus-5", "regional"],
    ["arn:aws:bedrock:us-east-1:1:inference-profile/global.anthropic.claude-opus-5", "global"],
    ["us-gov.anthropic.claude-opus-5", null],
    ["claude-opus-5-20260724", null],
    ["anthropic/claude-opus-5", null],
  ])("%s travels %s", (model, reach) => {
    expect(modelNameOf("aws-bedrock", model)?.reach).toBe(reach);
    expect(modelNameOf("anthropic", model)?.reach).toBeNull();
  });

  test("stays the same when thousands of names were asked for", () => {
    const before = modelKey("openai", "gpt-5.4");
    for (let index = 0; index < 5000; index++) modelKey("openai", `made-up-${index}x`);
    expect(modelKey("openai", "gpt-5.4")).toBe(before);
  });
});
