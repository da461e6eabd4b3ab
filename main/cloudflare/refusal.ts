/** Turns what Cloudflare's management side complains of into the code whose sentence names what is missing. */
import type { CloudflareCode } from "../../preload/contract/cloudflare.ts";
import { type Failure, failed } from "./outcome.ts";
import type { Answer } from "./rest.ts";

/** What the two vague refusals mean, for this question. */
export type Meaning = {
  /** The token is fine and may not do this. */
  readonly denied: CloudflareCode;
  /** There is no such thing. */
  readonly missing: CloudflareCode;
};

/** Null when Cloudflare did what was asked. The codes are those of its management side, not of an aiGateway. */
export function refusalOf(answer: Answer, meaning: Meaning): Failure | null {
  const { status, errors } = answer;
  if (status < 300 && errors.length === 0) return null;
  const codes = errors.flatMap(({ code }) => code ?? []);
  const message = errors.map((error) => error.message).join("\n");
  return failed(codeOf(status, codes, message, meaning), detailOf(status, codes));
}

const detailOf = (status: number, codes: readonly number[]) =>
  [`http ${status}`, ...codes.map((code) => `code ${code}`)].join(", ");

/** With 401 Cloudflare says two things: that a token may not do this, and that there is no such token any more. */
export const isUnauthorized = ({ detail = "" }: Failure): boolean => detail.startsWith("http 401");

function codeOf(
  status: number,
  codes: readonly number[],
  message: string,
  { denied, missing }: Meaning,
): CloudflareCode {
  const has = (...some: readonly number[]) => some.some((code) => codes.includes(code));
  // 9109 is three things, told apart by their words: a token tied to other addresses, a bad one, one without the right.
  if (/from location|ip address|not allowed from/i.test(message))
    return "cloudflare.tokenElsewhere";
  if (has(6003, 6111)) return "cloudflare.tokenMalformed";
  if (/token\b.{0,40}\bexpired/i.test(message)) return "cloudflare.tokenExpired";
  if (/token\b.{0,40}\bdisabled/i.test(message)) return "cloudflare.tokenDisabled";
  if (has(1000, 9106) || /invalid (?:access|api) token/i.test(message))
    return "cloudflare.tokenInvalid";
  if (has(971, 10100) || /rate limit|too many requests/i.test(message))
    return "cloudflare.rateLimited";
  if (has(7003, 7000))
    return missing === "cloudflare.noLogs" ? missing : "cloudflare.accountNotFound";
  if (has(7002) || status === 404) return missing;
  if (has(9109) && !isAboutNobody(denied)) return "cloudflare.accountNotFound";
  if (has(10000, 9109) || status === 401 || status === 403) return denied;
  if (has(7001) || status === 400 || status === 422) return "cloudflare.inputInvalid";
  return "cloudflare.failed";
}

/** Questions that name no account. */
const isAboutNobody = (denied: CloudflareCode) =>
  denied === "cloudflare.tokenInvalid" || denied === "cloudflare.needsAccountSettingsRead";
