/** The store as it stands: opened again when it could not be, begun anew where its file is damaged, with what must not be lost over that. */
import { type StoreFailure, setAside } from "./file.ts";
import { openStore, type Store } from "./store.ts";

export type Mending = {
  /** Null: the file cannot be opened for now. */
  store(): Store | null;
  /** After a failure: the file may have to be set aside, or opened again. Null: there is a store. */
  mend(damaged: boolean): StoreFailure | null;
  /** Under which name a damaged file was kept. */
  keptAs(): string | null;
  /** Rows from before then may be missing: they were in a file that was set aside. */
  missingUntil(): number | null;
  /** The zone a store that is begun anew has its days in. */
  turnTo(zone: string): void;
};

export type MendingOptions = {
  readonly path: string;
  /** Null: it cannot be opened for now. */
  readonly store: Store | null;
  /** When a file was set aside to open this one. */
  readonly missingUntil: number | null;
  readonly now: () => number;
};

export function createMending({ now, path, ...options }: MendingOptions): Mending {
  let { missingUntil, store } = options;
  let keptAs: string | null = null;
  let zone = store?.days.zone() ?? null;
  /** Numbers of rows go on, so that no word meets another's row. */
  let lastId = 0;
  return {
    store: () => store,
    mend(damaged) {
      lastId = Math.max(lastId, store?.lastId() ?? 0);
      if (damaged) {
        store?.close();
        store = null;
        const nowMs = now();
        keptAs = setAside(path, nowMs) ?? keptAs;
        missingUntil = Math.max(missingUntil ?? 0, nowMs);
      }
      if (store !== null) return null;
      const again = openStore(path, { afterId: lastId, missingUntil });
      if (!again.ok) return again;
      store = again.store;
      if (zone !== null) store.setZone(zone);
      return null;
    },
    keptAs: () => keptAs,
    missingUntil: () => store?.missingUntil ?? missingUntil,
    turnTo(next) {
      zone = next;
    },
  };
}
