/** The practice Cohere: both versions of its chat, its embeddings, and OpenAI's form beside them; what is billed is said apart from what was counted. */
import type { Usage } from "../../core/traffic.ts";
import type { Answer } from "../answer.ts";
import { openaiManner } from "../chat-manner.ts";
import {
  type Asked,
  newest,
  type Plan,
  pieces,
  planReply,
  textsOf,
  toolsOf,
  turn,
} from "../conversation.ts";
import {
  type Ask,
  bearer,
  type Dialect,
  event,
  jsonHeaders,
  type Known,
  streamHeaders,
} from "../dialect.ts";
import { token } from "../ids.ts";
import { isRecord, type Json, list, parse, records, text } from "../json.ts";
import { numbers } from "../openai.ts";
import { chat } from "../openai-chat.ts";
import { inputTokens, type PromptCache } from "../prompt-cache.ts";
import { jsonError, type SayError } from "../provider-errors.ts";
import { refusalsOf } from "./refusals.ts";

const cohereError: SayError = (status, _type, message, _code, _param, more) =>
  jsonError(status, { id: token("", 36), message }, more);

/** Beside what is billed stand the tokens as they were read, with those of Cohere's own preamble. */
const meter = ({ tokensIn, tokensOut }: Usage): Json => ({
  billed_units: { input_tokens: tokensIn, output_tokens: tokensOut },
  tokens: { input_tokens: tokensIn + 66, output_tokens: tokensOut + 3 },
  cached_tokens: 16,
});

const finish = (plan: Plan): string => {
  if (plan.kind === "tool") return "TOOL_CALL";
  return plan.truncated ? "MAX_TOKENS" : "COMPLETE";
};

function asked(body: Json): Asked {
  const messages = turn(records(body.messages), ({ role }) => role === "assistant");
  const result = messages.findLast(({ role }) => role === "tool");
  const users = messages.filter(({ role }) => role === "user");
  return {
    said: newest([text(body.message), ...users.flatMap(({ content }) => textsOf(content))]),
    toolResult: result === undefined ? null : textsOf(result.content).join("\n"),
    tools: toolsOf(body.tools, (tool) =>
      isRecord(tool.function) ? tool.function.name : tool.name,
    ),
    limit: typeof body.max_tokens === "number" ? body.max_tokens : null,
  };
}

const callOf = (plan: Plan) =>
  plan.kind === "tool"
    ? [
        {
          id: `${plan.name}_0`,
          type: "function",
          function: { name: plan.name, arguments: plan.input },
        },
      ]
    : [];

function eventsV2(plan: Plan, usage: Usage, id: string): readonly string[] {
  const say = (type: string, rest: Json) => event(type, { type, ...rest });
  const said = (value: Json) => ({ index: 0, delta: { message: value } });
  const [call] = callOf(plan);
  const between =
    call === undefined
      ? [
          say("content-start", said({ content: { type: "text", text: "" } })),
          ...pieces(plan.kind === "text" ? plan.text : "").map((part) =>
            say("content-delta", said({ content: { text: part } })),
          ),
          say("content-end", { index: 0 }),
        ]
      : [
          say(
            "tool-call-start",
            said({ tool_calls: { ...call, function: { ...call.function, arguments: "" } } }),
          ),
          ...pieces(call.function.arguments).map((part) =>
            say("tool-call-delta", said({ tool_calls: { function: { arguments: part } } })),
          ),
          say("tool-call-end", { index: 0 }),
        ];
  const opened = { role: "assistant", content: [], tool_plan: "", tool_calls: [], citations: [] };
  return [
    say("message-start", { id, delta: { message: opened } }),
    ...between,
    say("message-end", { delta: { finish_reason: finish(plan), usage: meter(usage) } }),
    "data: [DONE]\n\n",
  ];
}

