/** Brings OpenClaw's requests to the router and takes them away again; one such job at a time, and done only when OpenClaw says so. */
import { setTimeout as wait } from "node:timers/promises";
import type { ErrorCode } from "../../preload/contract/error.ts";
import type { LinkPlan } from "../core/link/plan.ts";
import { createQueue, withTimeout } from "../kit/queue.ts";
import type { OpenClawView } from "../openclaw/openclaw.ts";
import type { Conductor } from "./conductor.ts";
import type { Edge } from "./edge.ts";
import { createHeldKey } from "./held-key.ts";
import { planTo, type Wish } from "./link-plan.ts";
import type { Parts } from "./parts.ts";
import type { Scout } from "./scout.ts";
import type { Remembered } from "./settings-file.ts";

export type Outcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: ErrorCode; readonly detail?: string };

export type Linker = {
  /** Finishes or undoes what a killed run left in OpenClaw's files. */
  repair(): Promise<void>;
  /** `isAsked`: by the person, just now; then OpenClaw's own program may be asked what it thinks first, which takes seconds. */
  link(wish: Wish, isAsked: boolean): Promise<Outcome>;
  /** Writes the link again with what is remembered now (port, model, keys); nothing happens while not linked. */
  relink(): Promise<Outcome>;
  /** The same with another choice of models, which is remembered only if OpenClaw takes it. Fallbacks left out: as they are. */
  relinkWith(choice: {
    readonly model: Remembered["model"];
    readonly fallbacks?: Remembered["fallbacks"];
  }): Promise<Outcome>;
  unlink(): Promise<Outcome>;
  /** The link goes, the wish to be linked stays: the next start makes it again. */
  takeBack(): Promise<Outcome>;
  /** For quitting: what the person chose for the time without Sluice, taken in by OpenClaw, and its turns over; at most `withinMs`. */
  leave(withinMs: number): Promise<void>;
};

const done: Outcome = { ok: true };
const keyOutlivesMs = 60_000;
/** Measured on 2026.9.6: 0.8 to 0.9 s on a calm machine, up to 3.4 s on a busy one. */
const takenInWithinMs = 10_000;
/** Where nobody can say when it has taken in a file, it is given this long. */
const letGoMs = 2_500;
const markWithinMs = 400;
/** At quit; what takes longer is not had at once. */
const planWithinMs = 800;
/** What the person can still do by hand. */
const pastable: readonly ErrorCode[] = [
  "config.cannotEdit",
  "config.includes",
  "config.symlink",
  "config.tooLarge",
  "disk.readOnly",
];

