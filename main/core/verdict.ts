/** Tells who said no: the provider, whose words are relayed, or Cloudflare, whose words would start retry storms or lock a key. */
import type { RefusalReason } from "../../preload/contract/state.ts";

export type HeldAnswer = {
  /** 400 and above. */
  readonly status: number;
  readonly slug: string;
  /** A `cf-aig-*` header: the aiGateway has seen this answer, so it is not the edge before it that speaks. */
  readonly isFromAiGateway: boolean;
  /** The body as text, unpacked. */
  readonly body: string;
};

/**
 * Null: the provider's own words. Otherwise why Sluice refuses in Cloudflare's place. Only for answers that came by way of
 * Cloudflare. Shapes and codes: developers.cloudflare.com/ai-gateway and measurements on live accounts.
 */
export function verdictOf(answer: HeldAnswer): RefusalReason | null {
  const { body, status } = answer;
  const json = objectIn(body);
  if (json) return json.cloudflare_error === true ? ofProblem(json, answer) : ofJson(json, answer);
  // A provider's JSON that was cut or is no object is still a provider's.
  if (/^\s*[[{]/.test(body)) return null;
  if (answer.isFromAiGateway && !body.includes(aiGatewayHost)) return null;
  const code = /^\s*error code: (\d{3,4})/.exec(body)?.[1];
  return ofEdge(code === undefined ? null : Number(code), status);
}

/** True where the provider may have answered, and want its money, before Cloudflare said no: the cost is then not known. */
export const mayHaveCost = (reason: RefusalReason): boolean => afterProvider.has(reason);

const afterProvider: ReadonlySet<RefusalReason> = new Set([
  "answerBlocked",
  "dlpAnswer",
  "edgeTimeout",
  "providerSilent",
] satisfies RefusalReason[]);

const aiGatewayHost = "gateway.ai.cloudflare.com";

type Json = Readonly<Record<string, unknown>>;

/** Cloudflare's edge, before the aiGateway. Codes of four digits: developers.cloudflare.com/support, "1xxx errors". */
function ofEdge(code: number | null, status: number): RefusalReason {
  if (code === 1015) return "rateLimited";
  if (status === 524 || code === 524) return "edgeTimeout";
  if (status === 403 || (code !== null && code >= 1_000 && status < 500)) return "edgeBlocked";
  return status === 429 ? "rateLimited" : "cloudflareFailed";
}

/** The edge to whoever accepts JSON, since March 2026. A provider that sits behind Cloudflare too names its own zone. */
function ofProblem(json: Json, { isFromAiGateway, status }: HeldAnswer): RefusalReason | null {
  const { zone } = json;
  const isEdge =
    typeof zone === "string" ? /(?:^|\.)cloudflare\.com$/i.test(zone) : !isFromAiGateway;
  if (!isEdge) return null;
  return ofEdge(typeof json.error_code === "number" ? json.error_code : null, status);
}

function ofJson(json: Json, { slug, status }: HeldAnswer): RefusalReason | null {
  const { error, errors, success } = json;
  // `errors`, the shape of Cloudflare's API, is also how Workers AI, a provider here, speaks for itself.
  const list = Array.isArray(error)
    ? error
    : Array.isArray(errors) && slug !== "workers-ai"
      ? errors
      : null;
  const { code, message } = codeIn(list?.[0]);
  // Older bodies end after `error`; what stands before it is enough to know them by where there is no code.
  const isMarked =
    json.name === "AiGatewayError" ||
    (success === false && [error, json.result, json.messages].every(Array.isArray));
  if (isMarked || (success === false && code !== null))
    return ofCode({
      code: code ?? numberIn(json.internalCode),
      message: message ?? json.message,
      status,
      isApi: list !== null && list === errors,
    });
  // The aiGateway's policies: an object in `error`.
  return success === false && isObject(error) ? ofPolicy(error, status) : null;
}

const codes: Readonly<Record<number, RefusalReason>> = {
  1000: "tokenRejected",
  2001: "aiGatewayMissing",
  2003: "rateLimited",
  // "Failed to get response from provider", HTTP 400: relayed, OpenClaw would call it a malformed request.
  2005: "providerSilent",
  2008: "providerUnknown",
  2009: "tokenRejected",
  2016: "promptBlocked",
  2017: "answerBlocked",
  2018: "billingRateLimited",
  2019: "modelFormat",
  2021: "noCredits",
  2029: "dlpRequest",
  2030: "dlpAnswer",
  2040: "storedKeyMissing",
  2041: "spendLimit",
  2045: "spendLimit",
  6003: "tokenRejected",
  7002: "aiGatewayMissing",
  7013: "guardrailsDown",
  9106: "tokenRejected",
  9109: "tokenRejected",
  10000: "tokenRejected",
};

/** `isApi`: said in the shape of Cloudflare's API, where some numbers mean something else. */
function ofCode(said: {
  readonly code: number | null;
  readonly message: unknown;
  readonly status: number;
  readonly isApi: boolean;
}): RefusalReason | null {
  const { code, isApi, status } = said;
  const text = typeof said.message === "string" ? said.message : "";
  if (/spend(?:ing)? limit exceeded/i.test(text)) return "spendLimit";
  if (code === 7003) return ofModel(text, isApi);
  const known = code === null ? undefined : codes[code];
  if (known) return known;
  return asksForKey(text, status) ? "keyMissing" : ofStatus(status);
}

/** `byok_only` and `cf-aig-no-wholesale`: 400, without a documented code or shape, because no key came with the request. */
const asksForKey = (text: string, status: number): boolean =>
  status === 400 && /credential|\bbyok\b|api key/i.test(text);

/** 7003: a model that is not there, a request the model itself did not take, or, of the API, a path that leads nowhere. */
function ofModel(text: string, isApi: boolean): RefusalReason | null {
  if (/^model execution failed/i.test(text)) return null;
  if (/^model not found/i.test(text)) return "modelUnknown";
  return isApi || /could not route/i.test(text) ? "aiGatewayMissing" : "modelUnknown";
}

/** Policies are documented with 403 and 429; others in this shape may be a provider's own. */
function ofPolicy(error: Json, status: number): RefusalReason | null {
  const code = numberIn(error.code);
  const text = typeof error.message === "string" ? error.message : "";
  if (/spending limit/i.test(text)) return "policySpend";
  if (code !== null) return ofCode({ code, message: text, status, isApi: false });
  if (asksForKey(text, status)) return "keyMissing";
  if (status === 403) return "policyDenied";
  return status === 429 ? "rateLimited" : null;
}

function ofStatus(status: number): RefusalReason {
  switch (status) {
    case 401:
      return "tokenRejected";
    case 402:
      return "noCredits";
    case 403:
    case 422:
    case 424:
    case 451:
      return "blocked";
    case 404:
      return "aiGatewayMissing";
    case 429:
      return "rateLimited";
    default:
      return "cloudflareFailed";
  }
}

function codeIn(entry: unknown): { readonly code: number | null; readonly message: unknown } {
  return isObject(entry)
    ? { code: numberIn(entry.code), message: entry.message }
    : { code: null, message: undefined };
}

function numberIn(value: unknown): number | null {
  return typeof value === "number" && value >= 1_000 ? value : null;
}

function objectIn(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
