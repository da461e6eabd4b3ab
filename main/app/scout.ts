/** Keeps what the snapshot says of OpenClaw true: its file, its copies, its daemon, its environment, its models. Changes nothing there. */
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { ErrorCode } from "../../preload/contract/error.ts";
import type {
  EnvironmentState,
  ImportOffer,
  OpenClawState,
} from "../../preload/contract/openclaw.ts";
import type { Elsewhere } from "../core/find/elsewhere.ts";
import { leaksIn } from "../core/link/leaks.ts";
import { withTimeout } from "../kit/queue.ts";
import { readModels } from "../openclaw/models/models.ts";
import type { OpenClawView } from "../openclaw/openclaw.ts";
import type { Conductor } from "./conductor.ts";
import type { Parts } from "./parts.ts";
import type { Repairs } from "./repairs.ts";

export type Scout = {
  /** Reads the configuration file again. */
  lookAtFile(): Promise<OpenClawView>;
  /** Asks for the daemon, and does not wait long. */
  glance(): Promise<void>;
  /** Everything anew: copies, daemon, environment, models, what could be taken over. */
  lookAround(options?: { readonly asksShell?: boolean }): Promise<void>;
  /** What is to be pasted into the file; null: nothing any more. */
  setSnippet(path: string | null): void;
  /** Why a link would not work or not be safe now, whatever its kind; null when nothing is in the way. Who asks waits until that is known. */
  obstacle(isAsked: boolean): Promise<ErrorCode | null>;
  /** Zero too when the daemon cannot be asked. */
  runningTurns(): Promise<number>;
  /** Waits until no turn runs any more, or nobody can say; false when some still do after `withinMs`. */
  turnsEnded(withinMs: number): Promise<boolean>;
  close(): void;
};

/** OpenClaw writes its file in bursts, and tells of each. */
const settleMs = 150;
/** Where nothing runs a look takes a few milliseconds; no start and no link is held by one for longer. */
const glanceMs = 1_500;
/** The login shell is asked last, and given five seconds. */
const searchWithinMs = 7_000;
/** A few files and one process of the system's; ten seconds are a machine that stands still. */
const environmentWithinMs = 10_000;
const turnsEveryMs = 100;
const turnsWithinMs = 500;
/** What OpenClaw says of the work it would interrupt by a restart (measured on 2026.9.6 and 2026.5.28). */
const preflight = z.object({ counts: z.object({ embeddedRuns: z.number() }) });

const placed = (found: Elsewhere) =>
  found.kind === "wsl"
    ? ({ place: "wsl", name: found.name } as const)
    : ({ place: "container", name: found.file } as const);

