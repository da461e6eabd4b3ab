/** Everything the aiGateway and the edge before it say when they say no, in the body shapes that are out there. */
import type { AiGatewayFault, EdgeFault } from "./faults.ts";

export type Refusal = {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** Said by the aiGateway, not by the edge before it: carries the `cf-aig-*` headers. */
  readonly byAiGateway: boolean;
};

/** What the sentences need to know of the request. */
export type Context = {
  readonly shape: "full" | "short";
  readonly slug: string;
  readonly model: string;
};

const json = (status: number, value: unknown): Refusal => ({
  status,
  contentType: "application/json",
  body: JSON.stringify(value),
  byAiGateway: true,
});

/** The aiGateway's own error; older answers end after `error`. */
export function aiGatewayError(
  status: number,
  code: number,
  message: string,
  shape: "full" | "short",
): Refusal {
  const head = { success: false, result: [], messages: [], error: [{ code, message }] };
  const rest = { httpCode: status, internalCode: code, message, description: message };
  return json(status, shape === "short" ? head : { ...head, name: "AiGatewayError", ...rest });
}

/** The management API's shape: `errors`. */
export const managementError = (status: number, code: number, message: string): Refusal =>
  json(status, { success: false, errors: [{ code, message }], messages: [], result: null });

export const notRouted = (path: string): Refusal =>
  managementError(
    404,
    7003,
    `Could not route to ${path}, perhaps your object identifier is invalid?`,
  );

const policy = (status: number, error: unknown): Refusal => json(status, { success: false, error });

const edge = (status: number, contentType: string, body: string): Refusal => ({
  status,
  contentType,
  body,
  byAiGateway: false,
});

export const page = (status: number, title: string): Refusal =>
  edge(
    status,
    "text/html; charset=UTF-8",
    `<!DOCTYPE html>\n<html lang="en-US">\n<head>\n<title>gateway.ai.cloudflare.com | ${status}: ${title}</title>\n<meta charset="UTF-8" />\n</head>\n<body>\n<h1><span>${title}</span> <span>Error code ${status}</span></h1>\n<p>Visit <a href="https://www.cloudflare.com/5xx-error-landing">cloudflare.com</a> for more information.</p>\n</body>\n</html>\n`,
  );

const line = (status: number, code: number): Refusal =>
  edge(status, "text/plain; charset=UTF-8", `error code: ${code}`);

export function edgeRefusal(fault: Exclude<EdgeFault, "aiGatewayHangup">): Refusal {
  switch (fault) {
    case "edgeBlocked":
      return line(403, 1010);
    case "edgeRateLimited":
      return line(429, 1015);
    case "edgeUnresolved":
      return line(530, 1016);
    case "edgeFailed":
      return page(520, "Web server is returning an unknown error");
    case "edgeBadGateway":
      return page(502, "Bad gateway");
    case "edgeUnavailable":
      return page(503, "Service Temporarily Unavailable");
    case "edgeTimeout":
      return page(524, "A timeout occurred");
  }
}

export const unauthorized = (shape: Context["shape"]) =>
  aiGatewayError(401, 2009, "Unauthorized", shape);
export const missing = (shape: Context["shape"]) =>
  aiGatewayError(400, 2001, "Please configure AI Gateway in the Cloudflare dashboard", shape);
export const invalidProvider = (shape: Context["shape"]) =>
  aiGatewayError(400, 2008, "Invalid provider", shape);
export const noAnswer = (shape: Context["shape"]) =>
  aiGatewayError(400, 2005, "Failed to get response from provider", shape);
export const badCompat = (shape: Context["shape"]) =>
  aiGatewayError(400, 2019, "Chat completion bad format", shape);
export const rateLimited = (shape: Context["shape"]) =>
  aiGatewayError(429, 2003, "Rate limited", shape);
/** `sentence` names the rule. Without a retry-after. */
export const spentRefusal = (sentence: string, shape: Context["shape"]) =>
  aiGatewayError(429, 2045, sentence, shape);
