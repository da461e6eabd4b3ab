/** Does what the clock demands: the day begins anew at local midnight, a pause ends when its time is up. */
import { dayBounds, dayOf } from "../core/zone.ts";

export type AlarmParts = {
  /** Epoch ms. */
  now(): number;
  /** The IANA zone right now: the person may travel. */
  zone(): string;
  beginDay(): void;
  endPause(): void;
};

export type Alarm = {
  /** Epoch ms at which the pause ends by itself, or null. */
  setPauseEnd(atMs: number | null): void;
  /** Looks at the clock now: after a sleep of the machine, and at the start. */
  look(): void;
  stop(): void;
};

/** A timer's own clock stands still while the machine sleeps, and clocks are set by hand: so it is looked at now and then. */
const lookAgainMs = 15 * 60_000;

export function createAlarm({ now, zone, beginDay, endPause }: AlarmParts): Alarm {
  let day = dayOf(now(), zone());
  let pauseEndAt: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  function look(): void {
    clearTimeout(timer);
    if (isStopped) return;
    const at = now();
    const today = dayOf(at, zone());
    if (today !== day) {
      day = today;
      beginDay();
    }
    if (pauseEndAt !== null && pauseEndAt <= at) {
      pauseEndAt = null;
      endPause();
    }
    const { endAt } = dayBounds(today, zone());
    const nextMs = Math.min(endAt, pauseEndAt ?? endAt) - at;
    timer = setTimeout(look, Math.min(Math.max(nextMs, 1), lookAgainMs));
    timer.unref();
  }

  return {
    setPauseEnd(atMs) {
      if (atMs === pauseEndAt) return;
      pauseEndAt = atMs;
      look();
    },
    look,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
