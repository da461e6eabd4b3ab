/** Google's generateContent: the prompt includes what was read from the cache, thoughts are put out beside the candidates. */
import type { Usage } from "../traffic.ts";
import {
  countOf,
  type Dialect,
  type Fields,
  type Found,
  formatOf,
  modelIn,
  objectIn,
  type Reading,
  stringIn,
  tierOf,
} from "./dialect.ts";

const format = formatOf({
  inside: "candidates",
  isList: true,
  mayBeList: true,
  isSparse: false,
  body: ["usageMetadata", "modelVersion", "finishReason", "promptFeedback"],
});

/**
 * Google Gen AI SDK, types.GenerateContentResponseUsageMetadata: promptTokenCount "also includes the number of tokens in the
 * cached content", toolUsePromptTokenCount are "results from tool executions, which are provided back to the model as input",
 * totalTokenCount is "the sum of prompt_token_count, candidates_token_count, tool_use_prompt_token_count, and
 * thoughts_token_count". A count that is zero is left out (JSON of proto3), but no prompt is empty.
 */
function usageOf(counts: Fields): Usage | null {
  const prompt = countOf(counts.promptTokenCount) ?? Number.NaN;
  const tools = countOf(counts.toolUsePromptTokenCount) ?? 0;
  const cacheRead = countOf(counts.cachedContentTokenCount) ?? 0;
  const candidates = countOf(counts.candidatesTokenCount) ?? 0;
  const thoughts = countOf(counts.thoughtsTokenCount) ?? 0;
  const total = countOf(counts.totalTokenCount);
  const tokensIn = prompt + tools - cacheRead;
  // Some models' candidates include their thoughts; the total tells.
  const isInside = total === prompt + tools + candidates && thoughts <= candidates;
  const tokensOut = isInside ? candidates : candidates + thoughts;
  if (!(tokensIn >= 0 && tokensOut + thoughts >= 0)) return null;
  const tier = tierIn(counts);
  const usage = { tokensIn, tokensOut, cacheRead, cacheWrite: 0, cacheWrite1h: 0 };
  return tier === null ? usage : { ...usage, tier };
}

/** serviceTier of the Gemini API ("flex"), trafficType of Vertex AI ("ON_DEMAND", "ON_DEMAND_FLEX", "PROVISIONED_THROUGHPUT"). */
function tierIn({ serviceTier, trafficType }: Fields): string | null {
  const [service, traffic] = [serviceTier, trafficType].map((value) => {
    const name = typeof value === "string" ? value.toLowerCase() : "";
    return name.endsWith("_unspecified") ? "" : name;
  });
  return tierOf(service) ?? tierOf(traffic?.replace(/^on_demand_/, ""));
}

/** A class, because one is made for every answer. */
class Google implements Dialect {
  readonly format = format;
  private usage: Usage | null = null;
  private model: string | null = null;
  private isFinal = false;

  /** Every chunk states the usage so far; Vertex AI states only its traffic type before the last. */
  event({ top, inner }: Found, first: boolean): void {
    const counts = objectIn(top.get("usageMetadata"));
    const model = counts || first ? modelIn(top.get("modelVersion")) : null;
    this.model = model ?? this.model;
    if (!counts) return;
    // A blocked prompt has no candidates.
    this.isFinal ||= Boolean(stringIn(inner.get("finishReason"))) || top.has("promptFeedback");
    this.usage = this.isFinal ? usageOf(counts) : null;
  }

  body({ top }: Found): void {
    const counts = objectIn(top.get("usageMetadata"));
    this.model = modelIn(top.get("modelVersion"));
    this.usage = counts && usageOf(counts);
  }

  reading(): Reading {
    return { usage: this.usage, model: this.model };
  }
}

/** Also of embedContent, which puts nothing out; its answer states a usage on Vertex AI and none in the Gemini API. */
export const createGoogle = (): Dialect => new Google();
