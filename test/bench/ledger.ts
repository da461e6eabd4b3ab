/** How fast the ledger is with a million requests in it, and how large: `node test/bench/ledger.ts [rows] [folder]`. Prints figures, judges nothing. */
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { dayBounds, dayOf } from "../../main/core/zone.ts";
import { listRequests, usageOf, usageRange } from "../../main/usage/collector.ts";
import { exportRows } from "../../main/usage/export.ts";
import { openLedger } from "../../main/usage/ledger.ts";
import { createTraffic, quartersOf } from "./ledger-traffic.ts";
import { createTurns, createWatch } from "./ledger-watch.ts";

const rows = Number(process.argv[2] ?? 1_000_000);
const folder = process.argv[3] ?? mkdtempSync(path.join(tmpdir(), "sluice-ledger-bench-"));
mkdirSync(folder, { recursive: true });
const file = path.join(folder, "ledger.sqlite");
for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });

const profile = "p1";
const zone = "Europe/Amsterdam";
const dayMs = 86_400_000;
const endAt = dayBounds("2026-11-21", zone).endAt;
const fromAt = endAt - 90 * dayMs;
const watch = createWatch();
const turns = createTurns(watch);

function open() {
  const opened = openLedger(file, { schedule: turns.schedule });
  if (!opened.ok) throw new Error(opened.code);
  return opened.ledger;
}

const saySize = (name: string) => {
  const { size } = statSync(file);
  watch.say(name, `${(size / rows).toFixed(1)} bytes a row, ${(size / 1e6).toFixed(1)} MB`);
};

function held(delay: ReturnType<typeof monitorEventLoopDelay>): string {
  const of = (part: number) => `${(delay.percentile(part) / 1e6 - 1).toFixed(2)} ms`;
  return `p50 ${of(50)} p99 ${of(99)} worst ${of(100)}`;
}

const traffic = createTraffic({ fromAt, everyMs: (90 * dayMs) / rows });
const made = Array.from({ length: rows }, traffic.next);

let ledger = open();
ledger.setZone(zone);
turns.runAll();
watch.once(
  "inserted through add and flush",
  () => {
    for (const exchange of made) ledger.add(exchange);
    while (!ledger.flush());
  },
  (wallMs, cpuMs) =>
    `= ${Math.round((rows / wallMs) * 1000)} rows/s | ${Math.round((rows / cpuMs) * 1000)} rows/s`,
);
turns.runAll();
watch.pieces("(pieces of its own)");
ledger.close();
saySize("file with everything awaited");

ledger = open();
const lastHour = (made.at(-1)?.startedAt ?? endAt) - 3_600_000;
const quarters = quartersOf(made, endAt - 62 * dayMs, lastHour);
watch.piece(() => ledger.settle({ profile, readAt: endAt, quarters }));
turns.runAll();
watch.pieces(`${quarters.length} quarters settled, a piece`);

const awaited = ledger.awaiting({ profile, sinceMs: fromAt, limit: rows });
const fresh = awaited.filter(({ startedAt }) => startedAt >= lastHour + 1_800_000);
const confirm = (some: typeof awaited, times: number) => {
  for (let at = 0; at < some.length && at < times * 5; at += 5) {
    const costs = some.slice(at, at + 5).map(({ id }) => ({ id, costMicroUsd: 9_100 }));
    watch.piece(() => ledger.confirm(costs));
    turns.runAll();
  }
};
confirm(fresh, 1000);
watch.pieces("confirm 5 rows of now");
confirm(awaited.slice(fresh.length + 1000), 500);
watch.pieces("confirm 5 rows in settled quarters");
watch.often("awaiting, 50 of today", 500, () =>
  ledger.awaiting({ profile, sinceMs: endAt - dayMs, limit: 50 }),
);
ledger.close();
saySize("file with everything settled");

ledger = open();
const today = dayBounds(dayOf(lastHour, zone), zone);
const range = (from: number, by: Parameters<typeof usageRange>[1]["by"]) =>
  usageRange(ledger, { from, to: endAt, by }, zone);
watch.once("90 days by model, the first time", () => range(fromAt, "model"));
watch.often("today by model (usage.range)", 1000, () => range(today.startAt, "model"));
watch.often("today as the snapshot has it", 1000, () => usageOf(ledger, lastHour, zone, profile));
watch.often("(of that: buckets of today)", 1000, () => ledger.buckets(today.startAt, today.endAt));
watch.often("today by hour (usage.range)", 300, () => range(today.startAt, "hour"));
for (const by of ["day", "model", "provider", "route"] as const) {
  watch.often(`90 days by ${by} (usage.range)`, 300, () => range(fromAt, by));
}
watch.often("(of that: the roll-up alone)", 300, () => ledger.days(fromAt, endAt, zone));
watch.often("7 days by hour (usage.range)", 50, () => range(endAt - 7 * dayMs, "hour"));
watch.often("30 days by day (usage.range)", 300, () => range(endAt - 30 * dayMs, "day"));
watch.often("90 days by hour (usage.range)", 50, () => range(fromAt, "hour"));
watch.often("settledUntil, of today", 300, () => ledger.settledUntil(profile, today.startAt));
watch.often("a page of 100 requests", 500, () => ledger.requests({ limit: 100 }));

const everything = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, route: null, outcome: null };
for (const [name, word] of [
  ["a word nobody used", "nothing-of-it"],
  ["the beginning of an id nobody gave", "ffff"],
] as const) {
  const filter = { ...everything, words: [word] };
  let before = Number.MAX_SAFE_INTEGER;
  for (let next: number | null = before; next !== null; before = next ?? 0) {
    watch.piece(() => {
      next = ledger.find({ filter, before, limit: 100 })?.next ?? null;
    });
  }
  watch.pieces(`search for ${name}, a piece`);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  await listRequests(ledger, { limit: 100, search: word });
  delay.disable();
  watch.say(
    `all of it: ${(performance.now() - startedAt).toFixed(0)} ms, held the thread`,
    held(delay),
  );
}
watch.often("search that finds a page at once", 300, () =>
  ledger.find({ filter: { ...everything, words: ["sonnet", "200"] }, before: rows, limit: 100 }),
);

watch.piece(() => ledger.setZone("Asia/Kathmandu"));
turns.runAll();
watch.pieces("another zone, a piece of its days");

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
await exportRows(ledger, {
  ...{ path: path.join(folder, "rows.csv"), format: "csv", zone, withIds: true },
  ...{ fromMs: endAt - 10 * dayMs, toMs: endAt },
});
delay.disable();
watch.say("10 days as CSV, held the thread", held(delay));
watch.piece(() => ledger.prune(endAt - 30 * dayMs));
turns.runAll();
watch.pieces("60 of 90 days given up, a piece");
ledger.close();
saySize("file after it");
if (process.argv[3] === undefined) rmSync(folder, { recursive: true });
