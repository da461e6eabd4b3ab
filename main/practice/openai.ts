/** The practice OpenAI: its paths, its key, embeddings and the list of models. */
import { createHash } from "node:crypto";
import type { Answer } from "./answer.ts";
import { type Ask, bearer, type Dialect, jsonHeaders, type Known } from "./dialect.ts";
import { token } from "./ids.ts";
import { isRecord, list, parse, text } from "./json.ts";
import { chat, unreadable, withoutModel } from "./openai-chat.ts";
import { responses } from "./openai-responses.ts";
import { inputTokens, type PromptCache } from "./prompt-cache.ts";
import { openaiError, openaiRefusals } from "./provider-errors.ts";

const invalid = (sentence: string, code: string | null = null, param: string | null = null) =>
  openaiError(400, "invalid_request_error", sentence, code, param);

function ok(value: unknown, usage: Answer["usage"] = null): Answer {
  const headers = [...jsonHeaders, "x-request-id", token("req_", 32)];
  return { status: 200, headers, body: JSON.stringify(value), usage };
}

/** The same text has the same numbers, between -1 and 1. */
export function numbers(content: string, length: number): Float32Array {
  const seed = createHash("sha256").update(content).digest();
  return Float32Array.from(
    { length },
    (_, index) => seed.readInt8((index * 7 + (index >> 5)) % 32) / 128,
  );
}

/** The answer to `POST …/embeddings` of someone who was let in. */
export function embeddings(raw: Buffer, known: Known): Answer {
  const body = parse(raw);
  if (!isRecord(body)) return unreadable();
  const missing = withoutModel(body, known);
  if (missing !== null) return missing;
  const given = text(body.input) ?? list(body.input);
  if (given.length === 0) {
    return invalid("Missing required parameter: 'input'.", "missing_required_parameter", "input");
  }
  // A string, several strings, one text as token numbers, or several of those.
  const isOne = typeof given === "string" || given.every((part) => typeof part === "number");
  const texts = (isOne ? [given] : given).map((part) => text(part) ?? JSON.stringify(part) ?? "");
  const asks = body.dimensions;
  const length = typeof asks === "number" && asks >= 1 && asks <= 3072 ? Math.floor(asks) : 1536;
  const data = texts.map((content, index) => {
    const vector = numbers(content, length);
    const embedding =
      body.encoding_format === "base64"
        ? Buffer.from(vector.buffer).toString("base64")
        : Array.from(vector);
    return { object: "embedding", index, embedding };
  });
  const tokensIn = inputTokens(raw);
  return ok(
    {
      object: "list",
      data,
      model: body.model,
      usage: { prompt_tokens: tokensIn, total_tokens: tokensIn },
    },
    { tokensIn, tokensOut: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
  );
}

const shown = ["gpt-5.5", "gpt-5.4-mini", "text-embedding-3-small"];

function models(known: Known): Answer {
  const data = (known.models ?? shown).map((id) => ({
    id,
    object: "model",
    created: 1_770_000_000,
    owned_by: "system",
  }));
  return ok({ object: "list", data });
}

/** Null: let in. */
function refused(ask: Ask, known: Known): Answer | null {
  const key = bearer(ask.headers.authorization);
  if (key === null) {
    return openaiError(
      401,
      "invalid_request_error",
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys.",
    );
  }
  if (known.keys.includes(key)) return null;
  // The real one repeats the ends of the key it refuses.
  const masked = key.length > 12 ? `${key.slice(0, 8)}********${key.slice(-4)}` : "********";
  return openaiError(
    401,
    "invalid_request_error",
    `Incorrect API key provided: ${masked}. You can find your API key at https://platform.openai.com/account/api-keys.`,
    "invalid_api_key",
  );
}

function answer(ask: Ask, known: Known, cache: PromptCache): Answer {
  const { method, path } = ask;
  const posts: Readonly<Record<string, () => Answer>> = {
    "/v1/chat/completions": () => chat(ask.body, known, cache),
    "/v1/responses": () => responses(ask.body, known, cache),
    "/v1/embeddings": () => embeddings(ask.body, known),
  };
  const no = refused(ask, known);
  if (no !== null) return no;
  if (path === "/v1/models" && method === "GET") return models(known);
  const post = posts[path];
  if (post !== undefined && method === "POST") return post();
  if (post !== undefined) {
    const sentence = `Not allowed to ${method} on ${path}. (HINT: Perhaps you meant to use a different HTTP method?)`;
    return openaiError(405, "invalid_request_error", sentence, "method_not_supported");
  }
  return openaiError(404, "invalid_request_error", `Invalid URL (${method} ${path})`);
}

export const createOpenai = (cache: PromptCache): Dialect => ({
  answer: (ask, known) => answer(ask, known, cache),
  refuse: openaiRefusals,
  tooLarge: openaiError(413, "invalid_request_error", "Maximum content size limit exceeded."),
});
