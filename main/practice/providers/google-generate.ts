/** Google's generateContent: whole, as server-sent events, or as the pieces of one JSON list; every piece counts along. */
import type { Usage } from "../../core/traffic.ts";
import type { Answer } from "../answer.ts";
import { thoughtsFor } from "../chat-manner.ts";
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
import { isRecord, type Json, records } from "../json.ts";
import { openaiUsage } from "../openai-chat.ts";
import type { PromptCache } from "../prompt-cache.ts";
import { googleHeaders } from "./google-errors.ts";

export type Manner = "whole" | "events" | "list";

function asked(body: Json): Asked {
  const contents = turn(records(body.contents), ({ role }) => role === "model");
  const parts = contents.flatMap((content) => records(content.parts));
  const result = parts.findLast(({ functionResponse }) => isRecord(functionResponse));
  const config = isRecord(body.generationConfig) ? body.generationConfig : {};
  const declared = records(body.tools).flatMap((tool) => records(tool.functionDeclarations));
  const limit = config.maxOutputTokens;
  return {
    said: newest(textsOf(parts)),
    toolResult: result === undefined ? null : JSON.stringify(result.functionResponse),
    tools: toolsOf(declared),
    limit: typeof limit === "number" ? limit : null,
  };
}

/** The prompt includes what came from the cache; a count of nothing is left out, as proto3 does. */
function usageMetadata(usage: Usage, thoughts: number, isDone: boolean): Json {
  const prompt = usage.tokensIn + usage.cacheRead;
  const candidates = usage.tokensOut - thoughts;
  const some = (name: string, count: number): Json => (count > 0 ? { [name]: count } : {});
  return {
    promptTokenCount: prompt,
    ...some("candidatesTokenCount", candidates),
    totalTokenCount: prompt + candidates + thoughts,
    ...some("cachedContentTokenCount", usage.cacheRead),
    promptTokensDetails: [{ modality: "TEXT", tokenCount: prompt }],
    ...some("thoughtsTokenCount", thoughts),
    ...(isDone ? { serviceTier: "standard" } : {}),
  };
}

function partsOf(plan: Plan): readonly Json[] {
  if (plan.kind === "text") return pieces(plan.text).map((text) => ({ text }));
  return [{ functionCall: { name: plan.name, args: JSON.parse(plan.input) } }];
}

/** The answer to a valid `…:generateContent` or `…:streamGenerateContent`. */
export function generate(
  raw: Buffer,
  body: Json,
  model: string,
  cache: PromptCache,
  manner: Manner,
): Answer {
  const what = asked(body);
  const plan = planReply(what);
  const thoughts = thoughtsFor(what.said);
  const prompt = [
    body.systemInstruction ?? null,
    ...records(body.tools),
    ...records(body.contents),
  ];
  const usage = openaiUsage(raw, model, prompt, cache, plan.tokensOut + thoughts);
  const tail = { modelVersion: model, responseId: token("", 22) };
  const finishReason = plan.kind === "text" && plan.truncated ? "MAX_TOKENS" : "STOP";
  const candidate = (parts: readonly Json[], finish: Json) => [
    { content: { parts, role: "model" }, ...finish, index: 0 },
  ];
  const parts = partsOf(plan);
  if (manner === "whole") {
    const text = plan.kind === "text" ? [{ text: plan.text }] : parts;
    const whole = {
      candidates: candidate(text, { finishReason }),
      usageMetadata: usageMetadata(usage, thoughts, true),
      ...tail,
    };
    return { status: 200, headers: googleHeaders, body: JSON.stringify(whole, null, 2), usage };
  }
  const chunks = parts.map((part, index) => {
    const isDone = index === parts.length - 1;
    const visible = usage.tokensOut - thoughts;
    const soFar = isDone ? visible : Math.floor((visible * (index + 1)) / parts.length);
    return {
      candidates: candidate([part], isDone ? { finishReason } : {}),
      usageMetadata: usageMetadata({ ...usage, tokensOut: soFar + thoughts }, thoughts, isDone),
      ...tail,
    };
  });
  const failed = {
    error: { code: 500, message: "An internal error has occurred.", status: "INTERNAL" },
  };
  if (manner === "events") {
    const event = (value: unknown) => `data: ${JSON.stringify(value)}\r\n\r\n`;
    return {
      status: 200,
      headers: ["content-type", "text/event-stream"],
      body: { events: chunks.map(event), failure: event(failed) },
      usage,
    };
  }
  const piece = (value: unknown, index: number) =>
    `${index === 0 ? "[" : ",\r\n"}${JSON.stringify(value, null, 2)}`;
  return {
    status: 200,
    headers: googleHeaders,
    body: {
      events: [...chunks.map(piece), "\n]\n"],
      failure: `,\r\n${JSON.stringify(failed, null, 2)}\n]\n`,
    },
    usage,
  };
}