export function createLinker(parts: Parts, conductor: Conductor, scout: Scout, edge: Edge): Linker {
  const { daemon, finder, log, openclaw, settings } = parts;
  const queue = createQueue();
  const heldKey = createHeldKey(parts, conductor);
  let lastPort: number | null = null;
  let lastPlan: LinkPlan | null = null;
  let retirement: NodeJS.Timeout | undefined;
  let isLeaving = false;
  /** Whoever waits for OpenClaw stops waiting when Sluice is to end. */
  const left = Promise.withResolvers<void>();
  const unlessLeaving = <T>(work: Promise<T>, instead: T): Promise<T> =>
    Promise.race([work, left.promise.then(() => instead)]);

  async function look(): Promise<OpenClawView> {
    const view = await scout.lookAtFile();
    // A key outlives its link until OpenClaw has let go of it: see `retire`.
    if (view.localKey !== null) {
      conductor.setLocalKey(view.localKey);
      lastPort = view.port;
    }
    return view;
  }

  /** The key of a removed link opens the router until OpenClaw has surely taken in that the link is gone. */
  function retire(): void {
    clearTimeout(retirement);
    retirement = setTimeout(async () => {
      const { link, daemon: state } = conductor.store.state().openclaw;
      if (link !== null && link.kind !== "edge") return;
      // A turn keeps the key it began with; an OpenClaw that minds its file goes on as before. A refusal would lock its provider out.
      if (state?.isConfigApplied === false || (await scout.runningTurns()) > 0) return retire();
      conductor.setLocalKey(null);
      await conductor.apply();
    }, keyOutlivesMs);
    retirement.unref();
  }

  async function takenIn(marked: string | null, withinMs = takenInWithinMs) {
    const fared = await unlessLeaving(daemon.waitTakenIn(marked, withinMs), "unknown");
    if (fared === "late") conductor.notices.raise("late", "link.late", parts.now());
    return fared;
  }

  /** What OpenClaw runs with now, to be told from what it runs with after a change; null when it cannot say. */
  async function mark(): Promise<string | null> {
    const marked = await withTimeout(daemon.mark(), markWithinMs);
    return marked.timedOut ? null : marked.value;
  }

  async function write(wish: Wish, isAsked: boolean): Promise<Outcome> {
    const router = conductor.router();
    if (router.port === null && wish.kind !== "edge") return { ok: false, code: "router.off" };
    const view = await openclaw.read();
    const before =
      conductor.localKey() ?? (router.port === null ? null : await heldKey.take(router.port));
    if (before !== null && conductor.localKey() === null) lastPort = router.port;
    // OpenClaw goes on with the former key for a second or more: a new one would lock its provider out. On another port somebody
    // else may have heard the former key, so there it is a new one.
    const localKey = before !== null && lastPort === router.port ? before : parts.randomKey();
    const { fallbacks, model } = settings.get();
    const { overlays } = view;
    const planned =
      wish.kind === "edge"
        ? await edge.plan(wish, overlays)
        : planTo(wish, { port: router.port ?? 0, localKey, overlays, model, fallbacks });
    if (!planned.ok) return planned;
    clearTimeout(retirement);
    // The router must know the key before OpenClaw does: a request may follow the file within milliseconds.
    if (wish.kind !== "edge") conductor.setLocalKey(localKey);
    await conductor.apply();
    const marked = await mark();
    // A daemon that can be asked says afterwards what it thinks of the file, in a fraction of the time.
    const isChecked = isAsked && marked === null && finder.install()?.node != null;
    const quitting: Outcome = { ok: false, code: "app.quitting" };
    const validate = (staged: string) => unlessLeaving(daemon.validate(staged), quitting);
    const linked = isLeaving
      ? quitting
      : await openclaw.link(planned.plan, isChecked ? { validate } : {});
    const fared = linked.ok ? await takenIn(marked) : null;
    if (fared === "rejected") await (lastPlan ? openclaw.link(lastPlan) : openclaw.unlink());
    if (!linked.ok || fared === "rejected") {
      conductor.setLocalKey(before);
      if ((await look()).link === null) retire();
      await conductor.apply();
      const refusal = linked.ok ? ({ ok: false, code: "config.rejected" } as const) : linked;
      if (isAsked && pastable.includes(refusal.code)) await writeSnippet(planned.plan);
      // What stood for a moment in the file is gone again: that must not go by unseen.
      if (fared === "rejected") conductor.notices.raise("link", refusal.code, parts.now());
      log.warn("link.refused", { code: refusal.code });
      return refusal;
    }
    lastPlan = planned.plan;
    conductor.notices.clear("link");
    if (wish.kind === "edge") retire();
    else lastPort = router.port;
    scout.setSnippet(null);
    conductor.unprove();
    await look();
    await conductor.apply();
    log.info("link.made", { kind: wish.kind, providers: wish.providers.join(" ") });
    return done;
  }

  /** For a file that only its owner should touch: what to add, in a file of its own. The key in it opens the router from now on. */
  async function writeSnippet(plan: LinkPlan): Promise<void> {
    const written = await openclaw.writeSnippet(plan, parts.userDataDir);
    if (!written.ok) return;
    if (plan.kind !== "edge") conductor.setLocalKey(plan.localKey);
    await conductor.apply();
    scout.setSnippet(written.path);
  }

  async function remove(): Promise<Outcome> {
    const removed = await openclaw.unlink();
    if (removed.ok) {
      lastPlan = null;
      conductor.notices.clear("link");
      log.info("link.removed");
      retire();
    } else log.warn("unlink.refused", { code: removed.code });
    conductor.unprove();
    await look();
    await conductor.apply();
    return removed;
  }

  async function unlink(): Promise<Outcome> {
    const marked = await mark();
    const removed = await remove();
    if (!removed.ok) return removed;
    const fared = await takenIn(marked);
    // The file is rid of the link, but something else in it keeps OpenClaw from taking that in.
    if (fared === "rejected") conductor.notices.raise("late", "config.rejected", parts.now());
    await conductor.keep({ link: null });
    await edge.tidy();
    return done;
  }

  /** The edge link where it is wished and can be had at once, else the user's own way. Null: nothing was to be done. */
  async function changeForLeaving(): Promise<"edge" | "removed" | null> {
    const { link, isOurs } = await openclaw.read();
    if (!link || !isOurs || link.kind === "edge") return null;
    if (settings.get().settings.onQuit === "edge") {
      const wish = { kind: "edge", providers: link.providers, shape: link.kind } as const;
      const planning = edge.plan(wish, conductor.store.state().openclaw.overlays);
      const planned = await withTimeout(planning, planWithinMs);
      const put: Outcome = planned.timedOut
        ? { ok: false, code: "openclaw.noAnswer" }
        : planned.value.ok
          ? await openclaw.link(planned.value.plan)
          : planned.value;
      if (put.ok) return "edge";
      log.warn("edge.refused", { code: put.code });
    }
    return (await remove()).ok ? "removed" : null;
  }

  const relink = (): Promise<Outcome> =>
    queue.run(async () => {
      const { link } = settings.get();
      return link && conductor.store.state().openclaw.link ? write(link, false) : done;
    });

  return {
    repair: () =>
      queue.run(async () => {
        const { repaired } = await openclaw.repair();
        if (repaired !== "none") log.info("link.repaired", { repaired });
        await look();
      }),
    link: (wish, isAsked) =>
      queue.run(async () => {
        const obstacle = await unlessLeaving(scout.obstacle(isAsked), "app.quitting");
        if (obstacle) return { ok: false, code: obstacle };
        // Before 2026.5 neither the entry nor references to secrets are what they are today.
        if (wish.kind !== "overlay" && finder.install()?.isTooOld)
          return { ok: false, code: "openclaw.tooOld" };
        const written = await write(wish, isAsked);
        if (!written.ok) return written;
        conductor.notices.clear("crashes");
        await conductor.keep({
          link: {
            kind: wish.kind,
            providers: [...wish.providers],
            ...(wish.shape && { shape: wish.shape }),
          },
        });
        return done;
      }),
    relink,
    async relinkWith({ model, fallbacks = settings.get().fallbacks }) {
      const before = { model: settings.get().model, fallbacks: settings.get().fallbacks };
      const code = await conductor.keep({ model, fallbacks });
      const relinked: Outcome = code ? { ok: false, code } : await relink();
      // One that OpenClaw does not take would be written again at every start.
      if (!relinked.ok) await conductor.keep(before);
      return relinked;
    },
    unlink: () => queue.run(unlink),
    takeBack: () =>
      queue.run(async () => {
        const { link, isOurs } = await openclaw.read();
        return link && isOurs ? remove() : done;
      }),
    leave(withinMs) {
      isLeaving = true;
      left.resolve();
      return queue.run(async () => {
        const startedAt = parts.now();
        const leftMs = () => Math.max(0, withinMs - (parts.now() - startedAt));
        const marked = await mark();
        const changed = await changeForLeaving();
        if (changed === null) return;
        let fared = await daemon.waitTakenIn(marked, leftMs());
        if (fared === "rejected" && changed === "edge") {
          const markedAgain = await mark();
          await remove();
          fared = await daemon.waitTakenIn(markedAgain, leftMs());
        }
        log.info("link.left", { changed, fared });
        if (fared === "unknown" && daemon.state()?.status !== "stopped")
          await wait(Math.min(letGoMs, leftMs()));
        // A turn keeps the address and the key it began with until it ends, whatever the file says (measured).
        const key = conductor.localKey();
        if (!(await scout.turnsEnded(leftMs())) && key !== null) await heldKey.hold(key);
      });
    },
  };
}
