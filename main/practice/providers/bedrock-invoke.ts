/** Bedrock's InvokeModel: every maker's own bodies and events, the latter in base64 in frames, the last with Bedrock's own count. */
import type { Usage } from "../../core/traffic.ts";
import type { Answer } from "../answer.ts";
import { message } from "../anthropic-messages.ts";
import { pieces, planReply } from "../conversation.ts";
import { isRecord, type Json, parse, text } from "../json.ts";
import { inputTokens, type PromptCache } from "../prompt-cache.ts";
import { amazonId, converse, frameType, padded } from "./bedrock-converse.ts";
import { eventFrame, exceptionFrame, framesIn } from "./frames.ts";

const chunk = (event: unknown): Buffer =>
  eventFrame("chunk", padded({ bytes: Buffer.from(JSON.stringify(event)).toString("base64") }));

const failure = exceptionFrame("modelStreamErrorException", "The model stopped unexpectedly.");

const metrics = (usage: Usage): Json => ({
  "amazon-bedrock-invocationMetrics": {
    inputTokenCount: usage.tokensIn,
    outputTokenCount: usage.tokensOut,
    invocationLatency: 1275,
    firstByteLatency: 200,
    ...(usage.cacheRead + usage.cacheWrite > 0
      ? {
          cacheReadInputTokenCount: usage.cacheRead,
          cacheWriteInputTokenCount: usage.cacheWrite,
        }
      : {}),
  },
});

const whole = (value: unknown, usage: Usage): Answer => ({
  status: 200,
  headers: [
    "content-type",
    "application/json",
    ...amazonId(),
    "x-amzn-bedrock-input-token-count",
    String(usage.tokensIn),
    "x-amzn-bedrock-output-token-count",
    String(usage.tokensOut),
  ],
  body: JSON.stringify(value),
  usage,
});

const streamed = (events: readonly unknown[], usage: Usage): Answer => ({
  status: 200,
  headers: [...frameType, ...amazonId()],
  body: { events: events.map(chunk), failure },
  usage,
});

/** The last of the events, with Bedrock's count in it. */
const counted = (events: readonly unknown[], usage: Usage): readonly unknown[] => {
  const last = events.at(-1);
  return [...events.slice(0, -1), { ...(isRecord(last) ? last : {}), ...metrics(usage) }];
};

/** Anthropic's: the path names the model and says whether it is a stream. */
function anthropic(raw: Buffer, body: Json, model: string, cache: PromptCache, isStream: boolean) {
  const bare = model.replace(/^(?:[a-z-]+\.)?anthropic\./, "").replace(/-v\d+:\d+$/, "");
  const told = message({ ...body, stream: isStream }, raw, bare, cache);
  if (told.usage === null) return told;
  if (typeof told.body === "string") return whole(JSON.parse(told.body), told.usage);
  const events = told.body.events.map((event) =>
    parse(Buffer.from(/^data: (.*)$/m.exec(event.toString())?.[1] ?? "")),
  );
  return streamed(counted(events, told.usage), told.usage);
}

/** Meta's: a prompt in, the generation and two counts out; a stream counts the prompt at first and the generation along. */
function llama(raw: Buffer, body: Json, isStream: boolean): Answer {
  const limit = typeof body.max_gen_len === "number" ? body.max_gen_len : null;
  const plan = planReply({ said: text(body.prompt), toolResult: null, tools: [], limit });
  const said = plan.kind === "text" ? plan.text : "";
  const usage = {
    tokensIn: inputTokens(raw),
    tokensOut: plan.tokensOut,
    ...{ cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
  };
  const event = (generation: string, prompt: number | null, out: number, stop: string | null) => ({
    generation,
    prompt_token_count: prompt,
    generation_token_count: out,
    stop_reason: stop,
  });
  if (!isStream) return whole(event(said, usage.tokensIn, usage.tokensOut, "stop"), usage);
  const events = pieces(said).map((part, index) =>
    event(part, index === 0 ? usage.tokensIn : null, index + 1, null),
  );
  return streamed(counted([...events, event("", null, usage.tokensOut, "stop")], usage), usage);
}

/** Amazon's own: Converse in a body; its stream's events have their names inside. */
function nova(raw: Buffer, body: Json, model: string, cache: PromptCache, isStream: boolean) {
  const told = converse(raw, body, model, cache, isStream);
  if (told.usage === null || typeof told.body === "string") return told;
  const events = told.body.events.flatMap((part) =>
    (framesIn(Buffer.from(part)) ?? []).map(({ headers, payload }) => {
      const { p: _, ...event } = parse(payload) as Json;
      return { [headers[":event-type"] ?? "unknown"]: event };
    }),
  );
  return streamed(counted(events, told.usage), told.usage);
}

/** The answer to a valid `…/invoke` or `…/invoke-with-response-stream`. */
export function invoke(
  raw: Buffer,
  body: Json,
  model: string,
  cache: PromptCache,
  isStream: boolean,
): Answer {
  if (/(?:^|\.)anthropic\./.test(model)) return anthropic(raw, body, model, cache, isStream);
  if (/(?:^|\.)meta\./.test(model)) return llama(raw, body, isStream);
  return nova(raw, body, model, cache, isStream);
}
