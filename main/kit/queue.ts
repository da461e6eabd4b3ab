/** Runs asynchronous jobs strictly one after another, in the order they were handed in; a failing job stops nobody. */

export type Queue = {
  /** Settles exactly as the job does. The job starts when all jobs handed in before it have settled. */
  run<T>(job: () => Promise<T>): Promise<T>;
};

export function createQueue(): Queue {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    run(job) {
      const result = tail.then(job);
      // The next job waits for this one to settle; how it settled is its own caller's business.
      tail = result.catch(() => undefined);
      return result;
    },
  };
}

/** The same for several at once: at most `count` run, the others start in the order they were handed in. */
export function createLanes(count: number): Queue {
  const waiting: (() => void)[] = [];
  let free = count;
  return {
    async run(job) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await job();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
  };
}

export type Timed<T> =
  | { readonly timedOut: false; readonly value: T }
  | { readonly timedOut: true };

/**
 * Waits for `work` at most `afterMs`. Nothing is cancelled: work that comes later is ignored, a late
 * rejection included. An earlier rejection is passed on.
 */
export async function withTimeout<T>(work: Promise<T>, afterMs: number): Promise<Timed<T>> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Timed<T>>((resolve) => {
    timer = setTimeout(resolve, afterMs, { timedOut: true });
  });
  try {
    return await Promise.race([
      work.then((value): Timed<T> => ({ timedOut: false, value })),
      limit,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
