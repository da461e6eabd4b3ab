/** The practice Google AI Studio: its paths, its key, and an OpenAI-shaped door beside its own API. */
import type { Answer } from "../answer.ts";
import { type Ask, bearer, type Dialect, type Known } from "../dialect.ts";
import { isRecord, parse, records } from "../json.ts";
import { embeddings, numbers } from "../openai.ts";
import { chat } from "../openai-chat.ts";
import { inputTokens, type PromptCache } from "../prompt-cache.ts";
import { googleManner } from "./compatible-manners.ts";
import { asList, googleError, googleHeaders, googleRefusals } from "./google-errors.ts";
import { generate } from "./google-generate.ts";

const ok = (value: unknown): Answer => ({
  status: 200,
  headers: googleHeaders,
  body: `${JSON.stringify(value, null, 2)}\n`,
  usage: null,
});

const invalid = (message: string) => googleError(400, "INVALID_ARGUMENT", message);

const shown = ["gemini-2.5-pro", "gemini-2.5-flash", "gemini-embedding-001"];

const models = (known: Known): Answer =>
  ok({
    models: (known.models ?? shown).map((id) => ({
      name: `models/${id}`,
      displayName: id,
      supportedGenerationMethods: ["generateContent", "countTokens"],
    })),
  });

/** A key may stand in its own header, in the query, or, where OpenAI's clients ask, as a bearer. */
function refused({ headers, path, query }: Ask, { keys }: Known): Answer | null {
  const own = headers["x-goog-api-key"] ?? new URLSearchParams(query).get("key");
  const isOpenai = path.includes("/openai/");
  const key = typeof own === "string" ? own : bearer(headers.authorization);
  if (key === null) {
    return googleError(
      403,
      "PERMISSION_DENIED",
      "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
    );
  }
  if (typeof own !== "string" && !isOpenai) {
    return googleError(
      401,
      "UNAUTHENTICATED",
      "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    );
  }
  return keys.includes(key) ? null : googleRefusals("providerUnauthorized");
}

const methodPath = /^\/(v1(?:beta|alpha)?)\/models\/([^/:]+):([A-Za-z]+)$/;

function method(ask: Ask, known: Known, cache: PromptCache): Answer {
  const [, version = "", model = "", name = ""] = methodPath.exec(ask.path) ?? [];
  const body = parse(ask.body);
  const isUnknown = known.models !== null && !known.models.includes(model);
  const names = ["generateContent", "streamGenerateContent", "countTokens", "embedContent"];
  if (isUnknown || !names.includes(name)) {
    return googleError(
      404,
      "NOT_FOUND",
      `models/${model} is not found for API version ${version}, or is not supported for ${name}. Call ListModels to see the list of available models and their supported methods.`,
    );
  }
  if (!isRecord(body)) return invalid("Invalid JSON payload received. Unexpected end of string.");
  if (name === "embedContent") {
    const content = JSON.stringify(body.content ?? null);
    return ok({ embedding: { values: Array.from(numbers(content, 768)) } });
  }
  if (name === "countTokens") {
    const total = inputTokens(ask.body);
    const details = [{ modality: "TEXT", tokenCount: total }];
    return ok({ totalTokens: total, promptTokensDetails: details });
  }
  if (records(body.contents).length === 0) {
    return invalid("* GenerateContentRequest.contents: contents is not specified\n");
  }
  const isStream = name === "streamGenerateContent";
  const isSse = new URLSearchParams(ask.query).get("alt") === "sse";
  return generate(ask.body, body, model, cache, isStream ? (isSse ? "events" : "list") : "whole");
}

function answer(ask: Ask, known: Known, cache: PromptCache): Answer {
  const no = refused(ask, known);
  const { path } = ask;
  const isPost = ask.method === "POST";
  // Its OpenAI-shaped door wraps errors in a list, and so does a stream that was to be one.
  if (path.startsWith("/v1beta/openai/")) {
    if (no !== null) return asList(no);
    if (path === "/v1beta/openai/chat/completions" && isPost) {
      return chat(ask.body, known, cache, googleManner);
    }
    if (path === "/v1beta/openai/embeddings" && isPost) return embeddings(ask.body, known);
    return asList(googleError(404, "NOT_FOUND", "Requested entity was not found."));
  }
  const isList = path.endsWith(":streamGenerateContent") && !/(?:^|&)alt=sse/.test(ask.query);
  const told = no ?? (methodPath.test(path) && isPost ? method(ask, known, cache) : null);
  if (told !== null) return isList && told.status >= 400 ? asList(told) : told;
  if (/^\/v1(?:beta)?\/models$/.test(path) && ask.method === "GET") return models(known);
  return googleError(404, "NOT_FOUND", "Requested entity was not found.");
}

export const createGoogle = (cache: PromptCache): Dialect => ({
  answer: (ask, known) => answer(ask, known, cache),
  refuse: googleRefusals,
  tooLarge: googleError(
    400,
    "INVALID_ARGUMENT",
    "Request payload size exceeds the limit: 20971520 bytes.",
  ),
});
