/** Reads from an answer what it says was used, the way Cloudflare does on the way through: whole answers only. */
import { gunzipSync } from "node:zlib";
import type { Usage } from "../core/traffic.ts";
import { isRecord, type Json, parse } from "./json.ts";

const count = (value: unknown): number => (typeof value === "number" ? value : 0);
const part = (value: unknown): Json => (isRecord(value) ? value : {});

/** OpenAI counts what it read from its cache into the prompt; Anthropic counts it apart. */
function usageOf(usage: Json): Usage | null {
  const details = part(usage.prompt_tokens_details ?? usage.input_tokens_details);
  const cached = count(details.cached_tokens);
  if (typeof usage.prompt_tokens === "number" || usage.input_tokens_details !== undefined) {
    return {
      tokensIn: count(usage.prompt_tokens ?? usage.input_tokens) - cached,
      tokensOut: count(usage.completion_tokens ?? usage.output_tokens),
      cacheRead: cached,
      cacheWrite: 0,
      cacheWrite1h: 0,
    };
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

/** What is said last counts; a stream that does not get to its end has said nothing. */
function inStream(text: string): Usage | null {
  let said: Json = {};
  let isWhole = false;
  for (const line of text.split("\n")) {
    if (!line.startsWith("data:")) continue;
    const data = parse(Buffer.from(line.slice(5).trim()));
    if (line.slice(5).trim() === "[DONE]") isWhole = true;
    if (!isRecord(data)) continue;
    if (data.type === "error" || data.error !== undefined) return null;
    if (data.type === "message_stop" || data.type === "response.completed") isWhole = true;
    const inner = part(data.message ?? data.response);
    said = { ...said, ...part(inner.usage), ...part(data.usage) };
  }
  return isWhole ? usageOf(said) : null;
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
  return isRecord(answer) && isRecord(answer.usage) ? usageOf(answer.usage) : null;
}
