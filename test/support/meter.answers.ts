/** Random provider answers, with everything in them that may mislead a meter. */
import type { Endpoint } from "../../main/core/meter.ts";
import type { Chance } from "./chance.ts";
import { bedrockAnswer } from "./meter.answers-bedrock.ts";
import { googleAnswer } from "./meter.answers-google.ts";
import { cohereAnswer, openaiUsage, workersAiAnswer } from "./meter.answers-others.ts";
import {
  count,
  type Json,
  lines,
  model,
  payload,
  shuffled,
  some,
  text,
  tier,
} from "./meter.pieces.ts";

export type Answer = {
  readonly endpoint: Endpoint;
  readonly contentType: string;
  readonly body: Buffer;
  readonly digest: number;
};

function anthropicUsage(chance: Chance): Json {
  const members = {
    input_tokens: count(chance),
    output_tokens: count(chance),
    ...some(chance, {
      cache_read_input_tokens: chance.oneIn(5) ? null : count(chance),
      cache_creation_input_tokens: count(chance),
      cache_creation: {
        ephemeral_5m_input_tokens: count(chance),
        ephemeral_1h_input_tokens: count(chance),
      },
      service_tier: chance.pick(["standard", "standard", "priority", null]),
      inference_geo: chance.pick(["not_available", "global", "us"]),
      speed: chance.pick(["standard", "fast"]),
      server_tool_use: chance.pick([null, { web_search_requests: chance.below(3) }]),
    }),
  };
  return shuffled(chance, members, false);
}

function messageEvents(chance: Chance): Json[] {
  const message = { id: "msg", model: model(chance), content: [], usage: anthropicUsage(chance) };
  const events: Json[] = [{ type: "message_start", message: shuffled(chance, message) }];
  for (let left = chance.below(8); left > 0; left--) {
    events.push(
      chance.pick<Json>([
        { type: "ping" },
        { type: "content_block_start", content_block: payload(chance) },
        { type: "content_block_delta", delta: { type: "text_delta", text: text(chance) } },
        { type: "content_block_delta", usage: { output_tokens: 4 }, text: text(chance) },
        { type: "message_delta", usage: null, delta: {} },
      ]),
    );
  }
  if (chance.oneIn(15)) events.push({ type: "error", error: { message: text(chance) } });
  const end = { type: "message_delta", delta: { stop_reason: "end_turn" } };
  const usage = chance.oneIn(2) ? { output_tokens: count(chance) } : anthropicUsage(chance);
  if (!chance.oneIn(6)) events.push(shuffled(chance, { ...end, usage }), { type: "message_stop" });
  return events;
}

function chatEvents(chance: Chance): Json[] {
  const base = { id: "c", object: "chat.completion.chunk", model: model(chance) };
  const whole = chance.oneIn(2) ? { usage: null } : {};
  const events: Json[] = [];
  for (let left = chance.below(8); left > 0; left--) {
    const choices = [
      { delta: { content: text(chance), tool_calls: payload(chance) }, finish_reason: null },
    ];
    const counted = chance.oneIn(9)
      ? { usage: openaiUsage(chance, "prompt", "completion") }
      : whole;
    events.push(shuffled(chance, { ...base, choices, ...counted }));
  }
  const last = chance.pick([[], [], [{ delta: {}, finish_reason: "stop" }], undefined]);
  if (chance.oneIn(4)) return events;
  const usage = openaiUsage(chance, "prompt", "completion");
  // Groq says it apart, sometimes beside the usual place.
  const counts = chance.oneIn(4)
    ? { x_groq: shuffled(chance, { id: "req", usage }), ...some(chance, { usage: null }) }
    : { usage };
  return [
    ...events,
    shuffled(chance, { ...base, choices: last, ...counts, service_tier: tier(chance) }),
  ];
}

function response(chance: Chance): Json {
  const usage = chance.oneIn(9) ? null : openaiUsage(chance, "input", "output");
  const output = [payload(chance), { content: [{ text: text(chance) }] }];
  return shuffled(chance, {
    id: "r",
    model: model(chance),
    output,
    usage,
    service_tier: tier(chance),
  });
}

