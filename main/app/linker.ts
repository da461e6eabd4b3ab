/** Brings OpenClaw's requests to the router and takes them away again; one such job at a time, and done only when OpenClaw says so. */
import type { ErrorCode } from "../../preload/contract/error.ts";
import { holdWrites } from "../core/link/hold.ts";
import { isHeld as isHolding, type LinkPlan, withHold } from "../core/link/plan.ts";
import { createQueue, withTimeout } from "../kit/queue.ts";
import type { OpenClawView } from "../openclaw/openclaw.ts";
import type { Conductor } from "./conductor.ts";
import type { Edge } from "./edge.ts";
import { createHeldKey } from "./held-key.ts";
import { createLeaving } from "./leaving.ts";
import { planTo, type Wish } from "./link-plan.ts";
import type { Parts } from "./parts.ts";
import { createRetirement } from "./retirement.ts";
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
  /** After the router has moved, its former port still open: the link that stands leads to where it is now, by the key it has. */
  lead(): Promise<Outcome>;
  /** The same with another choice of models, which is remembered only if OpenClaw takes it. Fallbacks left out: as they are. */
  relinkWith(choice: {
    readonly model: Remembered["model"];
    readonly fallbacks?: Remembered["fallbacks"];
  }): Promise<Outcome>;
  unlink(): Promise<Outcome>;
  /**
   * While spending is stopped every fallback is out of OpenClaw's file; afterwards it is as it was. Resolved when OpenClaw has taken
   * that in. For links made later it is remembered; an edge link cannot be held. Costs one look at the file where it is so already.
   */
  hold(isHeld: boolean): Promise<Outcome>;
  /** The link goes, the wish to be linked stays: the next start makes it again. */
  takeBack(): Promise<Outcome>;
  /** For quitting: what the person chose for the time without Sluice, taken in by OpenClaw, and its turns over; at most `withinMs`. */
  leave(withinMs: number): Promise<void>;
};

