/** The record of every exchange: adding never waits, never throws and never loses what the disk cannot take right now. */
import type { RequestRow } from "../../preload/contract/state.ts";
import type { Bucket } from "../core/spend.ts";
import type { Exchange } from "../core/traffic.ts";
import { type Row, rollUp, rowOf } from "./row.ts";
import { failureOf, type LedgerCode, openStore, type Store, setAside } from "./store.ts";

/** Why rows wait in memory. `keptAs`: a damaged file was set aside under this name and a new one was begun. */
export type Trouble = {
  readonly code: LedgerCode;
  readonly waiting: number;
  /** Rows given up since the ledger was opened, the oldest first: more waited than may. */
  readonly dropped: number;
  readonly keptAs: string | null;
};

export type Ledger = {
  /** After `close` it does nothing. */
  add(exchange: Exchange): void;
  /** Writes what waits; false when some of it still does. */
  flush(): boolean;
  /** Quarters that begin in `[fromMs, toMs)`, rising; rows that wait are in them too. */
  buckets(fromMs: number, toMs: number): readonly Bucket[];
  /** The newest first, `before` is an id. Rows that wait have none and are not among them. */
  requests(query: { readonly before?: number; readonly limit: number }): readonly RequestRow[];
  /** Calls back when rows have been written; returns the way to stop. */
  onFlush(listener: (written: number) => void): () => void;
  /** Calls back when something is wrong, when that changes, and with null when it is over; returns the way to stop. */
  onTrouble(listener: (trouble: Trouble | null) => void): () => void;
  close(): void;
};

export type LedgerOptions = {
  /** Runs something later; returns the way to call it off. */
  readonly schedule?: (afterMs: number, run: () => void) => () => void;
  readonly now?: () => number;
};

export type OpenedLedger =
  | { readonly ok: true; readonly ledger: Ledger; readonly keptAs: string | null }
  | { readonly ok: false; readonly code: LedgerCode };

const batchRows = 256;
const batchAfterMs = 250;
/** Rows in one transaction: it holds the router's thread for some milliseconds. */
const chunkRows = 1000;
const mostWaiting = 100_000;
const firstRetryAfterMs = 1_000;
const lastRetryAfterMs = 30_000;

function onTimer(afterMs: number, run: () => void): () => void {
  const timer = setTimeout(run, afterMs);
  timer.unref();
  return () => clearTimeout(timer);
}

/** A damaged file is set aside and kept, and a new one begun. A file of a newer Sluice is left alone: `ledger.failed`. */
export function openLedger(path: string, options: LedgerOptions = {}): OpenedLedger {
  const now = options.now ?? Date.now;
  let keptAs: string | null = null;
  let opened = openStore(path);
  if (!opened.ok && opened.damaged) {
    keptAs = setAside(path, now());
    if (keptAs !== null) opened = openStore(path);
  }
  if (!opened.ok) return { ok: false, code: opened.code };
  const ledger = ledgerOver(opened.store, path, now, options.schedule ?? onTimer);
  return { ok: true, ledger, keptAs };
}

function ledgerOver(
  first: Store,
  path: string,
  now: () => number,
  schedule: NonNullable<LedgerOptions["schedule"]>,
): Ledger {
  let store: Store | null = first;
  let queue: Row[] = [];
  let dropped = 0;
  let keptAs: string | null = null;
  let trouble: Trouble | null = null;
  let retryAfterMs = firstRetryAfterMs;
  let callOff: (() => void) | null = null;
  let closed = false;
  const flushed = new Set<(written: number) => void>();
  const troubled = new Set<(trouble: Trouble | null) => void>();

  const report = (code: LedgerCode | null) => {
    const before = trouble;
    trouble = code && { code, waiting: queue.length, dropped, keptAs };
    const same = before?.code === trouble?.code && before?.dropped === trouble?.dropped;
    if (!same || before?.keptAs !== trouble?.keptAs) for (const tell of troubled) tell(trouble);
  };

  /** After a failure: the file may have to be set aside, or opened again. */
  const mend = (damaged: boolean) => {
    if (damaged) {
      store?.close();
      store = null;
      keptAs = setAside(path, now()) ?? keptAs;
    }
    if (store !== null) return;
    const again = openStore(path);
    if (again.ok) store = again.store;
  };

  const writeChunk = (): boolean => {
    if (store === null) mend(false);
    const rows = queue.slice(0, chunkRows);
    let written = store?.write(rows) ?? { ok: false, code: "ledger.failed", damaged: false };
    if (!written.ok && written.damaged) {
      mend(true);
      report("ledger.failed");
      written = store?.write(rows) ?? written;
    }
    if (!written.ok) {
      report(written.code);
      return false;
    }
    queue = queue.slice(rows.length);
    retryAfterMs = firstRetryAfterMs;
    if (queue.length === 0) report(null);
    for (const tell of flushed) tell(rows.length);
    return true;
  };

  const arm = (afterMs: number) => {
    callOff ??= schedule(afterMs, () => {
      callOff = null;
      work();
    });
  };

  /** One chunk at a time: thousands of waiting rows must not hold up a stream. */
  const work = () => {
    if (closed || queue.length === 0) return;
    if (writeChunk()) {
      if (queue.length > 0) arm(0);
      return;
    }
    arm(retryAfterMs);
    retryAfterMs = Math.min(retryAfterMs * 2, lastRetryAfterMs);
  };

  const flush = () => {
    while (queue.length > 0 && writeChunk());
    return queue.length === 0;
  };

  /** A read that fails says so, and shows what is in memory. */
  const read = <T>(from: (store: Store) => readonly T[]): readonly T[] => {
    try {
      return store === null ? [] : from(store);
    } catch (error) {
      const { code, damaged } = failureOf(error, path);
      if (damaged) mend(true);
      report(code);
      return [];
    }
  };

  return {
    add(exchange) {
      if (closed) return;
      queue.push(rowOf(exchange));
      if (queue.length > mostWaiting) dropped += queue.splice(0, chunkRows).length;
      if (queue.length >= batchRows && trouble === null) {
        callOff?.();
        callOff = null;
        work();
      } else arm(batchAfterMs);
    },
    flush,
    buckets(fromMs, toMs) {
      const waiting = rollUp(queue).filter(({ startAt }) => fromMs <= startAt && startAt < toMs);
      const all = [...read((open) => open.buckets(fromMs, toMs)), ...waiting];
      return all.sort((a, b) => a.startAt - b.startAt);
    },
    requests: ({ before = Number.MAX_SAFE_INTEGER, limit }) =>
      read((open) => open.requests(before, limit)),
    onFlush(listener) {
      flushed.add(listener);
      return () => flushed.delete(listener);
    },
    onTrouble(listener) {
      troubled.add(listener);
      return () => troubled.delete(listener);
    },
    close() {
      if (closed) return;
      flush();
      closed = true;
      callOff?.();
      store?.close();
    },
  };
}
