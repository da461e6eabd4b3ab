/** The practice Anthropic: its paths, what it insists on, and its answers. */
import type { Answer } from "./answer.ts";
import { isAltered, message } from "./anthropic-messages.ts";
import { type Ask, bearer, type Dialect, jsonHeaders, type Known } from "./dialect.ts";
import { token } from "./ids.ts";
import { isRecord, parse, text } from "./json.ts";
import { chat } from "./openai-chat.ts";
import { inputTokens, type PromptCache } from "./prompt-cache.ts";
import { anthropicError, anthropicRefusals, openaiError } from "./provider-errors.ts";

const invalid = (text: string) => anthropicError(400, "invalid_request_error", text);
const ok = (value: unknown): Answer => ({
  status: 200,
  headers: [...jsonHeaders, "request-id", token("req_011C", 20)],
  body: JSON.stringify(value),
  usage: null,
});

const shown = ["claude-sonnet-4-6", "claude-opus-4-6", "claude-haiku-4-5"];
const model = (id: string) => ({
  type: "model",
  id,
  display_name: id.replace(/-(\d+)-(\d+)$/, " $1.$2").replace(/-/g, " "),
  created_at: "2026-02-17T00:00:00Z",
});

function models(path: string, known: Known): Answer {
  const ids = known.models ?? shown;
  const one = /^\/v1\/models\/([^/]+)$/.exec(path)?.[1];
  if (one === undefined) {
    const data = ids.map(model);
    return ok({ data, has_more: false, first_id: ids[0] ?? null, last_id: ids.at(-1) ?? null });
  }
  if (ids.includes(one)) return ok(model(one));
  return anthropicError(404, "not_found_error", `model: ${one}`);
}

/** The answer to `POST …/messages` or `…/messages/count_tokens` of someone who was let in. */
export function messages(ask: Ask, known: Known, cache: PromptCache): Answer {
  if (ask.headers["anthropic-version"] === undefined) {
    return invalid("anthropic-version: header is required");
  }
  const body = parse(ask.body);
  if (body === undefined) return invalid("The request body is not valid JSON");
  if (!isRecord(body)) return invalid("Input should be a valid dictionary or object");
  const name = text(body.model);
  if (name === null) return invalid("model: Field required");
  if (!Array.isArray(body.messages)) return invalid("messages: Field required");
  if (body.messages.length === 0) return invalid("messages: at least one message is required");
  if (body.messages.some((entry) => !isRecord(entry))) {
    return invalid("messages.0: Input should be a valid dictionary or object");
  }
  if (known.models !== null && !known.models.includes(name)) {
    return anthropicError(404, "not_found_error", `model: ${name}`);
  }
  if (ask.path.endsWith("/count_tokens")) return ok({ input_tokens: inputTokens(ask.body) });
  if (typeof body.max_tokens !== "number") return invalid("max_tokens: Field required");
  if (isAltered(body)) return invalid("messages: Invalid `signature` in `thinking` block");
  return message(body, ask.body, name, cache);
}

/** Null: let in. A key in `authorization` counts only on the OpenAI-shaped path, as with the real one. */
function refused(ask: Ask, known: Known): Answer | null {
  const key = ask.headers["x-api-key"];
  if (typeof key === "string") {
    if (known.keys.includes(key)) return null;
    return key === ""
      ? anthropicError(401, "authentication_error", "x-api-key header is required")
      : anthropicError(401, "authentication_error", "invalid x-api-key");
  }
  return bearer(ask.headers.authorization) === null
    ? anthropicError(401, "authentication_error", "x-api-key header is required")
    : anthropicError(401, "authentication_error", "Invalid bearer token");
}

function answer(ask: Ask, known: Known, cache: PromptCache): Answer {
  const isPost = ask.method === "POST";
  if (ask.path === "/v1/chat/completions" && isPost) {
    const key = ask.headers["x-api-key"] ?? bearer(ask.headers.authorization) ?? "";
    return typeof key === "string" && known.keys.includes(key)
      ? chat(ask.body, known, cache)
      : openaiError(401, "authentication_error", "invalid x-api-key");
  }
  if (ask.path === "/v1/messages" || ask.path === "/v1/messages/count_tokens") {
    if (!isPost) return anthropicError(405, "invalid_request_error", "Method Not Allowed");
    return refused(ask, known) ?? messages(ask, known, cache);
  }
  if (/^\/v1\/models(\/[^/]+)?$/.test(ask.path) && ask.method === "GET") {
    return refused(ask, known) ?? models(ask.path, known);
  }
  // No `/chat/completions` without `/v1` here either: the real one does not have it.
  return anthropicError(404, "not_found_error", "Not Found");
}

export const createAnthropic = (cache: PromptCache): Dialect => ({
  answer: (ask, known) => answer(ask, known, cache),
  refuse: anthropicRefusals,
  tooLarge: anthropicError(413, "request_too_large", "Request exceeds the maximum size"),
});
