/** The dated price table: what each model costs at its provider's list price, only as far as it could be established. */
import { anthropic } from "./prices/anthropic.ts";
import { azure } from "./prices/azure.ts";
import { bedrock } from "./prices/bedrock.ts";
import { deepseek } from "./prices/deepseek.ts";
import { google } from "./prices/google.ts";
import { cerebras, fireworks, groq } from "./prices/hosts.ts";
import { cohere, grok, mistral } from "./prices/labs.ts";
import { openai } from "./prices/openai.ts";
import type { Price } from "./prices/row.ts";
import { workersAi } from "./prices/workers-ai.ts";

/** The day the table was last gone through: what holds on it is what a model's price is said to be before it is used. */
export const pricesAt = Date.parse("2026-11-22");

/**
 * By vendor; a model's rows stand the newest first. OpenRouter and Perplexity have none: their answers say what they cost, and a
 * request of theirs costs more than its tokens.
 */
export const prices: readonly Price[] = [
  ...anthropic,
  ...openai,
  ...google,
  ...azure,
  ...bedrock,
  ...workersAi,
  ...groq,
  ...grok,
  ...mistral,
  ...deepseek,
  ...cerebras,
  ...cohere,
  ...fireworks,
];
