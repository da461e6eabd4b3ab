/** What Cohere, Amazon Bedrock and all that resembles OpenAI say, read the slow and obvious way. */
import type { Reading } from "../../main/core/meter.ts";
import { at, bad, isJson, type Json, modelOf, parse } from "./meter.reference-json.ts";

type Counts = Exclude<Reading["usage"], null>;

const known = (value: unknown) => value !== undefined && value !== null;

export function openai(usage: unknown, holder: Json, input: string, output: string): Reading {
  const model = modelOf(holder.model);
  const whole = at(usage, `${input}_tokens`);
  const out = output === "" ? 0 : at(usage, `${output}_tokens`);
  const details = at(usage, `${input}_tokens_details`);
  const cacheRead = at(details, "cached_tokens") ?? at(usage, "prompt_cache_hit_tokens") ?? 0;
  const cacheWrite = at(details, "cache_write_tokens") ?? 0;
  const tokensIn = Number(whole) - Number(cacheRead) - Number(cacheWrite);
  if ([whole, out, cacheRead, cacheWrite].some(bad) || tokensIn < 0) return { usage: null, model };
  const total = at(usage, "total_tokens") ?? 0;
  const rest = bad(total) || output === "" ? 0 : Number(total) - Number(whole) - Number(out);
  const thought = at(usage, `${output}_tokens_details`, "reasoning_tokens") ?? rest;
  const tier = holder.service_tier;
  const counts = {
    tokensIn,
    tokensOut: Number(out) + (rest > 0 && thought === rest ? rest : 0),
    cacheRead: Number(cacheRead),
    cacheWrite: Number(cacheWrite),
    cacheWrite1h: 0,
  };
  const plain = ["", "standard", "default", "auto", "on_demand"];
  const odd = typeof tier === "string" && !plain.includes(tier);
  return { model, usage: odd ? { ...counts, tier } : counts };
}

export function cohere(counts: unknown, missing: number | null): Reading {
  const billed = at(counts, "billed_units");
  const [tokensIn, tokensOut] = [
    at(billed, "input_tokens"),
    at(billed, "output_tokens") ?? missing,
  ];
  const extra = ["images", "search_units"].some(
    (name) => ![0, undefined].includes(at(billed, name) as number),
  );
  if (extra || bad(tokensIn) || bad(tokensOut)) return { usage: null, model: null };
  const none = { cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 };
  return {
    model: null,
    usage: { tokensIn: Number(tokensIn), tokensOut: Number(tokensOut), ...none },
  };
}

function bedrock(counts: Json, names: string[]): Counts | null {
  const [tokensIn, tokensOut, cacheRead = 0, cacheWrite = 0] = names.map(
    (name) => counts[name] ?? undefined,
  );
  if ([tokensIn, tokensOut, cacheRead, cacheWrite].some(bad)) return null;
  const details = Array.isArray(counts.cacheDetails) ? counts.cacheDetails : [];
  const hour = details
    .filter((one) => at(one, "ttl") === "1h")
    .map((one) => Number(at(one, "inputTokens")));
  const written = Number(cacheWrite);
  return {
    tokensIn: Number(tokensIn),
    tokensOut: Number(tokensOut),
    cacheRead: Number(cacheRead),
    cacheWrite: written,
    cacheWrite1h: Math.min(
      hour.reduce((sum, one) => sum + one, 0),
      written,
    ),
  };
}

const tokens = ["inputTokens", "outputTokens", "cacheReadInputTokens", "cacheWriteInputTokens"];
const novas = [
  "inputTokens",
  "outputTokens",
  "cacheReadInputTokenCount",
  "cacheWriteInputTokenCount",
];
const metrics = [
  "inputTokenCount",
  "outputTokenCount",
  "cacheReadInputTokenCount",
  "cacheWriteInputTokenCount",
];

export function converse(events: (Json | null)[]): Reading {
  const last = events.findLast((event) => isJson(event?.usage));
  if (!isJson(last?.usage)) return { usage: null, model: null };
  const usage = bedrock(last.usage, tokens);
  const tier = at(last, "serviceTier", "type") === "flex" ? "flex" : undefined;
  const latency =
    at(last, "performanceConfig", "latency") === "optimized" ? "optimized" : undefined;
  const told = tier ?? latency;
  return { usage: usage && told !== undefined ? { ...usage, tier: told } : usage, model: null };
}

/** `anthropic` reads the same as Anthropic's own. */
export function invokeEvents(events: (Json | null)[], anthropic: Reading): Reading {
  const last = events.findLast((event) => isJson(event?.["amazon-bedrock-invocationMetrics"]));
  const isAnthropic = events.some((event) => event?.type === "message_start");
  const counts = last?.["amazon-bedrock-invocationMetrics"];
  if (anthropic.usage || isAnthropic || !isJson(counts)) return anthropic;
  return { usage: bedrock(counts, metrics), model: anthropic.model };
}

export function invokeBody(body: Json, anthropic: Reading): Reading {
  const { model } = anthropic;
  const { usage } = body;
  if (!isJson(usage)) {
    const names = ["prompt_token_count", "generation_token_count"];
    return { usage: bedrock(body, names), model };
  }
  if (known(usage.inputTokens)) return { usage: bedrock(usage, novas), model };
  if (known(usage.prompt_tokens))
    return { usage: openai(usage, {}, "prompt", "completion").usage, model };
  return anthropic;
}

/** The payloads of Amazon's frames; what is cut, or no frame, ends them. */
export function framesOf(body: Buffer, isWrapped: boolean): (Json | null)[] {
  const events: (Json | null)[] = [];
  let from = 0;
  while (body.length - from >= 12) {
    const [total, headers] = [body.readUInt32BE(from), body.readUInt32BE(from + 4)];
    if (total > 25_165_824 || headers > 131_072 || total < headers + 16) break;
    if (body.length - from < total) break;
    const payload = parse(body.subarray(from + 12 + headers, from + total - 4).toString("utf8"));
    const bytes = payload?.bytes;
    if (!isWrapped) events.push(payload);
    else if (
      typeof bytes === "string" &&
      /^[A-Za-z0-9+/]*={0,2}$/.test(bytes) &&
      bytes.length <= 65_000
    )
      events.push(parse(Buffer.from(bytes, "base64").toString("utf8")));
    from += total;
  }
  return events;
}
