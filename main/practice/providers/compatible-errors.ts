/** How those who speak OpenAI's chat completions write an error down; each has a form of its own. */
import type { Answer } from "../answer.ts";
import { jsonError, type SayError } from "../provider-errors.ts";

/** `{"error":{"message","type","code"}}`, the code left out where there is none. */
export const groqError: SayError = (status, type, message, code, _param, more) =>
  jsonError(status, { error: { message, type, ...(code ? { code } : {}) } }, more);

export const deepseekError: SayError = (status, type, message, code, _param, more) =>
  jsonError(
    status,
    { error: { message, type, param: null, code: code ?? "invalid_request_error" } },
    more,
  );

/** Who has no good key is told by the API's guard, who has one by the API, and what is no request of its schema by a third. */
export const mistralError: SayError = (status, type, message, _code, param, more) => {
  if (status === 401) return jsonError(401, { detail: "Unauthorized" }, more);
  if (param) {
    const detail = [{ type: "missing", loc: ["body", param], msg: "Field required", input: {} }];
    return jsonError(422, { object: "error", message: { detail }, type, param, code: null }, more);
  }
  return jsonError(status, { object: "error", message, type, param: null, code: "1500" }, more);
};

const grokCodes: Readonly<Record<number, string>> = {
  400: "Client specified an invalid argument",
  403: "The caller does not have permission to execute the specified operation",
  404: "Some requested entity was not found",
  429: "Some resource has been exhausted",
};

/** A sentence for the code, and a text for the error. A wrong key is an invalid argument: 400. */
export const grokError: SayError = (status, _type, message, _code, _param, more) => {
  const told = status === 401 ? 400 : status;
  return jsonError(
    told,
    { code: grokCodes[told] ?? "The service is currently unavailable", error: message },
    more,
  );
};

/** The code is the status. */
export const openrouterError: SayError = (status, _type, message, _code, _param, more) =>
  jsonError(status, { error: { message, code: status }, user_id: "user_practice" }, more);

export const perplexityError: SayError = (status, type, message, _code, _param, more) =>
  jsonError(status, { error: { message, type, code: status } }, more);

/** No `error` around it. */
export const cerebrasError: SayError = (status, type, message, code, param, more) =>
  jsonError(status, { message, type, param: param ?? "", code: code ?? "" }, more);

export const fireworksError: SayError = (status, type, message, code, _param, more) =>
  jsonError(status, { error: { object: "error", type, code: code ?? type, message } }, more);

/** What is said to who shows no key, or one that is not known. */
export type KeyWords = {
  readonly none: (error: SayError) => Answer;
  readonly wrong: (error: SayError, key: string) => Answer;
};

const masked = (key: string): string => `${key.slice(0, 2)}***${key.slice(-2)}`;

/** Both alike, in these words. */
export const keyWords = (
  message: string,
  type = "invalid_request_error",
  code = "invalid_api_key",
) =>
  ({
    none: (error) => error(401, type, message, code, "api_key"),
    wrong: (error) => error(401, type, message, code, "api_key"),
  }) satisfies KeyWords;

export const deepseekKeyWords: KeyWords = {
  none: (error) =>
    error(
      401,
      "authentication_error",
      "Authentication Fails (auth header format should be Bearer sk-...)",
      "invalid_request_error",
    ),
  wrong: (error, key) =>
    error(
      401,
      "authentication_error",
      `Authentication Fails, Your api key: ****${key.slice(-4)} is invalid`,
      "invalid_request_error",
    ),
};

export const grokKeyWords: KeyWords = {
  none: (error) =>
    error(
      400,
      "",
      "No API key provided. Specify your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    ),
  wrong: (error, key) =>
    error(
      400,
      "",
      `Incorrect API key provided: ${masked(key)}. You can obtain an API key from https://console.x.ai.`,
    ),
};

export const openrouterKeyWords: KeyWords = {
  none: (error) => error(401, "", "No auth credentials found"),
  wrong: (error) => error(401, "", "User not found."),
};
