/** The practice providers that speak OpenAI's chat completions under paths, errors and manners of their own. */
import type { Answer } from "../answer.ts";
import { messages } from "../anthropic.ts";
import type { ChatManner } from "../chat-manner.ts";
import { type Ask, bearer, type Dialect, jsonHeaders, type Known } from "../dialect.ts";
import { embeddings } from "../openai.ts";
import { chat } from "../openai-chat.ts";
import { responses } from "../openai-responses.ts";
import type { PromptCache } from "../prompt-cache.ts";
import type { SayError } from "../provider-errors.ts";
import type { KeyWords } from "./compatible-errors.ts";
import { refusalsOf } from "./refusals.ts";

export type Compatible = {
  readonly manner: ChatManner;
  readonly keyWords: KeyWords;
  /** The paths chat completions are asked at, and those of OpenAI's responses, embeddings and Anthropic's messages where it has them. */
  readonly chat: readonly string[];
  readonly responses?: readonly string[];
  readonly embeddings?: readonly string[];
  readonly messages?: readonly string[];
  /** Lists the models to who has a key. */
  readonly models: string;
  /** What its responses say of the cost. */
  readonly cost?: Parameters<typeof responses>[4];
};

const shown = ["practice-large", "practice-small"];

const modelList = ({ models, at }: Known): Answer => ({
  status: 200,
  headers: jsonHeaders,
  body: JSON.stringify({
    object: "list",
    data: (models ?? shown).map((id) => ({
      id,
      object: "model",
      created: Math.floor(at / 1000),
      owned_by: "practice",
    })),
  }),
  usage: null,
});

function answer(ask: Ask, known: Known, cache: PromptCache, one: Compatible): Answer {
  const { method, path, body } = ask;
  const { error } = one.manner;
  const isAnthropic = one.messages?.includes(path) === true;
  const shownKey = bearer(ask.headers.authorization);
  const key = isAnthropic ? (ask.headers["x-api-key"]?.toString() ?? shownKey) : shownKey;
  if (key === null) return one.keyWords.none(error);
  if (!known.keys.includes(key)) return one.keyWords.wrong(error, key);
  if (path === one.models && method === "GET") return modelList(known);
  const at = (paths: readonly string[] | undefined) =>
    method === "POST" && paths?.includes(path) === true;
  if (at(one.chat)) return chat(body, known, cache, one.manner);
  if (at(one.responses)) return responses(body, known, cache, error, one.cost);
  if (at(one.embeddings)) return embeddings(body, known);
  if (at(one.messages)) return messages({ ...ask, path: "/v1/messages" }, known, cache);
  return error(404, "invalid_request_error", `Unknown request URL: ${method} ${path}`, "not_found");
}

export const createCompatible =
  (one: Compatible) =>
  (cache: PromptCache): Dialect => {
    const { error }: { error: SayError } = one.manner;
    return {
      answer: (ask, known) => answer(ask, known, cache, one),
      refuse: refusalsOf(error, {
        providerUnauthorized: () => one.keyWords.wrong(error, "sk-practice-abcd"),
      }),
      tooLarge: error(413, "invalid_request_error", "Request body too large", "request_too_large"),
    };
  };
