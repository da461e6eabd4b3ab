/** Brings rows and words of Cloudflare into the file: in batches, in turns, again when the disk refused; nothing is lost meanwhile. */
import type { Settled } from "../core/analytics.ts";
import { type Bucket, quarterOf } from "../core/spend.ts";
import type { Exchange } from "../core/traffic.ts";
import { failureOf, type LedgerCode, type StoreFailure, setAside } from "./file.ts";
import { createPending } from "./pending.ts";
import type { LogCost } from "./requests.ts";
import { lastMoment, rowOf } from "./row.ts";
import { type Done, openStore, type Store } from "./store.ts";
import { rollUp } from "./sums.ts";
import type { Trouble } from "./trouble.ts";

export type Writer = {
  add(exchange: Exchange): void;
  confirm(costs: readonly LogCost[]): void;
  settle(settled: Settled): void;
  setZone(zone: string): void;
  /** Makes the roll-up of days from there on now: somebody waits for it. */
  makeDays(fromMs: number): void;
  prune(beforeMs: number): number;
  flush(): boolean;
  /** What the rows that wait add up to. */
  waiting(): readonly Bucket[];
  /** The word of this row is here and waits. */
  hasCost(id: number): boolean;
  /** A read that fails says so, and answers `otherwise`. */
  read<T>(from: (store: Store | null) => T, otherwise: T): T;
  onFlush(listener: (written: number) => void): () => void;
  onTrouble(listener: (trouble: Trouble | null) => void): () => void;
  close(): void;
};

export type WriterOptions = {
  readonly path: string;
  /** Null: it cannot be opened for now, for that reason. */
  readonly store: Store | null;
  readonly code: LedgerCode | null;
  readonly now: () => number;
  readonly schedule: (afterMs: number, run: () => void) => () => void;
};

/** Written in about a millisecond, which is what the slowest of a thousand requests waits for. */
const batchRows = 128;
const batchAfterMs = 250;
/** Rows in one transaction: it holds the router's thread for some milliseconds. */
const chunkRows = 1000;
const chunksAtOnce = 4;
const mostWaiting = 100_000;
const firstRetryAfterMs = 1_000;
const lastRetryAfterMs = 30_000;
/** Between two pieces of work that nobody waits for, streams have the thread. */
const pieceAfterMs = 10;

const noRows = { rows: 0, buckets: [] };

