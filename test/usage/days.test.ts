import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { nothing, plus } from "../../main/core/spend.ts";
import { prepareRange, usageRange } from "../../main/usage/collector.ts";
import type { Ledger } from "../../main/usage/ledger.ts";
import { exchangeOf } from "../support/exchange.ts";
import { createManualTimer } from "../support/manual-timer.ts";
import { createScene, createSlowClock, million, noon, settledOf, sumOf } from "./scene.ts";

const scene = createScene();
const hourMs = 3_600_000;
const span = [noon - 30 * 24 * hourMs, noon + 30 * 24 * hourMs] as const;

const daysOf = (ledger: Ledger, zone: string) =>
  ledger
    .days(...span, zone)
    .map(({ day, startAt, requests }) => [day, new Date(startAt).toISOString(), requests]);
const sumOfDays = (ledger: Ledger, zone: string) =>
  ledger.days(...span, zone).reduce(plus, nothing);

function rolledUp(): { readonly zone: string; readonly days: number } {
  const db = new DatabaseSync(scene.path, { readOnly: true });
  const note = db.prepare("SELECT value FROM note WHERE name = 'zone'").get();
  const days = db.prepare("SELECT count(DISTINCT startAt) AS days FROM day").get();
  db.close();
  return { zone: String(note?.value).split(" ")[0] ?? "", days: Number(days?.days) };
}

test("a request is in the local day of the zone, whatever zone that is", () => {
  const ledger = scene.open();
  for (const hours of [-20, -12, 0, 6.5, 18.25, 40]) {
    ledger.add(exchangeOf({ startedAt: noon + hours * hourMs, usage: million }));
  }
  ledger.flush();
  expect(daysOf(ledger, "UTC")).toEqual([
    ["2026-11-20", "2026-11-20T00:00:00.000Z", 1],
    ["2026-11-21", "2026-11-21T00:00:00.000Z", 3],
    ["2026-11-22", "2026-11-22T00:00:00.000Z", 1],
    ["2026-11-23", "2026-11-23T00:00:00.000Z", 1],
  ]);
  expect(daysOf(ledger, "Asia/Kathmandu")).toEqual([
    ["2026-11-20", "2026-11-19T18:15:00.000Z", 1],
    ["2026-11-21", "2026-11-20T18:15:00.000Z", 2],
    ["2026-11-22", "2026-11-21T18:15:00.000Z", 2],
    ["2026-11-23", "2026-11-22T18:15:00.000Z", 1],
  ]);
  for (const zone of ["Pacific/Marquesas", "America/St_Johns", "Pacific/Kiritimati"]) {
    expect(sumOfDays(ledger, zone)).toEqual(sumOf(ledger));
  }
});

test("another zone's days are made by and by", () => {
  const timer = createManualTimer();
  const ledger = scene.open({ schedule: timer.schedule, clock: createSlowClock() });
  for (let day = 0; day < 20; day++) {
    ledger.add(exchangeOf({ startedAt: noon - day * 24 * hourMs, usage: million }));
  }
  ledger.flush();
  timer.run();
  ledger.setZone("Asia/Kolkata");
  expect(rolledUp()).toEqual({ zone: "Asia/Kolkata", days: 1 });
  for (let turn = 0; timer.waiting().length > 0 && turn < 30; turn++) {
    expect(rolledUp().days).toBe(Math.min(turn + 1, 20));
    for (const day of [turn, 19]) {
      ledger.add(exchangeOf({ startedAt: noon - day * 24 * hourMs, usage: million }));
    }
    timer.run();
  }
  expect(timer.waiting()).toEqual([]);
  expect(rolledUp()).toEqual({ zone: "Asia/Kolkata", days: 20 });
  expect(sumOfDays(ledger, "Asia/Kolkata")).toEqual(sumOf(ledger));
  ledger.close();
  const again = scene.open({ clock: createSlowClock() });
  expect(again.days(...span, "Asia/Kolkata")).toHaveLength(20);
  again.setZone("America/New_York");
  expect(rolledUp()).toEqual({ zone: "America/New_York", days: 1 });
  expect(sumOfDays(again, "America/New_York")).toEqual(sumOf(again));
  expect(rolledUp().days).toBe(20);
});

test("days that somebody can wait for are made a piece at a time, and rows that come meanwhile are in them", async () => {
  const ledger = scene.open({ clock: createSlowClock() });
  const addAll = () => {
    for (let day = 0; day < 20; day++) {
      ledger.add(exchangeOf({ startedAt: noon - day * 24 * hourMs, usage: million }));
    }
    ledger.flush();
  };
  addAll();
  expect(ledger.makeDays(noon - 10 * 24 * hourMs, "Asia/Kolkata")).toBe(true);
  expect(rolledUp().days).toBe(2);
  addAll();
  const query = { from: noon - 10 * 24 * hourMs, to: noon + 24 * hourMs, by: "day" } as const;
  const ready = prepareRange(ledger, query, "Asia/Kolkata");
  expect(rolledUp().days).toBe(3);
  await ready;
  expect(rolledUp().days).toBe(11);
  expect(usageRange(ledger, query, "Asia/Kolkata").map(({ requests }) => requests)).toEqual(
    Array(11).fill(2),
  );
  expect(rolledUp().days).toBe(11);
});

