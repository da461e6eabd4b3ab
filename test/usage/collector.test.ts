import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rangeOf } from "../../main/core/range.ts";
import { nothing } from "../../main/core/spend.ts";
import { usageFigure, usageOf, usageRange } from "../../main/usage/collector.ts";
import { type Ledger, openLedger } from "../../main/usage/ledger.ts";
import { bucketOf } from "../core/reconcile-world.ts";
import { exchangeOf } from "../support/exchange.ts";
import { million, settledOf } from "./scene.ts";

const now = Date.UTC(2026, 10, 21, 20, 0);
const zone = "Asia/Kolkata";
/** 2026-11-22 began in Kolkata at 18:30 UTC. */
const midnight = Date.UTC(2026, 10, 21, 18, 30);

let folder = "";
let ledger: Ledger;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-usage-"));
  const options = { schedule: () => () => {}, clock: () => 0 };
  const opened = openLedger(join(folder, "ledger.sqlite"), options);
  if (!opened.ok) throw new Error(opened.code);
  ledger = opened.ledger;
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

function known(profile: string | null) {
  const usage = usageOf(ledger, now, zone, profile);
  if (usage === null) throw new Error("the ledger cannot be read");
  return usage;
}

test("today is the user's day, with its hours, its models and its last ten requests", () => {
  ledger.add(exchangeOf({ startedAt: midnight - 1, usage: million }));
  for (let index = 0; index < 12; index++) {
    ledger.add(exchangeOf({ startedAt: midnight + index * 60_000, usage: million }));
  }
  ledger.add(exchangeOf({ startedAt: midnight + 3_600_000, model: "claude-next", usage: million }));
  ledger.add(exchangeOf({ startedAt: midnight, by: "sluice", usage: million }));
  ledger.flush();
  const usage = known(null);
  expect(usage.today).toMatchObject({
    ...{ day: "2026-11-22", zone, source: "router", requests: 13, priced: 12 },
    ...{ costMicroUsd: 36_000_000, tokensIn: 13_000_000, asOf: midnight + 3_602_500 },
    coverage: { requests: 13, priced: 12, unpriced: ["claude-next"] },
  });
  expect(usage.hours).toHaveLength(24);
  expect(usage.hours.slice(0, 2)).toMatchObject([
    { startAt: midnight, costMicroUsd: 36_000_000 },
    { startAt: midnight + 3_600_000, costMicroUsd: null, requests: 1 },
  ]);
  expect(usage.byModel.map(({ model }) => model)).toEqual(["claude-sonnet-4-6", "claude-next"]);
  expect(usage.recent.map(({ id }) => id)).toEqual([15, 14, 13, 12, 11, 10, 9, 8, 7, 6]);
});

test("where Cloudflare is asked, the day says how far it is known and what did not pass Sluice", () => {
  ledger.add(exchangeOf({ startedAt: midnight + 300_000, usage: million }));
  ledger.flush();
  expect(known(null).today.coverage.elsewhere).toBeNull();
  expect(known("p1").today.coverage.elsewhere).toMatchObject({ knownUntil: null });
  ledger.settle(settledOf(midnight, [{ requests: 3, costMicroUsd: 9_000_000 }, null]));
  expect(known("p1").today).toMatchObject({
    ...{ costMicroUsd: 9_000_000, requests: 3, source: "analytics", openclaw: null },
    coverage: {
      elsewhere: { requests: 2, costMicroUsd: 6_000_000, knownUntil: midnight + 1_800_000 },
    },
  });
  expect(usageRange(ledger, { from: 0, to: now, by: "route" }, zone)).toMatchObject([
    { route: "elsewhere", requests: 2, costMicroUsd: 6_000_000 },
    { route: "cloudflare", requests: 1, costMicroUsd: 3_000_000 },
  ]);
});

test("a range is answered by local days", () => {
  ledger.add(exchangeOf({ startedAt: midnight - 1, usage: million }));
  ledger.add(exchangeOf({ startedAt: midnight, usage: million }));
  const rows = usageRange(ledger, { from: 0, to: now, by: "day" }, zone);
  expect(rows).toMatchObject([
    { day: "2026-11-21", costMicroUsd: 3_000_000 },
    { day: "2026-11-22", startAt: midnight, costMicroUsd: 3_000_000 },
  ]);
});