/** One JSON text a line. */
function linesV1(plan: Plan, usage: Usage, id: string): readonly string[] {
  const line = (value: unknown) => `${JSON.stringify(value)}\n`;
  const said = plan.kind === "text" ? plan.text : "";
  const response = {
    text: said,
    generation_id: id,
    finish_reason: finish(plan),
    meta: meter(usage),
  };
  return [
    line({ is_finished: false, event_type: "stream-start", generation_id: id }),
    ...pieces(said).map((part) =>
      line({ is_finished: false, event_type: "text-generation", text: part }),
    ),
    line({ is_finished: true, event_type: "stream-end", finish_reason: finish(plan), response }),
  ];
}

function talk(raw: Buffer, body: Json, isV2: boolean): Answer {
  const plan = planReply(asked(body));
  const usage = {
    tokensIn: inputTokens(raw),
    tokensOut: plan.tokensOut,
    ...{ cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
  };
  const id = token("", 36);
  if (body.stream === true) {
    const events = isV2 ? eventsV2(plan, usage, id) : linesV1(plan, usage, id);
    const headers = isV2 ? streamHeaders : ["content-type", "application/stream+json"];
    const over = { finish_reason: "ERROR", error: "internal server error" };
    return {
      status: 200,
      headers,
      body: {
        events,
        failure: isV2 ? event("message-end", { type: "message-end", delta: over }) : "",
      },
      usage,
    };
  }
  const content = plan.kind === "text" ? [{ type: "text", text: plan.text }] : [];
  const calls = callOf(plan);
  const message = {
    role: "assistant",
    ...(content.length > 0 ? { content } : {}),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  const whole = isV2
    ? { id, finish_reason: finish(plan), message, usage: meter(usage) }
    : {
        response_id: id,
        generation_id: id,
        text: plan.kind === "text" ? plan.text : "",
        finish_reason: finish(plan),
        meta: { api_version: { version: "1" }, ...meter(usage) },
      };
  return { status: 200, headers: jsonHeaders, body: JSON.stringify(whole), usage };
}

function embed(raw: Buffer, body: Json): Answer {
  const texts = list(body.texts).map(String);
  const vectors = texts.map((one) => Array.from(numbers(one, 384)));
  const usage = {
    ...{ tokensIn: inputTokens(raw), tokensOut: 0 },
    ...{ cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
  };
  const meta = {
    api_version: { version: "2" },
    billed_units: { input_tokens: usage.tokensIn },
  };
  const whole = { id: token("", 36), embeddings: { float: vectors }, texts, meta };
  return { status: 200, headers: jsonHeaders, body: JSON.stringify(whole), usage };
}

const paths = ["/v2/chat", "/v1/chat", "/v2/embed", "/v1/embed"];

function answer(ask: Ask, known: Known, cache: PromptCache): Answer {
  const key = bearer(ask.headers.authorization);
  if (key === null) return cohereError(401, "", "no api key supplied");
  if (!known.keys.includes(key)) return cohereError(401, "", "invalid api token");
  if (ask.path === "/v1/models" && ask.method === "GET") {
    const models = (known.models ?? ["command-a-03-2025"]).map((name) => ({ name }));
    return { status: 200, headers: jsonHeaders, body: JSON.stringify({ models }), usage: null };
  }
  if (ask.path === "/compatibility/v1/chat/completions" && ask.method === "POST") {
    return chat(ask.body, known, cache, { ...openaiManner, error: cohereError });
  }
  if (!paths.includes(ask.path) || ask.method !== "POST") {
    return cohereError(404, "", "404 page not found");
  }
  const body = parse(ask.body);
  if (!isRecord(body)) return cohereError(400, "", "invalid request: invalid JSON syntax");
  const model = text(body.model) ?? "";
  if (known.models !== null && !known.models.includes(model)) {
    return cohereError(
      404,
      "",
      `model '${model}' not found, make sure the correct model ID was used and that you have access to the model.`,
    );
  }
  if (ask.path.endsWith("/embed")) return embed(ask.body, body);
  return talk(ask.body, body, ask.path === "/v2/chat");
}

export const createCohere = (cache: PromptCache): Dialect => ({
  answer: (ask, known) => answer(ask, known, cache),
  refuse: refusalsOf(cohereError, {
    providerUnauthorized: () => cohereError(401, "", "invalid api token"),
  }),
  tooLarge: cohereError(413, "", "request body too large"),
});
