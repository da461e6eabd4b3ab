/** Named timers that keep no program alive and stop together. */

export type Timers = {
  /** Runs `job` after so long, instead of what waited under that name. */
  set(name: string, afterMs: number, job: () => void): void;
  clear(name: string): void;
  /** Resolves after so long, or at once when all is stopped. */
  pause(afterMs: number): Promise<void>;
};

/** Longer than a timer can count means "now" to Node. */
const longestMs = 2 ** 31 - 1;

export function createTimers(signal: AbortSignal): Timers {
  const waiting = new Map<string, NodeJS.Timeout>();
  const clear = (name: string) => {
    clearTimeout(waiting.get(name));
    waiting.delete(name);
  };
  signal.addEventListener("abort", () => {
    for (const name of [...waiting.keys()]) clear(name);
  });
  return {
    set(name, afterMs, job) {
      clear(name);
      if (signal.aborted || !Number.isFinite(afterMs)) return;
      const run = () => {
        waiting.delete(name);
        job();
      };
      waiting.set(name, setTimeout(run, Math.min(afterMs, longestMs)).unref());
    },
    clear,
    pause: (afterMs) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const settle = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", settle);
          resolve();
        };
        const timer = setTimeout(settle, afterMs);
        signal.addEventListener("abort", settle);
      }),
  };
}
