import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { quarterMs } from "../../main/core/spend.ts";
import { usageOf } from "../../main/usage/collector.ts";
import { exportRows } from "../../main/usage/export.ts";
import type { Ledger } from "../../main/usage/ledger.ts";
import { exchangeOf } from "../support/exchange.ts";
import { createManualTimer } from "../support/manual-timer.ts";
import { createScene, million, noon, profile, settledOf, sumOf } from "./scene.ts";

const scene = createScene();
const midnight = noon - 12 * 3_600_000;
const dayMs = 24 * 3_600_000;

const todayOf = (ledger: Ledger, nowMs = noon, of: string | null = null) =>
  usageOf(ledger, nowMs, "UTC", of)?.today ?? null;

function add(ledger: Ledger, startedAt = noon - 60_000): void {
  ledger.add(exchangeOf({ startedAt, usage: million }));
  ledger.flush();
}

function change(sql: string): void {
  const db = new DatabaseSync(scene.path);
  db.exec(sql);
  db.close();
}

/** Everything is whole but one table, which is noise. */
function damage(table: string): void {
  const db = new DatabaseSync(scene.path);
  db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  const pages = db.prepare("SELECT pageno FROM dbstat WHERE name = ?").all(table);
  db.close();
  const bytes = readFileSync(scene.path);
  for (const { pageno } of pages)
    bytes.fill(0x5a, (Number(pageno) - 1) * 4096, Number(pageno) * 4096);
  writeFileSync(scene.path, bytes);
}

describe("nobody knows what the day came to", () => {
  test("while the file cannot be opened, however much waits", () => {
    mkdirSync(scene.path, { recursive: true });
    const timer = createManualTimer();
    const ledger = scene.open({ schedule: timer.schedule });
    expect(todayOf(ledger)).toBeNull();
    add(ledger);
    expect(todayOf(ledger)).toBeNull();
    expect(ledger.isReadable()).toBe(false);
    rmdirSync(scene.path);
    timer.run();
    expect(todayOf(ledger)).toMatchObject({ requests: 1, costMicroUsd: 3_000_000 });
  });

  test("when a read fails, until one does not", () => {
    const ledger = scene.open();
    add(ledger);
    change("ALTER TABLE bucket RENAME TO away");
    ledger.add(exchangeOf({ startedAt: noon - 1, usage: million }));
    expect(todayOf(ledger)).toBeNull();
    change("ALTER TABLE away RENAME TO bucket");
    expect(todayOf(ledger)).toMatchObject({ requests: 2, costMicroUsd: 6_000_000 });
  });

  test("after the ledger is closed", () => {
    const ledger = scene.open();
    add(ledger);
    ledger.close();
    expect(todayOf(ledger)).toBeNull();
  });
});

describe("after a damaged file was set aside", () => {
  const setAside = (): Ledger => {
    mkdirSync(dirname(scene.path), { recursive: true });
    writeFileSync(scene.path, "this is no database, and was never one. ".repeat(500));
    return scene.open();
  };

  test("the day is at least what is known, over a restart too, and the next day is whole", () => {
    let ledger = setAside();
    for (let opened = 0; opened < 2; opened++) {
      add(ledger);
      expect(todayOf(ledger)).toMatchObject({
        ...{ requests: opened + 1, priced: opened + 1, uncertaintyMicroUsd: null },
      });
      expect(ledger.isIncomplete(midnight, null)).toBe(true);
      expect(ledger.isIncomplete(noon - 1, profile)).toBe(true);
      expect(ledger.isIncomplete(noon, null)).toBe(false);
      ledger.close();
      ledger = scene.open({ now: () => noon + dayMs });
    }
    add(ledger, noon + dayMs - 60_000);
    expect(todayOf(ledger, noon + dayMs)).toMatchObject({ uncertaintyMicroUsd: 60_000 });
  });

  test("the day is whole again when Cloudflare's quarters reach from its begin to that moment", () => {
    const ledger = setAside();
    add(ledger);
    ledger.settle(settledOf(midnight, Array(47).fill(null)));
    while (!ledger.flush());
    expect(todayOf(ledger, noon, profile)?.uncertaintyMicroUsd).toBeNull();
    ledger.settle(settledOf(noon - quarterMs, [{ requests: 1 }]));
    expect(todayOf(ledger, noon, profile)?.uncertaintyMicroUsd).toBe(0);
    expect(ledger.isIncomplete(midnight, "p2")).toBe(true);
    expect(ledger.isIncomplete(midnight, null)).toBe(true);
  });

  test("while running, whether a row or a read found it, it is the same", () => {
    for (const find of ["row", "read"]) {
      scene.path = `${scene.folder}/${find}/ledger.sqlite`;
      const before = scene.open();
      for (let index = 0; index < 3000; index++) before.add(exchangeOf({ startedAt: noon - 9000 }));
      before.close();
      damage("bucket");
      const ledger = scene.open();
      expect(ledger.isIncomplete(midnight, null)).toBe(false);
      if (find === "row") add(ledger);
      else {
        expect(ledger.buckets(midnight, noon)).toEqual([]);
        expect(ledger.isReadable()).toBe(false);
        add(ledger);
      }
      expect(todayOf(ledger)).toMatchObject({ requests: 1, uncertaintyMicroUsd: null });
      ledger.close();
      expect(todayOf(scene.open())).toMatchObject({ requests: 1, uncertaintyMicroUsd: null });
    }
  });
});

test("rows given up while the disk refuses stay in the sums, which are written when it does not, and exported", async () => {
  mkdirSync(scene.path, { recursive: true });
  const timer = createManualTimer();
  const ledger = scene.open({ schedule: timer.schedule });
  const startedAt = (index: number) => noon - 100_500 + index;
  for (let index = 0; index < 100_500; index++) {
    ledger.add(exchangeOf({ startedAt: startedAt(index), usage: million }));
    if (index === 50_000 || index >= 100_498) expect(sumOf(ledger).requests).toBe(index + 1);
  }
  rmdirSync(scene.path);
  const waiting: number[] = [];
  for (let turn = 0; timer.waiting().length > 0 && turn < 200; turn++) {
    timer.run();
    waiting.push(sumOf(ledger).requests);
  }
  expect(new Set(waiting)).toEqual(new Set([100_500]));
  expect(todayOf(ledger)).toMatchObject({ requests: 100_500, costMicroUsd: 301_500_000_000 });
  const span = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, zone: "UTC", withIds: false };
  const path = `${scene.folder}/out.json`;
  expect(await exportRows(ledger, { path, format: "json", ...span })).toMatchObject({ ok: true });
  const lines = JSON.parse(readFileSync(path, "utf8")) as { readonly requests: number }[];
  expect(lines.map(({ requests }) => requests).filter((many) => many > 1)).toEqual([1000]);
  expect(lines).toHaveLength(99_501);
  ledger.close();
  const again = scene.open();
  expect(sumOf(again).requests).toBe(100_500);
  expect(again.requests({ limit: 1 })[0]?.id).toBe(99_500);
});
