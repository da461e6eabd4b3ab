/** The meter again, written the slow and obvious way: collect everything, split lines, JSON.parse. It says what is right. */
import type { Endpoint, Reading } from "../../main/core/meter.ts";
import { googleBody, googleEvents, objectsOf } from "./meter.reference-google.ts";
import { at, bad, isJson, type Json, modelOf, parse } from "./meter.reference-json.ts";
import {
  cohere,
  converse,
  framesOf,
  invokeBody,
  invokeEvents,
  openai,
} from "./meter.reference-others.ts";

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

const shapes = {
  chat: ["prompt", "completion"],
  responses: ["input", "output"],
  embeddings: ["prompt", ""],
};

function fromBody(endpoint: Endpoint, body: Json): Reading {
  const usage = body.usage;
  const model = modelOf(body.model);
  if (endpoint === "messages") return anthropic(isJson(usage) ? [usage] : [], model, isJson(usage));
  if (endpoint === "google") return googleBody(body);
  if (endpoint === "converse") return converse([body]);
  if (endpoint === "cohere") return isJson(usage) ? cohere(usage, null) : cohere(body.meta, 0);
  if (endpoint === "invoke") return invokeBody(body, fromBody("messages", body));
  if (endpoint === "workersAi") {
    const inner = at(body, "result");
    return fromBody("chat", isJson(inner) && inner.usage !== undefined ? inner : body);
  }
  if (endpoint === "free" || endpoint === "unmetered") return nothing;
  const [input = "", output = ""] = shapes[endpoint];
  return isJson(usage) ? openai(usage, body, input, output) : { usage: null, model };
}

function fromEvents(endpoint: Endpoint, events: (Json | null)[]): Reading {
  if (endpoint === "google") return googleEvents(events);
  if (endpoint === "converse") return converse(events);
  if (endpoint === "invoke") return invokeEvents(events, fromEvents("messages", events));
  if (endpoint === "cohere") {
    const last = events.findLast((event) => isJson(at(event, "delta", "usage")));
    return last?.type === "message-end" ? cohere(at(last, "delta", "usage"), null) : nothing;
  }
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
  if (endpoint === "chat" || endpoint === "workersAi") {
    const elsewhere = endpoint === "chat" ? "x_groq" : "result";
    const usageIn = (event: Json | null) =>
      [event?.usage, at(event, elsewhere, "usage")].find(isJson);
    const last = events.findLast(usageIn);
    if (!last) return { usage: null, model: modelOf(first?.model) };
    const { choices } = last;
    const done =
      !Array.isArray(choices) ||
      choices.length === 0 ||
      choices.some(
        (one) => at(one, "finish_reason") || at(one, "native_finish_reason") !== undefined,
      );
    const read = openai(usageIn(last), last, "prompt", "completion");
    // No prompt is empty: what Workers AI counts in chunks of OpenAI's kind is none.
    const isNone = endpoint === "workersAi" && at(last.usage, "prompt_tokens") === 0;
    return done && !isNone ? read : { usage: null, model: read.model };
  }
  const endings = ["response.completed", "response.incomplete", "response.failed"];
  const last = events.findLast((event) => isJson(at(event, inside, "usage")));
  const holder = at(last, inside);
  if (!isJson(holder)) return { usage: null, model: modelOf(at(first, inside, "model")) };
  const read = openai(holder.usage, holder, "input", "output");
  return endings.includes(String(last?.type)) ? read : { usage: null, model: read.model };
}

export function referenceReading(endpoint: Endpoint, contentType: string, bytes: Buffer): Reading {
  if (contentType.includes("amazon"))
    return fromEvents(endpoint, framesOf(bytes, endpoint === "invoke"));
  const body = bytes.toString("utf8").replace(/^\uFEFF/, "");
  if (body.trimStart().startsWith("{")) {
    const whole = parse(body);
    return whole ? fromBody(endpoint, whole) : nothing;
  }
  if (endpoint === "embeddings") return nothing;
  if (endpoint === "google" && body.trimStart().startsWith("["))
    return fromEvents(endpoint, objectsOf(body));
  return fromEvents(endpoint, eventsOf(body).map(parse));
}
