import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { nothing, plus } from "../../main/core/spend.ts";
import {
  type Ledger,
  type LedgerOptions,
  openLedger,
  type Trouble,
} from "../../main/usage/ledger.ts";
import { hasSmallDisk, type SmallDisk, smallDisk } from "../support/disk.ts";
import { exchangeOf } from "../support/exchange.ts";
import { createManualTimer } from "../support/manual-timer.ts";
import { million, noon, profile, settledOf } from "./scene.ts";

let folder = "";
let path = "";
const opened: Ledger[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-ledger-"));
  path = join(folder, "disk", "ledger.sqlite");
});
afterEach(() => {
  for (const ledger of opened.splice(0)) ledger.close();
  rmSync(folder, { recursive: true });
});

function open(options?: LedgerOptions): Ledger {
  const result = openLedger(path, options);
  if (!result.ok) throw new Error(result.code);
  opened.push(result.ledger);
  return result.ledger;
}

function troublesOf(ledger: Ledger): (Trouble | null)[] {
  const told: (Trouble | null)[] = [];
  ledger.onTrouble((trouble) => told.push(trouble));
  return told;
}

const countOf = (ledger: Ledger) =>
  ledger.buckets(0, Number.MAX_SAFE_INTEGER).reduce(plus, nothing).requests;
const addMany = (ledger: Ledger, many: number) => {
  for (let index = 0; index < many; index++) ledger.add(exchangeOf());
};

describe.skipIf(!hasSmallDisk())("a disk", () => {
  const retries = [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000];
  let disk: SmallDisk;
  let filler = "";

  /** All but a megabyte of it is taken by a file. */
  beforeEach(async () => {
    disk = await smallDisk(16_000_000);
    path = join(disk.path, "ledger.sqlite");
    filler = join(disk.path, "filler");
    writeFileSync(filler, Buffer.alloc(15_000_000));
  });
  afterEach(async () => {
    for (const ledger of opened.splice(0)) ledger.close();
    await disk.close();
  });

  test("that is full loses nothing: rows wait, count in the figures, and are written when there is room", () => {
    const timer = createManualTimer();
    const ledger = open({ schedule: timer.schedule });
    const troubles = troublesOf(ledger);
    for (let many = 0; troubles.length === 0 && many < 200; many++) addMany(ledger, 256);
    expect(troubles).toMatchObject([{ code: "disk.full", dropped: 0, keptAs: null }]);
    const rows = countOf(ledger);
    expect(rows % 256).toBe(0);
    addMany(ledger, 5000);
    expect(countOf(ledger)).toBe(rows + 5000);
    for (const afterMs of retries) {
      expect(timer.waiting()).toEqual([afterMs]);
      expect(ledger.flush()).toBe(false);
      timer.run();
    }
    expect(troubles).toHaveLength(1);
    rmSync(filler);
    timer.run();
    // One chunk a turn, so that a stream is never held up for long.
    while (timer.waiting()[0] === 0) timer.run();
    expect(troubles.at(-1)).toBeNull();
    expect(ledger.requests({ limit: 1 })[0]?.id).toBe(rows + 5000);
    ledger.close();
    expect(countOf(open())).toBe(rows + 5000);
  });

  test("that is full from the start is said so; rows wait, and are written when there is room", () => {
    try {
      writeFileSync(join(disk.path, "more"), Buffer.alloc(2_000_000));
    } catch {
      // Full, as wanted.
    }
    expect(openLedger(path)).toMatchObject({ ok: true, code: "disk.full" });
    const timer = createManualTimer();
    const ledger = open({ schedule: timer.schedule });
    const troubles = troublesOf(ledger);
    addMany(ledger, 300);
    timer.run();
    expect(countOf(ledger)).toBe(300);
    expect(ledger.requests({ limit: 1 })).toEqual([]);
    rmSync(filler);
    timer.run();
    expect(troubles).toMatchObject([{ code: "disk.full" }, null]);
    expect(ledger.requests({ limit: 1 })[0]?.id).toBe(300);
  });

  test("that stays full costs the oldest rows, counted, and no more memory than 100 000 of them", () => {
    const timer = createManualTimer();
    const ledger = open({ schedule: timer.schedule });
    const troubles = troublesOf(ledger);
    addMany(ledger, 130_000);
    timer.run();
    const { waiting = 0, dropped = 0 } = troubles.at(-1) ?? {};
    expect(waiting).toBeLessThanOrEqual(100_000);
    expect(waiting).toBeGreaterThan(98_000);
    expect(dropped).toBeGreaterThan(10_000);
    // The rows are lost, and what they came to is not.
    expect(countOf(ledger)).toBe(130_000);
  });

  test("that may not be written to is said so", async () => {
    await disk.freeze();
    expect(openLedger(path)).toMatchObject({ ok: true, code: "disk.readOnly" });
    expect(troublesOf(open())).toMatchObject([{ code: "disk.readOnly" }]);
  });
});

