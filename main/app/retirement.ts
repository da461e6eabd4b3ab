/** The key of a removed link opens the router until OpenClaw has surely taken in that the link is gone. */
import type { Conductor } from "./conductor.ts";
import type { Scout } from "./scout.ts";

export type Retirement = {
  /** Anew where it had begun. */
  begin(): void;
  /** The key is in use again. */
  stop(): void;
};

const keyOutlivesMs = 60_000;

export function createRetirement(conductor: Conductor, scout: Scout): Retirement {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timer);

  function begin(): void {
    stop();
    timer = setTimeout(async () => {
      const { link, daemon: state } = conductor.store.state().openclaw;
      if (link !== null && link.kind !== "edge") return;
      // A turn keeps the key it began with; an OpenClaw that minds its file goes on as before. A refusal would lock its provider out.
      if (state?.isConfigApplied === false || (await scout.runningTurns()) > 0) return begin();
      conductor.setLocalKey(null);
      await conductor.apply();
    }, keyOutlivesMs);
    timer.unref();
  }

  return { begin, stop };
}
