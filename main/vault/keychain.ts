/** Asks the system's keychain one thing at a time, each with a limit; never a second call while one has not come back. */
import { createQueue, withTimeout } from "../kit/queue.ts";
import type { Keytar } from "./keytar.ts";
import { failureOf, reasonOf, type VaultFailure } from "./reason.ts";

export type Answer<T> = { readonly ok: true; readonly value: T } | VaultFailure;

/** One call to the keychain. Asks that belong together share the turn they were begun in. */
export type Ask = <T>(call: (keytar: Keytar) => Promise<T>) => Promise<Answer<T>>;

export type Keychain = {
  /** Runs `asks` when its turn comes; nothing else is asked until it has settled. */
  turn<T>(asks: (ask: Ask) => Promise<T>): Promise<T>;
  /** True while a call has not come back, whether its asker was answered "timeout" or still waits. */
  isHeld(): boolean;
};

export function createKeychain({
  loadKeytar,
  timeoutMs,
}: {
  readonly loadKeytar: () => Promise<Keytar>;
  readonly timeoutMs: number;
}): Keychain {
  const queue = createQueue();
  let loaded: Keytar | null = null;
  let pending: Promise<unknown> | null = null;

  /** Never rejects. */
  async function perform<T>(call: (keytar: Keytar) => Promise<T>): Promise<Answer<T>> {
    try {
      loaded ??= await loadKeytar();
    } catch {
      // keytar swallows the cause; on the systems we ship for, it is a missing libsecret-1.so.0.
      return failureOf("noLibrary");
    }
    try {
      return { ok: true, value: await call(loaded) };
    } catch (error) {
      return failureOf(reasonOf(error));
    }
  }

  async function ask<T>(askedAt: number, call: (keytar: Keytar) => Promise<T>): Promise<Answer<T>> {
    if (pending) {
      // The call before timed out, but its thread waits on: four of those and the process can read no file any more.
      // What has waited in line for the whole limit already is answered at once.
      const left = askedAt + timeoutMs - performance.now();
      const back = left > 0 && !(await withTimeout(pending, left)).timedOut;
      if (!back) return failureOf("timeout");
    }
    const work = perform(call).finally(() => {
      pending = null;
    });
    pending = work;
    const outcome = await withTimeout(work, timeoutMs);
    return outcome.timedOut ? failureOf("timeout") : outcome.value;
  }

  return {
    turn(asks) {
      const askedAt = performance.now();
      return queue.run(() => asks((call) => ask(askedAt, call)));
    },
    isHeld: () => pending !== null,
  };
}
