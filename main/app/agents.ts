/** What OpenClaw itself says each of its agents used, asked until it has counted, and not for long. */
import { setTimeout as wait } from "node:timers/promises";
import type { QueryReply } from "../../preload/contract/command.ts";
import { dayOf } from "../core/zone.ts";
import { withTimeout } from "../kit/queue.ts";
import { readAgentUsage } from "../openclaw/agent-usage.ts";
import type { Parts } from "./parts.ts";

/** A busy daemon takes seconds, and one that has just started counts for some. */
const answersWithinMs = 15_000;
const againAfterMs = 500;

/** The local days that `[from, to)` touches, each whole. `openclaw.noAnswer` when it has not counted in time. */
export async function readAgents(
  { daemon, zone }: Pick<Parts, "zone"> & { readonly daemon: Pick<Parts["daemon"], "call"> },
  { from, to }: { readonly from: number; readonly to: number },
  { limitMs = answersWithinMs }: { readonly limitMs?: number } = {},
): Promise<QueryReply> {
  if (from >= to || to > lastMoment) return refused("command.invalid");
  const days = { first: dayOf(from, zone()), last: dayOf(to - 1, zone()), zone: zone() };
  const ending = new AbortController();
  const counted = async () => {
    for (;;) {
      const said = await readAgentUsage(daemon.call, days);
      if (!said.ok || said.rows !== "later") return said;
      await wait(againAfterMs, undefined, { signal: ending.signal });
    }
  };
  const said = await withTimeout(counted(), limitMs);
  ending.abort();
  if (said.timedOut) return refused("openclaw.noAnswer");
  return said.value.ok ? said.value : refused(said.value.code);
}

/** OpenClaw's days have years of four digits. */
const lastMoment = Date.UTC(9999, 0, 1);

const refused = (code: Extract<QueryReply, { ok: false }>["error"]["code"]): QueryReply => ({
  ok: false,
  error: { code },
});
