/** The jobs on one configuration file: whatever kills them leaves the old file or the new one, and a journal that knows which. */
import { planRefusal } from "../../core/link/obstacle.ts";
import type { LinkPlan } from "../../core/link/plan.ts";
import { sweepTemps } from "../../kit/atomic-file.ts";
import type { Log } from "../../kit/log.ts";
import {
  type Done,
  folderOf,
  type Refusal,
  readConfigFile,
  type Staging,
  sweepStaged,
} from "../config-file.ts";
import { type Change, editOnce } from "./edit-job.ts";
import { linkOnce } from "./link-job.ts";
import { writeOffer } from "./offer.ts";
import { strangerOf } from "./ownership.ts";
import { type Settled, settle } from "./settle.ts";
import type { Ground } from "./swap.ts";
import { unlinkOnce } from "./unlink-job.ts";

export type Repair = {
  readonly repaired: "none" | Settled;
  readonly code?: Refusal["code"];
};

export type LinkJobs = {
  link(plan: LinkPlan, validate?: Staging["validate"]): Promise<Done>;
  unlink(): Promise<Done>;
  edit(change: Change): Promise<Done>;
  offer(plan: LinkPlan, folder: string): ReturnType<typeof writeOffer>;
  repair(): Promise<Repair>;
};

/** How often a job begins again because somebody else wrote the file meanwhile. */
const maxRetries = 3;

/** Jobs must not overlap. */
export function createLinkJobs(ground: Ground, log: Log | undefined): LinkJobs {
  const { configPath, journal, onStep } = ground;

  async function settleBegun(): Promise<Repair> {
    const loaded = await journal.load();
    if (loaded === "unreadable" || loaded?.step !== "linking") return { repaired: "none" };
    const repaired = await settle(loaded, configPath, journal);
    onStep("proven");
    return { repaired };
  }

  async function insist(job: () => Promise<Done>): Promise<Done> {
    for (let retries = 0; ; retries += 1) {
      const result = await job();
      if (result.ok || result.code !== "config.changed" || retries === maxRetries) return result;
      log?.info("openclaw.changedMeanwhile", { retries });
    }
  }

  return {
    async link(plan, validate) {
      const refusal = planRefusal(plan);
      if (refusal) return { ok: false, ...refusal };
      await settleBegun();
      return insist(() => linkOnce(ground, plan, validate));
    },
    async unlink() {
      await settleBegun();
      return insist(() => unlinkOnce(ground));
    },
    async edit(change) {
      await settleBegun();
      return insist(() => editOnce(ground, change));
    },
    async offer(plan, folder) {
      const refusal = planRefusal(plan);
      if (refusal) return { ok: false, ...refusal };
      const file = await readConfigFile(configPath);
      return writeOffer(ground, file, plan, folder);
    },
    async repair() {
      await sweepStaged(configPath);
      await sweepTemps(folderOf(configPath));
      await journal.sweep();
      const loaded = await journal.load();
      if (loaded === "unreadable" || loaded?.step !== "unlinking") return settleBegun();
      const file = await readConfigFile(configPath);
      if (file.ok && strangerOf(file, loaded)) {
        // Another Sluice links only where no link stands: ours had gone by then.
        await journal.drop();
        return { repaired: "completed" };
      }
      const removed = await insist(() => unlinkOnce(ground));
      return removed.ok ? { repaired: "completed" } : { repaired: "refused", code: removed.code };
    },
  };
}
