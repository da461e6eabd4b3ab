/** How Sluice leaves: OpenClaw gets what the person chose for the time without it, has taken that in, and its turns are over. */
import { setTimeout as wait } from "node:timers/promises";
import { withTimeout } from "../kit/queue.ts";
import type { Conductor } from "./conductor.ts";
import type { Edge } from "./edge.ts";
import type { HeldKey } from "./held-key.ts";
import type { Outcome } from "./linker.ts";
import type { Parts } from "./parts.ts";
import type { Scout } from "./scout.ts";

/** What of the linker is needed for it. */
export type Ways = {
  readonly heldKey: HeldKey;
  /** What OpenClaw runs with now; null when it cannot say. */
  mark(): Promise<string | null>;
  remove(): Promise<Outcome>;
};

/** Where nobody can say when it has taken in a file, it is given this long. */
const letGoMs = 2_500;
/** What takes longer is not had at once. */
const planWithinMs = 800;

/** Takes at most `withinMs`. */
export function createLeaving(
  parts: Parts,
  conductor: Conductor,
  scout: Scout,
  edge: Edge,
  { heldKey, mark, remove }: Ways,
): (withinMs: number) => Promise<void> {
  const { daemon, log, openclaw, settings } = parts;

  /** The edge link where it is wished and can be had at once, else the user's own way. Null: nothing was to be done. */
  async function change(): Promise<"edge" | "removed" | null> {
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

  return async (withinMs) => {
    const startedAt = parts.now();
    const leftMs = () => Math.max(0, withinMs - (parts.now() - startedAt));
    const marked = await mark();
    const changed = await change();
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
  };
}
