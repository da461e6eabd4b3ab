/** Lets any number wait for something that happens again and again, each with a limit of its own. */
import type { Timers } from "./timers.ts";

export type Bell = {
  /** Wakes all who wait. */
  ring(): void;
  /** Resolves at the next ring, or after so long. */
  wait(afterMs: number): Promise<void>;
};

export function createBell(timers: Timers): Bell {
  const waiting = new Set<() => void>();
  return {
    ring() {
      for (const wake of [...waiting]) wake();
    },
    wait(afterMs) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.add(resolve);
      void timers.pause(afterMs).then(resolve);
      return promise.finally(() => waiting.delete(resolve));
    },
  };
}