export function createWriter(options: WriterOptions): Writer {
  const { now, path, schedule, store: first } = options;
  let store = first;
  /** As they came: a row is made of one when it is written, in a batch, not while a client waits. */
  const queue: Exchange[] = [];
  /** What the first rows of the queue add up to: on a full disk it is asked for often, and grows. */
  let rolled: { readonly rows: number; readonly buckets: readonly Bucket[] } = noRows;
  const pending = createPending();
  let zone: string | null = first?.days.zone() ?? null;
  let pruneBefore: number | null = null;
  let isShrinking = false;
  let lastId = first?.lastId() ?? 0;
  let dropped = 0;
  let keptAs: string | null = null;
  let trouble: Trouble | null = options.code && {
    ...{ code: options.code, waiting: 0, dropped, keptAs },
  };
  /** The last write did not succeed. */
  let failing = first === null;
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

  /** After a failure: the file may have to be set aside, or opened again. Numbers of rows go on, so that no word meets another's row. */
  const mend = (damaged: boolean): StoreFailure | null => {
    lastId = Math.max(lastId, store?.lastId() ?? 0);
    if (damaged) {
      store?.close();
      store = null;
      keptAs = setAside(path, now()) ?? keptAs;
    }
    if (store !== null) return null;
    const again = openStore(path, lastId);
    if (!again.ok) return again;
    store = again.store;
    if (zone !== null) store.setZone(zone);
    return null;
  };

  /** Does it, on a file mended if need be, and says how it went. */
  const attempt = <T>(work: (store: Store) => Done<T>): Done<T> => {
    const unmended = store === null ? mend(false) : null;
    const none: StoreFailure = unmended ?? { ok: false, code: "ledger.failed", damaged: false };
    let done = store === null ? none : work(store);
    if (!done.ok && done.damaged) {
      mend(true);
      report("ledger.failed");
      done = store === null ? done : work(store);
    }
    failing = !done.ok;
    if (done.ok) retryAfterMs = firstRetryAfterMs;
    else report(done.code);
    return done;
  };

  const allIsWell = () => {
    if (queue.length === 0 && pending.size() === 0) report(null);
  };

  const takeOff = (rows: number): number => {
    rolled = noRows;
    return queue.splice(0, rows).length;
  };

  const writeChunk = (): boolean => {
    const rows = queue.slice(0, chunkRows).map(rowOf);
    if (!attempt((open) => open.write(rows)).ok) return false;
    takeOff(rows.length);
    allIsWell();
    for (const tell of flushed) tell(rows.length);
    return true;
  };

  const writeWords = (): boolean => {
    const words = pending.next();
    if (words === null) return true;
    const done = attempt((open) =>
      words.kind === "costs" ? open.confirm(words.costs) : open.settle(words.settled),
    );
    if (done.ok) pending.done(words);
    if (done.ok) allIsWell();
    return done.ok;
  };

  const pruneSome = (beforeMs: number): Done<{ readonly removed: number } | null> => {
    const done = attempt((open) => open.prune(beforeMs));
    if (done.ok && done.value === null) {
      pruneBefore = null;
      isShrinking = true;
    }
    return done;
  };

  /** A small piece of what nobody waits for. */
  const writePiece = (): boolean => {
    if (pending.size() > 0) return writeWords();
    let done: Done<unknown>;
    if (store?.days.isBuilt() === false) done = attempt((open) => open.growDays());
    else if (pruneBefore !== null) done = pruneSome(pruneBefore);
    else {
      const shrunk = attempt((open) => open.shrink());
      if (shrunk.ok) isShrinking = shrunk.value;
      done = shrunk;
    }
    if (done.ok) allIsWell();
    return done.ok;
  };

  const hasPieces = () =>
    pending.size() > 0 || store?.days.isBuilt() === false || pruneBefore !== null || isShrinking;

  const arm = (afterMs: number) => {
    callOff ??= schedule(afterMs, () => {
      callOff = null;
      work();
    });
  };

  /** One chunk and one piece at a time: thousands of waiting rows must not hold up a stream. */
  const work = () => {
    if (closed || (queue.length === 0 && !hasPieces())) return;
    let isWell = queue.length === 0 || writeChunk();
    if (isWell && queue.length === 0 && hasPieces()) isWell = writePiece();
    if (!isWell) {
      arm(retryAfterMs);
      retryAfterMs = Math.min(retryAfterMs * 2, lastRetryAfterMs);
    } else if (queue.length > 0) arm(0);
    else if (hasPieces()) arm(pieceAfterMs);
  };

  /** The first piece now, the rest in turns; while the disk refuses, the timer decides. */
  const begin = () => {
    if (!failing) writePiece();
    if (hasPieces()) arm(failing ? retryAfterMs : pieceAfterMs);
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
    confirm(costs) {
      if (closed || costs.length === 0) return;
      pending.confirm(costs);
      begin();
    },
    settle(settled) {
      if (closed || settled.quarters.length === 0) return;
      pending.settle(settled);
      begin();
    },
    setZone(next) {
      if (closed) return;
      zone = next;
      if (failing || store === null || store.days.zone() === next) return;
      if (attempt((open) => open.setZone(next)).ok && hasPieces()) begin();
    },
    makeDays(fromMs) {
      const isMade = () => store === null || store.days.builtFrom() <= fromMs;
      while (!closed && !failing && store?.days.zone() === zone && !isMade()) {
        attempt((open) => open.growDays());
      }
    },
    prune(beforeMs) {
      if (closed) return 0;
      pruneBefore = quarterOf(Math.min(beforeMs, lastMoment));
      const done = failing ? null : pruneSome(pruneBefore);
      if (hasPieces()) arm(failing ? retryAfterMs : pieceAfterMs);
      return done?.ok ? (done.value?.removed ?? 0) : 0;
    },
    flush() {
      const isReady = !failing;
      for (let left = chunksAtOnce; isReady && left > 0 && queue.length > 0; left--) {
        if (!writeChunk()) break;
      }
      if (!failing) writeWords();
      return queue.length === 0 && pending.size() === 0;
    },
    waiting() {
      const buckets = rollUp(queue.slice(rolled.rows).map(rowOf), rolled.buckets);
      rolled = { rows: queue.length, buckets };
      return buckets;
    },
    hasCost: pending.hasCost,
    read(from, otherwise) {
      if (closed) return otherwise;
      try {
        return from(store);
      } catch (error) {
        const { code, damaged } = failureOf(error, path);
        if (damaged) mend(true);
        report(code);
        return otherwise;
      }
    },
    onFlush(listener) {
      flushed.add(listener);
      return () => flushed.delete(listener);
    },
    onTrouble(listener) {
      troubled.add(listener);
      if (trouble !== null) listener(trouble);
      return () => troubled.delete(listener);
    },
    close() {
      if (closed) return;
      while (queue.length > 0 && writeChunk());
      while (!failing && pending.size() > 0 && writeWords());
      closed = true;
      callOff?.();
      store?.close();
    },
  };
}
