/** Holds the one AppState, numbers every change and tells watchers at most once per turn of the event loop. */
import type { AppState } from "../../preload/contract/state.ts";

export type Store = {
  state(): AppState;
  /** Merges whole fields; a patch that changes nothing is not a change. */
  set(patch: Partial<Omit<AppState, "rev">>): void;
  /** Tells watchers now what they have not been told yet, so that a state precedes the reply it led to. */
  flush(): void;
  watch(listener: (state: AppState) => void): () => void;
};

export function createStore(first: Omit<AppState, "rev">): Store {
  let state: AppState = Object.freeze({ rev: 1, ...first });
  // Plain JSON, small: comparing its text is exact enough, since every value is built by the same code in the same order.
  const texts = new Map(Object.entries(first).map(([key, value]) => [key, JSON.stringify(value)]));
  let isTold = true;
  const listeners = new Set<(state: AppState) => void>();

  function flush(): void {
    if (isTold) return;
    isTold = true;
    for (const listener of listeners) listener(state);
  }

  return {
    state: () => state,
    set(patch) {
      const changes = Object.entries(patch).filter(([key, value]) => {
        const text = JSON.stringify(value);
        if (texts.get(key) === text) return false;
        texts.set(key, text);
        return true;
      });
      if (changes.length === 0) return;
      state = Object.freeze({ ...state, ...Object.fromEntries(changes), rev: state.rev + 1 });
      if (!isTold) return;
      isTold = false;
      setImmediate(flush);
    },
    flush,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