test("what Sluice refused before it was sent went no way: it is a row of its own by route, of older files too", () => {
  const refused = exchangeOf({
    ...{ startedAt: midnight, outcome: "refused", profile: null, status: null, usage: null },
    ...{ firstByteMs: null, logId: null },
  });
  ledger.add({ ...refused, refusal: "allowance" });
  ledger.add({ ...refused, refusal: "keyMissing" });
  ledger.add({ ...refused, refusal: "allowance", route: "direct" });
  ledger.add({ ...refused, refusal: "paused", route: "paused" });
  // Cloudflare was asked, and said no.
  ledger.add({ ...refused, refusal: "tokenRejected", profile: "p1", status: 401 });
  ledger.add(exchangeOf({ startedAt: midnight, usage: million }));
  ledger.flush();
  const rows = usageRange(ledger, { from: 0, to: now, by: "route" }, zone);
  expect(rows.map(({ requests, route }) => [route, requests])).toEqual([
    ["cloudflare", 2],
    ["paused", 4],
  ]);
  const kept = { ...nothing, requests: 2, priced: 2, costMicroUsd: 0 };
  const old = bucketOf({
    ...kept,
    startAt: midnight,
    route: "cloudflare",
    profile: null,
    reached: 0,
  });
  expect(rangeOf([old], { from: 0, to: now, by: "route" }, zone)).toMatchObject([
    { route: "paused", requests: 2 },
  ]);
});

test("a range is one figure, as sure as today's, and says from when on anything is known", () => {
  expect(usageFigure(ledger, { from: 0, to: now }, zone, null)).toMatchObject({
    ...{ costMicroUsd: null, requests: 0, knownFrom: null, asOf: null },
  });
  const first = midnight - 86_400_000;
  ledger.add(exchangeOf({ startedAt: first, usage: million }));
  ledger.add(exchangeOf({ startedAt: midnight, usage: million }));
  ledger.add(exchangeOf({ startedAt: midnight, usage: million, by: "sluice" }));
  ledger.flush();
  const range = { from: 0, to: now };
  expect(usageFigure(ledger, range, zone, null)).toEqual({
    ...known(null).today,
    ...{ costMicroUsd: 6_000_000, requests: 2, priced: 2, tokensIn: 2_000_000 },
    ...{ uncertaintyMicroUsd: 120_000, knownFrom: first, day: undefined, zone: undefined },
    ...{ openclaw: undefined, coverage: { requests: 2, priced: 2, unpriced: [], elsewhere: null } },
  });
  // Nobody was asked about the time before the first request.
  expect(usageFigure(ledger, range, zone, "p1").coverage.elsewhere?.knownUntil).toBeNull();
  ledger.settle(settledOf(first, [{ requests: 1 }, null]));
  ledger.flush();
  expect(usageFigure(ledger, range, zone, "p1").coverage.elsewhere).toEqual({
    ...{ requests: 0, costMicroUsd: 0, knownUntil: first + 1_800_000 },
  });
  expect(usageFigure(ledger, { from: first, to: first + 900_000 }, zone, "p1")).toMatchObject({
    ...{ costMicroUsd: 3_000_000, uncertaintyMicroUsd: 0, source: "analytics" },
    coverage: { elsewhere: { knownUntil: first + 900_000 } },
  });
});

test("a range in which a cost is not known is at least its figure, and names the model", () => {
  ledger.add(exchangeOf({ startedAt: midnight, usage: million }));
  ledger.add(exchangeOf({ startedAt: midnight, usage: million, model: "claude-next" }));
  expect(usageFigure(ledger, { from: 0, to: now }, zone, null)).toMatchObject({
    ...{ costMicroUsd: 3_000_000, priced: 1, requests: 2, uncertaintyMicroUsd: null },
    coverage: { unpriced: ["claude-next"] },
  });
});
