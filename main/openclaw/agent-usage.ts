/** What OpenClaw says each of its agents used on some days: its own estimate from its transcripts, never added to Sluice's figures. */
import { z } from "zod";
import type { AgentRow } from "../../preload/contract/command.ts";
import { usageCostParams } from "../core/daemon/usage-cost.ts";
import type { JsonObject } from "../core/json5-edit.ts";
import type { Refusal } from "./config-file.ts";
import type { Call } from "./models/models.ts";

export type AgentUsage =
  | { readonly ok: true; readonly rows: readonly AgentRow[] }
  /** It still counts, for some seconds after a turn and longer after it has started. */
  | { readonly ok: true; readonly rows: "later" }
  | Refusal;

/** 2026.9.6 adds up all sessions and lists so many; the list says how many requests there were. */
const listedSessions = 200;
/** 2026.5.28 adds up only those it lists: some 3 KB each. */
const addedSessions = 2_000;

const amount = z.number().nonnegative();
const totals = z.object({
  ...{ input: amount, output: amount, cacheRead: amount, cacheWrite: amount },
  ...{ totalCost: amount, missingCostEntries: amount },
});
/** Read from `sessions.usage`; the same in 2026.5.28 and 2026.9.6 but for `sessionCount`, which is new. */
const answer = z.object({
  sessions: z.array(
    z.object({
      agentId: z.string(),
      usage: z.object({ modelUsage: z.array(z.object({ count: amount })).optional() }).nullable(),
    }),
  ),
  aggregates: z.object({
    sessionCount: amount.optional(),
    byAgent: z.array(z.object({ agentId: z.string(), totals })),
  }),
  /** Left out where there is nothing to count. */
  cacheStatus: z.object({ status: z.string() }).optional(),
});

/**
 * Local days of `zone`, "2026-11-21", both included. 2026.5.28 knows only an offset and no zone: its days are those of the first day's
 * offset. A day's figures are as old as OpenClaw's own count, up to a minute.
 */
export async function readAgentUsage(
  call: Call,
  { first, last, zone }: { readonly first: string; readonly last: string; readonly zone: string },
): Promise<AgentUsage> {
  const { timeZone = zone, ...params } = {
    ...usageCostParams(first, zone),
    endDate: last,
  } as JsonObject;
  const told = await call("sessions.usage", { ...params, timeZone, limit: listedSessions });
  if (told.ok) return agentUsageIn(told.value);
  if (told.detail !== "INVALID_REQUEST") return told;
  const again = await call("sessions.usage", { ...params, limit: addedSessions });
  return again.ok ? agentUsageIn(again.value, addedSessions) : again;
}

/**
 * Agents that used something, the dearest first. With a turn of which OpenClaw knows no price the agent's cost is not known; how many requests it made is
 * not where OpenClaw does not list all of its sessions. `addedUp`: so many sessions are in the sums, and where there are as many there
 * may be more, so that nobody knows the sums.
 */
export function agentUsageIn(value: unknown, addedUp = Number.POSITIVE_INFINITY): AgentUsage {
  const read = answer.safeParse(value);
  if (!read.success) return { ok: false, code: "openclaw.noAnswer" };
  const { aggregates, cacheStatus, sessions } = read.data;
  if (sessions.length >= addedUp) return { ok: false, code: "openclaw.noAnswer" };
  if ((cacheStatus?.status ?? "fresh") !== "fresh") return { ok: true, rows: "later" };
  const isListed = sessions.length >= (aggregates.sessionCount ?? sessions.length);
  const requestsOf = (agent: string) =>
    sessions
      .filter(({ agentId }) => agentId === agent)
      .flatMap(({ usage }) => usage?.modelUsage ?? [])
      .reduce((sum, { count }) => sum + count, 0);
  // An agent with sessions of another time is in the sums too, with nothing.
  const busy = aggregates.byAgent.filter(({ totals: sum }) => Object.values(sum).some(Boolean));
  const rows = busy.map(({ agentId, totals: sum }) => ({
    agent: agentId,
    ...{ tokensIn: sum.input, tokensOut: sum.output },
    ...{ cacheRead: sum.cacheRead, cacheWrite: sum.cacheWrite },
    costMicroUsd: sum.missingCostEntries > 0 ? null : Math.round(sum.totalCost * 1_000_000),
    requests: isListed ? requestsOf(agentId) : null,
  }));
  return { ok: true, rows: rows.sort(byCost) };
}

/** The name decides the rest, so that rows do not jump. */
const byCost = (a: AgentRow, b: AgentRow): number =>
  (b.costMicroUsd ?? -1) - (a.costMicroUsd ?? -1) || (a.agent < b.agent ? -1 : 1);
