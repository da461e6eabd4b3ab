/** What Anthropic and OpenAI say when they say no, in their own words, statuses and headers. */
import type { Answer } from "./answer.ts";
import type { ProviderRefusal } from "./faults.ts";
import { token } from "./ids.ts";

export type Refuse = (refusal: ProviderRefusal) => Answer;

const json = ["content-type", "application/json"];

/** `more` is sent beside the usual headers. */
export function anthropicError(
  status: number,
  type: string,
  message: string,
  more: readonly string[] = [],
): Answer {
  const id = token("req_011C", 20);
  return {
    status,
    headers: [
      ...json,
      "request-id",
      id,
      "x-should-retry",
      String(status === 429 || status >= 500),
      ...more,
    ],
    body: JSON.stringify({ type: "error", error: { type, message }, request_id: id }),
    usage: null,
  };
}

/** How a provider writes an error down; `more` is sent beside the usual headers. */
export type SayError = (
  status: number,
  type: string,
  message: string,
  code?: string | null,
  param?: string | null,
  more?: readonly string[],
) => Answer;

/** An error whose body is `value`. */
export const jsonError = (
  status: number,
  value: unknown,
  more: readonly string[] = [],
): Answer => ({
  status,
  headers: [...json, ...more],
  body: JSON.stringify(value),
  usage: null,
});

export function openaiError(
  status: number,
  type: string,
  message: string,
  code: string | null = null,
  param: string | null = null,
  more: readonly string[] = [],
): Answer {
  return {
    status,
    headers: [...json, "x-request-id", token("req_", 32), ...more],
    body: `${JSON.stringify({ error: { message, type, param, code } }, null, 2)}\n`,
    usage: null,
  };
}

export const anthropicRefusals: Refuse = (refusal) => {
  switch (refusal) {
    case "providerUnauthorized":
      return anthropicError(401, "authentication_error", "invalid x-api-key");
    case "providerForbidden":
      return anthropicError(
        403,
        "permission_error",
        "Your API key does not have permission to use the specified resource.",
      );
    case "providerRateLimited":
      return anthropicError(
        429,
        "rate_limit_error",
        "This request would exceed your organization's rate limit of 50,000 input tokens per minute. For details, refer to: https://docs.claude.com/en/api/rate-limits.",
        [
          "retry-after",
          "7",
          "anthropic-ratelimit-input-tokens-limit",
          "50000",
          "anthropic-ratelimit-input-tokens-remaining",
          "0",
        ],
      );
    case "providerOverloaded":
      return anthropicError(529, "overloaded_error", "Overloaded");
    case "providerFailed":
      return anthropicError(500, "api_error", "Internal server error");
    case "providerBadRequest":
      return anthropicError(
        400,
        "invalid_request_error",
        "messages: at least one message is required",
      );
    case "providerNoCredits":
      return anthropicError(
        400,
        "invalid_request_error",
        "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.",
      );
  }
};

export const openaiRefusals: Refuse = (refusal) => {
  switch (refusal) {
    case "providerUnauthorized":
      return openaiError(
        401,
        "invalid_request_error",
        "Incorrect API key provided: sk-proj-********abcd. You can find your API key at https://platform.openai.com/account/api-keys.",
        "invalid_api_key",
      );
    case "providerForbidden":
      return openaiError(
        403,
        "invalid_request_error",
        "Project does not have access to this model.",
        "model_not_found",
      );
    case "providerRateLimited":
      return openaiError(
        429,
        "tokens",
        "Rate limit reached for this model in organization org-practice on tokens per min (TPM): Limit 30000, Used 29871, Requested 1200. Please try again in 7s. Visit https://platform.openai.com/account/rate-limits to learn more.",
        "rate_limit_exceeded",
        null,
        ["retry-after", "7", "retry-after-ms", "7000", "x-ratelimit-remaining-tokens", "129"],
      );
    case "providerOverloaded":
      return openaiError(
        503,
        "server_error",
        "The server is currently overloaded with other requests. Sorry about that! Please retry your request after a brief wait.",
      );
    case "providerFailed":
      return openaiError(
        500,
        "server_error",
        "The server had an error while processing your request. Sorry about that!",
      );
    case "providerBadRequest":
      return openaiError(
        400,
        "invalid_request_error",
        "Missing required parameter: 'messages'.",
        "missing_required_parameter",
        "messages",
      );
    case "providerNoCredits":
      return openaiError(
        429,
        "insufficient_quota",
        "You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.",
        "insufficient_quota",
      );
  }
};