export const noCredits = (shape: Context["shape"]) =>
  aiGatewayError(
    402,
    2021,
    "Insufficient wholesale credits. Please add additional credits on the AI Gateway Cloudflare dashboard to continue using provider models.",
    shape,
  );

export function noStoredKey(
  slug: string,
  alias: string,
  aliases: readonly string[],
  shape: Context["shape"],
) {
  const known = aliases.map((name) => `'${name}'`).join(", ");
  const message = `Provider '${slug}' has no BYOK credential named '${alias}'. Configured aliases: ${known}`;
  return aiGatewayError(400, 2040, message, shape);
}

/** `byok_only` and `cf-aig-no-wholesale`: documented as a 400, and no code with it; the words are ours. */
export function keyRequired(shape: Context["shape"]): Refusal {
  const message = "No provider credentials: this gateway requires your own API key (BYOK)";
  const head = { success: false, result: [], messages: [], error: [{ message }] };
  const rest = { name: "AiGatewayError", httpCode: 400, message, description: message };
  return json(400, shape === "short" ? head : { ...head, ...rest });
}

const spent = ({ slug, model }: Context): string =>
  `Spend limit exceeded: rule '5e7f1b6b' (cost limit 5 per 86400s, fixed) for ${slug} ${slug}/${model}`;

/** The answer to an ordered fault of the aiGateway. */
export function aiGatewayRefusal(
  fault: Exclude<AiGatewayFault, "buffered">,
  context: Context,
): Refusal {
  const { shape } = context;
  switch (fault) {
    case "unauthorized":
      return unauthorized(shape);
    case "aiGatewayMissing":
      return missing(shape);
    case "rateLimited":
      return rateLimited(shape);
    case "spendLimit":
      return spentRefusal(spent(context), shape);
    case "spendLimitOld":
      return aiGatewayError(429, 2041, spent(context), shape);
    case "noCredits":
      return noCredits(shape);
    case "wholesaleRateLimited":
      return aiGatewayError(429, 2018, "Wholesale Rate limited", shape);
    case "promptBlocked":
      return aiGatewayError(424, 2016, "Prompt blocked due to security configurations", shape);
    case "answerBlocked":
      return aiGatewayError(424, 2017, "Response blocked due to security configurations", shape);
    case "dlpRequest":
      return aiGatewayError(
        400,
        2029,
        "Request content blocked due to DLP policy violations",
        shape,
      );
    case "dlpAnswer":
      return aiGatewayError(
        400,
        2030,
        "Response content blocked due to DLP policy violations",
        shape,
      );
    case "policyDenied":
      return policy(403, { message: "Access denied by policy" });
    case "policySpend":
      return policy(429, {
        message: "Spending limit exceeded",
        bucket: "practice",
        spent: 5.01,
        limit: 5,
      });
    case "managementError":
      return managementError(404, 7003, `Model not found: ${context.model}`);
    case "modelRejected":
      return managementError(
        400,
        7003,
        "Model execution failed (User Input Error): system: Input should be a valid string",
      );
    case "unauthorizedAs400":
      return aiGatewayError(400, 2009, "Unauthorized", shape);
    case "providerSilent":
      return noAnswer(shape);
    case "providerUnknown":
      return invalidProvider(shape);
    case "modelFormat":
      return badCompat(shape);
    case "storedKeyMissing":
      return noStoredKey(context.slug, "work", ["default"], shape);
    case "keyRequired":
      return keyRequired(shape);
    case "noCreditsUnmarked":
      // "May be missing on UB refusals": no log id, no `cf-aig-*` header at all.
      return { ...noCredits(shape), byAiGateway: false };
    case "noCreditsRun":
      return aiGatewayError(
        402,
        2021,
        "Insufficient balance; add money to your gateway or use BYOK",
        shape,
      );
    case "answerBlockedRun":
      return aiGatewayError(422, 2017, "Response blocked due to security configurations", shape);
    case "guardrailsDown":
      return aiGatewayError(503, 7013, "Guardrails scanner is unavailable", shape);
    case "unknownCode":
      return aiGatewayError(400, 2999, "Something this version has no name for", shape);
  }
}
