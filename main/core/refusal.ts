/**
 * The answer Sluice gives in the far end's place: the one form that ends an OpenClaw turn at once, without retry, cooldown,
 * fallback or a trace in the history (measured on OpenClaw 2026.9.6).
 */
import type { RefusalReason } from "../../preload/contract/state.ts";
import type { BodyFacts } from "./body-scan.ts";
import { modelInPath } from "./dialects/paths.ts";
import type { Endpoint } from "./meter.ts";
import { google, isGoogleStream } from "./refusal-google.ts";
import { refusalWords } from "./refusal-words.ts";

export type RefusedRequest = {
  readonly slug: string;
  /** Below the slug, without the query. */
  readonly path: string;
  readonly endpoint: Endpoint;
  readonly facts: BodyFacts;
  /** See `TrafficConfig`. */
  readonly isSpoken?: boolean;
};

/** Makes the answer's ids and times: `id` is letters and digits, unlike any other's; `at` epoch ms. */
export type Stamp = { readonly id: string; readonly at: number };

export type RefusalAnswer = {
  readonly status: 200 | 400;
  readonly contentType: string;
  readonly body: string;
};

/** The words, and what an answer needs to look like one of the model that was asked. */
export type Refusal = {
  readonly slug: string;
  readonly sentence: string;
  readonly model: string;
  readonly id: string;
  readonly seconds: number;
};

export type Form = {
  /** The events of a stream, each with its line ends. */
  stream(refusal: Refusal): string;
  whole(refusal: Refusal): object;
};

export function refusalAnswer(
  reason: RefusalReason,
  request: RefusedRequest,
  stamp: Stamp,
): RefusalAnswer {
  const form = formOf(request);
  const refusal = {
    ...refusalWords[reason],
    model: request.facts.model ?? modelInPath(request.path) ?? "unknown",
    id: stamp.id,
    seconds: Math.floor(stamp.at / 1_000),
  };
  if (form === null) return json(400, errorOf(request, refusal));
  if (!request.facts.isStream && !isGoogleStream(request.path))
    return json(200, form.whole(refusal));
  return {
    status: 200,
    contentType: "text/event-stream; charset=utf-8",
    body: form.stream(refusal),
  };
}

/**
 * Null where only an error does no harm: without tools, OpenAI's refusal is a success and its text would become the summary
 * that replaces a history.
 */
function formOf({ endpoint, facts, isSpoken }: RefusedRequest): Form | null {
  if (endpoint === "messages")
    return isSpoken && facts.hasTools && facts.answersTool ? spoken : messages;
  if (!facts.hasTools) return null;
  if (endpoint === "google") return google;
  if (endpoint === "chat") return chat;
  return endpoint === "responses" ? responses : null;
}

const json = (status: 200 | 400, value: object): RefusalAnswer => ({
  status,
  contentType: "application/json",
  body: JSON.stringify(value),
});

const event = (name: string, data: object): string =>
  `event: ${name}\ndata: ${JSON.stringify({ type: name, ...data })}\n\n`;

/** Anthropic Messages: no content block, so that nothing stays in the conversation. */
const messages: Form = {
  stream(refusal) {
    const { stop_reason, stop_details, ...message } = messages.whole(refusal) as {
      stop_reason: string;
      stop_details: object;
    };
    return (
      event("message_start", { message: { ...message, stop_reason: null } }) +
      event("message_delta", {
        delta: { stop_reason, stop_sequence: null, stop_details },
        usage: { input_tokens: 0, output_tokens: 0 },
      }) +
      event("message_stop", {})
    );
  },
  whole({ slug, sentence, model, id }) {
    return {
      id: `msg_sluice${id}`,
      type: "message",
      role: "assistant",
      model,
      content: [],
      stop_reason: "refusal",
      stop_sequence: null,
      stop_details: { type: "refusal", category: slug, explanation: sentence },
      usage: { input_tokens: 0, output_tokens: 0 },
    };
  },
};

/**
 * Anthropic Messages, a message like any other: the only answer that ends a turn under way in OpenClaw 2026.5.28, which takes a
 * refusal for a failure and goes on with the fallbacks the turn began with (measured). It stays in the conversation.
 */
