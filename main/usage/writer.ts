/** Brings rows and words of Cloudflare into the file: in batches, in turns, again when the disk refused; nothing is lost meanwhile. */
import type { Settled } from "../core/analytics.ts";
import type { Bucket } from "../core/spend.ts";
import type { Exchange } from "../core/traffic.ts";
import { failureOf, type LedgerCode, type StoreFailure } from "./file.ts";
import { createMending, type MendingOptions } from "./mending.ts";
import { createPace, pieceMs } from "./pace.ts";
import { createPending } from "./pending.ts";
import { createQueue } from "./queue.ts";
import type { LogCost } from "./requests.ts";
import type { PruneOrder } from "./retention.ts";
import type { Done, Store } from "./store.ts";
import type { Trouble } from "./trouble.ts";

export type Writer = {
  add(exchange: Exchange): void;
  confirm(costs: readonly LogCost[]): void;
  settle(settled: Settled): void;
  setZone(zone: string): void;
  /** Makes a piece of the roll-up of days from there on; false when there is nothing more to make, or it cannot be made now. */
  makeDays(fromMs: number, zone: string): boolean;
  prune(beforeMs: number): number;
  flush(): boolean;
  /** What is not in the file adds up to. */
  waiting(): readonly Bucket[];
  /** The word of this row is here and waits. */
  hasCost(id: number): boolean;
  /** A read that fails says so, and answers `otherwise`. */
  read<T>(from: (store: Store | null) => T, otherwise: T): T;
  /** There is a file, and the last read of it did not fail. */
  isReadable(): boolean;
  /** Rows from before then may be missing: they were in a file that was set aside. */
  missingUntil(): number | null;
  onFlush(listener: (written: number) => void): () => void;
  onTrouble(listener: (trouble: Trouble | null) => void): () => void;
  close(): void;
};

export type WriterOptions = MendingOptions & {
  /** Why there is no store. */
  readonly code: LedgerCode | null;
  /** Milliseconds of a clock that is never set. */
  readonly clock: () => number;
  readonly schedule: (afterMs: number, run: () => void) => () => void;
};

/** Written in about a millisecond, which is what the slowest of a thousand requests waits for. */
const batchRows = 128;
const batchAfterMs = 250;
const chunksAtOnce = 4;
const lostAtOnce = 64;
const firstRetryAfterMs = 1_000;
const lastRetryAfterMs = 30_000;
/** Between two pieces of work that nobody waits for, streams have the thread. */
const pieceAfterMs = 10;

