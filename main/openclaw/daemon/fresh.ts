/** Lets many ask for one job: it runs once at a time, and what everybody gets began after they had asked. */

/** While it runs, all who ask share the one run that follows it. */
export function createFresh<T>(job: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let following: Promise<T> | null = null;

  function begin(): Promise<T> {
    running = job().finally(() => {
      running = null;
    });
    return running;
  }
  return () => {
    if (following) return following;
    if (!running) return begin();
    following = running
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        following = null;
        return begin();
      });
    return following;
  };
}