test("a folder that cannot be is said so", () => {
  writeFileSync(join(folder, "disk"), "a file where the folder should be");
  expect(openLedger(path)).toMatchObject({ ok: true, code: "ledger.failed" });
});

describe("a damaged file", () => {
  const damage = (table: string) => {
    const db = new DatabaseSync(path);
    const pages = db.prepare("SELECT pageno FROM dbstat WHERE name = ?").all(table);
    db.close();
    const bytes = readFileSync(path);
    for (const { pageno } of pages)
      bytes.fill(0x5a, (Number(pageno) - 1) * 4096, Number(pageno) * 4096);
    writeFileSync(path, bytes);
  };
  const noise = () => Buffer.from("this is no database, and was never one. ".repeat(500));

  test("is kept under another name at the start, and a new one begun", () => {
    mkdirSync(dirname(path));
    writeFileSync(path, noise());
    const result = openLedger(path, { now: () => 77 });
    if (!result.ok) throw new Error(result.code);
    opened.push(result.ledger);
    expect(result.keptAs).toBe(`${path}.damaged-77`);
    expect(readFileSync(`${path}.damaged-77`)).toEqual(noise());
    addMany(result.ledger, 3);
    expect(result.ledger.flush()).toBe(true);
    expect(result.ledger.requests({ limit: 9 })).toHaveLength(3);
  });

  test("met while running is set aside too, and the rows that waited are in the new one", () => {
    const before = open();
    addMany(before, 3000);
    before.close();
    // Everything is whole but one table, which is noise: it opens, and is found damaged by the first row.
    damage("bucket");
    const ledger = open({ now: () => 78, schedule: () => () => {} });
    const troubles = troublesOf(ledger);
    addMany(ledger, 5);
    expect(ledger.flush()).toBe(true);
    expect(troubles).toMatchObject([{ code: "ledger.failed", keptAs: `${path}.damaged-78` }, null]);
    // Numbers go on: a word about a row of the old file must meet none of the new one.
    const ids = ledger.requests({ limit: 9 }).map(({ id }) => id);
    expect(ids).toEqual([3005, 3004, 3003, 3002, 3001]);
    expect(readdirSync(dirname(path)).some((name) => name.endsWith(".damaged-78"))).toBe(true);
  });

  test("leaves days that Cloudflare can tell again", () => {
    const startedAt = noon + 300_000;
    const before = open();
    before.add(exchangeOf({ startedAt, usage: million }));
    before.close();
    writeFileSync(path, noise());
    const ledger = open({ schedule: () => () => {} });
    expect(ledger.settledUntil(profile, noon)).toBeNull();
    expect(ledger.buckets(0, noon * 2)).toEqual([]);
    ledger.settle(settledOf(noon, [{ requests: 1 }]));
    expect(ledger.buckets(0, noon * 2)).toMatchObject([
      { by: "elsewhere", requests: 1, costMicroUsd: 3_000_000, startAt: noon },
    ]);
  });

  test("cut short does not throw, whatever is asked of it", () => {
    const before = open();
    addMany(before, 3000);
    before.close();
    truncateSync(path, 9000);
    const ledger = open({ schedule: () => () => {} });
    addMany(ledger, 5);
    expect(() => {
      ledger.requests({ limit: 100 });
      countOf(ledger);
      ledger.flush();
    }).not.toThrow();
    expect(ledger.flush()).toBe(true);
  });
});

test("a writer killed in the middle of its work leaves a whole file, in which the roll-up equals the rows", {
  timeout: 60_000,
}, async () => {
  const script = join(import.meta.dirname, "ledger.writer.ts");
  for (const afterRows of [0, 256, 1024, 5000, 20_000]) {
    const writer = spawn(process.execPath, [script, path], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = 0;
    writer.stdout.on("data", (text) => {
      said = Math.max(said, ...String(text).split("\n").map(Number));
      if (said >= afterRows) writer.kill("SIGKILL");
    });
    expect(await once(writer, "exit")).toEqual([null, "SIGKILL"]);
    const db = new DatabaseSync(path);
    expect(db.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
    const sums = (requests: string, cost: string) =>
      `SELECT total(${requests}) AS requests, total(tokensIn) AS tokensIn, total(${cost}) AS cost`;
    const rows = db.prepare(`${sums("1", "tallyMicroUsd")} FROM request`).get();
    for (const table of ["bucket", "day"]) {
      expect(db.prepare(`${sums("requests", "costMicroUsd")} FROM ${table}`).get()).toEqual(rows);
    }
    db.close();
    expect(Number(rows?.requests)).toBeGreaterThanOrEqual(said);
    for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
  }
});
