/** What OpenClaw itself thinks today cost: asked now and then, shown beside Sluice's figure, never added to it. */
import { dayOf } from "../core/zone.ts";
import { withTimeout } from "../kit/queue.ts";
import { readOpenClawUsage } from "../openclaw/usage.ts";
import type { Conductor } from "./conductor.ts";
import type { Parts } from "./parts.ts";

export type Estimate = {
  /** When it is to be asked again, epoch ms. */
  dueAt(): number;
  /** At the next chance: somebody looks. */
  hasten(): void;
  /** One question at a time: a busy daemon takes seconds. */
  ask(): Promise<void>;
  isAsking(): boolean;
};

const everyMs = 5 * 60_000;
/** OpenClaw adds up in the background, and says so. */
const laterMs = 30_000;
/** However often somebody wants it anew: OpenClaw has its own work to do. */
const soonMs = 5_000;
const answersWithinMs = 15_000;

export function createEstimate(
  { daemon, now, zone }: Pick<Parts, "daemon" | "now" | "zone">,
  { shown }: Pick<Conductor, "shown">,
): Estimate {
  let dueAt = 0;
  let askedAt = 0;
  let asking: Promise<void> | null = null;

  async function askOnce(): Promise<void> {
    askedAt = now();
    dueAt = askedAt + laterMs;
    const day = dayOf(now(), zone());
    const isThere = shown.openclaw().daemon !== null;
    const asked = isThere ? readOpenClawUsage(daemon.call, { day, zone: zone() }) : null;
    const answer = await withTimeout(Promise.resolve(asked), answersWithinMs);
    const said = answer.timedOut ? "later" : answer.value;
    dueAt = now() + (said === "later" ? laterMs : everyMs);
    if (said !== "later") shown.setEstimate({ day, of: said });
  }

  return {
    // The clock may have been set back.
    dueAt: () => Math.min(dueAt, now() + everyMs),
    hasten() {
      dueAt = Math.min(dueAt, askedAt + soonMs);
    },
    ask() {
      asking ??= askOnce().finally(() => {
        asking = null;
      });
      return asking;
    },
    isAsking: () => asking !== null,
  };
}