function responseEvents(chance: Chance): Json[] {
  const events: Json[] = [
    { type: "response.created", response: { ...response(chance), usage: null } },
  ];
  for (let left = chance.below(6); left > 0; left--) {
    events.push({ type: "response.output_text.delta", delta: text(chance), item: payload(chance) });
  }
  const type = chance.pick(["response.completed", "response.incomplete", "response.failed"]);
  return chance.oneIn(5)
    ? events
    : [...events, shuffled(chance, { type, response: response(chance) })];
}

function wholeBody(chance: Chance, endpoint: Endpoint): Json {
  if (endpoint === "responses") return response(chance);
  const content = Array.from({ length: chance.below(6) }, () => ({
    text: text(chance),
    input: payload(chance),
  }));
  const base = { id: "x", model: model(chance), content, service_tier: tier(chance) };
  if (endpoint === "messages") return shuffled(chance, { ...base, usage: anthropicUsage(chance) });
  if (endpoint === "chat")
    return shuffled(chance, { ...base, usage: openaiUsage(chance, "prompt", "completion") });
  const embedding = Array.from({ length: chance.below(200) }, (_, index) => -index / 7);
  const usage = { prompt_tokens: chance.below(9000), total_tokens: 5 };
  return shuffled(chance, { object: "list", data: [{ embedding }], model: model(chance), usage });
}

const streams = { messages: messageEvents, chat: chatEvents, responses: responseEvents };

function stream(chance: Chance, endpoint: Endpoint, made: Json[]): string {
  const events = made.map((event) => lines(chance, event));
  if (endpoint === "chat" && !chance.oneIn(4)) events.push("data: [DONE]\n\n");
  if (chance.oneIn(30)) events.unshift("data: [1,2]\n\n");
  const ends = chance.pick(["\n", "\n", "\n", "\r\n", "\r\n", "\r", "mixed"]);
  const mark = chance.oneIn(20) ? "\uFEFF" : "";
  const blank = chance.oneIn(20) ? "\n" : "";
  const whole = mark + blank + events.join("");
  return whole.replaceAll("\n", () =>
    ends === "mixed" ? chance.pick(["\n", "\r\n", "\r"]) : ends,
  );
}

/** Cut off one time in four. */
function answer(chance: Chance, endpoint: Endpoint, contentType: string, whole: Buffer): Answer {
  const body = chance.oneIn(4) ? whole.subarray(0, chance.below(whole.length + 1)) : whole;
  let digest = body.length;
  for (let at = 0; at < body.length; at += 1 + (at >> 6))
    digest = (Math.imul(digest, 31) + (body[at] ?? 0)) | 0;
  return { endpoint, contentType, body, digest };
}

function json(chance: Chance, body: unknown): string {
  const pretty = chance.pick([undefined, undefined, 1, "\t"]);
  return JSON.stringify(body, null, pretty) + chance.pick(["", "\n", " \r\n"]);
}

const others = {
  google: googleAnswer,
  cohere: cohereAnswer,
  workersAi: workersAiAnswer,
  converse: bedrockAnswer("converse"),
  invoke: bedrockAnswer("invoke"),
};

export function answerOf(chance: Chance): Answer {
  const streamed = !chance.oneIn(4);
  const usual = ["messages", "chat", "responses"] as const;
  const endpoint = chance.pick<Endpoint>([
    ...usual,
    ...usual,
    ...(streamed ? [] : (["embeddings"] as const)),
    ...(Object.keys(others) as (keyof typeof others)[]),
  ]);
  const type = streamed ? "text/event-stream; charset=utf-8" : "application/json";
  if (endpoint in others) {
    const made = others[endpoint as keyof typeof others](chance, streamed);
    if (Buffer.isBuffer(made))
      return answer(chance, endpoint, "application/vnd.amazon.eventstream", made);
    if (typeof made === "string")
      return answer(chance, endpoint, "application/json", Buffer.from(made));
    const written = Array.isArray(made) ? stream(chance, endpoint, made) : json(chance, made);
    return answer(chance, endpoint, type, Buffer.from(written));
  }
  const make = streams[endpoint as keyof typeof streams];
  const written = streamed
    ? stream(chance, endpoint, make(chance))
    : json(chance, wholeBody(chance, endpoint));
  return answer(chance, endpoint, type, Buffer.from(written));
}
