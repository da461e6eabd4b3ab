/** Random provider answers, with everything in them that may mislead a meter. */
import type { Endpoint } from "../../main/core/meter.ts";
import type { Chance } from "./chance.ts";

export type Answer = {
  readonly endpoint: Endpoint;
  readonly contentType: string;
  readonly body: Buffer;
  readonly digest: number;
};

type Json = Record<string, unknown>;

const decoys = [
  '"usage":{"input_tokens":999,"output_tokens":9}',
  '\\"usage\\":{"prompt_tokens":7}',
  '\\"usage"',
  "usage",
  'data: {"type":"message_delta","usage":{"output_tokens":8}}',
  "\n\ndata: ",
  "\r\n",
  '{"type":"response.completed"',
  "}]}",
  '"',
  "\\",
  "\\\\",
  "é✓🙂\u2028",
  "\u0000\u001f",
  "plain words and more of them, as answers have ",
];

/** `huge`: once in a while longer than anything the meter keeps. */
function text(chance: Chance, huge = true): string {
  let made = "";
  for (let left = chance.below(5); left > 0; left--) made += chance.pick(decoys);
  if (chance.oneIn(12)) made = made.repeat(chance.below(60)) + "\\".repeat(chance.below(9));
  if (huge && chance.oneIn(600)) made += `${"x".repeat(70_000)}"`;
  return made;
}

/** A payload as tools have it, with a real `usage` key somewhere inside. */
function payload(chance: Chance, huge = true): unknown {
  const usage = { input_tokens: 7, output_tokens: 8, prompt_tokens: 9, completion_tokens: 1 };
  const key = text(chance).slice(0, 50);
  const inner = { type: "message_delta", model: "decoy", usage, [key]: text(chance, huge) };
  return chance.pick([
    inner,
    [inner, 1.5e3],
    { message: inner },
    { response: inner },
    [[], {}, -1, true, null],
  ]);
}

/** The members in another order, with others between them. */
function shuffled(chance: Chance, members: Json, huge = true): Json {
  const entries = Object.entries(members);
  if (chance.oneIn(3)) entries.push(["input", payload(chance, huge)]);
  if (chance.oneIn(3)) entries.push(["note", text(chance, huge)]);
  if (chance.oneIn(2)) {
    for (let last = entries.length - 1; last > 0; last--) {
      const other = chance.below(last + 1);
      [entries[last], entries[other]] = [entries[other] as never, entries[last] as never];
    }
  }
  return Object.fromEntries(entries);
}

function count(chance: Chance): unknown {
  if (chance.oneIn(150)) return chance.pick([-1, 1.5, "12", true, 1e12, null]);
  return chance.below(chance.pick([2, 1000, 2_000_000]));
}

function some(chance: Chance, members: Json): Json {
  return Object.fromEntries(Object.entries(members).filter(() => chance.oneIn(2)));
}

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

function openaiUsage(chance: Chance, input: string, output: string): Json {
  const whole = chance.below(1_000_000);
  const read = chance.below(whole + 1);
  const members = {
    [`${input}_tokens`]: chance.oneIn(100) ? count(chance) : whole,
    [`${output}_tokens`]: count(chance),
    total_tokens: 1,
    ...some(chance, {
      [`${input}_tokens_details`]: some(chance, {
        cached_tokens: read,
        cache_write_tokens: chance.below(whole - read + 1),
        audio_tokens: 0,
      }),
      [`${output}_tokens_details`]: { reasoning_tokens: chance.below(50) },
    }),
  };
  return shuffled(chance, members, false);
}

const model = (chance: Chance) => chance.pick(["claude-sonnet-4-6", "gpt-5.4-2026-03-05", "m"]);
const tier = (chance: Chance) => chance.pick(["default", "default", null, "flex", "priority"]);

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
  return [
    ...events,
    shuffled(chance, { ...base, choices: last, usage, service_tier: tier(chance) }),
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

/** JSON over many lines, sometimes with breaks where nobody puts them: before and after the colon. */
function spread(chance: Chance, event: Json): string {
  const pretty = JSON.stringify(event, null, chance.pick([1, "\t"]));
  const broken = chance.oneIn(2) ? pretty.replaceAll(/": \{$/gm, '":\n{') : pretty;
  return chance.oneIn(2) ? broken.replaceAll(/^(\s*"[a-z_]+"):/gm, "$1\n:") : broken;
}

/** Writes an event as lines; a pretty-printed document becomes several data lines. */
function lines(chance: Chance, event: Json): string {
  const space = chance.oneIn(5) ? "" : " ";
  const json = chance.oneIn(20) ? spread(chance, event) : JSON.stringify(event);
  const data = json.split("\n").map((line) => `data:${space}${line}`);
  if (chance.oneIn(2))
    data.unshift(`event: ${chance.oneIn(9) ? '"usage":{"output_tokens":5}' : event.type}`);
  if (chance.oneIn(15))
    data.unshift(chance.pick([': "usage":{', ":", "id: 7", "retry: 10", "datax: {}", "dat"]));
  if (chance.oneIn(40)) data.push("data");
  return `${data.join("\n")}\n\n${chance.oneIn(20) ? "\n" : ""}`;
}

function stream(chance: Chance, endpoint: Endpoint): string {
  const make = { messages: messageEvents, chat: chatEvents, responses: responseEvents };
  const events = make[endpoint as keyof typeof make](chance).map((event) => lines(chance, event));
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

export function answerOf(chance: Chance): Answer {
  const streamed = !chance.oneIn(4);
  const endpoint = chance.pick<Endpoint>(
    streamed ? ["messages", "chat", "responses"] : ["messages", "chat", "responses", "embeddings"],
  );
  const pretty = chance.pick([undefined, undefined, 1, "\t"]);
  const written = streamed
    ? stream(chance, endpoint)
    : JSON.stringify(wholeBody(chance, endpoint), null, pretty) + chance.pick(["", "\n", " \r\n"]);
  const whole = Buffer.from(written);
  const cut = chance.oneIn(4) ? whole.subarray(0, chance.below(whole.length + 1)) : whole;
  let digest = cut.length;
  for (let at = 0; at < cut.length; at += 1 + (at >> 6))
    digest = (Math.imul(digest, 31) + (cut[at] ?? 0)) | 0;
  const contentType = streamed ? "text/event-stream; charset=utf-8" : "application/json";
  return { endpoint, contentType, body: cut, digest };
}