test("a zone that cannot be noted leaves the days as they were, and its own are right all the same", () => {
  const ledger = scene.open();
  ledger.setZone("Asia/Kolkata");
  ledger.add(exchangeOf({ startedAt: noon + 7 * hourMs, usage: million }));
  ledger.flush();
  const other = new DatabaseSync(scene.path);
  other.exec(`CREATE TRIGGER never BEFORE INSERT ON note WHEN new.name = 'daysFrom'
    BEGIN SELECT RAISE(ABORT, 'never'); END`);
  ledger.setZone("UTC");
  expect(daysOf(ledger, "UTC")).toEqual([["2026-11-21", "2026-11-21T00:00:00.000Z", 1]]);
  expect(rolledUp()).toEqual({ zone: "Asia/Kolkata", days: 1 });
  other.exec("DROP TRIGGER never");
  other.close();
  expect(daysOf(ledger, "Asia/Kolkata")).toEqual([["2026-11-22", "2026-11-21T18:30:00.000Z", 1]]);
});

test("days follow what Cloudflare says of their quarters", () => {
  const ledger = scene.open();
  ledger.setZone("Asia/Kolkata");
  ledger.add(exchangeOf({ startedAt: noon + 300_000, usage: million }));
  ledger.flush();
  const quarters = Array(40).fill({ requests: 2, costMicroUsd: 6_000_000 });
  ledger.settle(settledOf(noon, quarters));
  while (!ledger.flush());
  ledger.confirm([{ id: 1, costMicroUsd: 1_000_000 }]);
  ledger.settle(settledOf(noon + 30 * 900_000, [null, null]));
  expect(sumOf(ledger)).toMatchObject({ requests: 76 });
  expect(sumOfDays(ledger, "Asia/Kolkata")).toEqual(sumOf(ledger));
  const days = ledger.days(...span, "Asia/Kolkata").filter(({ by }) => by === "elsewhere");
  // 18:30 UTC is midnight: 26 of the quarters are before it, and the first of them has a request of Sluice's own.
  expect(days.map(({ day, requests }) => [day, requests])).toEqual([
    ["2026-11-21", 51],
    ["2026-11-22", 24],
  ]);
});

test("a row that waits after midnight may be what Cloudflare counts before it: the day before follows", () => {
  const ledger = scene.open();
  const midnight = noon + 6.5 * hourMs;
  ledger.setZone("Asia/Kolkata");
  ledger.add(exchangeOf({ startedAt: noon, usage: million }));
  ledger.flush();
  ledger.settle(settledOf(midnight - 900_000, [{ requests: 1 }, null]));
  const requests = () =>
    daysOf(ledger, "Asia/Kolkata").flatMap(([day, , many]) => (many ? [[day, many]] : []));
  const before = [
    ["2026-11-21", 1],
    ["2026-11-21", 1],
  ];
  expect(requests()).toEqual(before);
  ledger.add(exchangeOf({ startedAt: midnight + 1000, usage: million }));
  expect(sumOfDays(ledger, "Asia/Kolkata")).toEqual(sumOf(ledger));
  const after = [
    ["2026-11-21", 1],
    ["2026-11-22", 1],
  ];
  expect(requests()).toEqual(after);
  ledger.flush();
  expect(requests()).toEqual(after);
});

test("a range of days with ends between midnights is cut where it was asked", () => {
  const ledger = scene.open();
  for (let hours = -60; hours < 60; hours++) {
    ledger.add(exchangeOf({ startedAt: noon + hours * hourMs, usage: million }));
  }
  ledger.flush();
  const requests = (from: number, to: number) =>
    usageRange(ledger, { from, to, by: "day" }, "Asia/Kolkata").map((row) => row.requests);
  // Local midnight is 18:30 UTC: from noon that is six and a half hours away, and thirty and a half.
  expect(requests(noon - 24 * hourMs, noon + 24 * hourMs)).toEqual([7, 24, 17]);
  expect(requests(noon, noon + 2 * hourMs)).toEqual([2]);
  expect(requests(noon, noon)).toEqual([]);
  expect(requests(0, Number.MAX_SAFE_INTEGER).reduce((a, b) => a + b)).toBe(120);
  for (const by of ["model", "provider", "route"] as const) {
    const query = { from: noon - 24 * hourMs, to: noon + 24 * hourMs, by };
    expect(usageRange(ledger, query, "Asia/Kolkata")).toMatchObject([{ requests: 48 }]);
  }
});

test("days made with another edition of the time zones are made anew", () => {
  const ledger = scene.open();
  ledger.setZone("Asia/Kolkata");
  ledger.add(exchangeOf({ startedAt: noon, usage: million }));
  ledger.close();
  const db = new DatabaseSync(scene.path);
  db.exec("UPDATE note SET value = 'Asia/Kolkata 1999z' WHERE name = 'zone'");
  db.exec("UPDATE day SET requests = 77");
  db.close();
  const again = scene.open();
  expect(again.days(...span, "Asia/Kolkata")).toMatchObject([{ requests: 1 }]);
});
