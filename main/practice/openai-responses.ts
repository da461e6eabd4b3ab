/** OpenAI responses: whole or as numbered events, the usage in the last of them. */
import type { Usage } from "../core/traffic.ts";
import type { Answer } from "./answer.ts";
import {
  type Asked,
  newest,
  type Plan,
  pieces,
  planReply,
  textsOf,
  toolsOf,
  turn,
} from "./conversation.ts";
import { event, jsonHeaders, type Known, streamHeaders } from "./dialect.ts";
import { token } from "./ids.ts";
import { isRecord, type Json, list, parse, records, text } from "./json.ts";
import { openaiUsage, unreadable, withoutModel } from "./openai-chat.ts";
import type { PromptCache } from "./prompt-cache.ts";
import { openaiError, type SayError } from "./provider-errors.ts";

function asked(body: Json): Asked {
  const isModel = ({ role, type }: Json) => role === "assistant" || type === "function_call";
  const items = turn(records(body.input), isModel);
  const users = items.filter((item) => item.role === "user");
  const result = items.findLast((item) => item.type === "function_call_output")?.output;
  const limit = body.max_output_tokens;
  return {
    said: newest([text(body.input), ...users.flatMap(({ content }) => textsOf(content))]),
    toolResult: result === undefined ? null : (text(result) ?? JSON.stringify(result)),
    tools: toolsOf(body.tools),
    limit: typeof limit === "number" ? limit : null,
  };
}

const wireUsage = ({ tokensIn, cacheRead, tokensOut }: Usage) => ({
  input_tokens: tokensIn + cacheRead,
  input_tokens_details: { cached_tokens: cacheRead },
  output_tokens: tokensOut,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: tokensIn + cacheRead + tokensOut,
});

type Saying = {
  /** The finished output item, and the same before anything was said. */
  readonly item: Json;
  readonly opened: Json;
  /** What comes between "item added" and "item done". */
  readonly between: readonly (readonly [string, Json])[];
};

function saying(plan: Plan): Saying {
  const place = { output_index: 0 };
  if (plan.kind === "tool") {
    const id = token("fc_", 48);
    const at = { item_id: id, ...place };
    const head = { id, type: "function_call", call_id: token("call_"), name: plan.name };
    return {
      item: { ...head, status: "completed", arguments: plan.input },
      opened: { ...head, status: "in_progress", arguments: "" },
      between: [
        ...pieces(plan.input).map(
          (delta) => ["response.function_call_arguments.delta", { ...at, delta }] as const,
        ),
        ["response.function_call_arguments.done", { ...at, arguments: plan.input }],
      ],
    };
  }
  const id = token("msg_", 48);
  const at = { item_id: id, ...place, content_index: 0 };
  const part = { type: "output_text", annotations: [], logprobs: [], text: plan.text };
  const head = { id, type: "message", role: "assistant" };
  const status = plan.truncated ? "incomplete" : "completed";
  return {
    item: { ...head, status, content: [part] },
    opened: { ...head, status: "in_progress", content: [] },
    between: [
      ["response.content_part.added", { ...at, part: { ...part, text: "" } }],
      ...pieces(plan.text).map(
        (delta) => ["response.output_text.delta", { ...at, delta, logprobs: [] }] as const,
      ),
      ["response.output_text.done", { ...at, text: plan.text, logprobs: [] }],
      ["response.content_part.done", { ...at, part }],
    ],
  };
}

function streamed(whole: Json, said: Saying): readonly string[] {
  const begun = {
    ...whole,
    status: "in_progress",
    output: [],
    usage: null,
    incomplete_details: null,
  };
  const steps: readonly (readonly [string, Json])[] = [
    ["response.created", { response: begun }],
    ["response.in_progress", { response: begun }],
    ["response.output_item.added", { output_index: 0, item: said.opened }],
    ...said.between,
    ["response.output_item.done", { output_index: 0, item: said.item }],
    [`response.${String(whole.status)}`, { response: whole }],
  ];
  return steps.map(([type, rest], index) => event(type, { type, sequence_number: index, ...rest }));
}

/** The answer to `POST …/responses` of someone who was let in; `more` says what this provider adds to its usage. */
export function responses(
  raw: Buffer,
  known: Known,
  cache: PromptCache,
  error: SayError = openaiError,
  more: (usage: Usage) => Json = () => ({}),
): Answer {
  const body = parse(raw);
  if (!isRecord(body)) return unreadable(error);
  const missing = withoutModel(body, known, error);
  if (missing !== null) return missing;
  if (text(body.input) === null && !Array.isArray(body.input)) {
    const sentence = "Missing required parameter: 'input'.";
    return error(400, "invalid_request_error", sentence, "missing_required_parameter", "input");
  }
  const model = text(body.model) ?? "";
  const plan = planReply(asked(body));
  const input = Array.isArray(body.input) ? body.input : [body.input];
  const prompt = [body.instructions ?? null, ...list(body.tools), ...input];
  const usage = openaiUsage(raw, model, prompt, cache, plan.tokensOut);
  const said = saying(plan);
  const truncated = plan.kind === "text" && plan.truncated;
  const whole = {
    id: token("resp_", 48),
    object: "response",
    created_at: Math.floor(known.at / 1000),
    status: truncated ? "incomplete" : "completed",
    error: null,
    incomplete_details: truncated ? { reason: "max_output_tokens" } : null,
    instructions: text(body.instructions),
    model,
    output: [said.item],
    parallel_tool_calls: true,
    store: body.store !== false,
    tool_choice: "auto",
    tools: list(body.tools),
    usage: { ...wireUsage(usage), ...more(usage) },
    metadata: {},
  };
  const id = ["x-request-id", token("req_", 32)];
  if (body.stream === true) {
    const failure = event("error", {
      type: "error",
      sequence_number: 4,
      code: "server_error",
      message: "The server had an error while processing your request. Sorry about that!",
      param: null,
    });
    return {
      status: 200,
      headers: [...streamHeaders, ...id],
      body: { events: streamed(whole, said), failure },
      usage,
    };
  }
  return { status: 200, headers: [...jsonHeaders, ...id], body: JSON.stringify(whole), usage };
}
