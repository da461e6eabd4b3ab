/** Waits, unless everything ends first. */

/** The answer is false when the signal came first. */
export function createPause(signal: AbortSignal | undefined): (ms: number) => Promise<boolean> {
  return (ms) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve(false);
      const end = (isOver: boolean) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
        resolve(isOver);
      };
      const onAbort = () => end(false);
      const timer = setTimeout(() => end(true), ms);
      signal?.addEventListener("abort", onAbort, { once: true });
    });
}
