/** The practice Amazon Bedrock: who signed, which of its paths, and how it refuses. */
import { createHash } from "node:crypto";
import type { Answer } from "../answer.ts";
import { messages } from "../anthropic.ts";
import { type Ask, bearer, type Dialect, type Known } from "../dialect.ts";
import { token } from "../ids.ts";
import { isRecord, parse, text } from "../json.ts";
import { chat } from "../openai-chat.ts";
import { responses } from "../openai-responses.ts";
import { inputTokens, type PromptCache } from "../prompt-cache.ts";
import { anthropicRefusals, jsonError, type SayError } from "../provider-errors.ts";
import { converse } from "./bedrock-converse.ts";
import { invoke } from "./bedrock-invoke.ts";
import { refusalsOf } from "./refusals.ts";

/** The type stands in a header, the body has the sentence alone. */
const awsError: SayError = (status, type, message, _code, _param, more = []) =>
  jsonError(status, { message }, [
    "x-amzn-requestid",
    token("", 36),
    "x-amzn-errortype",
    `${type}:http://internal.amazon.com/coral/com.amazon.bedrock/`,
    ...more,
  ]);

const named: Readonly<Record<number, string>> = {
  400: "ValidationException",
  402: "ServiceQuotaExceededException",
  403: "AccessDeniedException",
  429: "ThrottlingException",
  500: "InternalServerException",
  503: "ServiceUnavailableException",
};

const refusalError: SayError = (status, _type, message, code, param, more) =>
  awsError(status, named[status] ?? "ValidationException", message, code, param, more);

const wrongToken = awsError(
  403,
  "UnrecognizedClientException",
  "The security token included in the request is invalid.",
);

/** What Cloudflare puts on a request with a stored key, `{"accessKeyId","secretAccessKey","region"}`: its id and a signature of the path. */
export function signedBy(key: string, path: string): string {
  const stored = parse(Buffer.from(key));
  const id = (isRecord(stored) && text(stored.accessKeyId)) || "unknown";
  const signature = createHash("sha256").update(`${key}\0${path}`).digest("hex");
  return `AWS4-HMAC-SHA256 Credential=${id}/20261122/us-east-1/bedrock/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`;
}

/** Null: let in, by a signature or by one of Bedrock's own keys. */
function refused({ headers, path }: Ask, { keys }: Known): Answer | null {
  const shown = headers.authorization;
  if (shown === undefined) {
    return awsError(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }
  const own = bearer(shown);
  const isKnown = keys.some((key) => key === own || signedBy(key, path) === shown);
  return isKnown ? null : wrongToken;
}

const modelPath = /^\/model\/([^/]+)\/([a-z-]+)$/;
const methods = [
  "converse",
  "converse-stream",
  "invoke",
  "invoke-with-response-stream",
  "count-tokens",
];

function runtime(ask: Ask, known: Known, cache: PromptCache): Answer | null {
  const [, encoded = "", method = ""] = modelPath.exec(ask.path) ?? [];
  if (ask.method !== "POST" || !methods.includes(method)) return null;
  const model = decodeURIComponent(encoded);
  if (known.models !== null && !known.models.includes(model)) {
    return awsError(400, "ValidationException", "The provided model identifier is invalid.");
  }
  const body = parse(ask.body);
  if (!isRecord(body)) {
    return awsError(
      400,
      "ValidationException",
      "Malformed input request, please reformat your input and try again.",
    );
  }
  if (method === "count-tokens") {
    return {
      status: 200,
      headers: ["content-type", "application/json"],
      body: JSON.stringify({ inputTokens: inputTokens(ask.body) }),
      usage: null,
    };
  }
  const isStream = method.endsWith("-stream");
  return method.startsWith("converse")
    ? converse(ask.body, body, model, cache, isStream)
    : invoke(ask.body, body, model, cache, isStream);
}

const noOperation = awsError(
  404,
  "UnknownOperationException",
  "The requested operation is not recognized by the service.",
);

function answer(ask: Ask, known: Known, cache: PromptCache): Answer {
  const no = refused(ask, known);
  if (no !== null) return no;
  if (ask.path === "/anthropic/v1/messages" && ask.method === "POST") {
    const headers = { "anthropic-version": "2023-06-01", ...ask.headers };
    return messages({ ...ask, headers, path: "/v1/messages" }, known, cache);
  }
  // Mantle has OpenAI's two forms as well (docs.aws.amazon.com/bedrock, "bedrock-mantle" endpoints).
  if (ask.method === "POST" && ask.path === "/v1/chat/completions") {
    return chat(ask.body, known, cache);
  }
  if (ask.method === "POST" && ask.path === "/v1/responses") {
    return responses(ask.body, known, cache);
  }
  try {
    return runtime(ask, known, cache) ?? noOperation;
  } catch (error) {
    if (error instanceof URIError) return noOperation;
    throw error;
  }
}

export const createBedrock = (cache: PromptCache): Dialect => ({
  answer: (ask, known) => answer(ask, known, cache),
  refuse: refusalsOf(refusalError, {
    providerUnauthorized: () => wrongToken,
    providerOverloaded: () => anthropicRefusals("providerOverloaded"),
  }),
  tooLarge: awsError(413, "RequestEntityTooLargeException", "Request body too large"),
});
