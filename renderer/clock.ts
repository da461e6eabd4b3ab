/** Time for the window, none of it while the window is hidden. */
import { useEffect, useState } from "react";

const minuteMs = 60_000;

/** Epoch ms, renewed once in `everyMs` and whenever the window comes back into view; null: never. */
export function useNow(everyMs: number | null = minuteMs): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (everyMs === null) return;
    let timer: ReturnType<typeof setInterval> | undefined;
    const tick = () => setNow(Date.now());
    const follow = () => {
      clearInterval(timer);
      if (document.visibilityState === "hidden") return;
      tick();
      timer = setInterval(tick, everyMs);
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", follow);
    };
  }, [everyMs]);
  return now;
}

/** True once `isOn` has lasted `afterMs`; false again at once. */
export function useLate(isOn: boolean, afterMs: number): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isOn) return setLate(false);
    const timer = setTimeout(setLate, afterMs, true);
    return () => clearTimeout(timer);
  }, [isOn, afterMs]);
  return isOn && isLate;
}
