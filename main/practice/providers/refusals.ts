/** What every provider says no to, with a status and words that most share; each writes them down in its own form. */
import type { Answer } from "../answer.ts";
import type { ProviderRefusal } from "../faults.ts";
import type { Refuse, SayError } from "../provider-errors.ts";

type Said = readonly [
  status: number,
  type: string,
  message: string,
  code: string | null,
  more?: readonly string[],
];

const usual: Readonly<Record<ProviderRefusal, Said>> = {
  providerUnauthorized: [401, "invalid_request_error", "Invalid API Key", "invalid_api_key"],
  providerForbidden: [
    403,
    "permission_error",
    "This key may not use this model.",
    "permission_denied",
  ],
  providerRateLimited: [
    429,
    "rate_limit_error",
    "Rate limit reached. Please try again in 7s.",
    "rate_limit_exceeded",
    ["retry-after", "7"],
  ],
  providerOverloaded: [
    503,
    "server_error",
    "Service temporarily overloaded. Please try again later.",
    "service_unavailable",
  ],
  providerFailed: [500, "server_error", "Internal server error", "internal_error"],
  providerBadRequest: [
    400,
    "invalid_request_error",
    "messages: at least one message is required",
    "invalid_request",
  ],
  providerNoCredits: [402, "billing_error", "Insufficient balance", "insufficient_balance"],
};

/** `own` are the ones this provider words quite differently. */
export const refusalsOf =
  (error: SayError, own: Partial<Record<ProviderRefusal, () => Answer>> = {}): Refuse =>
  (refusal) => {
    const [status, type, message, code, more] = usual[refusal];
    return own[refusal]?.() ?? error(status, type, message, code, null, more);
  };
