/** OpenClaw as Sluice sees it: where its configuration is, whether our link is in it, and the one way to change that. */
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { LinkState, OpenClawState, OverlayOffer } from "../../preload/contract/openclaw.ts";
import type { Edit, JsonObject } from "../core/json5-edit.ts";
import type { Link, LinkPlan } from "../core/link/plan.ts";
import type { Log } from "../kit/log.ts";
import { createQueue } from "../kit/queue.ts";
import { type Done, type Refusal, readConfigFile } from "./config-file.ts";
import { createLinkJobs, type Repair } from "./link/jobs.ts";
import { configPathsElsewhere, createJournal } from "./link/journal.ts";
import { recordFor } from "./link/offer.ts";
import { createPace, type PaceOptions } from "./link/pace.ts";
import { recall } from "./link/recall.ts";
import type { Step } from "./link/swap.ts";
import { viewOf } from "./link/view.ts";
import { configPathOf } from "./locate.ts";

export type OpenClawView = {
  readonly status: OpenClawState["status"];
  readonly configPath: string;
  /** The OpenClaw that last wrote the file, as it says there. */
  readonly version: string | null;
  /** Why a link could not be written now, as far as the file says. */
  readonly code?: ErrorCode;
  readonly link: LinkState | null;
  /** False for a link this journal did not make: the person may remove it, nothing else may. */
  readonly isOurs: boolean;
  /** The link as this journal has it, whatever stands in the file. */
  readonly made: Link | null;
  /** Whether this link was made to keep every fallback out of the file; "part" where the file names one all the same. */
  readonly hold: "whole" | "part" | "none";
  /** Read back from our own entry. */
  readonly localKey: string | null;
  /** The router's port in our own entry. */
  readonly port: number | null;
  /** Every provider the file names, and whether an overlay can bring it here. */
  readonly overlays: readonly OverlayOffer[];
  /** What the file says, with the fallbacks that are only held, and secrets included: never leaves memory. Null when it cannot be understood. */
  readonly config: JsonObject | null;
};

export type LinkOptions = {
  /** Asked with the path of the finished file, which lies beside the configuration, before it takes its place. */
  readonly validate?: (stagedPath: string) => Promise<Done>;
};

export type OpenClaw = {
  /** Changes nothing, not even a modification time. */
  read(): Promise<OpenClawView>;
  /** Writes the link, over any other of ours in one step. */
  link(plan: LinkPlan, options?: LinkOptions): Promise<Done>;
  /** The original bytes if the file is still ours, else the file minus exactly our places. */
  unlink(): Promise<Done>;
  /** A lasting wish of the person: what unlink restores has it too. `change` is asked for the file as it is and as it is without the link. */
  edit(change: (config: JsonObject) => readonly Edit[]): Promise<Done>;
  /** For a file that cannot be edited in place: what to paste, written as `openclaw-link.json5` into `folder`. */
  writeSnippet(
    plan: LinkPlan,
    folder: string,
  ): Promise<{ readonly ok: true; readonly path: string } | Refusal>;
  /** Other configuration files a link of ours stands in by this journal: Sluice was started for another OpenClaw then. */
  linkedElsewhere(): Promise<readonly string[]>;
  /** Finishes or undoes what a killed run left. For every start, before anything else. */
  repair(): Promise<Repair>;
  /** Resolves when the jobs under way are done; later ones are refused. */
  close(): Promise<void>;
};

/** Between two replacements of the file, in this process. */
const gapMs = 300;

/** `journalFolder` is made when first needed, 0700. One process at a time may use it. */
export function createOpenClaw({
  env,
  homeDir,
  journalFolder,
  log,
  onStep,
  pace,
}: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly journalFolder: string;
  readonly log?: Log;
  /** For tests, which end the process there. */
  readonly onStep?: (step: Step) => void;
  /** For tests, which have a clock of their own or no gap. */
  readonly pace?: PaceOptions;
}): OpenClaw {
  const configPath = configPathOf(env, homeDir);
  const journal = createJournal(journalFolder, configPath);
  const ground = {
    configPath,
    journal,
    pace: createPace(pace ?? { gapMs }),
    onStep: onStep ?? (() => undefined),
  };
  const jobs = createLinkJobs(ground, log);
  const queue = createQueue();
  let isClosed = false;
  const change = <T>(job: () => Promise<T>): Promise<T | Refusal> =>
    isClosed ? Promise.resolve({ ok: false, code: "app.quitting" }) : queue.run(job);

  return {
    read: () =>
      queue.run(async () => {
        const file = await readConfigFile(configPath);
        const loaded = await recordFor(file, journal);
        const isLost = loaded === "unreadable" && file.ok;
        const recalled = isLost ? await recall(file, journal) : null;
        const isProven = recalled?.ok === true && recalled.restored !== null;
        return viewOf(configPath, file, loaded, isProven);
      }),
    link: (plan, { validate } = {}) => change(() => jobs.link(plan, validate)),
    unlink: () => change(jobs.unlink),
    edit: (wish) => change(() => jobs.edit(wish)),
    writeSnippet: (plan, folder) => change(() => jobs.offer(plan, folder)),
    linkedElsewhere: () => configPathsElsewhere(journalFolder, configPath),
    repair: () => queue.run(jobs.repair),
    async close() {
      isClosed = true;
      await queue.run(async () => undefined);
    },
  };
}
