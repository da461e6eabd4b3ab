/** What Google says when it says no: one envelope, with details that name the reason. */
import type { Answer } from "../answer.ts";
import type { Refuse } from "../provider-errors.ts";

export const googleHeaders = ["content-type", "application/json; charset=UTF-8"] as const;

export function googleError(
  code: number,
  status: string,
  message: string,
  details: readonly unknown[] = [],
): Answer {
  const error = { code, message, status, ...(details.length > 0 ? { details } : {}) };
  return {
    status: code,
    headers: googleHeaders,
    body: `${JSON.stringify({ error }, null, 2)}\n`,
    usage: null,
  };
}

/** What answers with a list answers with a list of one error. */
export const asList = (answer: Answer): Answer => ({
  ...answer,
  body: typeof answer.body === "string" ? `[${answer.body.trimEnd()}\n]\n` : answer.body,
});

const type = (name: string) => `type.googleapis.com/google.rpc.${name}`;
const invalidKey = "API key not valid. Please pass a valid API key.";

export const googleRefusals: Refuse = (refusal) => {
  switch (refusal) {
    case "providerUnauthorized":
      return googleError(400, "INVALID_ARGUMENT", invalidKey, [
        {
          "@type": type("ErrorInfo"),
          reason: "API_KEY_INVALID",
          domain: "googleapis.com",
          metadata: { service: "generativelanguage.googleapis.com" },
        },
        { "@type": type("LocalizedMessage"), locale: "en-US", message: invalidKey },
      ]);
    case "providerForbidden":
      return googleError(
        403,
        "PERMISSION_DENIED",
        "Your project has been denied access. Please contact support.",
      );
    case "providerRateLimited":
      return googleError(
        429,
        "RESOURCE_EXHAUSTED",
        "You exceeded your current quota, please check your plan and billing details. Please retry in 7s.",
        [{ "@type": type("RetryInfo"), retryDelay: "7s" }],
      );
    case "providerOverloaded":
      return googleError(503, "UNAVAILABLE", "The model is overloaded. Please try again later.");
    case "providerFailed":
      return googleError(500, "INTERNAL", "An internal error has occurred.");
    case "providerBadRequest":
      return googleError(
        400,
        "INVALID_ARGUMENT",
        "* GenerateContentRequest.contents: contents is not specified\n",
      );
    case "providerNoCredits":
      return googleError(
        429,
        "RESOURCE_EXHAUSTED",
        "Your prepayment credits are depleted. Please go to AI Studio to manage your project and billing.",
      );
  }
};
