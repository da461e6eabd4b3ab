/** The practice Workers AI: its run path with an envelope of its own, and OpenAI's form beside it. */
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
import {
  type Ask,
  bearer,
  type Dialect,
  dataOnly,
  jsonHeaders,
  type Known,
  streamHeaders,
} from "../dialect.ts";
import { isRecord, type Json, parse, records, text } from "../json.ts";
import { embeddings } from "../openai.ts";
import { chat } from "../openai-chat.ts";
import { inputTokens, type PromptCache } from "../prompt-cache.ts";
import { jsonError, type SayError } from "../provider-errors.ts";
import { workersAiManner } from "./compatible-manners.ts";
import { refusalsOf } from "./refusals.ts";

/** The management API's form, whose codes are Cloudflare's. */
const workersError: SayError = (status, _type, message, code, _param, more) =>
  jsonError(
    status,
    {
      success: false,
      errors: [{ code: Number(code ?? 5006), message }],
      messages: [],
      result: null,
    },
    more,
  );

/** Numbers for codes, whatever the words are. */
const refusalError: SayError = (status, type, message, _code, param, more) =>
  workersError(status, type, `AiError: ${message}`, status === 429 ? "3036" : "3043", param, more);

const unauthorized = workersError(401, "", "Authentication error", "10000");

function asked(body: Json): Asked {
  const messages = turn(records(body.messages), ({ role }) => role === "assistant");
  const result = messages.findLast(({ role }) => role === "tool");
  return {
    said: newest([text(body.prompt), ...messages.flatMap(({ content }) => textsOf(content))]),
    toolResult: result === undefined ? null : textsOf(result.content).join("\n"),
    tools: toolsOf(body.tools, (tool) =>
      isRecord(tool.function) ? tool.function.name : tool.name,
    ),
    limit: typeof body.max_tokens === "number" ? body.max_tokens : null,
  };
}

const wireUsage = ({ tokensIn, tokensOut }: Usage): Json => ({
  prompt_tokens: tokensIn,
  completion_tokens: tokensOut,
  total_tokens: tokensIn + tokensOut,
  prompt_tokens_details: { cached_tokens: 0 },
  neurons: 1.77,
});

const toolCalls = (plan: Plan): Json =>
  plan.kind === "tool"
    ? { tool_calls: [{ name: plan.name, arguments: JSON.parse(plan.input) }] }
    : {};

/** Newer models stream OpenAI's chunks, whose counts are none, before the last word in the older form. */
const speaksChunks = (model: string) => /gpt-oss|gemma-4/.test(model);

function events(plan: Plan, usage: Usage, model: string, at: number): readonly string[] {
  const parts = plan.kind === "text" ? pieces(plan.text) : [""];
  const head = {
    id: "practice",
    object: "chat.completion.chunk",
    created: Math.floor(at / 1000),
    model,
  };
  const early = (out: number) => wireUsage({ ...usage, tokensIn: 0, tokensOut: out });
  const said = speaksChunks(model)
    ? [
        ...parts.map((content, index) => ({
          ...head,
          choices: [{ index: 0, delta: { content }, finish_reason: null }],
          usage: early(index + 1),
          p: "sxm6dki9",
        })),
        {
          ...head,
          choices: [{ index: 0, delta: {}, finish_reason: "stop" }],
          usage: early(parts.length),
        },
      ]
    : parts.map((response) => ({ response, ...toolCalls(plan), p: "abcdefghij" }));
  return [
    ...said.map(dataOnly),
    dataOnly({ response: "", usage: wireUsage(usage) }),
    "data: [DONE]\n\n",
  ];
}

const modelPath = /^\/(?:run\/)?(@[a-z]+\/[^?]+)$/;

function run(ask: Ask, known: Known, model: string): Answer {
  const body = parse(ask.body);
  if (!isRecord(body)) return workersError(400, "", "AiError: Bad input: invalid JSON", "5006");
  if (known.models !== null && !known.models.includes(model)) {
    return workersError(400, "", "No such model, or the model is not available", "5007");
  }
  if (text(body.prompt) === null && records(body.messages).length === 0) {
    return workersError(
      400,
      "",
      "AiError: Bad input: Error: oneOf at '/' not met, 0 matches: required properties at '/' are 'prompt', required properties at '/' are 'messages'",
      "5006",
    );
  }
  const plan = planReply(asked(body));
  const usage = {
    tokensIn: inputTokens(ask.body),
    tokensOut: plan.tokensOut,
    ...{ cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
  };
  if (body.stream === true) {
    return {
      status: 200,
      headers: streamHeaders,
      body: {
        events: events(plan, usage, model, known.at),
        failure: dataOnly({ errors: [{ code: 3043, message: "AiError: Internal server error" }] }),
      },
      usage,
    };
  }
  const response = plan.kind === "text" ? plan.text : null;
  const result = { response, ...toolCalls(plan), usage: wireUsage(usage) };
  const whole = { result, success: true, errors: [], messages: [] };
  return { status: 200, headers: jsonHeaders, body: JSON.stringify(whole), usage };
}

function answer(ask: Ask, known: Known, cache: PromptCache): Answer {
  const key = bearer(ask.headers.authorization);
  if (key === null || !known.keys.includes(key)) return unauthorized;
  const model = modelPath.exec(ask.path)?.[1];
  if (ask.method !== "POST") return workersError(405, "", "Method not allowed", "10405");
  if (ask.path === "/v1/chat/completions") return chat(ask.body, known, cache, workersAiManner);
  if (ask.path === "/v1/embeddings") return embeddings(ask.body, known);
  if (model !== undefined) return run(ask, known, model);
  return workersError(404, "", "No route for that URI", "7000");
}

export const createWorkersAi = (cache: PromptCache): Dialect => ({
  answer: (ask, known) => answer(ask, known, cache),
  refuse: refusalsOf(refusalError, { providerUnauthorized: () => unauthorized }),
  tooLarge: workersError(413, "", "Request entity too large", "10413"),
});
