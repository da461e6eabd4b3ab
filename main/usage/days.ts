/** The roll-up by local day of one zone: follows every change of the quarters, and is made anew bit by bit when the zone changes. */
import type { DatabaseSync } from "node:sqlite";
import type { Bucket } from "../core/spend.ts";
import { createCalendar, dayBounds, dayOf, isZone } from "../core/zone.ts";
import { quoted, type SumTable, sumColumns, summed } from "./sum-table.ts";

export type Days = {
  /** The zone whose days they are; null before there is one. */
  zone(): string | null;
  /** Days that begin from here on are in the roll-up; earlier ones are still to be made. */
  builtFrom(): number;
  isBuilt(): boolean;
  turnTo(zone: string): void;
  /** Makes one more day; false when all are made. */
  grow(): boolean;
  add(bucket: Bucket, kind: number): void;
  /** Makes the sums of these anew: something was taken out of their quarters. */
  refresh(quarters: readonly { readonly startAt: number; readonly kind: number }[]): void;
  /** After a transaction that did not come to its end. */
  reload(): void;
};

/** Nothing of it is made yet. */
const none = Number.MAX_SAFE_INTEGER;
const all = Number.MIN_SAFE_INTEGER;

/** Another edition of the time zones may put an old day's midnight elsewhere. */
const stampOf = (zone: string) => `${zone} ${process.versions.tz ?? ""}`;

export function createDays(db: DatabaseSync, table: SumTable): Days {
  const readNote = db.prepare("SELECT value FROM note WHERE name = ?");
  const writeNote = db.prepare("INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)");
  const newest = db.prepare("SELECT max(startAt) AS startAt FROM bucket WHERE startAt < ?");
  const sum = `INSERT INTO day (startAt, kind, ${quoted(sumColumns)})
    SELECT ?, kind, ${summed} FROM bucket WHERE startAt >= ? AND startAt < ?`;
  const make = db.prepare(`${sum} GROUP BY kind`);
  const makeOne = db.prepare(`${sum} AND kind = ? GROUP BY kind`);
  const remove = db.prepare("DELETE FROM day WHERE startAt = ? AND kind = ?");

  let zone: string | null = null;
  let builtFrom = none;
  let calendar = createCalendar("UTC");

  const load = () => {
    const stamp = String(readNote.get("zone")?.value ?? "");
    const named = stamp.split(" ")[0] ?? "";
    zone = isZone(named) && stampOf(named) === stamp ? named : null;
    builtFrom = zone === null ? none : Number(readNote.get("daysFrom")?.value ?? none);
    calendar = createCalendar(zone ?? "UTC");
  };
  const buildFrom = (atMs: number) => {
    writeNote.run("daysFrom", atMs);
    builtFrom = atMs;
  };
  load();

  return {
    zone: () => zone,
    builtFrom: () => builtFrom,
    isBuilt: () => zone === null || builtFrom === all,
    turnTo(next) {
      if (zone === next) return;
      calendar = createCalendar(next);
      db.exec("DELETE FROM day");
      table.forget();
      writeNote.run("zone", stampOf(next));
      zone = next;
      buildFrom(none);
    },
    grow() {
      if (zone === null || builtFrom === all) return false;
      const last = newest.get(builtFrom)?.startAt;
      if (typeof last !== "number") {
        buildFrom(all);
        return false;
      }
      const { startAt, endAt } = dayBounds(dayOf(last, zone), zone);
      make.run(startAt, startAt, endAt);
      table.touch(startAt);
      buildFrom(startAt);
      return true;
    },
    add(bucket, kind) {
      if (builtFrom === none) return;
      const { startAt } = calendar.day(bucket.startAt);
      if (startAt >= builtFrom) table.add(bucket, kind, startAt);
    },
    refresh(quarters) {
      if (zone === null || builtFrom === none) return;
      const done = new Set<string>();
      for (const { startAt: atMs, kind } of quarters) {
        const { day, startAt } = calendar.day(atMs);
        if (startAt < builtFrom || done.has(`${day} ${kind}`)) continue;
        done.add(`${day} ${kind}`);
        remove.run(startAt, kind);
        table.touch(startAt);
        makeOne.run(startAt, startAt, dayBounds(day, zone).endAt, kind);
      }
    },
    reload: load,
  };
}
