/** The record of every exchange: adding never waits, never throws and never loses what the disk cannot take right now. */
import type { RequestRow } from "../../preload/contract/state.ts";
import type { Settled } from "../core/analytics.ts";
import type { Part } from "../core/range.ts";
import { type Bucket, counted, quarterMs } from "../core/spend.ts";
import type { Exchange } from "../core/traffic.ts";
import { type LedgerCode, setAside } from "./file.ts";
import type { FullRow } from "./full-row.ts";
import { type DayBucket, readBuckets, readDays, readTotals } from "./reader.ts";
import type { AwaitedRow, LogCost, Page, PageQuery } from "./requests.ts";
import type { FindQuery, Found } from "./search.ts";
import { openStore } from "./store.ts";
import type { Trouble } from "./trouble.ts";
import { createWriter, type Writer, type WriterOptions } from "./writer.ts";

export type { AwaitedRow, DayBucket, FullRow, LogCost, Trouble };

export type Ledger = {
  /** After `close` it does nothing, as every other call then. */
  add(exchange: Exchange): void;
  /** Writes what waits, at most a few thousand rows and a piece of Cloudflare's words; false when some still do. While the disk refuses, the timer decides. */
  flush(): boolean;
  /** Quarters that begin in `[fromMs, toMs)`, rising; rows that wait are in them too. */
  buckets(fromMs: number, toMs: number): readonly Bucket[];
  /** The same quarters with all their kinds together, but for Sluice's own requests, in whatever order; a quarter may come in parts. */
  totals(fromMs: number, toMs: number): readonly Part[];
  /** Local days of `zone` that begin in `[fromMs, toMs)`, rising, from their own roll-up; `startAt` is where the day begins. */
  days(fromMs: number, toMs: number, zone: string): readonly DayBucket[];
  /**
   * Makes some of the days from there on, as far as the roll-up lacks them; true while there are more to make. Whoever can wait calls
   * it until then before `days`, which makes all of them at once.
   */
  makeDays(fromMs: number, zone: string): boolean;
  /** False when the file is not open or the last read of it failed: what was answered then is what waits, and may be the least of it. */
  isReadable(): boolean;
  /**
   * Requests that began after `fromMs` may be missing: a damaged file was set aside since, in this process or an earlier one. No more
   * when Cloudflare's settled quarters of that profile reach from there to that moment.
   */
  isIncomplete(fromMs: number, profile: string | null): boolean;
  /** From here on the roll-up of days is that of this zone: made anew by and by, and at once as far as somebody asks for it. */
  setZone(zone: string): void;
  /** The newest first, `before` is an id. Rows that wait have none and are not among them. */
  requests(query: { readonly before?: number; readonly limit: number }): readonly RequestRow[];
  /** The same that fit a filter, as far as they are among the next few thousand ids. Null: the file cannot be read. */
  find(query: FindQuery): Found<RequestRow> | null;
  /**
   * Rows that began in `[fromMs, toMs)`, rising by id, a piece at a time: `next` is the `afterId` of the following one. Null: the file
   * cannot be read.
   */
  page(query: PageQuery): Page | null;
  /** All buckets begin in `[fromMs, toMs)`; both 0 where there are none. */
  extent(): { readonly fromMs: number; readonly toMs: number };
  /** Rows through that profile's aiGateway that have a log id and no word of Cloudflare's log yet, the newest first. */
  awaiting(query: {
    readonly profile: string;
    readonly sinceMs: number;
    readonly limit: number;
  }): readonly AwaitedRow[];
  /**
   * What Cloudflare's log says a row cost. Null: it has the row and no cost, and so has 0 where something was used: the row is awaited
   * no more and Sluice's own figure stays.
   */
  confirm(costs: readonly LogCost[]): void;
  /** Keeps Cloudflare's quarters and corrects the sums by them, the first ones now, many by and by (`flush` hastens it). */
  settle(settled: Settled): void;
  /** The end of the unbroken run of settled quarters that begins with the one `fromMs` is in; null: not even that one is. */
  settledUntil(profile: string, fromMs: number): number | null;
  /**
   * Gives up the rows of quarters that began and ended before then, some now and the rest by and by; returns how many now. Sums stay.
   * From the newest row back, as much time is kept as from now back to `beforeMs`.
   */
  prune(beforeMs: number): number;
  /** Calls back when rows have been written; returns the way to stop. */
  onFlush(listener: (written: number) => void): () => void;
  /** Calls back when something is wrong (at once when it is already), when that changes, and with null when it is over; returns the way to stop. */
  onTrouble(listener: (trouble: Trouble | null) => void): () => void;
  close(): void;
};