export function createScout(
  parts: Parts,
  conductor: Conductor,
  readEnvironment: Repairs["read"],
): Scout {
  const { daemon, finder, log, openclaw, resolver } = parts;
  let view: OpenClawView | null = null;
  let around: EnvironmentState | null = null;
  let offer: ImportOffer | null = null;
  let helper: OpenClawState["resolver"] = "absent";
  let pending: NodeJS.Timeout | undefined;
  let searching: Promise<void> | null = null;
  let nextSearch: Promise<void> | null = null;
  let snippet: string | null = null;
  let isReloaded = false;
  let isClosed = false;

  const unwatch = daemon.watch(() => {
    show();
    // What the daemon tells of may be a change of its file, its models, its keys.
    pending ??= setTimeout(() => {
      pending = undefined;
      void lookAtFile().then(lookAtModels);
    }, settleMs).unref();
  });

  function show(): void {
    if (isClosed || !view) return;
    const state = daemon.state();
    conductor.shown.setOpenClaw({
      status: view.status,
      version: state?.version ?? finder.install()?.version ?? view.version,
      configPath: view.configPath,
      link: view.link && {
        ...view.link,
        applied: view.link.applied && leadsHere(view) && state?.isConfigApplied !== false,
      },
      installs: finder.found()?.installs ?? null,
      daemon: state,
      environment: around,
      overlays: view.overlays,
      offer,
      elsewhere: (finder.found()?.elsewhere ?? []).map(placed),
      snippet,
      resolver: helper,
      leaks: view.link && view.config ? leaksIn(view.config) : [],
    });
    if (state?.isConfigApplied === true) conductor.notices.clear("late");
  }

  /** What was taken over once is still there. */
  const isKnown = (found: ImportOffer): boolean =>
    parts.settings
      .get()
      .profiles.some(
        ({ accountId, aiGatewayId }) =>
          accountId === found.accountId && aiGatewayId === found.aiGatewayId,
      );

  /** An edge link leads to Cloudflare, the others to this router. */
  function leadsHere({ link, port }: OpenClawView): boolean {
    const router = conductor.router();
    return link?.kind === "edge" || router.status !== "listening" || router.port === port;
  }

  async function lookAtFile(): Promise<OpenClawView> {
    const seen = await openclaw.read();
    view = seen;
    if (seen.link?.applied) snippet = null;
    if (seen.code) conductor.notices.raise("openclaw", seen.code, parts.now());
    else conductor.notices.clear("openclaw");
    show();
    return seen;
  }

  async function lookAtDaemon(): Promise<void> {
    await daemon.look();
    show();
  }

  async function glance(): Promise<void> {
    await withTimeout(lookAtDaemon(), glanceMs);
  }

  async function lookAtEnvironment(options?: { readonly asksShell?: boolean }): Promise<void> {
    around = await readEnvironment(options);
    show();
  }

  /** Ours alone: a program that was damaged or outdated is set right, and OpenClaw asks again for the keys it could not read. */
  async function lookAtResolver(): Promise<void> {
    helper = await resolver.status();
    if (helper === "broken" && (await resolver.ensure()).ok) helper = "ready";
    const isOpen = parts.vault.state().kind === "keychain";
    const isStarving = (daemon.state()?.degraded.length ?? 0) > 0;
    // Once: what still fails then is not for want of asking.
    if (helper !== "ready" || !isOpen || !isStarving || isReloaded) return;
    isReloaded = true;
    await daemon.reloadSecrets();
  }

  async function lookAtModels(): Promise<void> {
    if (isClosed) return;
    const config = view?.config ?? null;
    const state = daemon.state();
    const isAskable = state?.access === "rpc" || state?.access === "cli";
    conductor.shown.setModels(
      isAskable || config
        ? await readModels({ call: daemon.call, config, linked: view?.link ?? null })
        : null,
    );
  }

  async function look(options?: { readonly asksShell?: boolean }): Promise<void> {
    await lookAtFile();
    await finder.search(parts.settings.get().openClawPath);
    await lookAtDaemon();
    await Promise.all([
      lookAtEnvironment(options),
      lookAtResolver(),
      parts.onboarded().then((found) => {
        offer = found && !isKnown(found.offer) ? found.offer : null;
      }),
    ]);
    show();
    await lookAtModels();
  }

  /** One look at a time; whoever asks during one gets the next, for that one may have passed what changed since. */
  function lookAround(options?: { readonly asksShell?: boolean }): Promise<void> {
    if (searching) {
      nextSearch ??= searching.then(() => {
        nextSearch = null;
        return lookAround(options);
      });
      return nextSearch;
    }
    searching = look(options)
      .catch((error: unknown) => log.error("openclaw.lookFailed", { error }))
      .finally(() => {
        searching = null;
      });
    return searching;
  }

  async function runningTurns(): Promise<number> {
    if (daemon.state()?.access !== "rpc") return 0;
    const asked = await withTimeout(daemon.call("gateway.restart.preflight"), turnsWithinMs);
    const told = !asked.timedOut && asked.value.ok ? preflight.safeParse(asked.value.value) : null;
    return told?.success ? told.data.counts.embeddedRuns : 0;
  }

  return {
    lookAtFile,
    glance,
    lookAround,
    setSnippet(path) {
      snippet = path;
      show();
    },
    runningTurns,
    async obstacle(isAsked) {
      const search = finder.known(parts.settings.get().openClawPath);
      await withTimeout(search, isAsked ? searchWithinMs : glanceMs);
      await glance();
      const state = daemon.state();
      if (state && state.status !== "stopped" && state.place !== "here")
        return "openclaw.elsewhere";
      const read = await withTimeout(lookAtEnvironment(), environmentWithinMs);
      // Unseen, a proxy would be given the local key.
      if (read.timedOut && around === null) return "openclaw.noAnswer";
      return around?.proxied ? "link.proxied" : null;
    },
    async turnsEnded(withinMs) {
      const until = parts.now() + withinMs;
      while ((await runningTurns()) > 0) {
        if (parts.now() >= until) return false;
        await wait(turnsEveryMs);
      }
      return true;
    },
    close() {
      isClosed = true;
      clearTimeout(pending);
      unwatch();
      daemon.close();
    },
  };
}
