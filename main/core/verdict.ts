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
  if (json) return ofJson(json, answer);
  // A provider's JSON that was cut or is no object is still a provider's.
  if (/^\s*[[{]/.test(body)) return null;
  const edgeCode = /^\s*error code: (\d{3,4})/.exec(body)?.[1];
  const isEdge = !answer.isFromAiGateway || body.includes("gateway.ai.cloudflare.com");
  if (!isEdge) return null;
  if (edgeCode === "1015") return "rateLimited";
  if (status === 403 || (edgeCode?.length === 4 && status < 500)) return "blocked";
  return status === 429 ? "rateLimited" : "cloudflareFailed";
}

type Json = Readonly<Record<string, unknown>>;

function ofJson(json: Json, { slug, status }: HeldAnswer): RefusalReason | null {
  const { error, errors, success } = json;
  // `errors`, the shape of Cloudflare's API, is also how Workers AI, a provider here, speaks for itself.
  const list = Array.isArray(error)
    ? error
    : Array.isArray(errors) && slug !== "workers-ai"
      ? errors
      : null;
  const { code, message } = codeIn(list?.[0]);
  if (json.name === "AiGatewayError" || (success === false && code !== null))
    return ofCode(code ?? numberIn(json.internalCode), message ?? json.message, status);
  // The aiGateway's policies: an object in `error`.
  if (success === false && isObject(error)) return ofPolicy(error, status);
  return null;
}

const codes: Readonly<Record<number, RefusalReason>> = {
  1000: "tokenRejected",
  2001: "aiGatewayMissing",
  2003: "rateLimited",
  // "Failed to get response from provider", HTTP 400: relayed, OpenClaw would call it a malformed request.
  2005: "providerUnreachable",
  2009: "tokenRejected",
  2016: "blocked",
  2017: "blocked",
  2018: "rateLimited",
  2021: "noCredits",
  2029: "blocked",
  2030: "blocked",
  2040: "keyMissing",
  2041: "spendLimit",
  2045: "spendLimit",
  7002: "aiGatewayMissing",
  7003: "aiGatewayMissing",
  9106: "tokenRejected",
  9109: "tokenRejected",
  10000: "tokenRejected",
};

function ofCode(code: number | null, message: unknown, status: number): RefusalReason {
  const text = typeof message === "string" ? message : "";
  if (/spend(?:ing)? limit exceeded/i.test(text)) return "spendLimit";
  const known = code === null ? undefined : codes[code];
  if (known) return known;
  // `byok_only` and `cf-aig-no-wholesale`: 400 without a documented code.
  if (status === 400 && /credential|\bbyok\b|api key/i.test(text)) return "keyMissing";
  return ofStatus(status);
}

function ofPolicy(error: Json, status: number): RefusalReason {
  const code = numberIn(error.code);
  const text = typeof error.message === "string" ? error.message : "";
  if (code !== null || /spending limit/i.test(text)) return ofCode(code, text, status);
  return ofStatus(status);
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
