/** The meter again, written the slow and obvious way: collect everything, split lines, JSON.parse. It says what is right. */
import type { Endpoint, Reading } from "../../main/core/meter.ts";

type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((found, key) => (isJson(found) ? found[key] : undefined), value);
const parse = (text: string): Json | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
};

/** The data of every event, also of a last one without its blank line; a line may end with CRLF, LF or CR. */
export function eventsOf(body: string): string[] {
  const events: string[] = [];
  let data: string[] = [];
  for (const line of [...body.split(/\r\n|\n|\r/), ""]) {
    if (line === "") {
      if (data.length > 0) events.push(data.join("\n"));
      data = [];
    } else {
      const colon = line.indexOf(":");
      const name = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (name === "data") data.push(value);
    }
  }
  return events;
}

const nothing: Reading = { usage: null, model: null };
const modelOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
const bad = (value: unknown): boolean =>
  !(Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1e9);

function anthropic(usages: Json[], model: string | null, final: boolean): Reading {
  const last = (...path: string[]): unknown =>
    usages
      .map((usage) => at(usage, ...path))
      .findLast((value) => value !== undefined && value !== null);
  const short = last("cache_creation", "ephemeral_5m_input_tokens") ?? 0;
  const long = last("cache_creation", "ephemeral_1h_input_tokens") ?? 0;
  const sum = bad(short) || bad(long) ? null : Number(short) + Number(long);
  const written = last("cache_creation_input_tokens") ?? sum;
  const read = last("cache_read_input_tokens") ?? 0;
  const searches = last("server_tool_use", "web_search_requests") ?? 0;
  const [tokensIn, tokensOut] = [last("input_tokens"), last("output_tokens")];
  const tiers = usages.flatMap((u) => [u.service_tier, u.speed, u.inference_geo]);
  const plain = [undefined, null, "", "standard", "default", "auto", "global", "not_available"];
  const tier = tiers.find((value) => !plain.includes(value as string));
  if (!final || [tokensIn, tokensOut, read, written, long, searches].some(bad)) {
    return { usage: null, model };
  }
  return {
    model,
    usage: {
      tokensIn: Number(tokensIn),
      tokensOut: Number(tokensOut),
      cacheRead: Number(read),
      cacheWrite: Number(written),
      cacheWrite1h: Math.min(Number(long), Number(written)),
      ...(Number(searches) > 0 ? { searches: Number(searches) } : {}),
      ...(tier === undefined ? {} : { tier: String(tier) }),
    },
  };
}

function openai(usage: unknown, holder: Json, input: string, output: string): Reading {
  const model = modelOf(holder.model);
  const whole = at(usage, `${input}_tokens`);
  const out = output === "" ? 0 : at(usage, `${output}_tokens`);
  const details = at(usage, `${input}_tokens_details`);
  const cacheRead = at(details, "cached_tokens") ?? 0;
  const cacheWrite = at(details, "cache_write_tokens") ?? 0;
  const tokensIn = Number(whole) - Number(cacheRead) - Number(cacheWrite);
  if ([whole, out, cacheRead, cacheWrite].some(bad) || tokensIn < 0) return { usage: null, model };
  const tier = holder.service_tier;
  const counts = {
    tokensIn,
    tokensOut: Number(out),
    cacheRead: Number(cacheRead),
    cacheWrite: Number(cacheWrite),
    cacheWrite1h: 0,
  };
  const odd = typeof tier === "string" && !["", "standard", "default", "auto"].includes(tier);
  return { model, usage: odd ? { ...counts, tier } : counts };
}

const shapes = {
  chat: ["prompt", "completion"],
  responses: ["input", "output"],
  embeddings: ["prompt", ""],
};

function fromBody(endpoint: Endpoint, body: Json): Reading {
  const usage = body.usage;
  const model = modelOf(body.model);
  if (endpoint === "messages") return anthropic(isJson(usage) ? [usage] : [], model, isJson(usage));
  if (endpoint === "free" || endpoint === "unmetered") return nothing;
  const [input = "", output = ""] = shapes[endpoint];
  return isJson(usage) ? openai(usage, body, input, output) : { usage: null, model };
}

function fromEvents(endpoint: Endpoint, events: (Json | null)[]): Reading {
  const inside = { messages: "message", responses: "response" }[endpoint as string] ?? "";
  const first = events[0] ?? null;
  const type = (event: Json) => event.type;
  if (endpoint === "messages") {
    const usages: Json[] = [];
    let final = false;
    let model: string | null = null;
    for (const event of events) {
      if (!event) continue;
      const starts = type(event) === "message_start";
      const usage = starts ? at(event, "message", "usage") : event.usage;
      if (!starts && type(event) !== "message_delta") continue;
      if (isJson(usage)) usages.push(usage);
      if (starts && (isJson(usage) || event === first))
        model = modelOf(at(event, inside, "model")) ?? model;
      final ||= !starts && isJson(usage) && (usage.output_tokens ?? null) !== null;
    }
    return anthropic(usages, model, final);
  }
  if (endpoint === "chat") {
    const last = events.findLast((event) => isJson(event?.usage));
    if (!last) return { usage: null, model: modelOf(first?.model) };
    const { choices } = last;
    const done =
      !Array.isArray(choices) ||
      choices.length === 0 ||
      choices.some((one) => at(one, "finish_reason"));
    const read = openai(last.usage, last, "prompt", "completion");
    return done ? read : { usage: null, model: read.model };
  }
  const endings = ["response.completed", "response.incomplete", "response.failed"];
  const last = events.findLast((event) => isJson(at(event, inside, "usage")));
  const holder = at(last, inside);
  if (!isJson(holder)) return { usage: null, model: modelOf(at(first, inside, "model")) };
  const read = openai(holder.usage, holder, "input", "output");
  return endings.includes(String(last?.type)) ? read : { usage: null, model: read.model };
}

export function referenceReading(endpoint: Endpoint, bytes: Buffer): Reading {
  const body = bytes.toString("utf8").replace(/^\uFEFF/, "");
  if (body.trimStart().startsWith("{")) {
    const whole = parse(body);
    return whole ? fromBody(endpoint, whole) : nothing;
  }
  if (endpoint === "embeddings") return nothing;
  return fromEvents(endpoint, eventsOf(body).map(parse));
}
