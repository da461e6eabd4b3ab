/** Bedrock's Converse: one form for every model; whole, or as frames of which the last has the usage (API reference, Converse and ConverseStream). */
import type { Usage } from "../../core/traffic.ts";
import type { Answer } from "../answer.ts";
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
import { token } from "../ids.ts";
import { isRecord, type Json, list, records } from "../json.ts";
import { type Block, inputTokens, type PromptCache } from "../prompt-cache.ts";
import { eventFrame, exceptionFrame } from "./frames.ts";

export const frameType = ["content-type", "application/vnd.amazon.eventstream"] as const;
export const amazonId = () => ["x-amzn-requestid", token("", 36)] as const;

/** Bedrock fills each event up to hide how long its text is. */
export const padded = (event: Json): Json => ({
  ...event,
  p: "abcdefghijklmnopqrstuvwxyz".slice(0, (JSON.stringify(event).length * 7) % 26),
});

const toolSpecs = (config: unknown): readonly Json[] =>
  isRecord(config) ? records(config.tools) : [];

function asked(body: Json): Asked {
  const messages = turn(records(body.messages), ({ role }) => role !== "user");
  const blocks = messages.flatMap(({ content }) => records(content));
  const result = blocks.findLast(({ toolResult }) => isRecord(toolResult));
  const config = isRecord(body.inferenceConfig) ? body.inferenceConfig : {};
  return {
    said: newest(textsOf(blocks)),
    toolResult: result === undefined ? null : JSON.stringify(result.toolResult),
    tools: toolsOf(
      toolSpecs(body.toolConfig),
      ({ toolSpec }) => isRecord(toolSpec) && toolSpec.name,
    ),
    limit: typeof config.maxTokens === "number" ? config.maxTokens : null,
  };
}

/** `{"cachePoint":{"type":"default","ttl":"1h"}}` marks what stands before it. */
function promptBlocks(body: Json): readonly Block[] {
  const parts = [
    ...toolSpecs(body.toolConfig),
    ...list(body.system),
    ...records(body.messages).flatMap(({ content }) => list(content)),
  ];
  const blocks: Block[] = [];
  for (const part of parts) {
    const point = isRecord(part) && isRecord(part.cachePoint) ? part.cachePoint : null;
    const last = blocks.at(-1);
    if (point === null) blocks.push({ text: JSON.stringify(part) ?? "", mark: null });
    else if (last !== undefined) {
      blocks[blocks.length - 1] = { ...last, mark: point.ttl === "1h" ? "1h" : "5m" };
    }
  }
  return blocks;
}

function count(raw: Buffer, body: Json, model: string, cache: PromptCache, out: number): Usage {
  const prefix = cache.take(model, promptBlocks(body));
  return {
    tokensIn: Math.max(1, inputTokens(raw) - prefix.read - prefix.write),
    tokensOut: out,
    cacheRead: prefix.read,
    cacheWrite: prefix.write,
    cacheWrite1h: prefix.write1h,
  };
}

/** What came from the cache and went into it is beside the input. */
export function tokenUsage(usage: Usage): Json {
  const { tokensIn, tokensOut, cacheRead, cacheWrite, cacheWrite1h } = usage;
  const details = [
    { ttl: "1h", inputTokens: cacheWrite1h },
    { ttl: "5m", inputTokens: cacheWrite - cacheWrite1h },
  ].filter(({ inputTokens }) => inputTokens > 0);
  return {
    inputTokens: tokensIn,
    outputTokens: tokensOut,
    totalTokens: tokensIn + tokensOut + cacheRead + cacheWrite,
    cacheReadInputTokens: cacheRead,
    cacheWriteInputTokens: cacheWrite,
    ...(details.length > 0 ? { cacheDetails: details } : {}),
  };
}

export function stopReason(plan: Plan): string {
  if (plan.kind === "tool") return "tool_use";
  return plan.truncated ? "max_tokens" : "end_turn";
}

function frames(plan: Plan, usage: Usage): readonly Buffer[] {
  const at = { contentBlockIndex: 0 };
  const delta = (value: Json) => eventFrame("contentBlockDelta", padded({ ...at, delta: value }));
  const said =
    plan.kind === "text"
      ? pieces(plan.text).map((text) => delta({ text }))
      : [
          eventFrame(
            "contentBlockStart",
            padded({
              ...at,
              start: { toolUse: { toolUseId: token("tooluse_", 22), name: plan.name } },
            }),
          ),
          ...pieces(plan.input).map((input) => delta({ toolUse: { input } })),
        ];
  return [
    eventFrame("messageStart", padded({ role: "assistant" })),
    ...said,
    eventFrame("contentBlockStop", padded(at)),
    eventFrame("messageStop", padded({ stopReason: stopReason(plan) })),
    eventFrame("metadata", padded({ metrics: { latencyMs: 1275 }, usage: tokenUsage(usage) })),
  ];
}

/** The answer to a valid `…/converse` or `…/converse-stream`. */
export function converse(
  raw: Buffer,
  body: Json,
  model: string,
  cache: PromptCache,
  isStream: boolean,
): Answer {
  const plan = planReply(asked(body));
  const usage = count(raw, body, model, cache, plan.tokensOut);
  if (isStream) {
    return {
      status: 200,
      headers: [...frameType, ...amazonId()],
      body: {
        events: frames(plan, usage),
        failure: exceptionFrame("modelStreamErrorException", "The model stopped unexpectedly."),
      },
      usage,
    };
  }
  const content =
    plan.kind === "text"
      ? [{ text: plan.text }]
      : [
          {
            toolUse: {
              toolUseId: token("tooluse_", 22),
              name: plan.name,
              input: JSON.parse(plan.input),
            },
          },
        ];
  const whole = {
    metrics: { latencyMs: 1275 },
    output: { message: { content, role: "assistant" } },
    stopReason: stopReason(plan),
    usage: tokenUsage(usage),
  };
  return {
    status: 200,
    headers: ["content-type", "application/json", ...amazonId()],
    body: JSON.stringify(whole),
    usage,
  };
}
