/** Keeps two replacements of the configuration file apart: OpenClaw 2026.9.6 goes deaf to a file that is renamed over twice within about 2 ms (measured). */
import { setTimeout as sleep } from "node:timers/promises";

export type Pace = {
  /** Resolves when the file may be replaced again. */
  ready(): Promise<void>;
  /** It has just been replaced. */
  replaced(): void;
};

export type PaceOptions = {
  readonly gapMs: number;
  /** Of a clock that nobody sets, in ms. */
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
};

/** Of one file. Jobs on it must not overlap. */
export function createPace({
  gapMs,
  now = () => performance.now(),
  wait = (ms) => sleep(ms),
}: PaceOptions): Pace {
  let nextAt = Number.NEGATIVE_INFINITY;
  return {
    async ready() {
      // A timer may be early by a fraction.
      for (let ms = nextAt - now(); ms > 0; ms = nextAt - now()) await wait(ms);
    },
    replaced() {
      nextAt = now() + gapMs;
    },
  };
}
