/** Amazon Bedrock's Converse, and InvokeModel for the models whose answers state their tokens. */
import type { Usage } from "../traffic.ts";
import { createAnthropic } from "./anthropic.ts";
import {
  countOf,
  type Dialect,
  type Fields,
  type Found,
  formatOf,
  objectIn,
  objectOf,
  type Reading,
  stringIn,
  tierOf,
} from "./dialect.ts";
import { openAiUsage } from "./openai.ts";

/** Of the tokens written to the cache, those that stay an hour: `[{"ttl":"1h","inputTokens":5}]`. */
function hourIn(details: unknown): number {
  const hours = Array.isArray(details)
    ? details.map(objectOf).filter(({ ttl }) => ttl === "1h")
    : [];
  return hours.reduce((sum, { inputTokens }) => sum + (countOf(inputTokens) ?? 0), 0);
}

/**
 * Bedrock API reference, TokenUsage; the user guide's "Prompt caching": what was read from and written to the cache is not part
 * of inputTokens. Nova writes the cache's fields with "Count" at their end.
 */
function usageOf(counts: Fields): Usage | null {
  const tokensIn = countOf(counts.inputTokens) ?? Number.NaN;
  const tokensOut = countOf(counts.outputTokens) ?? Number.NaN;
  const cacheRead = countOf(counts.cacheReadInputTokens ?? counts.cacheReadInputTokenCount) ?? 0;
  const cacheWrite = countOf(counts.cacheWriteInputTokens ?? counts.cacheWriteInputTokenCount) ?? 0;
  const hour = hourIn(counts.cacheDetails);
  if (!(tokensIn + tokensOut + cacheRead + cacheWrite + hour >= 0)) return null;
  return { tokensIn, tokensOut, cacheRead, cacheWrite, cacheWrite1h: Math.min(hour, cacheWrite) };
}

const converseFormat = formatOf({ body: ["usage", "serviceTier", "performanceConfig"] });

/** The usage stands in the answer, or in the last event of a stream ("metadata"), and nowhere else. The path names the model. */
export function createConverse(): Dialect {
  let usage: Usage | null = null;
  const read = ({ top }: Found) => {
    const counts = objectIn(top.get("usage"));
    if (counts === null) return;
    const told = usageOf(counts);
    const tier =
      tierOf(objectIn(top.get("serviceTier"))?.type) ??
      tierOf(objectIn(top.get("performanceConfig"))?.latency);
    usage = told && tier !== null ? { ...told, tier } : told;
  };
  return {
    format: converseFormat,
    event: read,
    body: read,
    reading: () => ({ usage, model: null }),
  };
}

const metricsKey = "amazon-bedrock-invocationMetrics";
const llamaKeys = ["prompt_token_count", "generation_token_count"];
const invokeFormat = formatOf({
  inside: "message",
  body: ["type", "model", "usage", metricsKey, ...llamaKeys],
});

/** Anthropic's bodies and events as Anthropic writes them; of other models what they or Bedrock itself say in the end. */
class Invoke implements Dialect {
  readonly format = invokeFormat;
  private readonly anthropic = createAnthropic();
  private isAnthropic = false;
  private usage: Usage | null = null;

  event(found: Found, first: boolean): void {
    const { top } = found;
    this.anthropic.event(found, first);
    if (stringIn(top.get("type")) === "message_start") this.isAnthropic = true;
    const metrics = objectIn(top.get(metricsKey));
    if (metrics === null) return;
    const { inputTokenCount: inputTokens, outputTokenCount: outputTokens } = metrics;
    this.usage = usageOf({ ...metrics, inputTokens, outputTokens });
  }

  body(found: Found): void {
    const counts = objectIn(found.top.get("usage"));
    this.anthropic.body(found);
    const [prompt, generated] = llamaKeys.map((key) => Number(found.top.get(key) ?? "x"));
    if (counts === null) this.usage = usageOf({ inputTokens: prompt, outputTokens: generated });
    else if (counts.inputTokens !== undefined) this.usage = usageOf(counts);
    else if (counts.prompt_tokens !== undefined)
      this.usage = openAiUsage(counts, "prompt", "completion");
  }

  /** What Bedrock counts beside an Anthropic stream is no more than that: a stream cut short stays unknown. */
  reading(): Reading {
    const told = this.anthropic.reading();
    return told.usage || this.isAnthropic ? told : { usage: this.usage, model: told.model };
  }
}

export const createInvoke = (): Dialect => new Invoke();
