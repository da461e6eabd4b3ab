/** Passes on the newest snapshot, at most one per turn of the event loop; an older one never follows a newer one. */
import type { AppState } from "../../preload/contract/state.ts";

export type Snapshots = {
  offer(state: AppState): void;
};

/** @param atEndOfTurn runs its argument once the current turn is over. */
export function createSnapshots(
  deliver: (state: AppState) => void,
  atEndOfTurn: (run: () => void) => void,
): Snapshots {
  let pending: AppState | null = null;
  let lastRev = 0;
  const flush = (): void => {
    const state = pending;
    pending = null;
    if (state === null) return;
    lastRev = state.rev;
    deliver(state);
  };
  return {
    offer(state) {
      if (state.rev <= (pending?.rev ?? lastRev)) return;
      const isFirst = pending === null;
      pending = state;
      if (isFirst) atEndOfTurn(flush);
    },
  };
}