const spoken: Form = {
  stream(refusal) {
    const { content, stop_reason, ...message } = spoken.whole(refusal) as {
      content: readonly { type: string; text: string }[];
      stop_reason: string;
    };
    const delta = { type: "text_delta", text: refusal.sentence };
    return (
      event("message_start", { message: { ...message, content: [], stop_reason: null } }) +
      event("content_block_start", { index: 0, content_block: { ...content[0], text: "" } }) +
      event("content_block_delta", { index: 0, delta }) +
      event("content_block_stop", { index: 0 }) +
      event("message_delta", {
        delta: { stop_reason, stop_sequence: null },
        usage: { input_tokens: 0, output_tokens: 0 },
      }) +
      event("message_stop", {})
    );
  },
  whole(refusal) {
    const { stop_details: _, ...message } = messages.whole(refusal) as { stop_details: object };
    const content = [{ type: "text", text: refusal.sentence }];
    return { ...message, content, stop_reason: "end_turn" };
  },
};

const chatUsage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

/** OpenAI Chat Completions: finished with "stop", since "content_filter" leaks to the fallback. */
const chat: Form = {
  stream({ sentence, model, id, seconds }) {
    const chunk = (delta: object, end: "stop" | null) => ({
      id: `chatcmpl-sluice${id}`,
      object: "chat.completion.chunk",
      created: seconds,
      model,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: end }],
      ...(end === null ? {} : { usage: chatUsage }),
    });
    const data = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;
    return `${data(chunk({ role: "assistant", refusal: sentence }, null))}${data(chunk({}, "stop"))}data: [DONE]\n\n`;
  },
  whole({ sentence, model, id, seconds }) {
    return {
      id: `chatcmpl-sluice${id}`,
      object: "chat.completion",
      created: seconds,
      model,
      choices: [
        {
          index: 0,
          message: { role: "assistant", content: null, refusal: sentence },
          logprobs: null,
          finish_reason: "stop",
        },
      ],
      usage: chatUsage,
    };
  },
};

/** OpenAI Responses: completed, with one item of type refusal. */
const responses: Form = {
  stream(refusal) {
    const whole = responses.whole(refusal);
    const begun = { ...whole, status: "in_progress", output: [], usage: null };
    const [item] = refusalItems(refusal);
    const [part] = item?.content ?? [];
    const place = { item_id: item?.id, output_index: 0, content_index: 0 };
    const events: readonly (readonly [string, object])[] = [
      ["response.created", { response: begun }],
      ["response.in_progress", { response: begun }],
      [
        "response.output_item.added",
        { output_index: 0, item: { ...item, status: "in_progress", content: [] } },
      ],
      ["response.content_part.added", { ...place, part: { ...part, refusal: "" } }],
      ["response.refusal.delta", { ...place, delta: refusal.sentence }],
      ["response.refusal.done", { ...place, refusal: refusal.sentence }],
      ["response.content_part.done", { ...place, part }],
      ["response.output_item.done", { output_index: 0, item }],
      ["response.completed", { response: whole }],
    ];
    return events
      .map(([name, data], index) => event(name, { ...data, sequence_number: index }))
      .join("");
  },
  whole(refusal) {
    return {
      id: `resp_sluice${refusal.id}`,
      object: "response",
      created_at: refusal.seconds,
      status: "completed",
      error: null,
      incomplete_details: null,
      instructions: null,
      metadata: {},
      model: refusal.model,
      output: refusalItems(refusal),
      parallel_tool_calls: true,
      tool_choice: "auto",
      tools: [],
      usage: {
        input_tokens: 0,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens: 0,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: 0,
      },
    };
  },
};

const refusalItems = ({ id, sentence }: Refusal) => [
  {
    id: `msg_sluice${id}`,
    type: "message",
    status: "completed",
    role: "assistant",
    content: [{ type: "refusal", refusal: sentence }],
  },
];

/** An error in the shape the client of this path expects. */
function errorOf({ endpoint, path, slug }: RefusedRequest, refusal: Refusal): object {
  const { sentence: message } = refusal;
  if (slug === "anthropic" && endpoint !== "chat")
    return { type: "error", error: { type: "invalid_request_error", message } };
  if (slug === "google-ai-studio" && !path.includes("/openai/"))
    return { error: { code: 400, message, status: "FAILED_PRECONDITION" } };
  return {
    error: { message, type: "invalid_request_error", param: null, code: refusal.slug },
  };
}
