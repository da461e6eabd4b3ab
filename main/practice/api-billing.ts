/** Unified Billing as the account sees it: a balance in cents, and a history that insists on round times. */
import type { ApiAnswer, ApiAsk } from "./api-ask.ts";
import { type ApiReply, done, failed, invalidInput } from "./api-reply.ts";
import { endOf } from "./log.ts";

/** "`balance` is in cents (checked against the dashboard)". */
export const creditBalance: ApiAnswer = (_ask, { settings }) => {
  const { credits, creditCents } = settings();
  const isSetUp = credits !== "none";
  return done({
    balance: credits === "some" ? creditCents : 0,
    has_default_payment_method: isSetUp,
    payment_method: isSetUp ? { brand: "visa", last4: "4242" } : null,
    topup_config: { amount: null, threshold: null, disabled_reason: null, error: null },
  });
};

const sizes = { hour: 3_600_000, day: 86_400_000 } as const;

function windowOf({ query }: ApiAsk): number | null {
  const name = query.get("value_grouping_window");
  return name === "hour" || name === "day" ? sizes[name] : null;
}

/** "Billed not estimated, no gateway filter, unaligned bounds → HTTP 500". */
export const usageHistory: ApiAnswer = (ask, { logs, now }): ApiReply => {
  const size = windowOf(ask);
  const from = Number(ask.query.get("start_time") ?? Number.NaN);
  const to = Number(ask.query.get("end_time") ?? Number.NaN);
  if (size === null) return invalidInput(["query", "value_grouping_window"], "Required");
  if (!Number.isInteger(from) || !Number.isInteger(to)) {
    return invalidInput(["query", "start_time"], "Required");
  }
  if (from % size !== 0 || to % size !== 0 || to <= from) {
    return failed(500, { code: 7000, message: "Internal server error" });
  }
  const billed = logs
    .between(ask.ids[0] ?? "", from, to)
    .filter((row) => row.isWholesale && endOf(row) <= now());
  const history = Array.from({ length: Math.min(1000, (to - from) / size) }, (_, index) => {
    const start = from + index * size;
    const inside = billed.filter(({ createdAt }) => createdAt >= start && createdAt < start + size);
    const micro = inside.reduce((sum, row) => sum + (row.costMicroUsd ?? 0), 0);
    return {
      id: `mtrusg_practice_${start}`,
      aggregated_value: micro / 10_000,
      start_time: start,
      end_time: start + size,
    };
  });
  return done({ history });
};
