/** Reads the whole of one aiGateway and replaces it: once, and proven by reading it again. */
import { type AiGatewayObject, isRecord } from "../core/ai-gateway/object.ts";
import { done, type Failure, failed, type Outcome } from "./outcome.ts";
import { pathOf } from "./place.ts";
import { refusalOf } from "./refusal.ts";
import { resultOf } from "./replies.ts";
import type { Rest } from "./rest.ts";

const reading = {
  denied: "cloudflare.needsAiGatewayRead",
  missing: "cloudflare.aiGatewayNotFound",
} as const;
const editing = { ...reading, denied: "cloudflare.needsAiGatewayEdit" } as const;

/** Everything there is of it, as it was written: what is known of it is not all of it. */
export async function readAiGateway(
  rest: Rest,
  accountId: string,
  aiGatewayId: string,
): Promise<Outcome<AiGatewayObject>> {
  const path = pathOf({ accountId, aiGatewayId });
  if (!path.ok) return path;
  const answer = await rest.ask({ path: path.value, exact: true });
  if (!answer.ok) return answer;
  const refusal = refusalOf(answer.value, reading);
  if (refusal) return refusal;
  const object = objectIn(answer.value.json, aiGatewayId);
  return object ? done(object) : failed("cloudflare.failed", "not as expected");
}

export type Writing = {
  readonly body: AiGatewayObject;
  /** What was meant stands in it. */
  readonly isWritten: (object: AiGatewayObject) => boolean;
};

/** Cloudflare may need a moment until it shows what it has taken in, and a lost question one to arrive. */
const looks = 2;

export async function writeAiGateway(
  rest: Rest,
  accountId: string,
  aiGatewayId: string,
  { body, isWritten }: Writing,
): Promise<Outcome<AiGatewayObject>> {
  const path = pathOf({ accountId, aiGatewayId });
  if (!path.ok) return path;
  const question = { path: path.value, method: "PUT", body, once: true, exact: true } as const;
  const answer = await rest.ask(question);
  if (!answer.ok && !isUncertain(answer)) return answer;
  const refusal = answer.ok ? refusalOf(answer.value, editing) : null;
  if (refusal) return refusal;

  let seen = await readAiGateway(rest, accountId, aiGatewayId);
  for (let look = 1; look < looks; look += 1) {
    if (seen.ok && isWritten(seen.value)) return seen;
    if (!(await rest.pause(rest.patience.flapMs))) break;
    seen = await readAiGateway(rest, accountId, aiGatewayId);
  }
  if (seen.ok && isWritten(seen.value)) return seen;
  if (!answer.ok) return answer;
  if (seen.ok) return failed("cloudflare.failed", "not kept");
  // It can be read no longer; what was said on writing it is as good.
  const told = objectIn(answer.value.json, aiGatewayId);
  return told && isWritten(told) ? done(told) : seen;
}

/** Nobody knows whether it was written. */
const isUncertain = ({ code }: Failure): boolean =>
  ["cloudflare.unreachable", "cloudflare.timeout", "cloudflare.failed"].includes(code);

/** Null: none, or another one, which must not be written over this one. */
function objectIn(json: unknown, aiGatewayId: string): AiGatewayObject | null {
  const object = resultOf(json);
  return isRecord(object) && object.id === aiGatewayId ? object : null;
}
