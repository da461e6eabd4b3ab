/** Reads single rows of an aiGateway's log, what they cost above all, and how many there are. Never a body. */
import { done, failed, type Outcome } from "./outcome.ts";
import { pathOf } from "./place.ts";
import { refusalOf } from "./refusal.ts";
import { logReply, resultOf, totalCountOf } from "./replies.ts";
import type { Answer, Rest } from "./rest.ts";

export type LogCost = {
  /** Null: Cloudflare has the row and no cost for it. */
  readonly costMicroUsd: number | null;
  /** As Cloudflare names them; empty when it does not. */
  readonly provider: string;
  readonly model: string;
  readonly cached: boolean;
};

/** Accounts made since 2026-09-24 may have no such log: then the path is unknown, or leads nowhere. */
const meaning = {
  denied: "cloudflare.needsAiGatewayRead",
  missing: "cloudflare.noLogs",
} as const;

const isAboutAiGateway = ({ errors }: Answer) =>
  errors.some(({ code, message }) => code === 7002 && /\bgateway\b/i.test(message));

const refused = (answer: Answer) =>
  refusalOf(answer, {
    ...meaning,
    ...(isAboutAiGateway(answer) ? { missing: "cloudflare.aiGatewayNotFound" } : {}),
  });

/** "later": there is no such row, or not yet: rows come up to a second after their answer. */
export async function readLog(
  rest: Rest,
  accountId: string,
  aiGatewayId: string,
  logId: string,
): Promise<Outcome<LogCost | "later">> {
  const path = pathOf({ accountId, aiGatewayId, logId });
  if (!path.ok) return path;
  const answer = await rest.ask({ path: path.value });
  if (!answer.ok) return answer;
  const isMissing = answer.value.errors.some(({ code }) => code === 7002);
  if (isMissing && !isAboutAiGateway(answer.value)) return done("later");
  const refusal = refused(answer.value);
  if (refusal) return refusal;
  const row = logReply.safeParse(resultOf(answer.value.json));
  return row.success ? done(row.data) : failed("cloudflare.failed", "not as expected");
}

/** Rows made in `[fromMs, toMs)`; without a range all there are. */
export async function countLogs(
  rest: Rest,
  accountId: string,
  aiGatewayId: string,
  range?: { readonly fromMs: number; readonly toMs: number },
): Promise<Outcome<number>> {
  const path = pathOf({ accountId, aiGatewayId });
  if (!path.ok) return path;
  const at = (ms: number) => [new Date(ms).toISOString()];
  const filters = range && [
    // There is no "or equal", and a row's time has milliseconds.
    { key: "created_at", operator: "gt", value: at(range.fromMs - 1) },
    { key: "created_at", operator: "lt", value: at(range.toMs) },
  ];
  const query = filters ? `&filters=${encodeURIComponent(JSON.stringify(filters))}` : "";
  const answer = await rest.ask({ path: `${path.value}/logs?per_page=1${query}` });
  if (!answer.ok) return answer;
  const refusal = refused(answer.value);
  if (refusal) return refusal;
  const total = totalCountOf(answer.value.json);
  return total === null ? failed("cloudflare.failed", "no count") : done(total);
}
