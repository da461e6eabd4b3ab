/** Lists the aiGateways of an account, and makes one that is safe from its first moment; changes none that exists. */
import type { AiGatewayInfo, CloudflareCode } from "../../preload/contract/cloudflare.ts";
import { readAll, readOne } from "./listing.ts";
import { done, failed, type Outcome } from "./outcome.ts";
import { pathOf } from "./place.ts";
import { refusalOf } from "./refusal.ts";
import { aiGatewayReply, resultOf } from "./replies.ts";
import type { Answer, Rest } from "./rest.ts";

const reading = {
  denied: "cloudflare.needsAiGatewayRead",
  missing: "cloudflare.accountNotFound",
} as const;
const naming = { ...reading, missing: "cloudflare.aiGatewayNotFound" } as const;
const making = { ...reading, denied: "cloudflare.needsAiGatewayEdit" } as const;

export async function listAiGateways(
  rest: Rest,
  accountId: string,
): Promise<Outcome<readonly AiGatewayInfo[]>> {
  const path = pathOf({ accountId });
  if (!path.ok) return path;
  const at = `${path.value}/ai-gateway/gateways`;
  return readAll(rest, at, 100, aiGatewayReply, reading);
}

/** Authenticated, no response cache, no rate limit, logs on, and only with provider keys of the person's own: never on credit. */
const safe = {
  authentication: true,
  byok_only: true,
  cache_invalidate_on_update: true,
  cache_ttl: 0,
  collect_logs: true,
  rate_limiting_interval: null,
  rate_limiting_limit: null,
} as const;

/** Free accounts may have so many; paid ones more. */
const fewestAllowed = 10;

export async function createAiGateway(
  rest: Rest,
  accountId: string,
  id: string,
): Promise<Outcome<AiGatewayInfo>> {
  const account = pathOf({ accountId });
  const own = pathOf({ accountId, aiGatewayId: id });
  if (!account.ok) return account;
  if (!own.ok || !/^(?=.{1,64}$)[a-z0-9_]+(?:-[a-z0-9_]+)*$/.test(id))
    return failed("cloudflare.inputInvalid", "no such id");
  const read = () => readOne(rest, own.value, aiGatewayReply, naming);
  const before = await read();
  if (before.ok) return failed("cloudflare.aiGatewayExists", "there before");
  // A token may be let to make what it may not read.
  const mayGoOn = ["cloudflare.aiGatewayNotFound", "cloudflare.needsAiGatewayRead"];
  if (!mayGoOn.includes(before.code)) return before;

  const path = `${account.value}/ai-gateway/gateways`;
  const answer = await rest.ask({ path, body: { id, ...safe }, once: true });
  if (answer.ok) {
    const refusal = refusalOf(answer.value, making);
    if (refusal === null) {
      const made = aiGatewayReply.safeParse(resultOf(answer.value.json));
      return made.success ? done(made.data) : read();
    }
    return { ...refusal, code: (await whyNot(rest, accountId, answer.value)) ?? refusal.code };
  }
  // Nobody knows whether it was made: it was not there before, so if it is there now, it was.
  if (!["cloudflare.unreachable", "cloudflare.timeout", "cloudflare.failed"].includes(answer.code))
    return answer;
  const after = await read();
  return after.ok ? after : answer;
}

/** Cloudflare has no codes of their own for "there is one" and "no more": its words say which, or the number there is. */
async function whyNot(
  rest: Rest,
  accountId: string,
  { status, errors }: Answer,
): Promise<CloudflareCode | null> {
  const message = errors.map((error) => error.message).join("\n");
  if (status === 409 || /already (?:exists|taken|in use)/i.test(message))
    return "cloudflare.aiGatewayExists";
  if (/maximum number|\blimit\b.*gateways?|gateways?.*\blimit\b|too many gateways/i.test(message))
    return "cloudflare.limitReached";
  if (status !== 400 && status !== 403) return null;
  // An input Cloudflare has no quarrel with, by its own words: then it is the number.
  if (errors.some(({ code }) => code === 7001 || code === 10000)) return null;
  const all = await listAiGateways(rest, accountId);
  return all.ok && all.value.length >= fewestAllowed ? "cloudflare.limitReached" : null;
}
