/** Reads from an answer what it says was used, the way Cloudflare does on the way through: whole answers only. */
import { gunzipSync } from "node:zlib";
import type { Usage } from "../core/traffic.ts";
import { isRecord, type Json, parse } from "./json.ts";

const count = (value: unknown): number => (typeof value === "number" ? value : 0);
const part = (value: unknown): Json => (isRecord(value) ? value : {});

const none = { cacheWrite: 0, cacheWrite1h: 0 };

/** OpenAI and those alike count what came from the cache into the prompt; Anthropic counts it apart. */
function usageOf(usage: Json): Usage | null {
  const details = part(usage.prompt_tokens_details ?? usage.input_tokens_details);
  const cached = count(details.cached_tokens ?? usage.prompt_cache_hit_tokens);
  if (typeof usage.prompt_tokens === "number" || usage.input_tokens_details !== undefined) {
    return {
      tokensIn: count(usage.prompt_tokens ?? usage.input_tokens) - cached,
      tokensOut: count(usage.completion_tokens ?? usage.output_tokens),
      cacheRead: cached,
      ...none,
    };
  }
  if (typeof usage.promptTokenCount === "number") {
    const cacheRead = count(usage.cachedContentTokenCount);
    const tokensOut = count(usage.candidatesTokenCount) + count(usage.thoughtsTokenCount);
    return { tokensIn: usage.promptTokenCount - cacheRead, tokensOut, cacheRead, ...none };
  }
  const billed = part(usage.billed_units);
  if (typeof billed.input_tokens === "number") {
    const tokensOut = count(billed.output_tokens);
    return { tokensIn: billed.input_tokens, tokensOut, cacheRead: 0, ...none };
  }
  if (typeof usage.input_tokens !== "number" || typeof usage.output_tokens !== "number")
    return null;
  return {
    tokensIn: usage.input_tokens,
    tokensOut: usage.output_tokens,
    cacheRead: count(usage.cache_read_input_tokens),
    cacheWrite: count(usage.cache_creation_input_tokens),
    cacheWrite1h: count(part(usage.cache_creation).ephemeral_1h_input_tokens),
  };
}

/** Where an answer or an event has its usage: OpenAI's place, Google's, Groq's, Cohere's two, and inside Workers AI's envelope. */
const usageAt = (value: Json): Json => ({
  ...part(part(value.message ?? value.response ?? value.delta ?? value.x_groq).usage),
  ...part(value.usageMetadata),
  ...part(value.meta),
  ...part(part(value.result).usage),
  ...part(value.usage),
});

const endings = ["message_stop", "response.completed", "message-end"];

const isFinished = (data: Json): boolean =>
  endings.includes(String(data.type)) ||
  (Array.isArray(data.candidates) && data.candidates.some((one) => part(one).finishReason));

/** What is said last counts; a stream that does not get to its end has said nothing. */
function inEvents(events: readonly unknown[], isDone: boolean): Usage | null {
  let said: Json = {};
  let isWhole = isDone;
  for (const data of events) {
    if (!isRecord(data)) continue;
    if (data.type === "error" || data.error !== undefined) return null;
    if (isFinished(data)) isWhole = true;
    said = { ...said, ...usageAt(data) };
  }
  return isWhole ? usageOf(said) : null;
}

function inStream(text: string): Usage | null {
  const data = text.split("\n").filter((line) => line.startsWith("data:"));
  const isDone = data.some((line) => line.slice(5).trim() === "[DONE]");
  return inEvents(
    data.map((line) => parse(Buffer.from(line.slice(5).trim()))),
    isDone,
  );
}

/** Null: nothing was said of it, or not to the end. */
export function usageIn(body: Buffer, headers: Readonly<Record<string, unknown>>): Usage | null {
  let bytes = body;
  try {
    if (headers["content-encoding"] === "gzip") bytes = gunzipSync(body);
  } catch {
    return null;
  }
  if (String(headers["content-type"]).startsWith("text/event-stream")) {
    return inStream(bytes.toString("utf8"));
  }
  const answer = parse(bytes);
  // Google's stream without "alt=sse" is one list.
  if (Array.isArray(answer)) return inEvents(answer, false);
  return isRecord(answer) ? usageOf(usageAt(answer)) : null;
}
