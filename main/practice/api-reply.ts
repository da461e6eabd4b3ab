/** What the management API answers: one envelope for everything, with Cloudflare's own codes. */

export type ApiReply = {
  readonly status: number;
  /** Name, value, name, value … without those that frame the body. */
  readonly headers: readonly string[];
  readonly body: string | Buffer;
};

export type ApiError = {
  readonly code: number;
  readonly message: string;
  /** Of 7001: to what is wrong. */
  readonly path?: readonly string[];
  readonly error_chain?: readonly ApiError[];
};

const json = ["content-type", "application/json"] as const;

export const jsonReply = (status: number, value: unknown): ApiReply => ({
  status,
  headers: json,
  body: JSON.stringify(value),
});

/** `more` stands beside `result`: `result_info`, for a list. */
export const done = (result: unknown, more: object = {}, messages: readonly unknown[] = []) =>
  jsonReply(200, { result, success: true, errors: [], messages, ...more });

export const failed = (status: number, ...errors: readonly ApiError[]): ApiReply =>
  jsonReply(status, { success: false, errors, messages: [], result: null });

/** Nobody: the token is not known, has ended or was switched off. */
export const notAuthentic = failed(401, { code: 10000, message: "Authentication error" });
/** Somebody, who may not. */
export const forbidden = failed(403, { code: 10000, message: "Authentication error" });
export const invalidToken = failed(401, { code: 1000, message: "Invalid API Token" });
export const malformed = failed(400, {
  code: 6003,
  message: "Invalid request headers",
  error_chain: [{ code: 6111, message: "Invalid format for Authorization header" }],
});
export const noAuthorization = failed(400, {
  code: 9106,
  message: "Missing X-Auth-Key, X-Auth-Email or Authorization headers",
});
export const notYours = failed(403, {
  code: 9109,
  message: "Unauthorized to access requested resource",
});
/** An IP filter on the token: the words alone tell it from the others with this code. */
export const notFromThere = failed(403, {
  code: 9109,
  message: "Cannot use the access token from location: 203.0.113.7",
});
export const notFound = (what: string): ApiReply =>
  failed(404, { code: 7002, message: `${what} not found` });
export const notRoutable = (path: string): ApiReply =>
  failed(404, {
    code: 7003,
    message: `Could not route to ${path}, perhaps your object identifier is invalid?`,
  });
export const invalidInput = (path: readonly string[], message: string): ApiReply =>
  failed(400, { code: 7001, message, path });

/** `seconds` until everything is open again. */
export const tooMany = (seconds: number): ApiReply => {
  const said = { code: 971, message: "Please wait and consider throttling your request speed" };
  const reply = failed(429, said);
  return { ...reply, headers: [...reply.headers, "retry-after", String(seconds)] };
};
