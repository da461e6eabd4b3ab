/** OpenClaw as Sluice sees it: where its configuration is, whether our link is in it, and the one way to change that. */
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { LinkState, OpenClawState } from "../../preload/contract/state.ts";
import type { OwnLinkPlan } from "../core/link-entry.ts";
import type { Log } from "../kit/log.ts";
import { createQueue } from "../kit/queue.ts";
import { type Done, readConfigFile } from "./config-file.ts";
import { isDaemonRunning } from "./daemon.ts";
import { createJournal } from "./journal.ts";
import { configPathOf } from "./locate.ts";
import { createOwnLink, type Repair, type Step } from "./own-link.ts";
import { recall } from "./recall.ts";
import { viewOf } from "./view.ts";
import { readDocument } from "./without-link.ts";

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
  /** Read back from our own entry. */
  readonly localKey: string | null;
  /** The router's port in our own entry. */
  readonly port: number | null;
};

export type OpenClaw = {
  /** Changes nothing, not even a modification time. */
  read(): Promise<OpenClawView>;
  /** Writes the link, or writes it anew with another port, key, model or set of providers. */
  link(plan: OwnLinkPlan): Promise<Done>;
  /** The original bytes if the file is still ours, else the file minus exactly our places. */
  unlink(): Promise<Done>;
  /** Finishes or undoes what a killed run left. For every start, before anything else. */
  repair(): Promise<Repair>;
  /** True when OpenClaw's daemon answers on this machine. */
  isRunning(): Promise<boolean>;
  /** Resolves when the jobs under way are done; later ones are refused. */
  close(): Promise<void>;
};

/** `journalFolder` is made when first needed, 0700. One process at a time may use it. */
export function createOpenClaw({
  env,
  homeDir,
  journalFolder,
  log,
  onStep,
}: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly journalFolder: string;
  readonly log?: Log;
  /** For tests, which end the process there. */
  readonly onStep?: (step: Step) => void;
}): OpenClaw {
  const configPath = configPathOf(env, homeDir);
  const journal = createJournal(journalFolder, configPath);
  const own = createOwnLink({ configPath, journal, log, onStep });
  const queue = createQueue();
  let isClosed = false;
  const change = (job: () => Promise<Done>): Promise<Done> =>
    isClosed ? Promise.resolve({ ok: false, code: "app.quitting" }) : queue.run(job);

  return {
    read: () =>
      queue.run(async () => {
        const file = await readConfigFile(configPath);
        const loaded = await journal.load();
        const isLost = loaded === "unreadable" && file.ok;
        const recalled = isLost ? await recall(file, journal) : null;
        const isProven = recalled?.ok === true && recalled.restored !== null;
        return viewOf(configPath, file, loaded, isProven);
      }),
    link: (plan) => change(() => own.link(plan)),
    unlink: () => change(own.unlink),
    repair: () => queue.run(own.repair),
    async isRunning() {
      const file = await readConfigFile(configPath);
      const document = file.ok && file.hash !== null ? readDocument(file.bytes) : null;
      return isDaemonRunning(env, document?.ok ? document.value : null);
    },
    async close() {
      isClosed = true;
      await queue.run(async () => undefined);
    },
  };
}