const done: Outcome = { ok: true };
/** Measured on 2026.9.6: 0.8 to 0.9 s on a calm machine, up to 3.4 s on a busy one. */
const takenInWithinMs = 10_000;
const markWithinMs = 400;
/** While spending is stopped; one look at a file of some kilobytes. */
const mindEveryMs = 5_000;
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
  const retirement = createRetirement(conductor, scout);
  /** Whether spending is stopped; null until that is known, and a link keeps what it was made with. */
  let isHeld: boolean | null = null;
  const leave = createLeaving(parts, conductor, scout, edge, { heldKey, mark, remove });
  let minding: NodeJS.Timeout | undefined;
  let isLeaving = false;
  /** Whoever waits for OpenClaw stops waiting when Sluice is to end. */
  const left = Promise.withResolvers<void>();
  const unlessLeaving = <T>(work: Promise<T>, instead: T): Promise<T> =>
    Promise.race([work, left.promise.then(() => instead)]);

  async function look(): Promise<OpenClawView> {
    const view = await scout.lookAtFile();
    // A key outlives its link until OpenClaw has let go of it.
    if (view.localKey !== null) {
      conductor.setLocalKey(view.localKey);
      lastPort = view.port;
    }
    return view;
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

  async function write(wish: Wish, isAsked: boolean, keepsKey = false): Promise<Outcome> {
    const router = conductor.router();
    if (router.port === null && wish.kind !== "edge") return { ok: false, code: "router.off" };
    const view = await openclaw.read();
    const before =
      conductor.localKey() ?? (router.port === null ? null : await heldKey.take(router.port));
    if (before !== null && conductor.localKey() === null) lastPort = router.port;
    // OpenClaw goes on with the former key for a second or more: a new one would lock its provider out. On another port somebody
    // else may have heard the former key, so there it is a new one, unless that port is still ours.
    const isOurs = keepsKey || lastPort === router.port;
    const localKey = before !== null && isOurs ? before : parts.randomKey();
    const { fallbacks, model } = settings.get();
    const { overlays } = view;
    const planned =
      wish.kind === "edge"
        ? await edge.plan(wish, overlays)
        : planTo(wish, {
            ...{ port: router.port ?? 0, localKey, overlays, model, fallbacks },
            profile: conductor.profile(),
            isHeld: isHeld ?? view.hold !== "none",
          });
    if (!planned.ok) return planned;
    retirement.stop();
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
      if ((await look()).link === null) retirement.begin();
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
    if (wish.kind === "edge") retirement.begin();
    else lastPort = router.port;
    scout.setSnippet(null);
    conductor.unprove();
    await look();
    await conductor.apply();
    log.info("link.made", { kind: wish.kind, providers: wish.providers.join(" ") });
    return done;
  }

  /** The link that stands, with every fallback taken out or given back; where requests go is as it was, and what is proven stays so. */
  async function setHold(plan: LinkPlan): Promise<Outcome> {
    const marked = await mark();
    const put = await openclaw.link(plan);
    const isRejected = put.ok && (await takenIn(marked)) === "rejected";
    // What OpenClaw does not take must not stay in its file: its next start would fail.
    if (isRejected) await openclaw.link(withHold(plan, !isHolding(plan)));
    else if (put.ok) lastPlan = plan;
    await look();
    const outcome: Outcome = isRejected ? { ok: false, code: "config.rejected" } : put;
    if (outcome.ok) log.info(isHolding(plan) ? "link.held" : "link.released");
    else log.warn("hold.refused", { code: outcome.code });
    return outcome;
  }

  /** Makes the link that stands as it should be by now; whoever asked for something else meanwhile has asked again. */
  async function holdAsKnown(): Promise<Outcome> {
    const { config, hold, isOurs, made } = await openclaw.read();
    const localKey = conductor.localKey();
    // What goes to Cloudflare itself nobody here can stop.
    if (!made || !isOurs || made.kind === "edge" || isLeaving || isHeld === null) return done;
    if (isHeld ? hold === "whole" : hold === "none") return done;
    // Somebody took the key out of the file: there is no link to speak of, until it is made again.
    if (localKey === null) return { ok: false, code: "config.changed" };
    const plan = withHold({ ...made, localKey }, isHeld);
    // Without any fallback the file is the same, and it is only noted that it must stay so.
    if (config && holdWrites(config).length === 0) return openclaw.link(plan);
    return setHold(plan);
  }

  /** Somebody may write a fallback into the file that is to have none. What OpenClaw did not take is not tried again. */
  function mindHold(): void {
    clearTimeout(minding);
    if (!isHeld || isLeaving) return;
    minding = setTimeout(async () => {
      if ((await openclaw.read()).hold === "part") await queue.run(holdAsKnown);
      mindHold();
    }, mindEveryMs);
    minding.unref();
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
      retirement.begin();
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

  const relink = (isMoved = false): Promise<Outcome> =>
    queue.run(async () => {
      const { link } = settings.get();
      const standing = conductor.store.state().openclaw.link;
      if (!link || !standing || (isMoved && standing.kind === "edge")) return done;
      return write(link, false, isMoved);
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
    relink: () => relink(),
    lead: () => relink(true),
    async relinkWith({ model, fallbacks = settings.get().fallbacks }) {
      const before = { model: settings.get().model, fallbacks: settings.get().fallbacks };
      const code = await conductor.keep({ model, fallbacks });
      const relinked: Outcome = code ? { ok: false, code } : await relink();
      // One that OpenClaw does not take would be written again at every start.
      if (!relinked.ok) await conductor.keep(before);
      return relinked;
    },
    unlink: () => queue.run(unlink),
    hold(now) {
      isHeld = now;
      mindHold();
      return queue.run(holdAsKnown);
    },
    takeBack: () =>
      queue.run(async () => {
        const { link, isOurs } = await openclaw.read();
        return link && isOurs ? remove() : done;
      }),
    leave(withinMs) {
      isLeaving = true;
      left.resolve();
      return queue.run(() => leave(withinMs));
    },
  };
}