export function createWriter(options: WriterOptions): Writer {
  const { clock, now, path, schedule } = options;
  const file = createMending(options);
  const queue = createQueue();
  const lostPace = createPace(lostAtOnce);
  const pending = createPending();
  let pruneOrder: PruneOrder | null = null;
  let isShrinking = false;
  let trouble: Trouble | null = options.code && {
    ...{ code: options.code, waiting: 0, dropped: 0, keptAs: null },
  };
  /** The last write did not succeed. */
  let failing = options.store === null;
  let readFailed = false;
  let retryAfterMs = firstRetryAfterMs;
  let callOff: (() => void) | null = null;
  let closed = false;
  const flushed = new Set<(written: number) => void>();
  const troubled = new Set<(trouble: Trouble | null) => void>();

  const report = (code: LedgerCode | null) => {
    const news = ({ code, dropped, keptAs }: Trouble) => `${code} ${dropped} ${keptAs}`;
    const before = trouble && news(trouble);
    trouble = code && {
      ...{ code, waiting: queue.size(), dropped: queue.dropped(), keptAs: file.keptAs() },
    };
    if (before !== (trouble && news(trouble))) for (const tell of troubled) tell(trouble);
  };

  /** Does it, on a file mended if need be, and says how it went. */
  const attempt = <T>(work: (store: Store) => Done<T>): Done<T> => {
    const unmended = file.store() === null ? file.mend(false) : null;
    const none: StoreFailure = unmended ?? { ok: false, code: "ledger.failed", damaged: false };
    const store = file.store();
    let done = store === null ? none : work(store);
    if (!done.ok && done.damaged) {
      file.mend(true);
      report("ledger.failed");
      const another = file.store();
      done = another === null ? done : work(another);
    }
    failing = !done.ok;
    if (done.ok) retryAfterMs = firstRetryAfterMs;
    else report(done.code);
    return done;
  };

  const isAllWritten = () =>
    queue.size() === 0 && pending.size() === 0 && queue.lost(1).length === 0;
  const allIsWell = () => {
    if (isAllWritten()) report(null);
  };

  const writeChunk = (): boolean => {
    const rows = queue.first();
    if (!attempt((open) => open.write(rows)).ok) return false;
    queue.takeOff();
    allIsWell();
    for (const tell of flushed) tell(rows.length);
    return true;
  };

  const writeWords = (): boolean => {
    const words = pending.next();
    if (words === null) return true;
    const begunAt = clock();
    const done = attempt((open) =>
      words.kind === "costs" ? open.confirm(words.costs) : open.settle(words.settled),
    );
    if (done.ok) pending.done(words, clock() - begunAt);
    if (done.ok) allIsWell();
    return done.ok;
  };

  const writeLost = (): boolean => {
    const begunAt = clock();
    const sums = queue.lost(lostPace.size());
    const done = attempt((open) => open.writeSums(sums));
    if (done.ok) {
      queue.takeOffLost(sums.length);
      lostPace.took(clock() - begunAt);
      allIsWell();
    }
    return done.ok;
  };

  const pruneSome = (order: PruneOrder): Done<{ readonly removed: number } | null> => {
    const done = attempt((open) => open.prune(order));
    if (done.ok && done.value === null) {
      pruneOrder = null;
      isShrinking = true;
    }
    return done;
  };

  /** The smallest piece of what nobody waits for. */
  const writeBit = (): boolean => {
    if (queue.lost(1).length > 0) return writeLost();
    if (pending.size() > 0) return writeWords();
    let done: Done<unknown>;
    if (file.store()?.days.isBuilt() === false) done = attempt((open) => open.growDays());
    else if (pruneOrder !== null) done = pruneSome(pruneOrder);
    else {
      const shrunk = attempt((open) => open.shrink());
      if (shrunk.ok) isShrinking = shrunk.value;
      done = shrunk;
    }
    if (done.ok) allIsWell();
    return done.ok;
  };

  /** Whether somebody will look at it: what was said of requests, and their days. */
  const hasNews = () =>
    queue.lost(1).length > 0 || pending.size() > 0 || file.store()?.days.isBuilt() === false;
  const hasPieces = () => hasNews() || pruneOrder !== null || isShrinking;

  /** As many bits as are sure to fit in, at least one. */
  const writePiece = (): boolean => {
    const begunAt = clock();
    for (let before = begunAt; ; ) {
      if (!writeBit()) return false;
      const at = clock();
      if (!hasNews() || at - begunAt + (at - before) > pieceMs) return true;
      before = at;
    }
  };

  const arm = (afterMs: number) => {
    callOff ??= schedule(afterMs, () => {
      callOff = null;
      work();
    });
  };

  /** One chunk and one piece at a time: thousands of waiting rows must not hold up a stream. */
  const work = () => {
    if (closed || (queue.size() === 0 && !hasPieces())) return;
    let isWell = queue.size() === 0 || writeChunk();
    if (isWell && queue.size() === 0 && hasPieces()) isWell = writePiece();
    if (!isWell) {
      arm(retryAfterMs);
      retryAfterMs = Math.min(retryAfterMs * 2, lastRetryAfterMs);
    } else if (queue.size() > 0) arm(0);
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
      queue.add(exchange);
      if (queue.size() >= batchRows && !failing) {
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
      file.turnTo(next);
      const store = file.store();
      if (failing || store === null || store.days.zone() === next) return;
      if (attempt((open) => open.setZone(next)).ok && hasPieces()) begin();
    },
    makeDays(fromMs, wanted) {
      const isWanted = () => {
        const days = file.store()?.days;
        return !closed && !failing && days?.zone() === wanted && days.builtFrom() > fromMs;
      };
      const begunAt = clock();
      while (isWanted() && attempt((open) => open.growDays()).ok) {
        if (clock() - begunAt > pieceMs / 2) break;
      }
      return isWanted();
    },
    prune(beforeMs) {
      if (closed) return 0;
      pruneOrder = { beforeMs, keepMs: now() - beforeMs };
      const done = failing ? null : pruneSome(pruneOrder);
      if (hasPieces()) arm(failing ? retryAfterMs : pieceAfterMs);
      return done?.ok ? (done.value?.removed ?? 0) : 0;
    },
    flush() {
      const isReady = !failing;
      for (let left = chunksAtOnce; isReady && left > 0 && queue.size() > 0; left--) {
        if (!writeChunk()) break;
      }
      if (!failing && queue.size() === 0 && !isAllWritten()) writePiece();
      return isAllWritten();
    },
    waiting: queue.sums,
    hasCost: pending.hasCost,
    read(from, otherwise) {
      if (closed) return otherwise;
      try {
        readFailed = false;
        return from(file.store());
      } catch (error) {
        readFailed = true;
        const { code, damaged } = failureOf(error, path);
        if (damaged) file.mend(true);
        report(code);
        return otherwise;
      }
    },
    isReadable: () => !closed && file.store() !== null && !readFailed,
    missingUntil: file.missingUntil,
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
      while (queue.size() > 0 && writeChunk());
      while (!failing && queue.lost(1).length > 0 && writeLost());
      while (!failing && pending.size() > 0 && writeWords());
      closed = true;
      callOff?.();
      file.store()?.close();
    },
  };
}
