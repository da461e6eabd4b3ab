/** OpenAI chat completions: whole or in chunks, with usage in the stream only for those who ask for it. */
import type { Usage } from "../core/traffic.ts";
import type { Answer } from "./answer.ts";
import { type ChatManner, type Counted, openaiManner, thoughtsFor } from "./chat-manner.ts";
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
import { dataOnly, jsonHeaders, type Known, streamHeaders } from "./dialect.ts";
import { token } from "./ids.ts";
import { isRecord, type Json, list, parse, records, text } from "./json.ts";
import { type Block, inputTokens, type PromptCache } from "./prompt-cache.ts";
import { openaiError, type SayError } from "./provider-errors.ts";

function asked(body: Json): Asked {
  const messages = turn(records(body.messages), (message) => message.role === "assistant");
  const users = messages.filter((message) => message.role === "user");
  const result = messages.findLast((message) => message.role === "tool");
  const limit = body.max_completion_tokens ?? body.max_tokens;
  return {
    said: newest(users.flatMap(({ content }) => textsOf(content))),
    toolResult: result === undefined ? null : textsOf(result.content).join("\n"),
    tools: toolsOf(body.tools, (tool) => isRecord(tool.function) && tool.function.name),
    limit: typeof limit === "number" ? limit : null,
  };
}

/** OpenAI caches prefixes unasked, in steps of 128 tokens, and bills no writing. */
export function openaiUsage(
  raw: Buffer,
  model: string,
  prompt: readonly unknown[],
  cache: PromptCache,
  tokensOut: number,
): Usage {
  const blocks = prompt.map((part): Block => ({ text: JSON.stringify(part) ?? "", mark: "5m" }));
  const total = inputTokens(raw);
  const read = Math.min(cache.take(model, blocks).read, total - 1);
  const cacheRead = read - (read % 128);
  return { tokensIn: total - cacheRead, tokensOut, cacheRead, cacheWrite: 0, cacheWrite1h: 0 };
}

function finishReason(plan: Plan): string {
  if (plan.kind === "tool") return "tool_calls";
  return plan.truncated ? "length" : "stop";
}

function deltas(plan: Plan): readonly Json[] {
  if (plan.kind === "text") {
    const open = { role: "assistant", content: "", refusal: null };
    return [open, ...pieces(plan.text).map((content) => ({ content }))];
  }
  const named = {
    index: 0,
    id: token("call_"),
    type: "function",
    function: { name: plan.name, arguments: "" },
  };
  return [
    { role: "assistant", content: null, tool_calls: [named] },
    ...pieces(plan.input).map((part) => ({
      tool_calls: [{ index: 0, function: { arguments: part } }],
    })),
  ];
}

function reply(plan: Plan): Json {
  if (plan.kind === "text") {
    return { role: "assistant", content: plan.text, refusal: null, annotations: [] };
  }
  const call = { name: plan.name, arguments: plan.input };
  const calls = [{ id: token("call_"), type: "function", function: call }];
  return { role: "assistant", content: null, tool_calls: calls, refusal: null, annotations: [] };
}

/** A stream's events; what they say of the usage, and where, is the provider's manner. */
function streamed(
  head: Json,
  plan: Plan,
  counted: Counted,
  asksForUsage: boolean,
  manner: ChatManner,
): readonly string[] {
  const { saysUsage, choice: own = () => ({}) } = manner;
  const line = { ...head, object: "chat.completion.chunk" };
  const said = deltas(plan);
  const isLast = saysUsage === "always" || (asksForUsage && saysUsage !== "finish");
  const none = saysUsage === "asked" && asksForUsage ? { usage: null } : {};
  const chunk = (delta: Json, finish: string | null, more: Json) =>
    dataOnly({
      ...line,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish, ...own(finish) }],
      ...none,
      ...more,
    });
  const along = (index: number): Json => {
    if (saysUsage !== "along") return {};
    const tokensOut = Math.floor((counted.tokensOut * index) / said.length);
    return { usage: manner.usage({ ...counted, tokensOut }) };
  };
  const usage = manner.usage(counted);
  const finished = saysUsage === "finish" || saysUsage === "along" ? { usage } : {};
  return [
    ...(manner.comment === undefined ? [] : [manner.comment]),
    ...said.map((delta, index) => chunk(delta, null, along(index))),
    chunk({}, finishReason(plan), { ...finished, ...manner.finish?.(usage) }),
    ...(isLast && saysUsage !== "along"
      ? [dataOnly({ ...line, choices: manner.usageChoices ?? [], usage })]
      : []),
    "data: [DONE]\n\n",
  ];
}

export const streamFailure = dataOnly({
  error: {
    message: "The server had an error while processing your request. Sorry about that!",
    type: "server_error",
    param: null,
    code: null,
  },
});

export const unreadable = (error: SayError = openaiError): Answer =>
  error(
    400,
    "invalid_request_error",
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)",
  );

/** Null: the model may be asked for. */
export function withoutModel(
  body: Json,
  known: Known,
  error: SayError = openaiError,
): Answer | null {
  const model = text(body.model);
  if (model === null) {
    return error(400, "invalid_request_error", "you must provide a model parameter");
  }
  if (known.models === null || known.models.includes(model)) return null;
  const sentence = `The model \`${model}\` does not exist or you do not have access to it.`;
  return error(404, "invalid_request_error", sentence, "model_not_found");
}

/** The answer to `POST …/chat/completions` of someone who was let in. */
export function chat(
  raw: Buffer,
  known: Known,
  cache: PromptCache,
  manner: ChatManner = openaiManner,
): Answer {
  const { error } = manner;
  const body = parse(raw);
  if (!isRecord(body)) return unreadable(error);
  const missing = withoutModel(body, known, error);
  if (missing !== null) return missing;
  if (list(body.messages).length === 0) {
    const sentence = "Missing required parameter: 'messages'.";
    return error(400, "invalid_request_error", sentence, "missing_required_parameter", "messages");
  }
  const model = text(body.model) ?? "";
  const what = asked(body);
  const plan = planReply(what);
  const prompt = [...list(body.tools), ...list(body.messages)];
  const thoughts = manner.thinks === true ? thoughtsFor(what.said) : 0;
  const used = openaiUsage(raw, model, prompt, cache, plan.tokensOut + thoughts);
  const uncached = { ...used, tokensIn: used.tokensIn + used.cacheRead, cacheRead: 0 };
  const usage = manner.hidesCache === true ? uncached : used;
  const counted = { ...usage, thoughts };
  const head = { id: token("chatcmpl-", 29), created: Math.floor(known.at / 1000), model };
  const id = ["x-request-id", token("req_", 32)];
  if (body.stream === true) {
    const options = body.stream_options;
    const wantsUsage = isRecord(options) && options.include_usage === true;
    const events = streamed({ ...head, ...manner.more }, plan, counted, wantsUsage, manner);
    const isSaid = wantsUsage || manner.saysUsage !== "asked" || manner.finish !== undefined;
    return {
      status: 200,
      headers: [...streamHeaders, ...id],
      body: { events, failure: streamFailure },
      usage: isSaid ? usage : null,
    };
  }
  const choice = {
    index: 0,
    message: reply(plan),
    logprobs: null,
    finish_reason: finishReason(plan),
    ...manner.choice?.(finishReason(plan)),
  };
  const whole = {
    ...head,
    object: "chat.completion",
    choices: [choice],
    usage: manner.usage(counted),
    ...manner.more,
    ...manner.whole,
  };
  return { status: 200, headers: [...jsonHeaders, ...id], body: JSON.stringify(whole), usage };
}
