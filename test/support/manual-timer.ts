/** A timer that a test turns by hand. */
export function createManualTimer() {
  let pending: { afterMs: number; run: () => void }[] = [];
  return {
    schedule(afterMs: number, run: () => void) {
      const one = { afterMs, run };
      pending.push(one);
      return () => {
        pending = pending.filter((other) => other !== one);
      };
    },
    /** The delays of what waits. */
    waiting: () => pending.map(({ afterMs }) => afterMs),
    /** Runs what waits now; what that starts, waits for the next turn. */
    run() {
      const now = pending;
      pending = [];
      for (const { run } of now) run();
    },
  };
}
