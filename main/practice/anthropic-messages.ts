/** Anthropic Messages: reads what was asked, counts it, and writes the message whole or event by event. */
import { createHash } from "node:crypto";
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
import { event, jsonHeaders, streamHeaders } from "./dialect.ts";
import { token } from "./ids.ts";
import { isRecord, type Json, list, records } from "./json.ts";
import { type Block, inputTokens, type PromptCache, tokensOf } from "./prompt-cache.ts";

function asked(body: Json): Asked {
  const messages = turn(records(body.messages), (message) => message.role !== "user");
  const said = messages.flatMap(({ content }) => textsOf(content));
  const blocks = messages.flatMap(({ content }) => records(content));
  const result = blocks.findLast((block) => block.type === "tool_result");
  const limit = body.max_tokens;
  return {
    said: newest(said),
    toolResult: result === undefined ? null : (JSON.stringify(result.content) ?? ""),
    tools: toolsOf(body.tools),
    limit: typeof limit === "number" ? limit : null,
  };
}

function mark(value: unknown): Block["mark"] {
  if (!isRecord(value)) return null;
  return value.ttl === "1h" ? "1h" : "5m";
}

/** Tools, then system, then messages: the order in which prefixes are cached. */
export function promptBlocks(body: Json): readonly Block[] {
  const block = (value: unknown, role: unknown): Block => {
    if (!isRecord(value)) return { text: JSON.stringify([role, value]), mark: null };
    const { cache_control: control, ...rest } = value;
    return { text: JSON.stringify([role, rest]), mark: mark(control) };
  };
  const parts = (value: unknown, role: unknown) =>
    (Array.isArray(value) ? value : [value]).map((part) => block(part, role));
  const blocks = [
    ...list(body.tools).map((tool) => block(tool, "tool")),
    ...(body.system === undefined ? [] : parts(body.system, "system")),
    ...records(body.messages).flatMap(({ role, content }) => parts(content, role)),
  ];
  const automatic = mark(body.cache_control);
  const last = blocks.pop();
  return last === undefined ? [] : [...blocks, { ...last, mark: last.mark ?? automatic }];
}

function count(body: Json, raw: Buffer, model: string, cache: PromptCache, out: number): Usage {
  const marked = raw.includes("cache_control");
  const prefix = marked ? cache.take(model, promptBlocks(body)) : { read: 0, write: 0, write1h: 0 };
  return {
    tokensIn: Math.max(1, inputTokens(raw) - prefix.read - prefix.write),
    tokensOut: out,
    cacheRead: prefix.read,
    cacheWrite: prefix.write,
    cacheWrite1h: prefix.write1h,
  };
}

const inputUsage = (usage: Usage) => ({
  input_tokens: usage.tokensIn,
  cache_creation_input_tokens: usage.cacheWrite,
  cache_read_input_tokens: usage.cacheRead,
});

const fullUsage = (usage: Usage, out: number) => ({
  ...inputUsage(usage),
  cache_creation: {
    ephemeral_5m_input_tokens: usage.cacheWrite - usage.cacheWrite1h,
    ephemeral_1h_input_tokens: usage.cacheWrite1h,
  },
  output_tokens: out,
  service_tier: "standard",
});

function stopReason(plan: Plan): string {
  if (plan.kind === "tool") return "tool_use";
  return plan.truncated ? "max_tokens" : "end_turn";
}

/** A content block: whole, as it begins in a stream, and what then comes to it. */
type Saying = { readonly block: Json; readonly start: Json; readonly deltas: readonly Json[] };

function saying(plan: Plan): Saying {
  if (plan.kind === "text") {
    const deltas = pieces(plan.text).map((text) => ({ type: "text_delta", text }));
    const block = { type: "text", text: plan.text };
    return { block, start: { type: "text", text: "" }, deltas };
  }
  const head = { type: "tool_use", id: token("toolu_01", 22), name: plan.name };
  const deltas = pieces(plan.input).map((part) => ({
    ...{ type: "input_json_delta", partial_json: part },
  }));
  return {
    block: { ...head, input: JSON.parse(plan.input) },
    start: { ...head, input: {} },
    deltas,
  };
}

const thought = "This is practice: no model is thinking here.";
const ours = "practice-";
const signed = (thinking: unknown): string =>
  ours + createHash("sha256").update(String(thinking)).digest("base64");

/** A model that may think does so when it is told to. */
function thinkingOf(body: Json, said: string | null): readonly Saying[] {
  const type = isRecord(body.thinking) ? body.thinking.type : null;
  if ((type !== "enabled" && type !== "adaptive") || !/\bthink\b/i.test(said ?? "")) return [];
  const block = { type: "thinking", thinking: thought, signature: signed(thought) };
  const deltas = [
    ...pieces(thought).map((thinking) => ({ type: "thinking_delta", thinking })),
    { type: "signature_delta", signature: block.signature },
  ];
  return [{ block, start: { type: "thinking", thinking: "", signature: "" }, deltas }];
}

/** Whether thinking that comes back is as it was given out; what others have signed cannot be judged here. */
export const isAltered = (body: Json): boolean =>
  records(body.messages)
    .flatMap(({ content }) => records(content))
    .some(
      ({ signature, thinking, type }) =>
        type === "thinking" &&
        typeof signature === "string" &&
        signature.startsWith(ours) &&
        signature !== signed(thinking),
    );

function events(
  head: Json,
  sayings: readonly Saying[],
  plan: Plan,
  usage: Usage,
): readonly string[] {
  const say = (type: string, rest: Json = {}) => event(type, { type, ...rest });
  const opened = { ...head, content: [], stop_reason: null, stop_sequence: null };
  return [
    say("message_start", { message: { ...opened, usage: fullUsage(usage, 1) } }),
    ...sayings.flatMap(({ deltas, start }, index) => [
      say("content_block_start", { index, content_block: start }),
      ...(index === 0 ? [say("ping")] : []),
      ...deltas.map((delta) => say("content_block_delta", { index, delta })),
      say("content_block_stop", { index }),
    ]),
    say("message_delta", {
      delta: { stop_reason: stopReason(plan), stop_sequence: null },
      usage: { ...inputUsage(usage), output_tokens: usage.tokensOut },
    }),
    say("message_stop"),
  ];
}

/** The answer to a valid `POST /v1/messages`. */
export function message(body: Json, raw: Buffer, model: string, cache: PromptCache): Answer {
  const what = asked(body);
  const plan = planReply(what);
  const thinking = thinkingOf(body, what.said);
  const sayings = [...thinking, saying(plan)];
  const out = plan.tokensOut + (thinking.length > 0 ? tokensOf(thought.length) : 0);
  const usage = count(body, raw, model, cache, out);
  const head = { model, id: token("msg_01", 22), type: "message", role: "assistant" };
  const id = ["request-id", token("req_011C", 20)];
  if (body.stream === true) {
    const failure = event("error", {
      type: "error",
      error: { type: "overloaded_error", message: "Overloaded" },
    });
    return {
      status: 200,
      headers: [...streamHeaders, ...id],
      body: { events: events(head, sayings, plan, usage), failure },
      usage,
    };
  }
  const whole = {
    ...head,
    content: sayings.map(({ block }) => block),
    stop_reason: stopReason(plan),
    stop_sequence: null,
    usage: fullUsage(usage, usage.tokensOut),
  };
  return { status: 200, headers: [...jsonHeaders, ...id], body: JSON.stringify(whole), usage };
}