export type LedgerOptions = {
  /** Runs something later; returns the way to call it off. */
  readonly schedule?: WriterOptions["schedule"];
  readonly now?: () => number;
  /** Milliseconds, of a clock that is never set: work is cut into pieces by it. */
  readonly clock?: () => number;
};

/**
 * `code` beside a ledger: the file cannot be opened for now; it is tried again when there is something to write. `ok: false`: there can
 * be no ledger, the file is that of a newer Sluice.
 */
export type OpenedLedger =
  | {
      readonly ok: true;
      readonly ledger: Ledger;
      readonly keptAs: string | null;
      readonly code: LedgerCode | null;
    }
  | { readonly ok: false; readonly code: LedgerCode };

function onTimer(afterMs: number, run: () => void): () => void {
  const timer = setTimeout(run, afterMs);
  timer.unref();
  return () => clearTimeout(timer);
}

/** A damaged file is set aside and kept, and a new one begun. A file of a newer Sluice is left alone: `ledger.failed`. */
export function openLedger(path: string, options: LedgerOptions = {}): OpenedLedger {
  const { clock = () => performance.now(), now = Date.now, schedule = onTimer } = options;
  let keptAs: string | null = null;
  let missingUntil: number | null = null;
  let opened = openStore(path);
  if (!opened.ok && opened.damaged) {
    keptAs = setAside(path, now());
    missingUntil = now();
    if (keptAs !== null) opened = openStore(path, { missingUntil });
  }
  if (!opened.ok && opened.isNewer) return { ok: false, code: opened.code };
  const [store, code] = opened.ok ? [opened.store, null] : [null, opened.code];
  const ledger = ledgerOver(
    createWriter({ path, store, code, missingUntil, now, clock, schedule }),
  );
  return { ok: true, ledger, keptAs, code };
}

function ledgerOver(writer: Writer): Ledger {
  const { add, close, confirm, flush, onFlush, onTrouble, prune, read, setZone, settle } = writer;
  const settledUntil = (profile: string, fromMs: number) =>
    read((store) => store?.corrections.settledUntil(profile, fromMs) ?? null, null);
  const waitingIn = (fromMs: number, toMs: number) =>
    writer.waiting().filter(({ startAt }) => fromMs <= startAt && startAt < toMs);
  return {
    ...{ add, close, confirm, flush, onFlush, onTrouble, prune, setZone, settle, settledUntil },
    isReadable: writer.isReadable,
    isIncomplete(fromMs, profile) {
      const missingUntil = writer.missingUntil();
      if (missingUntil === null || missingUntil <= fromMs) return false;
      return profile === null || (settledUntil(profile, fromMs) ?? 0) < missingUntil;
    },
    makeDays(fromMs, zone) {
      setZone(zone);
      return writer.makeDays(fromMs, zone);
    },
    buckets: (fromMs, toMs) =>
      read((store) => readBuckets(store, writer.waiting(), fromMs, toMs), waitingIn(fromMs, toMs)),
    totals: (fromMs, toMs) =>
      read(
        (store) => readTotals(store, writer.waiting(), fromMs, toMs),
        counted(waitingIn(fromMs, toMs)),
      ),
    days(fromMs, toMs, zone) {
      setZone(zone);
      while (writer.makeDays(fromMs, zone));
      return read((store) => readDays(store, writer.waiting(), { fromMs, toMs, zone }), []);
    },
    requests: ({ before = Number.MAX_SAFE_INTEGER, limit }) =>
      read((store) => store?.requests.before(before, limit).map(shownOf) ?? [], []),
    find: (query) =>
      read((store) => {
        const found = store?.requests.find(query);
        return found ? { ...found, rows: found.rows.map(shownOf) } : null;
      }, null),
    page: (query) => read((store) => store?.requests.within(query) ?? null, null),
    extent() {
      const waiting = writer.waiting().map(({ startAt }) => startAt);
      const written = read((store) => store?.buckets.extent() ?? [], []);
      const starts = [...waiting, ...written];
      if (starts.length === 0) return { fromMs: 0, toMs: 0 };
      return { fromMs: Math.min(...starts), toMs: Math.max(...starts) + quarterMs };
    },
    awaiting: ({ profile, sinceMs, limit }) =>
      read((store) => store?.requests.awaiting(profile, sinceMs, limit) ?? [], []).filter(
        ({ id }) => !writer.hasCost(id),
      ),
  };
}

/** Without what only a file of the person's own tells. */
function shownOf(row: FullRow): RequestRow {
  const { cacheWrite1h, logMicroUsd, searches, tallyMicroUsd, tier, unpriced, ...shown } = row;
  const { savedMicroUsd, ...asked } = shown;
  return shown.cacheHit ? shown : asked;
}
