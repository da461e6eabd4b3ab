import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { usageOf, usageRange } from "../../main/usage/collector.ts";
import { type Ledger, openLedger } from "../../main/usage/ledger.ts";
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
