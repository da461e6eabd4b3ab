/** The record of every exchange: adding never waits, never throws and never loses what the disk cannot take right now. */
import type { RequestRow } from "../../preload/contract/state.ts";
import type { Bucket } from "../core/spend.ts";
import type { Exchange } from "../core/traffic.ts";
import { rollUp, rowOf } from "./row.ts";
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
  /** Writes what waits, at most a few thousand rows; false when some still do. While the disk refuses, the timer decides. */
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

/** Written in about a millisecond, which is what the slowest of a thousand requests waits for. */
const batchRows = 128;
const batchAfterMs = 250;
/** Rows in one transaction: it holds the router's thread for some milliseconds. */
const chunkRows = 1000;
const chunksAtOnce = 4;
const mostWaiting = 100_000;
const firstRetryAfterMs = 1_000;
const lastRetryAfterMs = 30_000;

const noRows = { rows: 0, buckets: [] };

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
  /** As they came: a row is made of one when it is written, in a batch, not while a client waits. */
  const queue: Exchange[] = [];
  /** What the first rows of the queue add up to: on a full disk it is asked for often, and grows. */
  let rolled: { readonly rows: number; readonly buckets: readonly Bucket[] } = noRows;
  let dropped = 0;
  let keptAs: string | null = null;
  let trouble: Trouble | null = null;
  /** The last write did not succeed. */
  let failing = false;
  let retryAfterMs = firstRetryAfterMs;
  let callOff: (() => void) | null = null;
  let closed = false;
  const flushed = new Set<(written: number) => void>();
  const troubled = new Set<(trouble: Trouble | null) => void>();

  const report = (code: LedgerCode | null) => {
    const news = ({ code, dropped, keptAs }: Trouble) => `${code} ${dropped} ${keptAs}`;
    const before = trouble && news(trouble);
    trouble = code && { code, waiting: queue.length, dropped, keptAs };
    if (before !== (trouble && news(trouble))) for (const tell of troubled) tell(trouble);
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

  const takeOff = (rows: number): number => {
    rolled = noRows;
    return queue.splice(0, rows).length;
  };

  const waitingBuckets = (): readonly Bucket[] => {
    const buckets = rollUp(queue.slice(rolled.rows).map(rowOf), rolled.buckets);
    rolled = { rows: queue.length, buckets };
    return buckets;
  };

  const writeChunk = (): boolean => {
    if (store === null) mend(false);
    const rows = queue.slice(0, chunkRows).map(rowOf);
    let written = store?.write(rows) ?? { ok: false, code: "ledger.failed", damaged: false };
    if (!written.ok && written.damaged) {
      mend(true);
      report("ledger.failed");
      written = store?.write(rows) ?? written;
    }
    failing = !written.ok;
    if (!written.ok) {
      report(written.code);
      return false;
    }
    takeOff(rows.length);
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

  const write = (chunks: number) => {
    for (let left = chunks; left > 0 && queue.length > 0 && writeChunk(); left--);
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
      queue.push(exchange);
      if (queue.length > mostWaiting) dropped += takeOff(chunkRows);
      if (queue.length >= batchRows && !failing) {
        callOff?.();
        callOff = null;
        work();
      } else arm(batchAfterMs);
    },
    flush: () => write(failing ? 0 : chunksAtOnce),
    buckets(fromMs, toMs) {
      const stored = read((open) => open.buckets(fromMs, toMs));
      const waiting = waitingBuckets().filter((one) => fromMs <= one.startAt && one.startAt < toMs);
      return [...stored, ...waiting].sort((a, b) => a.startAt - b.startAt);
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
      write(Number.POSITIVE_INFINITY);
      closed = true;
      callOff?.();
      store?.close();
    },
  };
}
